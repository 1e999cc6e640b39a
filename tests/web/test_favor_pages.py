"""The pages of favors, as a browser without JavaScript uses them."""

import csv
import io
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from netgraph.domain.access import Viewer, Visibility
from netgraph.domain.favors import FavorKind
from netgraph.domain.giving import NewFavor, NewGift, NewPromise
from netgraph.domain.ids import PersonId
from netgraph.services.ledger import Asked, Show
from netgraph.services.people import NewJob
from netgraph.wiring import Netgraph
from tests.conftest import NOW
from tests.web.conftest import Browser

TODAY = NOW.date()
SCRIPT = "<script>alert(1)</script>"
Login = Callable[[Viewer], Browser]


def person(netgraph: Netgraph, viewer: Viewer, name: str, *, private: bool = False) -> PersonId:
    """Somebody whom the team knows, or the viewer alone."""
    return netgraph.people.add(
        viewer, name=name, visibility=Visibility.PRIVATE if private else Visibility.TEAM
    ).person


@pytest.fixture
def dana(netgraph: Netgraph, ana: Viewer) -> PersonId:
    """Dana Ortiz, whom the team knows."""
    return person(netgraph, ana, "Dana Ortiz")


def fields(html: str, action: str = "/favors") -> dict[str, str]:
    """What the form that posts to an address would send as it stands."""
    form = BeautifulSoup(html, "html.parser").find("form", action=action, method="post")
    assert form is not None
    sent: dict[str, str] = {}
    for one in form.find_all(["input", "select"]):
        if one.name == "select":
            chosen = one.find("option", selected=True) or one.find("option")
            if chosen is not None:
                sent[str(one["name"])] = str(chosen["value"])
        elif one.get("type") != "checkbox" and one.find_parent("noscript") is None:
            sent[str(one["name"])] = str(one.get("value", ""))
    return sent


def same(html: str) -> str:
    """A page without what differs from one request to the next: form tokens and form marks."""
    page = re.sub(r'(csrf[-_]token"? (?:value|content)=")[^"]+', r"\1", html)
    page = re.sub(r"X-CSRF-Token[^}]+", "", page)
    return re.sub(r'(name="once" value=")[^"]*', r"\1", page)


def test_a_sentence_is_read_back_and_saved_with_one_key(
    login: Login, netgraph: Netgraph, ana: Viewer, dana: PersonId
) -> None:
    """A sure sentence needs nothing but Save: it is logged, said, and can be undone."""
    browser = login(ana)
    sentence = "reviewed Dana Ortiz's board deck yesterday"
    shown = browser.send("/favors/read", text=sentence, back="/people").get_data(as_text=True)
    assert "You reviewed a document for Dana Ortiz" in shown

    saved = browser.client.post("/favors", data=fields(shown))

    assert "/people" == saved.location
    after = browser.text("/favors")
    assert "You reviewed a document for Dana Ortiz" in after
    undo = BeautifulSoup(after, "html.parser").find("form", action=re.compile("^/undo/"))
    assert undo is not None
    (entry,) = netgraph.favors.ledger(ana).entries
    assert (dana, "reviewed Dana Ortiz's board deck") == (entry.other.id, entry.text)
    browser.send(str(undo["action"]))
    assert () == netgraph.favors.ledger(ana).entries


@pytest.mark.parametrize(
    ("sentence", "name", "hint"),
    [
        ("helped Dana Ortiz on 31 February", "day", "“31 February” is no day. Which day was it?"),
        ("helped Dana Ortiz in 1850", "day", "“1850” is long ago. Which day was it?"),
        ("helped Dana Ortiz for Eva Roe", "person-0", "Not used: “Eva Roe”. For whom was it?"),
        ("lunch with Dana Ortiz", "direction", "Who was the host?"),
    ],
)
@pytest.mark.usefixtures("dana")
def test_what_is_unsure_has_the_cursor(
    login: Login, ana: Viewer, sentence: str, name: str, hint: str
) -> None:
    """The field to look at has the cursor and its reason; a date that is none is left empty."""
    shown = login(ana).send("/favors/read", text=sentence).get_data(as_text=True)
    page = BeautifulSoup(shown, "html.parser")

    assert [name] == [str(one.get("name")) for one in page.find_all(autofocus=True)]
    assert hint in page.get_text()
    assert name != "day" or "" == fields(shown)["day"]


def test_the_dialog_gets_a_fragment(login: Login, ana: Viewer, dana: PersonId) -> None:
    """Asked by the line on top, the reading is a form alone, with the cursor on Save."""
    browser = login(ana)

    answer = browser.client.post(
        "/favors/read",
        data={"csrf_token": browser.token(), "text": "helped Dana Ortiz", "back": "/reach?q=x"},
        headers={"HX-Request": "true"},
    )

    part = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
    assert part.find("html") is None
    form = part.find("form")
    assert form is not None
    assert "/reach?q=x" == fields(str(part))["back"]
    first = form.find("button")
    assert first is not None
    assert first.get_text(strip=True).startswith("Save")
    assert dana == fields(str(part))["person-0"]


def test_an_unsure_part_has_the_cursor_and_its_question(
    login: Login, netgraph: Netgraph, ana: Viewer, dana: PersonId
) -> None:
    """Of two Danas one has to be chosen: saving without is refused, and the field says so."""
    person(netgraph, ana, "Dana Abbott")
    browser = login(ana)
    shown = browser.send("/favors/read", text="advised Dana").get_data(as_text=True)
    assert "Which Dana is it?" in shown
    sent = fields(shown)
    assert "" == sent["person-0"]

    refused = browser.client.post("/favors", data=sent)
    assert 400 == refused.status_code
    assert "Something is missing yet." in refused.get_data(as_text=True)
    saved = browser.client.post("/favors", data={**sent, "person-0": dana})

    assert 302 == saved.status_code
    assert [dana] == [entry.other.id for entry in netgraph.favors.ledger(ana).entries]


def test_a_form_sent_twice_is_saved_once(
    login: Login, netgraph: Netgraph, ana: Viewer, dana: PersonId
) -> None:
    """The second of two equal posts changes nothing, and looks the same to who sent it."""
    browser = login(ana)
    sent = {**fields(browser.text(f"/favors/new?person={dana}")), "note": "once"}

    first, second = (browser.client.post("/favors", data=sent) for _ in range(2))

    assert (302, 302) == (first.status_code, second.status_code)
    assert 1 == len(netgraph.favors.ledger(ana).entries)


@pytest.mark.usefixtures("dana")
def test_without_javascript_a_name_can_be_typed(
    login: Login, netgraph: Netgraph, ana: Viewer
) -> None:
    """A typed name is looked up; one that nobody has is offered as somebody new."""
    browser = login(ana)
    sent = {**fields(browser.text("/favors/new")), "kind": "advice"}

    browser.client.post("/favors", data={**sent, "person-0-typed": "dana ortiz"})
    asked = browser.client.post(
        "/favors", data={**sent, "once": "2", "person-0-typed": "Zed Quill"}
    )

    assert 400 == asked.status_code
    html = asked.get_data(as_text=True)
    assert "Zed Quill, somebody new" in html
    assert 302 == browser.client.post("/favors", data=fields(html)).status_code
    assert {"Dana Ortiz", "Zed Quill"} == {
        entry.other.name for entry in netgraph.favors.ledger(ana).entries
    }


def test_further_people_of_a_sentence_can_be_left_out(
    login: Login, netgraph: Netgraph, ana: Viewer, dana: PersonId
) -> None:
    """Each further person is shown, saved with the first, and can be left out."""
    tom = person(netgraph, ana, "Tom Becker")
    browser = login(ana)
    shown = browser.send("/favors/read", text="gave Dana Ortiz and Tom Becker advice")
    sent = fields(shown.get_data(as_text=True))
    assert {dana, tom} == {sent["person-0"], sent["person-1"]}

    browser.client.post("/favors", data={**sent, "person-1": "-"})

    assert [sent["person-0"]] == [e.other.id for e in netgraph.favors.ledger(ana).entries]


def test_all_three_kinds_are_logged_by_the_form(
    login: Login, netgraph: Netgraph, ana: Viewer, dana: PersonId
) -> None:
    """The same small form logs a favor, a gift and a promise, both ways, also privately."""
    browser = login(ana)
    sent = fields(browser.text(f"/favors/new?person={dana}"))
    for n, (kind, direction, private) in enumerate(
        (
            ("reference", "received", {}),
            ("gift", "given", {"private": "1"}),
            ("promise", "given", {}),
        )
    ):
        form = {**sent, **private, "kind": kind, "direction": direction, "once": str(n)}
        assert 302 == browser.client.post("/favors", data=form).status_code

    entries = netgraph.favors.ledger(ana).entries
    assert {
        ("Reference", "received", False),
        ("Gift", "given", True),
        ("Promise", "given", False),
    } == {(entry.kind, entry.direction.value, entry.private) for entry in entries}


def test_the_ledger_shows_its_parts_and_exports_them(
    login: Login, netgraph: Netgraph, ana: Viewer, dana: PersonId
) -> None:
    """Each part lists its entries, and the export holds what the filters left."""
    done = NewFavor(giver=ana.person, receiver=dana, kind=FavorKind.ADVICE, day=TODAY, note="=1+1")
    gift = NewGift(giver=dana, receiver=ana.person, what="A book", day=TODAY)
    promise = NewPromise(owner=ana.person, to=dana, what="The figures", due=TODAY)
    netgraph.favors.add(ana, done, gift, promise)
    browser = login(ana)

    shown = {
        part: {text for text in ("=1+1", "A book", "The figures") if text in _table(browser, part)}
        for part in ("all", "given", "received", "gifts", "promises", "others")
    }
    answer = browser.client.get("/favors/export?show=given")

    assert {
        "all": {"=1+1", "A book", "The figures"},
        "given": {"=1+1"},
        "received": set(),
        "gifts": {"A book"},
        "promises": {"The figures"},
        "others": set(),
    } == shown
    assert "text/csv; charset=utf-8" == answer.content_type
    (row,) = csv.DictReader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff")))
    assert ("'=1+1", "Dana Ortiz", "1.000") == (row["note"], row["receiver"], row["left_today"])


def _table(browser: Browser, part: str) -> str:
    table = BeautifulSoup(browser.text(f"/favors?show={part}"), "html.parser").find(id="ledger")
    return table.get_text() if table else ""


def test_every_number_of_a_balance_opens_its_entries(
    login: Login, netgraph: Netgraph, ana: Viewer, dana: PersonId
) -> None:
    """Both sums of the timeline unfold into lines that add up to them, each a link."""
    for days, giver, receiver in (
        (0, ana.person, dana),
        (90, ana.person, dana),
        (9, dana, ana.person),
    ):
        favor = NewFavor(
            giver=giver, receiver=receiver, kind=FavorKind.ADVICE, day=TODAY - timedelta(days=days)
        )
        netgraph.favors.add(ana, favor)

    page = BeautifulSoup(login(ana).text(f"/favors/with/{dana}"), "html.parser")

    for side, count in (("given", 2), ("received", 1)):
        box = page.find("details", id=side)
        assert box is not None
        total, *lines = (float(one.get_text()) for one in box.find_all("span", class_="num"))
        assert count == len(lines) == len(box.select("li a"))
        assert pytest.approx(sum(lines), abs=0.011) == total


def test_an_entry_is_corrected_and_deleted(
    login: Login, netgraph: Netgraph, ana: Viewer, dana: PersonId
) -> None:
    """From its own page an entry can be changed in every field, and taken out with undo."""
    tom = person(netgraph, ana, "Tom Becker")
    netgraph.favors.add(
        ana, NewFavor(giver=ana.person, receiver=dana, kind=FavorKind.ADVICE, day=TODAY)
    )
    (entry,) = netgraph.favors.ledger(ana).entries
    address = f"/favors/{entry.deed.id}"
    browser = login(ana)
    assert "You gave Dana Ortiz advice" in browser.text(address)

    sent = fields(browser.text(f"{address}/edit"), address)
    changed = browser.client.post(
        address, data={**sent, "person-0": tom, "direction": "received", "note": "changed"}
    )

    assert address == changed.location
    after = netgraph.favors.by_id(ana, entry.deed.id)
    assert ("Tom Becker gave you advice", "changed") == (after.words, after.text)
    gone = browser.send(f"{address}/delete", back=address)
    assert "/favors" == gone.location
    assert "Deleted: Tom Becker gave you advice" in browser.text("/favors")
    browser.text(address, status=404)


def test_a_promise_is_kept_from_the_ledger(
    login: Login, netgraph: Netgraph, ana: Viewer, dana: PersonId
) -> None:
    """One press settles a promise, and it leaves the promises to keep."""
    netgraph.favors.add(ana, NewPromise(owner=ana.person, to=dana, what="The figures", due=TODAY))
    browser = login(ana)
    page = BeautifulSoup(browser.text("/favors"), "html.parser")
    form = page.find("form", action=re.compile("/kept$"))
    assert form is not None

    answer = browser.send(str(form["action"]), back="/favors?show=promises")

    assert "/favors?show=promises" == answer.location
    assert "Promises to keep" not in browser.text("/favors")
    assert () == netgraph.favors.open_promises(ana)


def test_nothing_private_of_another_user_shows(
    login: Login, netgraph: Netgraph, ana: Viewer, ben: Viewer, dana: PersonId
) -> None:
    """Every page, suggestion, reading and export of Ana's is the same without Ben's secrets."""
    netgraph.favors.add(
        ana, NewFavor(giver=ana.person, receiver=dana, kind=FavorKind.ADVICE, day=TODAY)
    )
    browser = login(ana)
    addresses = (
        "/favors", "/favors?show=others", "/favors?text=hidden", f"/favors/with/{dana}",
        f"/favors?person={dana}&show=others", "/favors/export", "/favors/export?show=others",
        "/favors/people?q=hid", "/palette?q=hid", "/palette?q=dana", "/favors/new",
    )  # fmt: skip

    def everything() -> list[str]:
        read = browser.send("/favors/read", text="helped hidden friend yesterday")
        return [same(browser.text(one)) for one in addresses] + [same(read.get_data(as_text=True))]

    before = everything()
    hidden = person(netgraph, ben, "Hidden Friend", private=True)
    netgraph.favors.add(
        ben, NewFavor(giver=hidden, receiver=dana, kind=FavorKind.ADVICE, day=TODAY, note="hidden")
    )
    netgraph.favors.add(
        ben,
        NewFavor(giver=dana, receiver=ana.person, kind=FavorKind.ADVICE, day=TODAY, note="hidden"),
        visibility=Visibility.PRIVATE,
    )

    assert before == everything()
    (secret, *_) = netgraph.favors.ledger(ben, Asked(show=Show.OTHERS)).entries
    unseen = browser.text(f"/favors/{secret.deed.id}", status=404)
    unknown = browser.text("/favors/no-such-entry", status=404)
    assert same(unknown) == same(unseen).replace(secret.deed.id, "no-such-entry")
    assert same(browser.text(f"/favors/with/{hidden}", status=404)) == same(
        browser.text("/favors/with/nobody", status=404)
    ).replace("nobody", hidden)


def test_markup_in_names_and_notes_stays_text(
    login: Login, netgraph: Netgraph, ana: Viewer
) -> None:
    """A script as a name, a note or a sentence is shown as it was typed and never run."""
    browser = login(ana)
    sent = {**fields(browser.text("/favors/new")), "person-0": f"new:{SCRIPT}", "note": SCRIPT}
    assert 302 == browser.client.post("/favors", data=sent).status_code
    (entry,) = netgraph.favors.ledger(ana).entries

    pages = [
        browser.text("/favors"),
        browser.text(f"/favors/with/{entry.other.id}"),
        browser.text(f"/favors/{entry.deed.id}"),
        browser.text(f"/favors/{entry.deed.id}/edit"),
        browser.send("/favors/read", text=f"helped {SCRIPT} Dana").get_data(as_text=True),
    ]

    assert not [page for page in pages if SCRIPT in page]


def test_a_sentence_of_a_megabyte_is_answered(login: Login, ana: Viewer) -> None:
    """Only the beginning of an endless sentence is read, or it is refused in words."""
    answer = login(ana).send("/favors/read", text="helped Dana Ortiz " + "x" * 1_000_000)

    assert answer.status_code in {200, 413}
    assert len(answer.data) < 100_000


def test_a_search_typed_as_a_sentence_leads_on(login: Login, ana: Viewer) -> None:
    """What is no favor says why and offers to reach, to search or to use the form."""
    shown = login(ana).send("/favors/read", text="CFO at Acme").get_data(as_text=True)

    assert "That is a role" in shown
    links = {one["href"] for one in BeautifulSoup(shown, "html.parser").find_all("a")}
    assert {"/reach?q=CFO+at+Acme", "/people?q=CFO+at+Acme"} <= links


def test_mistakes_are_told_as_json_where_json_is_asked(login: Login, ana: Viewer) -> None:
    """An unknown entry or filter is an error with words, in the form that was asked for."""
    client = login(ana).client
    answers = [
        client.get(address, headers={"Accept": "application/json"})
        for address in ("/favors/nothing", "/favors?show=nonsense", "/favors?since=yesterday")
    ]

    assert [404, 400, 400] == [answer.status_code for answer in answers]
    assert all(answer.json and answer.json["error"] for answer in answers)


@pytest.mark.parametrize("back", ["https://evil.example", "//evil.example", "/\\evil.example"])
def test_a_form_returns_only_to_this_server(
    login: Login, ana: Viewer, dana: PersonId, back: str
) -> None:
    """A foreign address to return to is not followed."""
    browser = login(ana)
    sent = {**fields(browser.text(f"/favors/new?person={dana}")), "back": back}

    answer = browser.client.post("/favors", data=sent)

    assert "/" == answer.location


def test_the_palette_suggests_people_companies_and_roles(
    login: Login, netgraph: Netgraph, ana: Viewer
) -> None:
    """A name leads to its page, a role at a company starts a reach, a sentence to nothing."""
    job = NewJob(company="Acme", title="Chief Financial Officer")
    priya = netgraph.people.add(ana, name="Priya Shah", visibility=Visibility.TEAM, job=job).person
    browser = login(ana)

    def items(text: str) -> list[dict[str, str]]:
        answer = browser.client.get("/palette", query_string={"q": text})
        assert 200 == answer.status_code
        return list(answer.json or [])

    (named,) = items("pri sha")
    assert ("person", "Priya Shah", f"/people/{priya}") == (
        named["kind"], named["label"], named["url"]
    )  # fmt: skip
    assert "company" in {one["kind"] for one in items("acme")}
    (role, *_) = items("CFO at Acme")
    assert ("reach", "/reach?q=CFO+at+Acme") == (role["kind"], role["url"])
    assert [] == items("reviewed the long deck of somebody whom nobody of us has ever met")
    assert [] == items("")
    assert [] == items("x" * 100_0)


def test_nobody_is_shown_a_debt(
    login: Login, netgraph: Netgraph, ana: Viewer, dana: PersonId
) -> None:
    """No page about giving has a word of debt, whichever way the balance lies."""
    for giver, receiver in ((dana, ana.person), (ana.person, dana)):
        netgraph.favors.add(
            ana, NewFavor(giver=giver, receiver=receiver, kind=FavorKind.ADVICE, day=TODAY)
        )
    browser = login(ana)

    for address in ("/favors", f"/favors/with/{dana}", "/favors/new"):
        words = set(
            re.findall(
                r"\w+", BeautifulSoup(browser.text(address), "html.parser").get_text().lower()
            )
        )
        assert not {"owe", "owes", "owed", "debt", "debts", "giver", "taker"} & words
