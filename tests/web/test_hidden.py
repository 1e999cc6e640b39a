"""Hidden means hidden, over HTTP: what Ben keeps private changes no byte that Ana can get.

Two worlds are built, one with and one without what Ben hides; in both Ana asks for every page
and sends every form, between her writes Ben goes on hiding, and then she takes her writes back.
Every answer must be the same, status and place and bytes, but for the signed form tokens. A
route that this script does not know fails the last test here.
"""

import io
import itertools
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import Phase, assume, given, settings
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from netgraph.graph.database import Database
from netgraph.wiring import wire
from tests.apps import app_on
from tests.conftest import PASSWORD
from tests.mailings import mailing, table_of
from tests.worlds import (
    ABOUT_A_PERSON,
    CONNECTIONS,
    EVERYTHING,
    QUICK,
    Secret,
    World,
    hidden_id,
    keep,
    make_world,
    secrets,
)


class Answers(dict[str, tuple[int, str, str]]):
    """What was asked, and what came: status, place and text. Reports show how many, not all."""

    def __repr__(self) -> str:
        return f"<{len(self)} answers>"


HIDDEN_LABELS: dict[str, tuple[str, ...]] = {
    "person": ("Person",),
    "ask": ("Ask",),
    "share": ("Share",),
    "inquiry": ("Inquiry",),
    "company": ("Company",),
    "entry": ("Favor", "Gift"),
    "job": ("Employment",),
    "batch": ("ImportBatch",),
    "fact": ("Note",),
    "role": ("BuyingRole",),
    "request_id": ("IntroRequest",),
    "change": ("Change",),
    "user": ("Person",),
    "about": ("Check",),
    "reply": ("Reply",),
}
"""What Ben hides that could stand in a part of an address."""

Hidden = dict[str, tuple[str, ...]]

PEOPLE = ("dana", "priya", "nora", "id-1", "id-2", "id-5")
VALUES: dict[str, tuple[str, ...]] = {
    "person": PEOPLE,
    "company": ("acme", "globex", "initech"),
    "entry": ("nothing",),
    "job": ("job-dana",),
    "batch": ("nothing",),
    "fact": ("nothing",),
    "role": ("nothing",),
    "request_id": ("nothing",),
    "change": ("nothing",),
    "user": ("id-1",),
    "ask": ("nothing",),
    "share": ("nothing",),
    "inquiry": ("nothing",),
    "deed": ("noted",),
    "about": ("nothing",),
    "state": ("kept",),
    "choice": ("done",),
    "act": ("withdraw",),
    "step": ("close",),
}
"""What Ana can put into an address, by the name of its part; `_ids` adds what she has herself."""

FIXED = {"state", "choice", "act", "step", "deed"}
"""Parts of an address that are one of a few words."""

MANY = 7
"""More kinds of secrets than this make an example worth a world of its own."""

NOTHING = ("nothing", "ben-1")
TOKEN = r"[\w-]{40,}\.[\w-]{6}\.[\w-]{27}"

QUESTIONS: dict[str, tuple[str, ...]] = {
    "reach.reach": (
        "?q=CFO+at+Acme+Motors",
        "?q=Priya+Shah",
        "?q=head+of+IT",
        "?q=Uma+Secret",
        "?q=CFO+at+Zenith",
        "?q=Zoe",
        "?q=Vera+Novak&as_of=2026-05-01",
        "?q=secret@x.example",
        "?q=new@x.example",
    ),
    "reach.reach_person": ("?as_of=2026-01-01",),
    "reach.suggest": ("?q=dan", "?q=CFO", "?q=ze", "?q=secret", "?q=cfo+at+a", "?q=ortis"),
    "palette.palette": ("?q=dan", "?q=CFO", "?q=ze", "?q=secret", "?q=cfo+at+a", "?q=uma"),
    "directory.people": (
        "?q=dana",
        "?q=CFO",
        "?mine=1",
        "?company=acme&sort=title&down=1",
        "?level=c_level",
        "?from=3",
        "?decides=1&sort=company",
        "?q=secret",
        "?q=Zenith",
        "?company=ben-2",
        "?sort=strength",
        "?sort=last_contact&down=1",
        "?sort=level",
    ),
    "directory.export": ("?q=CFO", "?mine=1", "?sort=strength"),
    "directory.choices": ("?q=da", "?q=u", "?q=zoe"),
    "companies.companies": ("?q=acme", "?q=secret", "?from=1", "?sort=deciders"),
    "companies.export": ("?q=secret", "?sort=people&down=1"),
    "companies.choices": ("?q=a", "?q=sec", "?q=ze"),
    "companies.choose_merge": ("?q=glob", "?q=secret"),
    "people.choose_merge": ("?q=pri", "?q=uma", "?q=dana"),
    "favors.ledger": (
        "?show=given",
        "?show=received",
        "?show=gifts",
        "?text=secret",
        "?person=dana",
    ),
    "favors.export": ("?show=given", "?person=vera"),
    "favors.people": ("?q=dan", "?q=zoe", "?q=uma"),
    "favors.new": ("?person=dana", "?person=ben-1"),
    "map.network_map": ("?mine=1", "?company=acme", "?reach=CFO+at+Acme+Motors", "?centre=ben-1"),
    "map.data": (
        "?mine=1",
        "?company=acme",
        "?centre=dana",
        "?reach=Priya",
        "?period=year",
        "?show=favors",
        "?open=acme&open=ben-2",
        "?company=ben-2",
    ),
    "flows.flows": ("?of=person", "?of=seniority&months=24", "?of=team&ago=3", "?from=Globex"),
    "flows.table": ("?of=person",),
    "shares.shares": ("?q=secret", "?kind=contact", "?whose=mine"),
    "shares.new": ("?person=dana", "?person=ben-1", "?person=dana&again=ben-1"),
    "inquiries.new": ("?person=dana", "?person=ben-1"),
    "map.find": ("?q=da", "?q=uma", "?q=zoe"),
    "map.companies": ("?q=a", "?q=sec"),
}
"""Questions to put to a route besides the plain one."""

OUTSIDE = {"static", "accounts.login", "accounts.setup", "health.healthz"}
"""What shows nothing of a network: the doors, the style sheets and the pulse."""

NOT_SENT = {
    "accounts.do_login": "it is how Ana gets in",
    "accounts.do_setup": "there are users",
    "accounts.logout": "it would end the script",
    "settings.password": "a new password shows nothing of a network",
    "settings.end_sessions": "it says the same to everybody",
    "calendars.renew": "the new address is made by chance",
}


class Ana:
    """A browser of Ana's that writes down every answer."""

    def __init__(self, app: Flask, hidden: Hidden) -> None:
        self.app = app
        self.hidden = hidden
        self.client = app.test_client()
        self.answers = Answers()
        self.undos: list[str] = []
        self._times = itertools.count(1)
        form = {"email": "ana@team.example", "password": PASSWORD}
        assert 302 == self.client.post("/login", data={**form, **self._token("/login")}).status_code
        self.token = self._token("/reach")

    def get(self, address: str) -> str:
        """Asks for an address, as a page and, where that differs, as JSON."""
        return self._note(f"GET {address}", self.client.get(address))

    def send(self, address: str, **form: str) -> None:
        """Sends a form, and notes what the next page would say and how it is undone."""
        answer = self.client.post(address, data={**form, **self.token})
        self._note(f"POST {address} {form}", answer)
        with self.client.session_transaction() as session:
            toasts = [text for _, text in session.pop("_flashes", [])]
        self.answers[f"{next(self._times)} TOASTS {address}"] = (
            HTTPStatus.OK,
            "",
            "\n".join(toasts),
        )
        self.undos += [said["undo_url"] for said in map(json.loads, toasts) if said["undo_url"]]

    def bring(self, name: str, row: str, visibility: str) -> str:
        """Brings a file of connections, and gives the address of its preview."""
        file = (io.BytesIO(f"{CONNECTIONS}{row},08 Feb 2026\n".encode()), f"{name}.csv")
        form = {"files": file, "visibility": visibility, **self.token}
        answer = self.client.post("/imports", data=form, content_type="multipart/form-data")
        self._note(f"POST /imports {name}", answer)
        return answer.headers["Location"]

    def answer_by_mail(self) -> str:
        """Brings the mail of somebody who was asked, and gives the address of its preview."""
        text = (
            "From: dana@initech.example\nTo: ana@team.example\nMessage-ID: <1@initech.example>\n"
            "Subject: Re: An introduction to Priya Shah-Rao?\nDate: 15 Jun 2026 09:30:00 +0000\n"
            "\nYes, gladly.\n"
        )
        file = (io.BytesIO(text.encode()), "answer.eml")
        form = {"files": file, "visibility": "team", **self.token}
        answer = self.client.post("/imports", data=form, content_type="multipart/form-data")
        self._note("POST /imports answer.eml", answer)
        assert "Answers to what you asked" in self.get(answer.headers["Location"])
        return answer.headers["Location"]

    def prove(self) -> None:
        """Has a backtest made on a small table of messages."""
        file = (io.BytesIO(table_of(mailing(days=60)).encode()), "team.csv")
        form = {"messages": file, "reading": "", **self.token}
        answer = self.client.post("/insights", data=form, content_type="multipart/form-data")
        self._note("POST /insights", answer)
        self.get("/insights")

    def read(self, text: str) -> None:
        """Has a sentence read back."""
        self.send("/favors/read", text=text, back="/")

    def _token(self, page: str) -> dict[str, str]:
        shown = self.client.get(page).get_data(as_text=True)
        found = re.search(r'csrf-token" content="([^"]+)"', shown)
        assert found is not None
        return {"csrf_token": found[1]}

    def _note(self, label: str, answer: TestResponse) -> str:
        text = answer.get_data(as_text=True)
        shown = re.sub(TOKEN, "TOKEN", text)
        key = f"{next(self._times)} {label}"
        self.answers[key] = (answer.status_code, answer.headers.get("Location", ""), shown)
        assert (label, True) == (label, answer.status_code < 500)
        return text


def _ids(ana: Ana) -> dict[str, tuple[str, ...]]:
    """What Ana can put into addresses, with the ids that her own pages show her."""
    found = {name: list(values) for name, values in VALUES.items()}
    pages = {address: ana.get(address) for address in ("/favors", "/introductions", "/people/dana")}
    found["entry"] += re.findall(r'"/favors/([\w-]{6,})"', pages["/favors"])
    found["request_id"] += re.findall(r'"/introductions/([\w-]+)"', pages["/introductions"])
    found["fact"] += re.findall(r"/facts/([\w-]+)/remove", pages["/people/dana"])
    if any(rule.rule == "/imports" for rule in ana.app.url_map.iter_rules()):
        found["batch"] += re.findall(r'"/imports/([\w-]+)"', ana.get("/imports"))
    return {
        name: (*dict.fromkeys(values), *ana.hidden.get(name, ())) for name, values in found.items()
    }


def _rules(app: Flask, method: str) -> Iterator[Rule]:
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint)):
        if method in (rule.methods or ()):
            yield rule


def _addresses(rule: Rule, values: dict[str, tuple[str, ...]]) -> Iterator[str]:
    names = sorted(rule.arguments)
    choices = [VALUES[name] if name in FIXED else values.get(name, NOTHING) for name in names]
    if len(names) > 1:  # the first of each part, and then one part after the other
        first = [choice[0] for choice in choices]
        combined: Iterable[tuple[str, ...]] = dict.fromkeys(
            tuple(one if place == at else other for at, other in enumerate(first))
            for place, choice in enumerate(choices)
            for one in choice
        )
    else:
        combined = itertools.product(*choices)
    for chosen in combined:
        address = re.sub(r"<(?:[^<>]*:)?(\w+)>", r"{\1}", rule.rule)
        yield address.format(**dict(zip(names, chosen, strict=True)))


def look(ana: Ana) -> None:
    """Asks for every page there is, about everything Ana knows and what she should not."""
    values = _ids(ana)
    for rule in _rules(ana.app, "GET"):
        if rule.endpoint in OUTSIDE:
            continue
        for address in _addresses(rule, values):
            ana.get(address)
            if not rule.arguments or address.endswith("/dana"):
                for question in QUESTIONS.get(rule.endpoint, ()):
                    ana.get(address + question)
    for sentence in (
        "reviewed Dana Ortiz's board deck yesterday",
        "Tom introduced me to Priya Shah",
        "gave Zoe New a book",
        "helped Uma Secret with a deck on Monday",
        "Vera advised Luc at Acme",
    ):
        ana.read(sentence)


def send_to_hidden(ana: Ana) -> None:
    """Sends every form there is to what is not Ana's to change."""
    form = {"name": "Eve", "role": "champion", "visibility": "team"}
    for rule in _rules(ana.app, "POST"):
        if rule.arguments and rule.endpoint not in NOT_SENT:
            for address in _addresses(rule, ana.hidden):
                ana.send(address, **form | {"gone": ana.hidden["person"][0]})


def write(ana: Ana, go_on: Callable[[str], None]) -> None:
    """Sends every form there is with something sensible, Ben hiding more between them."""
    new = {"title": "CFO", "visibility": "team", "contact_visibility": "team"}
    ana.send("/people/new", name="Zoe New", company="Acme Motors", email="zoe@acme.example", **new)
    ana.send("/people/new", name="Zed Own", company="Zenith", email="new@x.example", title="CFO")
    again = {"name": "Dana Ortiz", "company": "Globex", "really": "1"}
    ana.send("/people/new", **again, title="Buyer", visibility="team")
    (zoe,) = {place.rpartition("/")[2] for key, (_, place, _) in ana.answers.items()
              if "POST /people/new {'name': 'Zoe New'" in key}  # fmt: skip
    go_on(zoe)
    for name in ("Secret Works 4", "Zenith", "Acme Motors Holding", "Acme Motors"):
        ana.send("/companies", name=name, visibility="team")
    ana.send(
        "/companies/globex", name="Globex Group", industry="Chemicals", domain="globex.example"
    )
    for channel, value in (("email", "new@x.example"), ("email", "nora@own.example")):
        ana.send("/people/dana/contact", channel=channel, value=value, contact_visibility="team")
    ana.send("/people/priya/name", name="Priya Shah-Rao")
    ana.send("/people/tom/decides", decides="1")
    ana.send("/people/luc/jobs", company="Globex", title="CTO", visibility="team")
    ana.send("/people/dana/jobs/job-dana", company="Initech", title="COO")
    ana.send("/people/luc/roles", role="champion", role_company="acme", role_visibility="team")
    ana.send("/companies/acme/roles", person="priya", role="blocker", role_visibility="team")
    ana.send("/people/luc/wants", want_kind="introduction", want_text="a CFO", want_role="CFO")
    ana.send("/people/luc/expertise", topic="lathes", expertise_visibility="team")
    ana.send("/people/luc/notes", note_text="met at a fair", note_visibility="team")
    favor = {"kind": "advice", "direction": "given", "deeds": "1", "day": "2026-06-01"}
    ana.send("/favors", **favor, size="coffee", note="pricing", once="once-1", **{
        "person-0": "priya"})  # fmt: skip
    ana.send("/favors", **favor, size="coffee", note="more", once="once-2", **{
        "person-0": "new:Uma Secret"})  # fmt: skip
    ana.send("/favors/new", **favor, **{"person-0": "", "person-0-typed": "Uma Secret"})
    for whom in ("priya", ana.hidden["person"][0]):
        ana.send("/reach/knows", who="dana", whom=whom, knows="well", back="/reach?q=Priya+Shah")
    ana.send("/reach/draft", path="id-2,dana,priya", probability="0.3")
    ana.send("/reach/draft", path="id-2,ben-1,priya", probability="0.3")
    _ask(ana)
    for person in ("dana", "nora", ana.hidden["person"][0]):
        ana.send("/asks", person=person, what="send figures", by="2026-06-20", help="call them")
    for ask in dict.fromkeys(re.findall(r'"/asks/([\w-]+)"', ana.get("/asks"))):
        shown = ana.get(f"/asks/{ask}")
        for link in re.findall(r"http://localhost(/a/[\w.-]+)", shown):
            ana.get(link)
            ana.send(link, answer="promise")
        ana.send(f"/asks/{ask}/heard", answer="promise")
        for move in ("refuse", "reask", "mail", "drop"):
            ana.send(f"/asks/{ask}/{move}", by="2026-06-25")
    for person in ("dana", ana.hidden["person"][0]):
        ana.send("/shares", kind="contact", text="Meet her.", people=person, contact="priya")
    ana.send("/shares", kind="contact", audience="team", text="Meet.", contact="nora")
    for share in dict.fromkeys(re.findall(r'"/shares/(id-[\w-]+)"', ana.get("/shares"))):
        for link in re.findall(r"http://localhost(/s/[\w.-]+)", ana.get(f"/shares/{share}")):
            ana.send(link)
            ana.get(link)
        ana.send(f"/shares/{share}/people", people="tom")
        ana.send(f"/shares/{share}/people", people=ana.hidden["person"][0])
        ana.send(f"/shares/{share}/people", gone="tom")
        ana.send(f"/shares/{share}", text="Better.", link="https://x.example/")
        for step in ("helped", "helped", "skip"):
            ana.send(f"/shares/{share}/{step}", person="dana")
    ana.send(f"/shares/{share}/withdraw")
    for person in ("dana", "nora", ana.hidden["person"][0]):
        ana.send("/inquiries", person=person, visibility="team")
        for inquiry in re.findall(r'"/inquiries/(id-[\w-]+)"', ana.get(f"/people/{person}")):
            shown = ana.get(f"/inquiries/{inquiry}")
            for link in re.findall(r'value="http://localhost(/w/[\w.-]+)"', shown):
                ana.get(link)
                ana.send(link, want="somebody in cars", topic="ERP migrations")
            ana.send(f"/inquiries/{inquiry}/noted")
    ana.send("/inquiries", person="tom")
    ana.send("/open-asks", text="Who knows Priya?", target="priya")
    ana.send("/open-asks", text="Who knows Nora?", target="nora")
    ana.send("/open-asks", text="Who knows Uma?", target=ana.hidden["person"][0])
    for about in ("priya", "nora", ana.hidden["person"][0]):
        ana.send("/open-asks/help", colleague="ben-1", note="I know her", about=about)
    ana.get(f"/introductions?for={ana.hidden['person'][0]}")
    for ask in re.findall(r"/open-asks/([\w-]+)/close", ana.get("/introductions")):
        ana.send(f"/open-asks/{ask}/close")
    for idea in dict.fromkeys(re.findall(r'"/give/([0-9a-f]{32})/done"', ana.get("/"))):
        for choice in ("snoozed", "done"):
            ana.send(f"/give/{idea}/{choice}")
    for place in dict.fromkeys(re.findall(r'action="(/upkeep/[^"]+)"', ana.get("/"))):
        ana.send(place, knows="barely")
    for key in re.findall(r'name="key" value="([0-9a-f]{32})"', ana.get("/trades")):
        ana.send("/trades", key=key)
    for trade in re.findall(r'href="/trades/([\w-]+)"', ana.get("/trades")):
        shown = ana.get(f"/trades/{trade}")
        for link in re.findall(r'value="http://localhost(/t/[\w.-]+)"', shown):
            ana.get(link)
            ana.send(link, answer="agree")
        for act in ("give", "withdraw"):
            ana.send(f"/trades/{trade}/{act}")
    form = {"title": "Friday round", "until": "2026-06-20"}
    for member in ("dana", "ben-1"):
        ana.send("/rounds", members=member, **form)
    for round_ in re.findall(r'href="/rounds/([\w-]+)"', ana.get("/rounds")):
        shown = ana.get(f"/rounds/{round_}")
        for number, link in enumerate(re.findall(r'value="http://localhost(/r/[\w.-]+)"', shown)):
            ana.get(link)
            ana.send(link, ask=f"a speaker {number}", can=str(1 - number))
        ana.send(f"/rounds/{round_}/close")
        ana.send(link, helped="0")
    ana.send("/settings", name="Ana Ruiz", import_default="private")
    ana.send("/settings/daily", daily="1")
    ana.send("/calendar/revoke")
    ana.send("/settings/users", name="Eve", email="ben@team.example", role="admin")
    for name, row, visibility in (
        ("known to Ben", "Uma,Secret,,new@x.example,Zenith,CFO", "team"),
        ("the same", "Max,Roy,,max@x.example,Globex,CFO", "private"),
    ):
        batch = ana.bring(name, row, visibility)
        for way in ("", "/write", "", "/rollback", ""):
            if way:
                ana.send(batch + way)
            else:
                ana.get(batch)
        ana.send(ana.bring(name, row, visibility) + "/write")
    ana.send(ana.bring("another", "Uma,Other,,uma@own.example,Zenith,CEO", "team") + "/discard")
    ana.prove()
    ana.send("/insights/forget")
    ana.send("/map/structure")
    go_on(zoe)
    for way in ("merge", "delete"):
        ana.get(f"/people/vera/{way}")
    ana.send("/people/tom/merge", gone="luc")
    ana.send("/people/nora/share")
    ana.send("/people/vera/delete")
    ana.send("/companies/acme/merge", gone="initech")
    ana.send("/companies/globex/delete")
    go_on(zoe)


def _ask(ana: Ana) -> None:
    """Sends two requests about people whom Ben reaches for in secret, and takes the steps."""
    words = {"about": "I plan.", "purpose": "It saves time.", "ask": "Twenty minutes?"}
    board = ana.get("/introductions")
    for number, request in enumerate(
        dict.fromkeys(re.findall(r'"/introductions/([\w-]+)"', board))
    ):
        where = f"/introductions/{request}"
        ana.send(where, **words)
        ana.get(where)
        for step in ("queue", "leave"):
            ana.send(f"{where}/{step}")
        ana.send(f"{where}/send")
        shown = ana.get(where)
        if number:
            ana.send(f"{where}/send", reason="they asked")
            ana.send(f"{where}/remind")
        ana.get("/introductions")
        for link in re.findall(r'value="http://localhost(/i/[\w.-]+)"', shown):
            ana.get(link)
            ana.send(link, answer="later" if number else "no", knows="well")
            ana.get(link)
        if not number:
            ana.send(f"{ana.answer_by_mail()}/write", words="1")
            ana.get("/")
            ana.get(where)
            ana.send(f"{where}/heard", answer="agreed", reason="she wrote")
            (again,) = re.findall(r'href="/introductions/([\w-]+)">It goes on', ana.get(where))
            where = f"/introductions/{again}"
            ana.get(where)
        ana.send(f"{where}/heard", answer="nothing")
        for step in ("submit", "approve", "return", "introduced", "not-yet", "met", "thank",
                     "advanced", "withdraw"):  # fmt: skip
            ana.send(f"{where}/{step}", approver="ben-1")


def undo(ana: Ana) -> None:
    """Takes back everything that Ana did, the last first."""
    for address in dict.fromkeys(reversed(ana.undos)):
        ana.send(address, back="/settings")


def live(
    database: Database,
    files: Path,
    hidden: Hidden,
    *,
    first: Iterable[Secret] = (),
    then: Iterable[Secret] = (),
) -> Answers:
    """Everything that Ana gets in a world where Ben hides `first` and goes on to hide `then`.

    What Ben goes on to hide is also about somebody whom Ana has just added, and about others
    whom she has just changed and will change back.
    """
    world = make_world(database, files)
    ana = Ana(_app(world), hidden)
    glance(ana)
    keep(world, first)
    ana.answers.clear()
    send_to_hidden(ana)
    glance(ana)

    def go_on(zoe: str) -> None:
        about = [replace(one, person=zoe) for one in then if one.act in ABOUT_A_PERSON]
        keep(world, [*then, *about])

    write(ana, go_on)
    look(ana)
    undo(ana)
    glance(ana)
    fresh = Ana(_app(world, anew=True), hidden)
    glance(fresh)
    anew = {f"fresh {key}": answer for key, answer in fresh.answers.items()}
    return Answers(ana.answers | anew)


def glance(ana: Ana) -> None:
    """Asks for a few pages that gather much: nothing, or an answer, may be kept from before."""
    for address in ("/", "/people", "/people.csv", "/companies", "/favors", "/map/data",
                    "/people/dana", "/people/tom", "/companies/acme", "/settings",
                    "/reach?q=CFO+at+Acme+Motors", "/reach?q=Vera+Novak"):  # fmt: skip
        ana.get(address)


def _app(world: World, *, anew: bool = False) -> Flask:
    netgraph = world.netgraph
    if anew:
        numbers = itertools.count(1)
        netgraph = wire(
            netgraph.settings,
            netgraph.database,
            now=netgraph.now,
            new_id=lambda: f"anew-{next(numbers)}",
            hasher=QUICK,
        )
    app = app_on(netgraph)
    app.config["IMPORT_WAIT_SECONDS"] = 120
    return app


@pytest.fixture(scope="module")
def hidden(server_database: Database, tmp_path_factory: pytest.TempPathFactory) -> Hidden:
    """Ids of things that Ben hides, by the part of an address that they could stand in."""
    world = make_world(server_database, tmp_path_factory.mktemp("hidden"))
    keep(world, EVERYTHING)
    ids = {label: hidden_id(world, label) for labels in HIDDEN_LABELS.values() for label in labels}
    return {name: tuple(ids[label] for label in labels) for name, labels in HIDDEN_LABELS.items()}


@pytest.fixture(scope="module")
def without(
    server_database: Database, hidden: Hidden, tmp_path_factory: pytest.TempPathFactory
) -> Answers:
    """Everything that Ana gets in a world in which Ben hides nothing."""
    return live(server_database, tmp_path_factory.mktemp("without"), hidden)


def differences(without: Answers, seen: Answers) -> dict[str, tuple[object, object]]:
    """The answers that are not the same, with the part in which they begin to differ."""
    found: dict[str, tuple[object, object]] = {}
    for key in [*without, *(key for key in seen if key not in without)]:
        one, other = without.get(key), seen.get(key)
        if one != other:
            found[key] = _first_difference(one, other)
    return found


def _first_difference(
    one: tuple[int, str, str] | None, other: tuple[int, str, str] | None
) -> tuple[object, object]:
    if one is None or other is None or one[:2] != other[:2]:
        return (one and (*one[:2], _said(one[2])), other and (*other[:2], _said(other[2])))
    at = next(
        (n for n, (a, b) in enumerate(zip(one[2], other[2], strict=False)) if a != b),
        min(len(one[2]), len(other[2])),
    )
    start = max(0, at - 60)
    return one[2][start : at + 120], other[2][start : at + 120]


def _said(page: str) -> str:
    found = re.search(r'<div class="oops">.*?</div>', page, re.DOTALL)
    return found[0] if found else page[-300:]


def test_nothing_that_ben_hides_changes_a_byte(
    without: Answers, hidden: Hidden, server_database: Database, tmp_path: Path
) -> None:
    """With one secret of every kind, and more while Ana writes, Ana gets what she got."""
    more = tuple(
        replace(one, person="tom", other="priya", name="Zoe New", company="Zenith")
        for one in EVERYTHING
    )

    seen = live(server_database, tmp_path, hidden, first=EVERYTHING, then=more)

    assert {} == differences(without, seen)


@settings(max_examples=1, phases=[Phase.generate])
@given(first=secrets, then=secrets)
def test_whatever_ben_hides_changes_no_byte(
    without: Answers,
    hidden: Hidden,
    server_database: Database,
    tmp_path: Path,
    *,
    first: list[Secret],
    then: list[Secret],
) -> None:
    """However alike to what Ana knows the secrets are, Ana gets what she got without them."""
    assume(len({one.act for one in (*first, *then)}) > MANY)  # not the simplest example

    seen = live(server_database, tmp_path, hidden, first=first, then=then)

    assert {} == differences(without, seen)


def test_what_is_hidden_is_like_what_does_not_exist(
    server_database: Database, hidden: Hidden, tmp_path: Path
) -> None:
    """An address of something hidden answers as one that nothing ever had."""
    world = make_world(server_database, tmp_path)
    keep(world, EVERYTHING)
    ana = Ana(_app(world), hidden)
    for part, where in (
        ("entry", "/favors/{}"),
        ("company", "/companies/{}"),
        ("batch", "/imports/{}"),
        ("person", "/reach/{}"),
    ):
        shown = {
            name: ana.get(where.format(name)).replace(name, "ID")
            for name in (hidden[part][0], "nothing")
        }

        assert [404, 404] == [status for status, _, _ in list(ana.answers.values())[-2:]]
        assert 1 == len({re.sub(TOKEN, "TOKEN", text) for text in shown.values()})


def test_the_script_knows_every_route(without: Answers, server_database: Database,
                                      tmp_path: Path) -> None:  # fmt: skip
    """Every route is asked for or sent to, or is left out for a reason that is written here."""
    app = _app(make_world(server_database, tmp_path))
    adapter = app.url_map.bind("localhost")
    known = set(OUTSIDE) | set(NOT_SENT)
    for key, (status, _, _) in without.items():
        _, method, address = re.sub("^fresh ", "", key).split(" ")[:3]
        if method in {"GET", "POST"} and status < 500:
            known.add(adapter.match(address.partition("?")[0], method=method)[0])

    assert set() == {rule.endpoint for rule in app.url_map.iter_rules()} - known
