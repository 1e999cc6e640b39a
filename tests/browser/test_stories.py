"""What a rep does, done in a real browser: log in, reach, give, log, import, take back."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from netgraph.domain.access import Viewer
from netgraph.domain.ids import PersonId
from netgraph.wiring import Netgraph
from tests.browser.conftest import (
    BEYOND,
    DESK,
    PHONE,
    SERIOUS,
    Live,
    PageAs,
    axe_findings,
    findings_in_both_themes,
    open_page,
)
from tests.conftest import NOW, PASSWORD
from tests.graphs import add_company, add_evidence, add_person, add_want, met

pytestmark = pytest.mark.browser

CONNECTIONS = """Notes:
"When exporting your connection data, you may notice that some of the email addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Wei,Chen,https://www.linkedin.com/in/wei-chen-made-up,wei@globex.example,Globex,CFO,08 Feb 2026
<script>alert(1)</script>,Lopez,https://www.linkedin.com/in/lopez-made-up,,Globex,Buyer,09 Feb 2026
Bad,Date,https://www.linkedin.com/in/bad-date,,Globex,Buyer,the other day
,,,,,,07 Jun 2026
"""


def test_a_newcomer_becomes_administrator_and_is_told_how_to_begin(
    live: Live, page_as: PageAs
) -> None:
    """At first start the one with the token makes their account and sees the next step."""
    page = page_as(None)
    page.goto(f"{live.address}/setup?token=first%20of%20all")
    page.get_by_label("Your name").fill("Ada Byron")
    page.get_by_label("E-mail").fill("ada@team.example")
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Bring the people you know")).to_be_visible()
    expect(page.get_by_role("link", name="Import contacts")).to_be_visible()


def test_a_wrong_password_says_so_and_a_right_one_opens_what_was_asked_for(
    live: Live, ana: Viewer, page_as: PageAs
) -> None:
    """The login says in words what is wrong, and leads on to the page that was wanted."""
    page = page_as(None, expected=("401",))
    page.goto(f"{live.address}/reach")
    page.get_by_label("E-mail").fill(ana.email)
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_text("do not match")).to_be_visible()

    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Reach", exact=True)).to_be_visible()


def test_a_sentence_outlives_the_session_it_was_typed_in(
    netgraph: Netgraph, live: Live, ana: Viewer, page_as: PageAs
) -> None:
    """Whoever is logged out while typing logs in again and finds the sentence where it was."""
    add_person(netgraph, "priya", "Priya Shah")
    page = page_as(ana, expected=("401",))
    page.goto(f"{live.address}/people")
    page.context.clear_cookies()
    line = page.locator("#palette")
    line.fill("reviewed Priya Shah's deck yesterday")
    line.press("Enter")
    page.get_by_label("E-mail").fill(ana.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")

    expect(page).to_have_url(f"{live.address}/people")
    expect(line).to_have_value("reviewed Priya Shah's deck yesterday")
    line.press("Enter")
    expect(page.locator("#reading")).to_contain_text("Priya Shah")


def ask(page: Page, text: str) -> None:
    """Types a question into the field of the reach page and sends it."""
    field = page.get_by_role("combobox", name="A name, or a role at a company")
    field.fill(text)
    field.press("Enter")


def test_reach_answers_each_kind_of_question(
    netgraph_seeded: Netgraph,
    lena: Viewer,
    live: Live,
    page_as: PageAs,
) -> None:
    """By name, by role, ambiguous, nobody, and no path: each gets its own honest answer."""
    assert netgraph_seeded is live.netgraph
    page = page_as(lena)
    page.goto(f"{live.address}/reach")

    ask(page, "Victor Lang")
    card = page.get_by_role("article", name="Path 1: Victor Lang by Dana Whitfield")
    expect(card).to_contain_text("likely")
    expect(card).to_contain_text("Give first: Introduce Dana to Grace Mbeki")
    expect(card).to_contain_text("weakest tie")
    card.get_by_text("Why this?").click()
    expect(card).to_contain_text("The probability is the product of its ties")
    assert [] == [found for found in axe_findings(page) if found.startswith(SERIOUS)]
    card.get_by_role("button", name="Ask Dana").click()
    expect(page.get_by_role("heading", name="Ask Dana Whitfield to introduce you")).to_be_visible()

    page.goto(f"{live.address}/reach")
    ask(page, "CFO at Velden Automotive")
    expect(page.locator(".reach-split [role=status]")).to_contain_text("Katharina Brandt")
    expect(page.locator(".reach-split [role=status]")).to_contain_text("Stefan Moll")

    ask(page, "Maria Rossi")
    expect(page.get_by_role("heading", name="Which Maria Rossi?")).to_be_visible()
    page.get_by_role("link", name="Maria Rossi").first.click()
    expect(page.get_by_text("warm path").first).to_be_visible()

    ask(page, "Grace Mbecki")
    expect(page.get_by_text("Grace Mbeki").first).to_be_visible()
    ask(page, "Zzyzx Qwertz")
    expect(page.get_by_role("heading", name="Nobody whom you can see is called")).to_be_visible()

    ask(page, "Beatrix von Arnim")
    expect(
        page.get_by_role("heading", name="No path leads to Beatrix von Arnim yet")
    ).to_be_visible()
    expect(page.get_by_text("What would create one")).to_be_visible()


def small(netgraph: Netgraph, ana: Viewer) -> str:
    """Ana knows Dana, who knows Priya and wants to meet a head of HR, whom Ana knows; the want."""
    add_person(netgraph, "dana", "Dana Ortiz")
    add_person(
        netgraph, "priya", "Priya Shah", title="CFO", company=add_company(netgraph, "acme", "Acme")
    )
    globex = add_company(netgraph, "globex", "Globex")
    add_person(netgraph, "grace", "Grace Hall", title="Head of HR", company=globex)
    day = NOW.date()
    add_evidence(
        netgraph,
        met(ana.person, "dana", day, times=5),
        met("dana", "priya", day, times=5),
        met(ana.person, "grace", day, times=5),
    )
    return add_want(netgraph, "dana", "meet a head of HR", role="head of HR")


def test_an_offer_follows_the_data_on_the_page(
    netgraph: Netgraph, ana: Viewer, live: Live, page_as: PageAs
) -> None:
    """On another network too the offer is there, and goes when the wish is taken away by hand."""
    small(netgraph, ana)
    page = page_as(ana)
    page.goto(f"{live.address}/reach?q=CFO+at+Acme")
    expect(page.get_by_text("Introduce Dana to Grace Hall")).to_be_visible()

    page.goto(f"{live.address}/people/dana")
    page.get_by_role("button", name="Remove this wish").click()
    page.goto(f"{live.address}/reach?q=CFO+at+Acme")
    expect(page.get_by_text("ask Dana what would help")).to_be_visible()
    expect(page.get_by_text("Introduce Dana to Grace Hall")).to_have_count(0)


def test_a_favor_is_logged_by_keyboard_alone_and_undone(
    netgraph: Netgraph, ana: Viewer, live: Live, page_as: PageAs
) -> None:
    """Slash, a sentence, Enter, Enter: it is in the ledger; undo takes it back."""
    small(netgraph, ana)
    page = page_as(ana)
    page.goto(f"{live.address}/")
    page.keyboard.press("/")
    page.keyboard.type("reviewed Dana Ortiz's board deck yesterday")
    expect(page.get_by_role("option").first).to_contain_text("Log:")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Dana Ortiz")
    page.keyboard.press("Enter")
    expect(page.locator("#toasts")).to_contain_text("Undo")

    entries = netgraph.favors.between(ana, PersonId("dana")).entries
    assert ["document_review"] == [entry.deed.kind.value for entry in entries]

    page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(page.locator("#toasts")).to_contain_text("Undone")
    assert () == netgraph.favors.between(ana, PersonId("dana")).entries


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of imports wait for nothing, as with a long file or on a slow machine."""
    monkeypatch.setattr("web.imports.WAIT_SECONDS", 0)


@pytest.mark.usefixtures("impatient")
def test_a_file_is_previewed_imported_and_rolled_back(
    netgraph: Netgraph, ana: Viewer, live: Live, page_as: PageAs, tmp_path: Path
) -> None:
    """The preview opens when the file has been read; then the import comes, and goes again."""
    file = tmp_path / "Connections.csv"
    file.write_text(CONNECTIONS, encoding="utf-8")
    page = page_as(ana)
    page.goto(f"{live.address}/imports")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Preview").click()

    expect(page.get_by_text("Wei Chen").first).to_be_visible()
    expect(page.get_by_text("the other day").first).to_be_visible()
    assert netgraph.people.suggest(ana, "Wei Chen") == ()

    page.get_by_role("button", name="Import").first.click()
    expect(page.get_by_role("button", name="Roll back").first).to_be_visible()
    assert [s.label for s in netgraph.people.suggest(ana, "Wei Chen")] == ["Wei Chen"]

    written = page.url
    page.goto(f"{live.address}/people?q=Lopez")
    expect(page.get_by_text("<script>alert(1)</script> Lopez").first).to_be_visible()

    page.goto(written)
    page.get_by_role("button", name="Roll back").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Roll back").click()
    expect(page.get_by_text("Rolled back").first).to_be_visible()
    assert netgraph.people.suggest(ana, "Wei Chen") == ()


PAGES = (
    "/",
    "/reach",
    "/reach-plan",
    "/bus-factor",
    "/insights",
    "/people",
    "/people/p-dana-whitfield",
    "/companies",
    "/favors",
    "/favors/new",
    "/introductions",
    "/shares/new",
    "/imports",
    "/map",
    "/settings",
)


def test_axe_finds_nothing_serious_on_any_page(lena: Viewer, live: Live, page_as: PageAs) -> None:
    """Every page is accessible, wide and narrow, in both themes, and never scrolls sideways."""
    found: dict[str, list[str]] = {}
    page = page_as(lena)
    for path in PAGES:
        page.set_viewport_size(DESK)
        open_page(page, f"{live.address}{path}")
        said = findings_in_both_themes(page)
        wide = page.evaluate(BEYOND)
        page.set_viewport_size(PHONE)
        said += [f"{one} on a phone" for one in axe_findings(page)]
        narrow = page.evaluate(BEYOND)
        serious = [one for one in said if one.startswith(SERIOUS)]
        if serious or wide > 0 or narrow > 0:
            found[path] = [*serious, f"wider by {wide}, {narrow}"]

    assert {} == found
