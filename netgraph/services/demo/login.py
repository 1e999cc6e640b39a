"""How one logs in to the demo, and what keeps its network as fresh as on its first day.

The password is made at first start and kept, readable by its owner alone, beside the demo's
data; all of the demo's users share it, so that one can look through another's eyes. On a later
day the network is moved to that day, unless somebody has changed it by hand: their work is
worth more than fresh dates. What is told about logging in is true: when the password kept is
not the one in the graph (its file was deleted), the graph gets the one kept.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from netgraph.config import kept_secret
from netgraph.errors import Misconfigured
from netgraph.graph.database import Database
from netgraph.services.accounts import SHORTEST_PASSWORD, Accounts
from netgraph.services.demo.load import load_demo
from netgraph.services.demo.network import demo_network
from netgraph.services.demo.stories import VIEWER
from netgraph.services.history import History


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoLogin:
    """Whom to log in as, and the password of all the demo's users."""

    email: str
    password: str = field(repr=False)


def demo_login(data_dir: Path, *, new_password: Callable[[], str]) -> DemoLogin:
    """The login of the demo in `data_dir`; its password is made when there is none yet.

    Raises `Misconfigured` when the file holds no password, `Unavailable` when it cannot be kept.
    """
    path = data_dir / "demo_password"
    kept = kept_secret(path, lambda: new_password().encode())
    password = kept.decode(errors="replace").strip()
    if len(password) < SHORTEST_PASSWORD or not password.isprintable():
        raise Misconfigured(f"{path} is damaged.", hint="Delete it; another password is made.")
    return DemoLogin(email=VIEWER, password=password)


def bring_to_today(
    database: Database,
    accounts: Accounts,
    history: History,
    *,
    login: DemoLogin,
    data_dir: Path,
    now: datetime,
) -> date | None:
    """The day that the demo network is of, loaded or moved to today if need be.

    An older day, or none where nobody knows, says that somebody has changed things by hand
    since, so that nothing was moved. The login fits afterwards.
    """
    note = data_dir / "demo_day"
    loaded = _noted(note) if accounts.any() else None
    if loaded != now.date() and not _is_changed(accounts, history):
        network = demo_network(today=now.date())
        kept = accounts.hash_password(login.password)
        load_demo(
            database, network, now=now, password_hashes={user.email: kept for user in network.users}
        )
        loaded = now.date()
        note.write_text(loaded.isoformat(), encoding="utf-8")
    if accounts.log_in(email=login.email, password=login.password) is None:
        for account in accounts.all():
            accounts.set_password(account.viewer.user, login.password)
    return loaded


def _is_changed(accounts: Accounts, history: History) -> bool:
    return any(history.latest(account.viewer, limit=1) for account in accounts.all())


def _noted(note: Path) -> date | None:
    try:
        return date.fromisoformat(note.read_text(encoding="utf-8").strip())
    except (OSError, ValueError):
        return None
