"""The page of a reach over HTTP: warnings, offers, choices, and what is said of names."""

import html
import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from netgraph.domain.access import Viewer, Visibility
from netgraph.domain.evidence import Evidence, Kind, Monthly
from netgraph.domain.favors import FavorKind, PromiseState
from netgraph.domain.giving import NewFavor, NewPromise
from netgraph.domain.ids import PersonId
from netgraph.services.reach import Reached
from netgraph.wiring import Netgraph
from tests.conftest import Clock
from tests.graphs import add_company, add_evidence, add_person, add_want, met
from tests.services.test_outcomes import asked, known_by
from tests.web.conftest import Browser

TODAY = date(2026, 6, 15)

Login = Callable[[Viewer], Browser]


def listed(one: PersonId, other: PersonId) -> Evidence:
    """A name on a list of connections."""
    months = (Monthly(day=TODAY - timedelta(days=90), count=1),)
    return Evidence(actor=one, other=other, kind=Kind.CONTACT_LIST, months=months)


@pytest.fixture
def small(netgraph: Netgraph, ana: Viewer) -> Netgraph:
    """Ana knows Dana and Grace well, who both know Priya, CFO at Acme; Zoe is on a list only."""
    add_company(netgraph, "acme", "Acme Motors", industry="Automotive")
    for id_, name in (("dana", "Dana Ortiz"), ("grace", "Grace Hall"), ("zoe", "Zoe Falk")):
        add_person(netgraph, id_, name)
    add_person(netgraph, "priya", "Priya Shah", title="CFO", company="acme")
    add_person(netgraph, "tom", "Tom Becker", title="Head of IT", company="acme")
    add_evidence(
        netgraph,
        met(ana.person, "dana", TODAY - timedelta(days=10), times=9),
        met(ana.person, "grace", TODAY - timedelta(days=10), times=7),
        met("dana", "priya", TODAY - timedelta(days=20), times=4),
        met("grace", "priya", TODAY - timedelta(days=20), times=3),
        listed(ana.person, PersonId("zoe")),
    )
    return netgraph


def words(page: str) -> str:
    """The text of a page, without markup, in single spaces."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


def test_warnings_are_orange_and_in_words(small: Netgraph, ana: Viewer, login: Login) -> None:
    """A broken promise and a connector asked often warn on the card and on the person's page."""
    for week in range(5):
        favor = NewFavor(
            giver=PersonId("dana"), receiver=ana.person, kind=FavorKind.INTRODUCTION,
            day=TODAY - timedelta(days=7 * week),
        )  # fmt: skip
        small.favors.add(ana, favor)
    promise = NewPromise(
        owner=ana.person, to=PersonId("priya"), what="slides", due=TODAY - timedelta(days=9),
        made=TODAY - timedelta(days=60), state=PromiseState.BROKEN,
    )  # fmt: skip
    small.favors.add(ana, promise, visibility=Visibility.TEAM)

    browser = login(ana)
    page = browser.text("/reach?q=Priya+Shah")
    warnings = {words(found) for found in re.findall(r'<span class="warn">.*?</span>', page)}
    primary = re.search(r'class="btn btn-primary"><svg.*?</svg>(Ask \w+)', page)

    assert warnings == {
        "Dana is asked often: 5 introductions in three months",
        "A promise of ours to Priya was not kept",
    }
    assert primary is not None
    assert primary[1] == "Ask Grace"
    assert "Ask Grace first: likely as well" in words(page)
    assert "5 introductions in three months" in words(browser.text("/people/dana"))
    assert "A promise of ours to Priya was not kept" in words(browser.text("/people/priya"))


def test_the_weakest_tie_is_no_warning(small: Netgraph, ana: Viewer, login: Login) -> None:
    """A path without anything to be careful with shows no orange at all."""
    page = login(ana).text("/reach?q=Priya+Shah")

    assert small.reach.ask(ana, "Priya Shah", as_of=TODAY)
    assert 'class="warn"' not in page
    assert "(weakest tie)" in page


def test_a_wish_is_said_by_name(small: Netgraph, ana: Viewer, login: Login) -> None:
    """A wish that nobody answers stands on the card of the one who has it."""
    add_want(small, "dana", "meet an admiral", role="Admiral")

    assert "Dana looks for “meet an admiral”" in words(login(ana).text("/reach?q=Priya+Shah"))


def test_a_name_on_a_list_is_not_said_to_be_known(
    small: Netgraph, ana: Viewer, login: Login
) -> None:
    """Zoe is only on a list: no warm path, none verified, and no “you know her yourself”."""
    page = words(login(ana).text("/reach?q=Zoe+Falk"))

    assert small.reach.ask(ana, "Zoe Falk", as_of=TODAY)
    assert "No warm path" in page
    assert "only 1 long shot" in page
    assert "No path is verified." in page
    assert "You are only connected on a list." in page
    assert "You know Zoe yourself" not in page


def test_a_company_is_suggested_and_asks_which_one(
    small: Netgraph, ana: Viewer, login: Login
) -> None:
    """Typing a company suggests it; choosing it shows who decides there."""
    browser = login(ana)
    suggested = browser.client.get("/reach/suggest?q=acm").get_json()
    page = browser.text(suggested[0]["url"])

    assert small.companies.find(ana, "Acme")
    assert [(one["kind"], one["label"]) for one in suggested] == [("company", "Acme Motors")]
    assert "Which one at Acme Motors?" in words(page)
    assert 'href="/reach/priya"' in page


def test_a_mistyped_name_is_answered_with_a_word(
    small: Netgraph, ana: Viewer, login: Login
) -> None:
    """Who is shown and what nobody is called both stand above the answer."""
    page = words(login(ana).text("/reach?q=Pryia+Shah"))

    assert small.reach.ask(ana, "Pryia Shah", as_of=TODAY)
    assert "Showing Priya Shah; nobody is called Pryia Shah." in page


def test_a_role_at_an_unknown_company_links_to_near_ones(
    small: Netgraph, ana: Viewer, login: Login
) -> None:
    """The nearest companies are links that ask for the role there."""
    page = login(ana).text("/reach?q=CFO+at+Akme+Group")

    assert small.companies.find(ana, "Acme Motors")
    assert 'href="/reach?q=CFO%20at%20Acme%20Motors"' in page


def test_a_day_to_come_is_answered_as_of_today(small: Netgraph, ana: Viewer, login: Login) -> None:
    """A day that has not come yet is said to be one, on the page by name and by person."""
    assert small.reach.ask(ana, "Priya Shah", as_of=TODAY)
    browser = login(ana)

    for address in ("/reach?q=Priya+Shah", "/reach/priya"):
        mark = "&" if "?" in address else "?"
        page = browser.text(f"{address}{mark}as_of=9999-12-31")
        today = words(browser.text(address))

        assert "has not come yet: this is the answer of today" in words(page)
        assert re.findall(r"[0-9]+ %", today) == re.findall(r"[0-9]+ %", words(page))


def test_the_order_to_ask_in_stands_above_the_cards(
    small: Netgraph, ana: Viewer, login: Login
) -> None:
    """Whom to ask one after the other, together how likely, and what would change the order."""
    page = login(ana).text("/reach?q=Priya+Shah")
    said = words(page)

    assert small.reach.ask(ana, "Priya Shah", as_of=TODAY)
    assert re.search(r"Ask in this order: Dana Ortiz [0-9]+ % ?, then Grace Hall \+[0-9]+ %", said)
    assert re.search(r"the next only when a way is closed; together [0-9]+ %", said)
    assert 'href="#path-2"' in page
    assert "confirmed knowing" in said


def test_who_is_being_asked_for_is_said_to_each_as_they_may_know(
    netgraph: Netgraph, clock: Clock, ana: Viewer, ben: Viewer, login: Login
) -> None:
    """Ana reads whom she asked; Ben, that she is asking, and not whom; neither is told an order."""
    known_by(netgraph, ana, clock)
    asked(netgraph, ana)

    mine = login(ana).text("/reach?q=Priya+Shah")
    his = login(ben).text("/reach?q=Priya+Shah")

    assert "You asked Dana Ortiz</strong> to introduce you to Priya Shah" in mine
    assert "Ana Ruiz</strong> has been asking for an introduction to Priya Shah" in his
    assert "You asked" not in his
    assert "The order to ask in" not in mine + his


def test_the_answer_to_the_question_is_written_down(
    small: Netgraph, ana: Viewer, login: Login
) -> None:
    """The page names one question; the word said on it makes that way the first."""
    browser = login(ana)
    page = browser.text("/reach?q=Priya+Shah")
    knows = {"who": "grace", "whom": "priya", "back": "/reach?q=Priya+Shah"}

    refused = browser.send("/reach/knows", **knows, knows="perhaps")
    sent = browser.send("/reach/knows", **knows, knows="well")

    after = browser.text("/reach?q=Priya+Shah")
    question = small.reach.ask(ana, "Priya Shah", as_of=TODAY)
    assert "First ask" in page
    assert "what=tell%20me%20how%20well%20you%20know%20Priya%20Shah" in page
    assert (400, 302) == (refused.status_code, sent.status_code)
    assert "/reach?q=Priya+Shah" == sent.headers["Location"]
    assert 'name="back" value="/reach?q=Priya+Shah"' in page
    assert "Grace Hall knows Priya Shah well" in after
    assert after.index("Path 1: Priya Shah by Grace Hall") < after.index("by Dana Ortiz")
    assert isinstance(question, Reached)
    assert 'value="tell me"' in browser.text("/asks?person=grace&what=tell+me")
