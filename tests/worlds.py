"""Two worlds that differ only in what Ben keeps to himself, for "hidden means hidden".

A world is the same small network every time, seen by Ana: what she makes in it has the same ids
in every world, as Ben's services have ids of their own. What Ben hides is a list of `Secret`s,
drawn by the tests from the very names, companies, addresses and titles that Ana knows.
"""

import contextlib
import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from hypothesis import strategies as st

from netgraph.config import Settings
from netgraph.domain.access import Role, Viewer, Visibility
from netgraph.domain.asks import Move
from netgraph.domain.evidence import Evidence, Kind, Knows, Monthly
from netgraph.domain.favors import FavorKind, Size
from netgraph.domain.give import Choice
from netgraph.domain.giving import NewFavor, NewGift, NewPromise
from netgraph.domain.ids import BatchId, PersonId
from netgraph.domain.inquiries import Told
from netgraph.domain.people import BuyingRole, Channel
from netgraph.domain.shares import ShareKind
from netgraph.domain.wants import WantKind
from netgraph.errors import NetgraphError
from netgraph.graph.database import Database
from netgraph.graph.introductions import Door
from netgraph.services.answers import Answer
from netgraph.services.introductions import subject_of
from netgraph.services.people import NewJob
from netgraph.services.requests import Link
from netgraph.services.wants import NewWant
from netgraph.wiring import Netgraph, wire
from tests.conftest import NOW, PASSWORD, empty
from tests.graphs import (
    add_company,
    add_evidence,
    add_expertise,
    add_person,
    add_want,
    mail,
    met,
    run_cypher,
)

DAY = NOW.date()
PRIVATE, TEAM = Visibility.PRIVATE, Visibility.TEAM

NAMES = {
    "dana": "Dana Ortiz",
    "priya": "Priya Shah",
    "tom": "Tom Becker",
    "luc": "Luc Petit",
    "vera": "Vera Novak",
    "nora": "Nora Quint",
}
COMPANIES = ("Acme Motors", "Globex", "Initech")
TITLES = ("CFO", "VP Operations", "Head of IT", "Chief Executive Officer", "Buyer")
ADDRESSES = ("dana@initech.example", "nora@own.example", "zoe@acme.example", "new@x.example")
CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Makes passwords that are quick to check."""


@dataclass(frozen=True)
class World:
    """One world, with the services through which Ana and Ben each work in it."""

    netgraph: Netgraph
    bens: Netgraph
    ana: Viewer
    ben: Viewer
    files: Path


def make_world(database: Database, files: Path) -> World:
    """The same network every time, in an empty graph."""
    empty(database)

    def services(prefix: str) -> Netgraph:
        numbers = itertools.count(1)
        return wire(
            Settings(data_dir=files),
            database,
            now=lambda: NOW,
            new_id=lambda: f"{prefix}-{next(numbers)}",
            hasher=QUICK,
        )

    netgraph, bens = services("id"), services("ben")
    ana = netgraph.accounts.create(
        email="ana@team.example", name="Ana Ruiz", role=Role.REP, password=PASSWORD
    )
    ben = netgraph.accounts.create(
        email="ben@team.example", name="Ben Okoye", role=Role.REP, password=PASSWORD
    )
    world = World(netgraph=netgraph, bens=bens, ana=ana, ben=ben, files=files)
    _people(world)
    _facts(world)
    return world


def _people(world: World) -> None:
    netgraph, ana = world.netgraph, world.ana
    for id_, name, industry in (
        ("acme", COMPANIES[0], "Automotive"),
        ("globex", COMPANIES[1], "Chemicals"),
        ("initech", COMPANIES[2], "Software"),
    ):
        add_company(netgraph, id_, name, industry=industry)
    for id_, title, company in (
        ("dana", "VP Operations", "initech"),
        ("priya", "CFO", "acme"),
        ("tom", "Head of IT", "globex"),
        ("luc", "Plant manager", "acme"),
        ("vera", "Chief Executive Officer", "globex"),
    ):
        add_person(netgraph, id_, NAMES[id_], title=title, company=company,
                   email=f"{id_}@{company}.example")  # fmt: skip
        assert_by(netgraph, world.ana, "Person", id_)
    add_person(netgraph, "nora", NAMES["nora"], title="CFO", company="globex",
               email="nora@own.example", scope=ana.private)  # fmt: skip


def _facts(world: World) -> None:
    netgraph, ana, ben = world.netgraph, world.ana, world.ben
    facts = (
        met(ana.person, "dana", date(2026, 5, 1), times=4),
        mail("dana", ana.person, date(2026, 5, 20), times=6),
        met("dana", "priya", date(2026, 3, 1), times=2),
        mail(ana.person, "tom", date(2026, 4, 2), times=3),
        mail("tom", ana.person, date(2026, 4, 3), times=2),
        mail("tom", "priya", date(2025, 12, 3), times=5),
        met("tom", "vera", date(2026, 1, 9), times=3),
        met(ben.person, "vera", date(2026, 6, 1), times=5),
        mail(ana.person, "luc", date(2024, 4, 2), times=1),
    )
    add_evidence(netgraph, *facts)
    own = (met(ana.person, "nora", date(2026, 5, 5), times=2), met("nora", "priya", DAY, times=3))
    add_evidence(netgraph, *own, scope=ana.private)
    add_want(netgraph, "dana", "a finance chief in the car business", role="CFO",
             industry="Automotive")  # fmt: skip
    add_expertise(netgraph, "tom", "ERP migrations")
    dana, tom, priya = PersonId("dana"), PersonId("tom"), PersonId("priya")
    favor = NewFavor(
        giver=ana.person, receiver=dana, kind=FavorKind.ADVICE, day=date(2026, 5, 3),
        size=Size.AFTERNOON, note="pricing",
    )  # fmt: skip
    netgraph.favors.add(ana, favor)
    gift = NewGift(giver=tom, receiver=ana.person, what="a book", day=date(2026, 4, 1))
    netgraph.favors.add(ana, gift, visibility=PRIVATE)
    promise = NewPromise(owner=ana.person, to=tom, what="the slides", due=date(2026, 6, 20))
    netgraph.favors.add(ana, promise)
    netgraph.wants.add_note(ana, dana, "likes chess")
    netgraph.wants.add_note(ana, tom, "moves to Lyon", visibility=TEAM)
    netgraph.introductions.draft(ana, (ana.person, dana, priya), probability=0.4, purpose="Q3")
    netgraph.people.rename(ana, PersonId("luc"), "Luc Petit")
    _import(world, "Ana,team", "Ira,Holm,,ira@globex.example,Globex,Buyer", TEAM)
    _import(world, "Ana,own", "Kim,Lau,,kim@own.example,Initech,CTO", PRIVATE)
    _preview(world, "Ana,later", "Max,Roy,,max@x.example,Globex,CFO", PRIVATE)
    netgraph.shares.put(ana, kind=ShareKind.STORY, text="A day in the plant helped.", team=True)
    netgraph.shares.put(ana, kind=ShareKind.IDEA, text="Read this.", people=[dana, tom])


def _preview(world: World, name: str, row: str, visible: Visibility, *, of: str = "Ana") -> BatchId:
    netgraph, viewer = (world.bens, world.ben) if of == "Ben" else (world.netgraph, world.ana)
    file = world.files / "Connections.csv"
    file.write_text(f"{CONNECTIONS}{row},08 Feb 2026\n", encoding="utf-8")
    return netgraph.imports.preview(viewer, file, name=f"{name}.csv", visibility=visible).batch.id


def _import(world: World, name: str, row: str, visible: Visibility, *, of: str = "Ana") -> BatchId:
    netgraph, viewer = (world.bens, world.ben) if of == "Ben" else (world.netgraph, world.ana)
    batch = _preview(world, name, row, visible, of=of)
    netgraph.imports.write(viewer, batch)
    return batch


def assert_by(netgraph: Netgraph, viewer: Viewer, label: str, id_: str) -> None:
    """Says that a user brought a fact."""
    run_cypher(
        netgraph.database,
        f"MATCH (u:User {{id: $u}}), (n:{label} {{id: $n}}) "
        "MERGE (u)-[a:ASSERTS]->(n) SET a.at = $at",
        u=viewer.user, n=id_, at=NOW,
    )  # fmt: skip


# ---------------------------------------------------------------------------------------------
# What Ben hides


@dataclass(frozen=True, kw_only=True)
class Secret:
    """Something that Ben does for himself alone, about `person` or with the other values."""

    act: str
    person: str = "dana"
    other: str = "vera"
    name: str = "Dana Ortiz"
    company: str = COMPANIES[0]
    title: str = "CFO"
    address: str = "new@x.example"


def keep(world: World, secrets: Iterable[Secret]) -> None:
    """Lets Ben do these things; what his own world refuses him he leaves."""
    for number, secret in enumerate(secrets):
        with contextlib.suppress(NetgraphError):
            ACTS[secret.act](world, replace(secret), number)


def hidden_id(world: World, label: str) -> str:
    """The id of a node of Ben's own."""
    rows = run_cypher(
        world.netgraph.database,
        f"MATCH (n:{label} {{scope: $scope}}) RETURN n.id AS id ORDER BY id LIMIT 1",
        scope=world.ben.private,
    )
    return str(rows[0]["id"])


def _person(world: World, secret: Secret, number: int) -> PersonId:
    del number
    return world.bens.people.add(
        world.ben,
        name=secret.name,
        visibility=PRIVATE,
        job=NewJob(company=secret.company, title=secret.title),
        contact={Channel.EMAIL: secret.address},
    ).person


def _known(world: World, secret: Secret, number: int) -> None:
    """A private person whom Ben knows very well, and who knows one of Ana's contacts."""
    made = _person(world, replace(secret, address=f"known{number}@x.example"), number)
    facts = (
        met(world.ben.person, made, DAY, times=9),
        met(made, secret.other, DAY, times=9),
        met(made, world.ana.person, DAY, times=9),
    )
    add_evidence(world.bens, *facts, scope=world.ben.private)


def _contact(world: World, secret: Secret, number: int) -> None:
    del number
    world.bens.people.add_contact_point(
        world.ben, PersonId(secret.person), channel=Channel.EMAIL, value=secret.address,
        visibility=PRIVATE,
    )  # fmt: skip


def _job(world: World, secret: Secret, number: int) -> None:
    del number
    world.bens.people.add_employment(
        world.ben, PersonId(secret.person),
        NewJob(company=secret.company, title=secret.title, started=date(2026, 6, 1)),
        visibility=PRIVATE,
    )  # fmt: skip


def _company(world: World, secret: Secret, number: int) -> None:
    world.bens.companies.add(
        world.ben, name=f"Secret Works {number}", visibility=PRIVATE, industry="Automotive"
    )
    world.bens.companies.add(world.ben, name=f"{secret.company} Holding", visibility=PRIVATE)


def _tie(world: World, secret: Secret, number: int) -> None:
    del number
    facts = [
        met(world.ben.person, secret.person, DAY, times=9),
        mail(secret.other, world.ana.person, DAY, times=9),
    ]
    if secret.person != secret.other:
        facts.append(met(secret.person, secret.other, DAY, times=9))
    add_evidence(world.bens, *facts, scope=world.ben.private)


def _want(world: World, secret: Secret, number: int) -> None:
    del number
    world.bens.wants.add_want(
        world.ben, PersonId(secret.person),
        NewWant(kind=WantKind.INTRODUCTION, text="somebody in cars", role=secret.title,
                industry="Automotive", wanted=PersonId(secret.other)),
        visibility=PRIVATE,
    )  # fmt: skip
    world.bens.wants.add_expertise(
        world.ben, PersonId(secret.other), "ERP migrations", visibility=PRIVATE
    )


def _note(world: World, secret: Secret, number: int) -> None:
    world.bens.wants.add_note(world.ben, PersonId(secret.person), f"secret {number}")


def _role(world: World, secret: Secret, number: int) -> None:
    del number
    facts = world.bens.people.page(world.ben, PersonId(secret.person), as_of=DAY)
    if facts.person.company:
        world.bens.people.play_role(
            world.ben, PersonId(secret.person), company=facts.person.company,
            role=BuyingRole.CHAMPION, visibility=PRIVATE,
        )  # fmt: skip


def _giving(world: World, secret: Secret, number: int) -> None:
    person, other = PersonId(secret.person), PersonId(secret.other)
    ben = world.ben
    favor = NewFavor(
        giver=person, receiver=ben.person, kind=FavorKind.INTRODUCTION, day=DAY,
        size=Size.REPUTATION, introduced=other if other != person else None,
    )  # fmt: skip
    world.bens.favors.add(ben, favor, visibility=PRIVATE)
    theirs = NewFavor(giver=person, receiver=other, kind=FavorKind.ADVICE, day=DAY)
    with contextlib.suppress(NetgraphError):
        world.bens.favors.add(ben, theirs, visibility=PRIVATE)
    gift = NewGift(giver=ben.person, receiver=person, what=f"secret {number}", day=DAY)
    promise = NewPromise(owner=person, to=ben.person, what="secret", due=DAY)
    world.bens.favors.add(ben, gift, visibility=PRIVATE)
    done = world.bens.favors.add(ben, promise, visibility=PRIVATE)
    world.bens.history.undo(ben, done.change)


def _choice(world: World, secret: Secret, number: int) -> None:
    """Ben makes up his mind about what he could give."""
    del secret, number
    for one in world.bens.give.week(world.ben).ideas[:2]:
        world.bens.give.choose(world.ben, one.idea.id, Choice.UNFIT)


def _check(world: World, secret: Secret, number: int) -> None:
    """Ben knows somebody who decides by a list of his own, and puts off being asked about it."""
    del secret, number
    months = (Monthly(day=DAY, count=1.0),)
    fact = Evidence(
        actor=world.ben.person, other=PersonId("priya"), kind=Kind.CONTACT_LIST, months=months
    )
    add_evidence(world.bens, fact, scope=world.ben.private)
    for one in world.bens.upkeep.asks(world.ben)[:1]:
        world.bens.upkeep.put_off(world.ben, one.about)


def _trade(world: World, secret: Secret, number: int) -> None:
    """Ben proposes whatever ring or chain he sees."""
    del secret, number
    for one in world.bens.trades.board(world.ben).proposals[:1]:
        world.bens.trades.propose(world.ben, one.key)


def _draft(world: World, secret: Secret, number: int) -> None:
    del number
    path = (world.ben.person, PersonId(secret.person), PersonId(secret.other))
    world.bens.introductions.draft(world.ben, path, probability=0.5, purpose="secret")


def _ask(world: World, secret: Secret, number: int) -> None:
    """Ben asks somebody for something, who answers by the link."""
    ask, _ = world.bens.asks.put(
        world.ben, PersonId(secret.person), what=f"do secret {number}", by=DAY, help_offered="call"
    )
    link = world.bens.asks.one(world.ben, ask).link
    if link is not None:
        world.bens.asks.answer(link, Move.PROMISE)


def _inquiry(world: World, secret: Secret, number: int) -> None:
    """Ben asks somebody what would help them, who says so by the link; then he asks again."""
    inquiries, ben, person = world.bens.inquiries, world.ben, PersonId(secret.person)
    for _ in range(2):
        inquiry, _done = inquiries.put(ben, person, visibility=PRIVATE)
        link = inquiries.one(ben, inquiry).link
        if link is not None and not number % 2:
            inquiries.answer(link, Told(want=f"secret {number}", topic="ERP migrations"))


def _share(world: World, secret: Secret, number: int) -> None:
    """Ben shares somebody with a contact, who says it helped, and puts aside what Ana shares."""
    person, other = PersonId(secret.person), PersonId(secret.other)
    shares, ben = world.bens.shares, world.ben
    known = _person(world, replace(secret, address=f"shared{number}@x.example"), number)
    contact = known if person == other else other
    for kind, about in ((ShareKind.CONTACT, contact), (ShareKind.IDEA, None)):
        made, _ = shares.put(
            ben, kind=kind, text=f"secret {number}", people=[person], contact=about
        )
        shares.helped(ben, made, person)
    for one in shares.news(ben)[:1]:
        shares.skip(ben, one.share.id)


def _request(world: World, secret: Secret, number: int) -> None:
    """A request that Ben really sends, by somebody whom only he sees; the connector says yes."""
    made = _person(world, replace(secret, address=f"asked{number}@x.example"), number)
    requests, ben = world.bens.introductions, world.ben
    requests.draft(ben, (ben.person, made, PersonId(secret.other)), probability=0.5)
    draft = next(d.id for d in requests.drafts(ben) if d.connector.id == made)
    requests.alter(ben, draft, about="I plan.", purpose="It saves time.", ask="An hour?")
    requests.send(ben, draft, reason="secret")
    link = Link(request=draft, door=Door.ANSWER, nonce=requests.request(ben, draft).link)
    world.bens.answers.answer(link, Answer.YES, knows=Knows.WELL)


def _reply(world: World, secret: Secret, number: int) -> None:
    """An answer by mail to a request of Ben's, of which he then says what it means."""
    address = f"replied{number}@x.example"
    made = _person(world, replace(secret, address=address), number)
    requests, ben, target = world.bens.introductions, world.ben, PersonId(secret.other)
    requests.draft(ben, (ben.person, made, target), probability=0.5)
    draft = next(d.id for d in requests.drafts(ben) if d.connector.id == made)
    requests.alter(ben, draft, about="I plan.", purpose="It saves time.", ask="An hour?")
    requests.send(ben, draft, reason="secret")
    subject = subject_of(requests.request(ben, draft))
    file = world.files / "answer.eml"
    file.write_text(
        f"From: {address}\nTo: ben@team.example\nSubject: Re: {subject}\nDate: {NOW:%d %b %Y} "
        f"{NOW:%H:%M:%S} +0000\nMessage-ID: <{number}@x.example>\n\nsecret {number}\n",
        encoding="utf-8",
    )
    batch = world.bens.imports.preview(ben, file, name="a.eml", visibility=PRIVATE).batch.id
    world.bens.imports.write(ben, batch, keep_words=True)
    if number % 2:
        world.bens.replies.means(ben, draft, Answer.YES)


def _written_import(world: World, secret: Secret, number: int) -> None:
    first, last = secret.name.split(" ", 1)
    row = f"{first},{last},,{secret.address},{secret.company},{secret.title}"
    _import(world, f"secret {number}", row, PRIVATE, of="Ben")


def _previewed_import(world: World, secret: Secret, number: int) -> None:
    """A preview for the team is its owner's alone until it is written."""
    row = f"Uma,Secret,,uma{number}@acme.example,{secret.company},{secret.title}"
    _preview(world, f"secret {number}", row, TEAM, of="Ben")


def _same_import(world: World, secret: Secret, number: int) -> None:
    """The very file that Ana has as a preview, brought before her."""
    del secret
    row = "Max,Roy,,max@x.example,Globex,CFO"
    _import(world, f"secret {number}", row, PRIVATE, of="Ben")


def _undone_import(world: World, secret: Secret, number: int) -> None:
    row = f"Ute,Gone,,ute@x.example,{secret.company},{secret.title}"
    batch = _import(world, f"gone {number}", row, PRIVATE, of="Ben")
    world.bens.imports.roll_back(world.ben, batch)


def _gone(world: World, secret: Secret, number: int) -> None:
    made = _person(world, replace(secret, address=f"gone{number}@x.example"), number)
    world.bens.people.delete(world.ben, made)


ACTS: dict[str, Callable[[World, Secret, int], Any]] = {
    "person": _person,
    "known": _known,
    "contact": _contact,
    "job": _job,
    "company": _company,
    "tie": _tie,
    "want": _want,
    "note": _note,
    "role": _role,
    "giving": _giving,
    "choice": _choice,
    "check": _check,
    "trade": _trade,
    "draft": _draft,
    "request": _request,
    "reply": _reply,
    "ask": _ask,
    "inquiry": _inquiry,
    "share": _share,
    "import": _written_import,
    "preview": _previewed_import,
    "same import": _same_import,
    "undone import": _undone_import,
    "gone": _gone,
}

ABOUT_A_PERSON = {
    "ask",
    "inquiry",
    "share",
    "contact",
    "job",
    "tie",
    "want",
    "note",
    "role",
    "giving",
    "draft",
}

EVERYTHING = tuple(Secret(act=act) for act in ACTS)
"""Every kind of secret once."""

TEAM_PEOPLE = ("dana", "priya", "tom", "luc", "vera")
secrets = st.lists(
    st.builds(
        Secret,
        act=st.sampled_from(sorted(ACTS)),
        person=st.sampled_from(TEAM_PEOPLE),
        other=st.sampled_from(TEAM_PEOPLE),
        name=st.sampled_from((*NAMES.values(), "Zoe New", "Ana Ruiz", "Dan Ortega")),
        company=st.sampled_from((*COMPANIES, "Acme", "Zenith")),
        title=st.sampled_from(TITLES),
        address=st.sampled_from(ADDRESSES),
    ),
    min_size=9,
    max_size=20,
)
