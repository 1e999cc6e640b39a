"""How one logs in to the demo, and loading it when its graph is empty.

The password is made at first start and kept, readable by its owner alone, beside the demo's
data; all of the demo's users share it, so that one can look through another's eyes.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from netgraph.config import kept_secret
from netgraph.graph.database import Database
from netgraph.services.accounts import Accounts
from netgraph.services.demo.load import load_demo
from netgraph.services.demo.network import demo_network
from netgraph.services.demo.stories import VIEWER


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoLogin:
    """Whom to log in as, and the password of all the demo's users."""

    email: str
    password: str = field(repr=False)


def demo_login(data_dir: Path, *, new_password: Callable[[], str]) -> DemoLogin:
    """The login of the demo in `data_dir`; its password is made when there is none yet."""
    kept = kept_secret(data_dir / "demo_password", lambda: new_password().encode())
    return DemoLogin(email=VIEWER, password=kept.decode())


def load_when_empty(
    database: Database, accounts: Accounts, *, login: DemoLogin, now: datetime
) -> None:
    """Loads the demo network as of today when the graph has no user."""
    if accounts.any():
        return
    network = demo_network(today=now.date())
    kept = accounts.hash_password(login.password)
    load_demo(
        database, network, now=now, password_hashes={user.email: kept for user in network.users}
    )
