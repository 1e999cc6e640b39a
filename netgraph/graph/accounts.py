"""Users and the people they are, in the graph."""

from dataclasses import dataclass, field
from datetime import datetime

from netgraph.domain.access import TEAM, Role, Viewer, Visibility
from netgraph.domain.ids import PersonId, UserId
from netgraph.graph.database import Row, Statements
from netgraph.graph.ties import pair_of, refresh_ties


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A user with what login and session need."""

    viewer: Viewer
    password_hash: str = field(repr=False)
    active: bool
    session_epoch: int
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


def create_user(on: Statements, new: NewUser) -> PersonId:
    """Writes a user, makes them a colleague of every other one, and gives their person.

    The person who has this address among the team's contacts already becomes the user's.
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
    return PersonId(rows[0]["person"])


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
        import_default=Visibility(row["import_default"]),
    )
