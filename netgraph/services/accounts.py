"""Who may log in, as what, and with which password.

Passwords are kept as argon2id hashes only. A login with an unknown address costs as much time
as one with a wrong password, and both get the same answer.
"""

from collections.abc import Callable
from datetime import datetime

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from email_validator import EmailNotValidError, validate_email

from netgraph.domain.access import Role, Viewer
from netgraph.domain.ids import PersonId, UserId
from netgraph.domain.names import name_key
from netgraph.errors import Conflict, InvalidInput, NotFound
from netgraph.graph import accounts as graph
from netgraph.graph.accounts import Account, NewUser
from netgraph.graph.database import Database

SHORTEST_PASSWORD = 12


class Accounts:
    """The users of this graph."""

    def __init__(
        self,
        database: Database,
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        hasher: PasswordHasher,
    ) -> None:
        self._database = database
        self._now = now
        self._new_id = new_id
        self._hasher = hasher
        self._nobodys_hash = hasher.hash("nobody has this password")

    def any(self) -> bool:
        """Whether there is a user at all; before that, the first administrator is made."""
        return graph.user_count(self._database) > 0

    def all(self) -> tuple[Account, ...]:
        """Every account by name."""
        return graph.accounts(self._database)

    def by_id(self, user: UserId) -> Account | None:
        """The account with that id."""
        return graph.account_by_id(self._database, user)

    def viewer(self, email: str) -> Viewer:
        """The viewer with that address; raises `NotFound`."""
        account = graph.account_by_email(self._database, email)
        if account is None or not account.active:
            raise NotFound(
                f"There is no user with the address {email}.",
                hint="`netgraph users list` shows who there is.",
            )
        return account.viewer

    def create(self, *, email: str, name: str, role: Role, password: str) -> Viewer:
        """Makes a user; raises `InvalidInput` for what cannot be one, `Conflict` for a twin."""
        address = _address(email)
        if not name.strip():
            raise InvalidInput("A user needs a name.")
        _check_password(password)
        if graph.account_by_email(self._database, address) is not None:
            raise Conflict(f"There is a user with the address {address} already.")
        new = NewUser(
            id=UserId(self._new_id()),
            email=address,
            name=name.strip(),
            name_key=name_key(name),
            role=role,
            password_hash=self._hasher.hash(password),
            person=PersonId(self._new_id()),
            contact_point=self._new_id(),
            at=self._now(),
        )
        person = self._database.in_transaction(
            lambda tx: graph.create_user(tx, new), called="create_user"
        )
        return Viewer(user=new.id, person=person, email=new.email, name=new.name, role=role)

    def log_in(self, *, email: str, password: str) -> Account | None:
        """The account when address and password fit and it is active, else nothing."""
        account = graph.account_by_email(self._database, email)
        known = account.password_hash if account else self._nobodys_hash
        try:
            self._hasher.verify(known, password)
        except (VerifyMismatchError, InvalidHashError):
            return None
        return account if account and account.active else None

    def hash_password(self, password: str) -> str:
        """The argon2id hash under which a password is kept."""
        _check_password(password)
        return self._hasher.hash(password)


def _address(email: str) -> str:
    try:
        found = validate_email(email, check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise InvalidInput(f"{email!r} is not an e-mail address: {error}") from error
    return found.normalized.lower()


def _check_password(password: str) -> None:
    if len(password) < SHORTEST_PASSWORD:
        raise InvalidInput(
            f"The password is too short: it needs {SHORTEST_PASSWORD} characters or more.",
            hint="A few words in a row are easy to remember and hard to guess.",
        )
