"""Who may log in, as what, and with which password.

Passwords are kept as argon2id hashes only, and hashed anew at the next login when the cost has
been raised since. A login with an unknown address costs as much time as one with a wrong
password, and both get the same answer. The first user of a graph, and who is the last
administrator, are decided under a lock in the graph, so that two requests cannot both be right.
"""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from netgraph.domain.access import Role, Viewer, Visibility
from netgraph.domain.ids import PersonId, UserId
from netgraph.domain.names import name_key
from netgraph.errors import Conflict, InvalidInput, NotFound
from netgraph.graph import accounts as graph
from netgraph.graph.accounts import Account, NewUser
from netgraph.graph.database import Database, Transaction
from netgraph.imports.keys import email_key

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 1024
LONGEST_NAME = 200


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

    @cached_property
    def _nobodys_hash(self) -> str:
        """What an unknown address is measured against; as dear as a login, so made at the first."""
        return self._hasher.hash("nobody has this password")

    def any(self) -> bool:
        """Whether there is a user at all; before that, the first administrator is made."""
        return graph.user_count(self._database) > 0

    def all(self) -> tuple[Account, ...]:
        """Every account by name."""
        return graph.accounts(self._database)

    def by_id(self, user: UserId) -> Account | None:
        """The account with that id."""
        return graph.account_by_id(self._database, user)

    def by_email(self, email: str) -> Account:
        """The account with that address, active or not; raises `NotFound`."""
        account = graph.account_by_email(self._database, email)
        if account is None:
            raise NotFound(
                f"There is no user with the address {email}.",
                hint="`netgraph users list` shows who there is.",
            )
        return account

    def viewer(self, email: str) -> Viewer:
        """The viewer with that address; raises `NotFound`."""
        account = self.by_email(email)
        if not account.active:
            raise NotFound(
                f"There is no user with the address {email}.",
                hint="`netgraph users list` shows who there is.",
            )
        return account.viewer

    def create(self, *, email: str, name: str, role: Role, password: str) -> Viewer:
        """Makes a user; raises `InvalidInput` for what cannot be one, `Conflict` for a twin."""
        return self._create(email=email, name=name, role=role, password=password, first=False)

    def create_first(self, *, email: str, name: str, password: str) -> Viewer:
        """Makes the first user, an administrator; raises `Conflict` when there is one already.

        Of several who try at the same moment exactly one succeeds.
        """
        return self._create(email=email, name=name, role=Role.ADMIN, password=password, first=True)

    def log_in(self, *, email: str, password: str) -> Account | None:
        """The account when address and password fit and it is active, else nothing."""
        account = graph.account_by_email(self._database, email)
        nobodys = self._nobodys_hash  # whoever asks first, so that its making tells nothing
        known = account.password_hash if account else nobodys
        if not self._fits(known, password) or account is None or not account.active:
            return None
        if self._hasher.check_needs_rehash(known):
            again = self._hasher.hash(password)
            user = account.viewer.user
            self._database.in_transaction(
                lambda tx: graph.keep_password(tx, user, again, end_sessions=False),
                called="keep_password",
            )
        return account

    def hash_password(self, password: str) -> str:
        """The argon2id hash under which a password is kept."""
        _check_password(password)
        return self._hasher.hash(password)

    def change_password(self, viewer: Viewer, *, current: str, new: str) -> Account:
        """Gives the viewer another password and ends all their sessions.

        Raises `InvalidInput` when `current` is not their password or `new` cannot be one.
        """
        account = self._account(viewer.user)
        if not self._fits(account.password_hash, current):
            raise InvalidInput("That is not your present password.")
        return self.set_password(viewer.user, new)

    def set_password(self, user: UserId, password: str) -> Account:
        """Gives a user another password without asking for the old one; ends their sessions."""
        account = self._account(user)
        _check_password(password, account.viewer.email, account.viewer.name)
        kept = self._hasher.hash(password)
        self._database.in_transaction(
            lambda tx: graph.keep_password(tx, user, kept, end_sessions=True),
            called="keep_password",
        )
        return self._account(user)

    def set_role(self, user: UserId, role: Role) -> Account:
        """Lets a user do what a role may; raises `Conflict` for the last administrator."""
        return self._set_access(user, role=role)

    def set_active(self, user: UserId, *, active: bool) -> Account:
        """Lets a user log in, or no longer: then their sessions end.

        Raises `Conflict` for the last administrator who may log in.
        """
        return self._set_access(user, active=active)

    def end_sessions(self, user: UserId) -> Account:
        """Logs a user out everywhere."""
        self._database.in_transaction(
            lambda tx: graph.end_sessions(tx, user), called="end_sessions"
        )
        return self._account(user)

    def end_session(self, user: UserId, session: str) -> None:
        """Ends one session of a user, so that a copy of its cookie is worth nothing."""
        self._database.in_transaction(
            lambda tx: graph.end_session(tx, user, session), called="end_session"
        )

    def set_preferences(self, viewer: Viewer, *, name: str, import_default: Visibility) -> None:
        """Names the viewer, as the team's person too, and sets how visible their imports are."""
        shown = _name(name)
        self._database.in_transaction(
            lambda tx: graph.set_preferences(
                tx,
                viewer.user,
                name=shown,
                name_key=name_key(shown),
                import_default=import_default,
            ),
            called="set_preferences",
        )

    def _create(self, *, email: str, name: str, role: Role, password: str, first: bool) -> Viewer:
        address, shown = _address(email), _name(name)
        _check_password(password, address, shown)
        new = NewUser(
            id=UserId(self._new_id()),
            email=address,
            name=shown,
            name_key=name_key(shown),
            role=role,
            password_hash=self._hasher.hash(password),
            person=PersonId(self._new_id()),
            contact_point=self._new_id(),
            at=self._now(),
        )

        def work(tx: Transaction) -> PersonId:
            graph.lock_accounts(tx)
            if first and graph.user_count(tx) > 0:
                raise Conflict(
                    "Somebody has become the administrator already.", hint="Log in instead."
                )
            if graph.account_by_email(tx, address) is not None:
                raise Conflict(f"There is a user with the address {address} already.")
            return graph.create_user(tx, new)

        person = self._database.in_transaction(work, called="create_user")
        return Viewer(user=new.id, person=person, email=new.email, name=new.name, role=role)

    def _set_access(
        self, user: UserId, *, role: Role | None = None, active: bool | None = None
    ) -> Account:
        def work(tx: Transaction) -> None:
            graph.lock_accounts(tx)
            account = graph.account_by_id(tx, user)
            if account is None:
                raise NotFound("There is no such user.")
            then = account.viewer.role if role is None else role
            may = account.active if active is None else active
            if not (may and then is Role.ADMIN) and graph.active_admins(tx) == {user}:
                raise Conflict(
                    f"{account.viewer.name} is the last administrator who may log in.",
                    hint="Make somebody else an administrator first.",
                )
            graph.set_access(tx, user, role=then, active=may)

        self._database.in_transaction(work, called="set_access")
        return self._account(user)

    def _account(self, user: UserId) -> Account:
        account = self.by_id(user)
        if account is None:
            raise NotFound("There is no such user.")
        return account

    def _fits(self, kept: str, password: str) -> bool:
        try:
            return self._hasher.verify(kept, password[: LONGEST_PASSWORD + 1])
        except (VerificationError, InvalidHashError):
            return False


def _address(email: str) -> str:
    """The address as imports know it too, so that mail of a user's own finds the user."""
    key = email_key(email)
    if key is None:
        raise InvalidInput(
            f"{email!r} is not an e-mail address.", hint="Write it like ana@example.com."
        )
    return key.value


def _name(name: str) -> str:
    shown = " ".join(name.split())
    if not shown:
        raise InvalidInput("A user needs a name.")
    if len(shown) > LONGEST_NAME:
        raise InvalidInput(f"A name has at most {LONGEST_NAME} characters.")
    return shown


def _check_password(password: str, *known: str) -> None:
    if len(password) < SHORTEST_PASSWORD:
        raise InvalidInput(
            f"The password is too short: it needs {SHORTEST_PASSWORD} characters or more.",
            hint=_ADVICE,
        )
    if len(password) > LONGEST_PASSWORD:
        raise InvalidInput(
            f"The password is too long: it may have {LONGEST_PASSWORD} characters at most."
        )
    if len(set(password)) < _FEWEST_DIFFERENT:
        raise InvalidInput("The password repeats the same few signs.", hint=_ADVICE)
    if password.casefold() in {text.casefold() for text in known}:
        raise InvalidInput("The password is your address or your name.", hint=_ADVICE)


_ADVICE = "A few words in a row are easy to remember and hard to guess."
_FEWEST_DIFFERENT = 5
"""Different signs in a password: `aaaaaaaaaaaa` and `121212121212` are guessed at once."""
