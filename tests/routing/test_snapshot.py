"""An index kept in a file comes back as it was, or not at all."""

from pathlib import Path

import numpy as np
import pytest

from netgraph.routing import BadSnapshot, TieIndex

PEOPLE = 50


@pytest.fixture(scope="module")
def index() -> TieIndex:
    """Some hundred ties with grades."""
    rng = np.random.default_rng(5)
    return TieIndex.from_arrays(
        rng.integers(0, PEOPLE, 400),
        rng.integers(0, PEOPLE, 400),
        rng.random(400),
        people=PEOPLE,
        grade=rng.integers(0, 8, 400),
    )


def test_a_loaded_index_answers_as_the_saved_one(index: TieIndex, tmp_path: Path) -> None:
    """People, ties, grades and paths are the same, and the loaded index can be changed."""
    index.save(tmp_path / "ties", label="revision 7")

    loaded = TieIndex.load(tmp_path / "ties", label="revision 7")

    assert (index.people, index.ties, index.widest) == (loaded.people, loaded.ties, loaded.widest)
    for before, after in zip(index.rows, loaded.rows, strict=True):
        assert before.dtype == after.dtype
        assert before.tolist() == after.tolist()
    for target in range(1, PEOPLE):
        expected = index.best_paths(0, target, minimum_grade=2)
        assert expected == loaded.best_paths(0, target, minimum_grade=2)
    assert (0, 1) in {p.people for p in loaded.with_ties([0], [1], [1.0]).best_paths(0, 1)}


def test_an_index_without_ties_can_be_kept(tmp_path: Path) -> None:
    """Nothing is kept as nothing."""
    TieIndex.from_arrays([], [], [], people=3).save(tmp_path / "ties")

    loaded = TieIndex.load(tmp_path / "ties")

    assert (3, 0) == (loaded.people, loaded.ties)
    assert () == loaded.best_paths(0, 2)


def test_a_later_index_takes_the_place_of_an_earlier_one(index: TieIndex, tmp_path: Path) -> None:
    """Only one file is left, and an index loaded before goes on answering."""
    index.save(tmp_path / "ties")
    loaded = TieIndex.load(tmp_path / "ties")
    index.with_ties([0], [1], [1.0]).save(tmp_path / "ties")

    assert ["ties"] == [file.name for file in tmp_path.iterdir()]
    assert index.best_paths(0, 1) == loaded.best_paths(0, 1)
    assert index.best_paths(0, 1) != TieIndex.load(tmp_path / "ties").best_paths(0, 1)


def test_what_cannot_be_written_leaves_nothing(index: TieIndex, tmp_path: Path) -> None:
    """When the file cannot take its place, no half of it stays behind."""
    (tmp_path / "ties").mkdir()

    with pytest.raises(OSError, match="ties"):
        index.save(tmp_path / "ties")

    assert ["ties"] == [file.name for file in tmp_path.iterdir()]


def test_a_snapshot_of_something_else_is_refused(index: TieIndex, tmp_path: Path) -> None:
    """An index of another revision is stale, whoever left it there."""
    index.save(tmp_path / "ties", label="revision 7")

    with pytest.raises(BadSnapshot, match="of “revision 7”, not of “revision 8”"):
        TieIndex.load(tmp_path / "ties", label="revision 8")


def test_no_damage_goes_unnoticed(index: TieIndex, tmp_path: Path) -> None:
    """Whichever byte is wrong, the index is refused with a reason."""
    file = tmp_path / "ties"
    index.save(file)
    whole = file.read_bytes()
    rng = np.random.default_rng(1)
    described = whole.index(b"}]}") + 3
    places = [*range(0, described, 3), *rng.integers(described + 64, len(whole), 100).tolist()]
    noticed = unimportant = 0
    for place in places:
        damaged = bytearray(whole)
        damaged[place] ^= 0x41
        file.write_bytes(damaged)
        try:
            loaded = TieIndex.load(file)
        except BadSnapshot:
            noticed += 1
        else:  # between two columns
            unimportant += 1
            assert all(np.array_equal(a, b) for a, b in zip(index.rows, loaded.rows, strict=True))

    assert len(places) == noticed + unimportant
    assert noticed > 0.9 * len(places)


@pytest.mark.parametrize("kept", [0, 10, 30, 200, 0.5, 0.99])
def test_a_file_cut_short_is_refused(index: TieIndex, tmp_path: Path, kept: float) -> None:
    """An index of which the end is missing is refused with a reason."""
    file = tmp_path / "ties"
    index.save(file)
    whole = file.read_bytes()
    file.write_bytes(whole[: int(kept if kept >= 1 else kept * len(whole))])

    with pytest.raises(BadSnapshot, match=r"cut short|damaged|no index"):
        TieIndex.load(file)


def test_a_foreign_file_is_refused(tmp_path: Path) -> None:
    """A file of another program, or of another version, is no index; nor is none."""
    (tmp_path / "ties").write_bytes(b"netgraph ties 999\n" + bytes(1000))

    with pytest.raises(BadSnapshot, match="no index of this version"):
        TieIndex.load(tmp_path / "ties")
    with pytest.raises(FileNotFoundError):
        TieIndex.load(tmp_path / "missing")
