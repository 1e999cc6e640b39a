"""The demo's login fits whatever happened to its file, and its network is of today."""

from pathlib import Path

import pytest

from netgraph.errors import Misconfigured
from netgraph.services.demo.login import DemoLogin, bring_to_today, demo_login
from netgraph.wiring import Netgraph
from tests.conftest import NOW, Clock

ONE, OTHER = "first of passwords", "second of passwords"


def brought(netgraph: Netgraph, login: DemoLogin, place: Path) -> str:
    """The day that the demo is of, loaded or moved as a start does."""
    day = bring_to_today(
        netgraph.database,
        netgraph.accounts,
        netgraph.history,
        login=login,
        data_dir=place,
        now=netgraph.now(),
    )
    return str(day)


def latest_favor(netgraph: Netgraph) -> str:
    """The day of the latest favor of the network."""
    rows = netgraph.database.read("favors_in_scopes", scopes=["team"], people=["team"])
    return str(max(row["day"] for row in rows))


def test_is_loaded_moved_and_left_alone(netgraph: Netgraph, clock: Clock, tmp_path: Path) -> None:
    """An untouched demo moves with the day; one that was changed by hand stays as it is."""
    login = demo_login(tmp_path, new_password=lambda: ONE)

    assert str(NOW.date()) == brought(netgraph, login, tmp_path)

    at_first = latest_favor(netgraph)
    clock.turn(days=40)

    assert "2026-07-25" == brought(netgraph, login, tmp_path)
    assert at_first < latest_favor(netgraph)

    viewer = netgraph.accounts.viewer(login.email)
    netgraph.people.rename(viewer, viewer.person, "Lena Hartmann-Okoye")
    moved = latest_favor(netgraph)
    clock.turn(days=40)

    assert "2026-07-25" == brought(netgraph, login, tmp_path)
    assert moved == latest_favor(netgraph)


def test_login_fits_when_its_file_is_lost(netgraph: Netgraph, tmp_path: Path) -> None:
    """Without its file there is another password, for everybody in the demo."""
    brought(netgraph, demo_login(tmp_path, new_password=lambda: ONE), tmp_path)
    (tmp_path / "demo_password").unlink()
    login = demo_login(tmp_path, new_password=lambda: OTHER)
    brought(netgraph, login, tmp_path)

    assert OTHER == login.password
    for account in netgraph.accounts.all():
        email = account.viewer.email
        assert netgraph.accounts.log_in(email=email, password=OTHER) is not None
        assert netgraph.accounts.log_in(email=email, password=ONE) is None


def test_keeps_its_password(tmp_path: Path) -> None:
    """The password of the first start is that of every later one, for its owner's eyes alone."""
    first = demo_login(tmp_path, new_password=lambda: ONE)

    assert first == demo_login(tmp_path, new_password=lambda: OTHER)
    assert 0o600 == (tmp_path / "demo_password").stat().st_mode & 0o777
    assert ["demo_password"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize("content", [b"", b"short", b"\xff" * 3, b"with\x00nothing visible"])
def test_refuses_a_damaged_password(tmp_path: Path, content: bytes) -> None:
    """A file that holds no password is told by its name."""
    (tmp_path / "demo_password").write_bytes(content)

    with pytest.raises(Misconfigured, match="demo_password is damaged"):
        demo_login(tmp_path, new_password=lambda: ONE)
