"""The small values that parts of pages take."""

import pytest

from web.parts import Balance, PathStrand, PersonCard, Strand, Sureness

YOU = PersonCard(name="You")


def test_path_has_one_tie_fewer_than_people() -> None:
    """A path that does not join its people is refused."""
    with pytest.raises(ValueError, match="one tie fewer"):
        PathStrand(people=(YOU,), strands=(Strand(tier="weak", grade="met"),))


def test_interval_holds_its_middle() -> None:
    """A probability outside of its interval is refused."""
    with pytest.raises(ValueError, match="no interval"):
        Sureness(middle=0.5, low=0.6, high=0.7)


@pytest.mark.parametrize(
    ("given", "received", "side"),
    [(3.0, 1.0, "given"), (0.2, 1.0, "received"), (1.0, 1.4, "balanced"), (0.0, 0.0, "balanced")],
)
def test_side_of_a_balance(given: float, received: float, side: str) -> None:
    """Less than half a coffee apart is even."""
    assert side == Balance(given=given, received=received, with_whom="Dana Ortiz").side


def test_balance_never_speaks_of_debt() -> None:
    """Either way the words say who helped, not who owes."""
    said = [
        Balance(given=given, received=received, with_whom="Dana Ortiz").words
        for given, received in ((3, 0), (0, 3), (1, 1))
    ]

    assert ["You helped Dana more so far", "Dana helped you more so far", "Even"] == said
