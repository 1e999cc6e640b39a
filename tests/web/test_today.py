"""The first page: seven things stand open, a few of each kind before many of one."""

from hypothesis import given
from hypothesis import strategies as st

from netgraph.domain.access import Viewer
from netgraph.wiring import Netgraph
from tests.web.test_reach_pages import Login
from web.today import FEW, MOST, shares


@given(st.lists(st.integers(1, 12), max_size=8))
def test_seven_things_stand_open(counts: list[int]) -> None:
    """As many as there are up to seven, none of a kind a third time before two of the next."""
    open_ = shares(counts)

    assert min(MOST, sum(counts)) == sum(open_)
    assert all(0 <= given_ <= count for given_, count in zip(open_, counts, strict=True))
    if any(given_ > FEW for given_ in open_):
        assert all(given_ >= min(FEW, count) for given_, count in zip(open_, counts, strict=True))


def test_the_demo_has_a_few_of_each_kind(
    netgraph_seeded: Netgraph, lena: Viewer, login: Login
) -> None:
    """The rest is folded away and not lost."""
    page = login(lena).text("/")

    assert netgraph_seeded.agenda is not None
    assert page.index("Keep your word") < page.index("Your introductions")
    assert page.index("Give first") < page.index("When you have time")
    assert 1 <= page.count(" more</summary>")
