"""The whole life of a request, in three browsers: who asks, who is asked, and whom it reaches."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from netgraph.domain.access import Viewer
from netgraph.domain.ids import PersonId
from netgraph.wiring import Netgraph
from tests.browser.conftest import BEYOND, DESK, PHONE, SERIOUS, Live, PageAs, axe_findings
from tests.graphs import add_person

pytestmark = pytest.mark.browser

Look = Callable[[Page, str], None]


@pytest.fixture
def look(tmp_path: Path) -> Look:
    """Finds nothing serious on a page, nothing wider than it or a phone, and keeps pictures."""

    def looked(page: Page, name: str) -> None:
        page.wait_for_load_state("networkidle")
        serious = [said for said in axe_findings(page) if said.startswith(SERIOUS)]
        own = page.viewport_size or DESK
        for size in (PHONE, own):
            page.set_viewport_size(size)
            page.screenshot(path=tmp_path / f"{name}-{size['width']}.png", full_page=True)
            wide = page.evaluate(BEYOND)

            assert (name, size, [], 0) == (name, size, serious, max(0, wide))

    return looked


def test_the_whole_life_of_a_request(
    netgraph: Netgraph,
    ana: Viewer,
    ben: Viewer,
    live: Live,
    page_as: PageAs,
    *,
    look: Look,
) -> None:
    """Ana asks, Dana says yes, Priya agrees, Dana introduces, Ana met her; Ben saw the lock.

    Ana sits at a desk; the others hold phones, dark ones where they have no account.
    """
    add_person(netgraph, "dana", "Dana Ortiz", email="dana@x.example")
    add_person(netgraph, "priya", "Priya Shah", title="CFO")
    path = (ana.person, PersonId("dana"), PersonId("priya"))
    netgraph.introductions.draft(ana, path, probability=0.4, offer="Introduce them to Grace Hall")
    page = page_as(ana)
    page.goto(f"{live.address}/introductions")
    page.get_by_role("link", name="Ask Dana Ortiz to introduce you to Priya Shah").click()
    look(page, "draft")
    page.get_by_label("Who you are, in one line").fill("I look after planning at Fernhill.")
    page.get_by_label("Why it is worth Priya’s time").fill("Your peers plan in half the time.")
    page.get_by_label("The one thing you ask for").fill("Could we speak for twenty minutes?")
    page.get_by_role("button", name="Keep these words").click()
    page.get_by_role("button", name="Ask Dana", exact=True).click()
    expect(page.get_by_text("Dana is asked").first).to_be_visible()
    look(page, "asked")
    page.get_by_role("button", name="Copy the link").click()
    expect(page.locator("#toasts")).to_contain_text("opi")
    link = page.get_by_label("The link alone").input_value()

    colleague = page_as(ben, size=PHONE)
    colleague.goto(f"{live.address}/introductions")
    expect(colleague.get_by_text("Ana Ruiz reaches for Priya Shah")).to_be_visible()

    connector = page_as(None, size=PHONE, theme="dark", expected=("404",))
    connector.goto(link)
    look(connector, "connector")
    connector.get_by_label("I know Priya well").check()
    connector.get_by_role("button", name="Yes, introduce").click()
    expect(connector.get_by_text("Ask Priya Shah first")).to_be_visible()
    look(connector, "said-yes")
    for_target = connector.get_by_label("For Priya to answer by").input_value()

    target = page_as(None, size=PHONE, theme="dark")
    target.goto(for_target)
    look(target, "target")
    target.get_by_role("button", name="Yes, I would like to meet").click()
    expect(target.get_by_role("heading", name="You agreed to meet")).to_be_visible()

    connector.reload()
    connector.get_by_role("button", name="I have introduced them").click()
    expect(connector.get_by_role("heading", name="Thank you")).to_be_visible()
    connector.goto(link)
    expect(connector.get_by_text("leads nowhere any more")).to_be_visible()
    look(connector, "closed")

    page.reload()
    expect(page.get_by_text("Did you meet?")).to_be_visible()
    page.get_by_role("button", name="We met").click()
    expect(page.get_by_text("What came of it?")).to_be_visible()
    look(page, "met")
    page.get_by_role("button", name="I have thanked Dana").click()
    expect(page.get_by_text("You thanked Dana")).to_be_visible()
    page.goto(f"{live.address}/favors?show=received")
    expect(page.get_by_text("Dana Ortiz").first).to_be_visible()
    page.goto(f"{live.address}/introductions")
    look(page, "board")
    page.goto(f"{live.address}/asks?person=dana")
    page.get_by_label("Could you …").fill("send the figures")
    page.get_by_label("By", exact=True).fill("2026-06-20")
    page.get_by_label("What you can do to help").fill("I can draft the sheet.")
    look(page, "asks")
    page.get_by_role("button", name="Write it").click()
    expect(page.get_by_role("heading", name="Your words to Dana")).to_be_visible()
    look(page, "ask")
    words = page.locator("#note").inner_text().split()
    connector.goto(next(word for word in words if "/a/" in word))
    look(connector, "asked")
    connector.get_by_role("button", name="Yes, by then").click()
    expect(connector.get_by_text("Thank you. Ana reads it.")).to_be_visible()
    page.reload()
    expect(page.locator(".page-head")).to_contain_text("promised for 20 June")


def test_a_no_is_blind(netgraph: Netgraph, ana: Viewer, live: Live, page_as: PageAs) -> None:
    """Dana says no and names nobody: Ana reads that this way is closed for now, and no more."""
    add_person(netgraph, "dana", "Dana Ortiz")
    add_person(netgraph, "priya", "Priya Shah")
    path = (ana.person, PersonId("dana"), PersonId("priya"))
    netgraph.introductions.draft(ana, path, probability=0.4)
    (draft,) = netgraph.introductions.drafts(ana)
    netgraph.introductions.alter(
        ana, draft.id, about="I plan.", purpose="It saves time.", ask="Twenty minutes?"
    )
    netgraph.introductions.send(ana, draft.id)
    page = page_as(ana)
    page.goto(f"{live.address}/introductions/{draft.id}")
    connector = page_as(None)
    connector.goto(page.get_by_label("The link alone").input_value())
    connector.get_by_text("Not me", exact=True).click()
    connector.get_by_role("button", name="No", exact=True).click()
    expect(connector.get_by_text("Nobody is told who closed it")).to_be_visible()

    page.reload()
    expect(page.locator(".page-head")).to_contain_text("This way is closed for now")
    expect(page.locator("main")).not_to_contain_text("declined")
