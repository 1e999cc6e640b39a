"""Open asks and offers of help in the graph."""

from datetime import date

from netgraph.domain.access import TEAM
from netgraph.domain.ids import HelpId, OpenAskId, PersonId, UserId
from netgraph.domain.open_asks import AskState, Help, HelpState, OpenAsk
from netgraph.graph.database import Statements
from netgraph.graph.images import Touched


def put(on: Statements, ask: OpenAsk, *, user: UserId) -> None:
    """Puts an ask before the team."""
    on.write(
        "put_open_ask",
        id=ask.id,
        requester=ask.requester,
        target=ask.target,
        properties={
            "scope": TEAM,
            "state": ask.state.value,
            "text": ask.text,
            "why": ask.why,
            "until": ask.until,
            "created_at": ask.created_at,
            "created_by": user,
        },
    )


def open_on(on: Statements, today: date) -> tuple[OpenAsk, ...]:
    """The asks that are open on a day."""
    return tuple(
        OpenAsk(
            id=OpenAskId(row["properties"]["id"]),
            requester=PersonId(row["requester"]),
            target=PersonId(row["target"]) if row["target"] else None,
            text=row["properties"]["text"],
            why=row["properties"]["why"],
            until=row["properties"]["until"],
            created_at=row["properties"]["created_at"],
            state=AskState(row["properties"]["state"]),
        )
        for row in on.read("open_asks", today=today)
    )


def set_state(on: Statements, ask: OpenAskId, state: AskState, *, requester: PersonId) -> bool:
    """Changes where an ask of somebody's is; whether there is one."""
    properties = {"state": state.value}
    return bool(on.write("set_open_ask", id=ask, requester=requester, properties=properties))


def put_help(on: Statements, help_: Help, *, user: UserId) -> None:
    """Keeps an offer of help."""
    on.write(
        "put_help",
        id=help_.id,
        helper=help_.helper,
        receiver=help_.receiver,
        ask=help_.ask,
        about=help_.about,
        properties={
            "scope": TEAM,
            "state": help_.state.value,
            "note": help_.note,
            "at": help_.at,
            "created_by": user,
        },
    )


def helps_of(on: Statements, person: PersonId) -> tuple[Help, ...]:
    """Offers of help by or to somebody, the newest first."""
    return tuple(
        Help(
            id=HelpId(row["properties"]["id"]),
            helper=PersonId(row["helper"]),
            receiver=PersonId(row["receiver"]),
            note=row["properties"]["note"],
            at=row["properties"]["at"],
            state=HelpState(row["properties"]["state"]),
            ask=OpenAskId(row["ask"]) if row["ask"] else None,
            about=PersonId(row["about"]) if row["about"] else None,
        )
        for row in on.read("helps_of", person=person)
    )


def set_help(on: Statements, help_: HelpId, state: HelpState, *, receiver: PersonId) -> bool:
    """Notes what became of an offer to somebody; whether there is one."""
    properties = {"state": state.value}
    return bool(on.write("set_help", id=help_, receiver=receiver, properties=properties))


def touched_ask(ask: OpenAskId) -> Touched:
    """The node of an open ask, as history wants it named."""
    return Touched(label="OpenAsk", id=ask)


def touched_help(help_: HelpId) -> Touched:
    """The node of an offer of help, as history wants it named."""
    return Touched(label="Help", id=help_)
