"""Users and the people they are, in the graph."""

from dataclasses import dataclass, field
from datetime import datetime

from netgraph.domain.access import TEAM, Role, Scope, Viewer, Visibility
from netgraph.domain.ids import PersonId, UserId
from netgraph.graph.database import Row, Statements
from netgraph.graph.people import absorb
from netgraph.graph.ties import pair_of, refresh_ties


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A user with what login and session need.

    `session_epoch` is raised to end every session of theirs, `ended_sessions` are the last ones
    that they logged out of.
    """

    viewer: Viewer
    password_hash: str = field(repr=False)
    active: bool
    session_epoch: int
    ended_sessions: frozenset[str]
    import_default: Visibility


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUser:
    """A user to be made, with the ids for what does not exist yet."""

    id: UserId
    email: str
    name: str
    name_key: str
    role: Role
    password_hash: str = field(repr=False)
    person: PersonId
    contact_point: str
    at: datetime


def user_count(on: Statements) -> int:
    """How many users there are."""
    return int(on.read("user_count")[0]["users"])


def account_by_email(on: Statements, email: str) -> Account | None:
    """The account with that address, in any case."""
    return _first(on.read("user_by_email", email=email.strip().lower()))


def account_by_id(on: Statements, user: UserId) -> Account | None:
    """The account with that id."""
    return _first(on.read("user_by_id", id=user))


def accounts(on: Statements) -> tuple[Account, ...]:
    """Every account by name."""
    return tuple(_account(row) for row in on.read("users"))


def lock_accounts(on: Statements) -> None:
    """Lets nobody else create users or change who may do what until this transaction ends."""
    on.write("lock_accounts")


def active_admins(on: Statements) -> frozenset[UserId]:
    """The administrators who may log in."""
    return frozenset(UserId(row["id"]) for row in on.read("active_admins"))


def keep_password(on: Statements, user: UserId, password_hash: str, *, end_sessions: bool) -> None:
    """Keeps another password of a user, and ends every session of theirs when that is asked."""
    on.write("keep_password", id=user, password_hash=password_hash, end_sessions=end_sessions)


def set_access(on: Statements, user: UserId, *, role: Role, active: bool) -> None:
    """Sets what a user may do; their sessions end when they may not log in any more."""
    on.write("set_access", id=user, role=role.value, active=active)


def end_sessions(on: Statements, user: UserId) -> None:
    """Ends every session of a user."""
    on.write("end_sessions", id=user)


def end_session(on: Statements, user: UserId, session: str) -> None:
    """Ends one session of a user; the last fifty that ended so are remembered."""
    on.write("end_session", id=user, session=session)


def set_preferences(
    on: Statements, user: UserId, *, name: str, name_key: str, import_default: Visibility
) -> None:
    """Names a user, and the person they are, and sets how visible their imports are at first."""
    on.write(
        "set_preferences",
        id=user,
        name=name,
        name_key=name_key,
        import_default=import_default.value,
    )


def create_user(on: Statements, new: NewUser) -> PersonId:
    """Writes a user, makes them a colleague of every other one, and gives their person.

    The person who has this address among the team's contacts already becomes the user's, and
    whoever holds them privately keeps what they know about that person.
    """
    rows = on.write(
        "create_user",
        id=new.id,
        email=new.email,
        name=new.name,
        name_key=new.name_key,
        role=new.role.value,
        password_hash=new.password_hash,
        person=new.person,
        contact_point=new.contact_point,
        at=new.at,
    )
    day = new.at.date()
    colleagues = on.write("same_team_evidence", user=new.id, source="accounts", since=day)
    pairs = [pair_of(PersonId(row["one"]), PersonId(row["other"])) for row in colleagues]
    refresh_ties(on, pairs, scopes=(TEAM,), as_of=day)
    person = PersonId(rows[0]["person"])
    for holder in on.read("private_holders_of_contact", key=f"email:{new.email}"):
        absorb(on, private=PersonId(holder["id"]), into=person)
        refresh_ties(on, None, scopes=(Scope(holder["scope"]),), as_of=day)
    return person


def _first(rows: list[Row]) -> Account | None:
    return _account(rows[0]) if rows else None


def _account(row: Row) -> Account:
    return Account(
        viewer=Viewer(
            user=UserId(row["id"]),
            person=PersonId(row["person"]),
            email=row["email"],
            name=row["name"],
            role=Role(row["role"]),
        ),
        password_hash=row["password_hash"],
        active=row["active"],
        session_epoch=row["session_epoch"],
        ended_sessions=frozenset(row["ended_sessions"]),
        import_default=Visibility(row["import_default"]),
    )
