"""The map in a real browser: what is drawn, what a click opens, and that a list says the same."""

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from netgraph.domain.access import Viewer
from netgraph.domain.ids import PersonId
from netgraph.wiring import Netgraph
from tests.browser.conftest import (
    BEYOND,
    DESK,
    PHONE,
    Live,
    PageAs,
    findings_in_both_themes,
    open_page,
)
from tests.graphs import add_company, add_evidence, add_person, mail, met

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=alert(1)>"
LATELY = date(2026, 6, 1)


@pytest.fixture
def priya(netgraph: Netgraph, ana: Viewer) -> PersonId:
    """Ana knows Tom at Globex well, who knows Priya at Acme; Zoe at Acme only writes to Tom."""
    add_company(netgraph, "acme", "Acme")
    add_company(netgraph, "globex", "Globex")
    priya = add_person(netgraph, "priya", "Priya Shah", title="CFO", company="acme")
    zoe = add_person(netgraph, "zoe", "Zoe Kern", title="Analyst", company="acme")
    tom = add_person(netgraph, "tom", "Tom Weber", title="VP Sales", company="globex")
    add_person(netgraph, "hostile", HOSTILE, title=HOSTILE, company="globex")
    add_evidence(
        netgraph,
        met(ana.person, tom, LATELY, times=9),
        met(tom, priya, LATELY, times=6),
        met(tom, zoe, LATELY, times=1),
        mail(zoe, tom, LATELY, times=3),
    )
    return priya


def opened(page: Page, live: Live, address: str = "/map") -> Page:
    """The page once its picture is drawn."""
    page.goto(live.address + address)
    page.locator("[data-map][data-ready]").wait_for()
    return page


def where(page: Page, id_: str) -> tuple[float, float]:
    """The pixel of the window in which the middle of a sign is."""
    at = page.evaluate("(id) => window.netgraphMap.positionOf(id)", id_)
    return at["x"], at["y"]


def painted(page: Page, x: float, y: float) -> tuple[int, int, int, int]:
    """The colour of one pixel of the canvas, named by its place in the window."""
    red, green, blue, alpha = page.evaluate(
        """([x, y]) => {
            const canvas = document.querySelector("#map canvas");
            const box = canvas.getBoundingClientRect();
            const ratio = canvas.width / box.width;
            return [...canvas.getContext("2d")
                .getImageData((x - box.left) * ratio, (y - box.top) * ratio, 1, 1).data];
        }""",
        [x, y],
    )
    return red, green, blue, alpha


def theme_colour(page: Page, name: str) -> tuple[int, int, int, int]:
    """A colour of the style sheet as a pixel."""
    text = page.evaluate(
        "(name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()", name
    )
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16), 255


def between(page: Page, one: str, other: str) -> list[tuple[int, int, int, int]]:
    """The colours along the line from one sign to the other."""
    (x, y), (x2, y2) = where(page, one), where(page, other)
    parts = (0.3, 0.4, 0.5, 0.6, 0.7)
    return [painted(page, x + (x2 - x) * part, y + (y2 - y) * part) for part in parts]


def test_click_on_the_pixels_of_a_person_opens_their_page(
    page_as: PageAs, live: Live, ana: Viewer, priya: PersonId
) -> None:
    """Where the picture shows Priya something is painted, and a click there leads to her page."""
    page = opened(page_as(ana), live)
    x, y = where(page, priya)

    assert (0, 0, 0, 0) != painted(page, x, y)

    page.mouse.click(x, y)
    page.wait_for_url(f"**/people/{priya}")

    assert "Priya Shah" in page.inner_text("main")


def test_ties_of_a_highlighted_path_are_drawn_so(
    page_as: PageAs, live: Live, ana: Viewer, priya: PersonId
) -> None:
    """The ties of the path have its colour and weight, and no other tie has."""
    page = opened(page_as(ana), live, "/map?reach=CFO+at+Acme")
    drawn = page.evaluate(
        """(ids) => ids.map((id) => window.netgraphMap.drawnAs(id))""",
        [f"tie:{min(a, b)}:{max(a, b)}" for a, b in ((ana.person, "tom"), ("tom", priya))],
    )
    other = page.evaluate("window.netgraphMap.drawnAs('tie:tom:zoe')")
    link = theme_colour(page, "--link")

    assert [True, True] == [line["lit"] for line in drawn]
    assert not other["lit"]
    assert min(line["width"] for line in drawn) > other["width"]
    assert between(page, ana.person, "tom").count(link) >= 3
    assert between(page, "tom", priya).count(link) >= 3
    assert link not in between(page, "tom", "zoe")
    assert "The path to Priya Shah" in page.inner_text("#map-notes")
    assert 2 == page.locator("#map-people tr.lit").count()


@pytest.mark.usefixtures("priya")
def test_reach_leads_to_its_paths_on_the_map(page_as: PageAs, live: Live, ana: Viewer) -> None:
    """From an answer of reach the same paths are one click away."""
    page = page_as(ana)
    page.goto(f"{live.address}/reach/priya")
    page.get_by_role("link", name="On the map").click()
    page.locator("[data-map][data-ready]").wait_for()

    assert page.evaluate("window.netgraphMap.drawnAs('tie:priya:tom').lit")


@pytest.mark.usefixtures("priya")
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_target_of_a_reach_is_named_first_and_whole(
    page_as: PageAs, live: Live, ana: Viewer, size: ViewportSize
) -> None:
    """Its name is written before all others, no name lies over another, none is cut."""
    page = page_as(ana, size=size)
    page.goto(live.address + "/map?reach=CFO+at+Acme")
    if size == PHONE:
        page.get_by_role("button", name="Picture", exact=True).click()
    page.locator("[data-map][data-ready]").wait_for()
    names = page.evaluate("window.netgraphMap.names()")
    width = page.evaluate("document.getElementById('map').clientWidth")

    assert names[0]["text"] == "Priya Shah"
    assert [] == [one for one in names if one["left"] < 0 or one["right"] > width]
    assert [] == overlapping(names)


def overlapping(names: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """The pairs of names of which one lies over the other."""
    return [
        (one["text"], other["text"])
        for number, one in enumerate(names)
        for other in names[:number]
        if one["left"] < other["right"]
        and other["left"] < one["right"]
        and one["top"] < other["bottom"]
        and other["top"] < one["bottom"]
    ]


def test_who_matters_most_is_named_at_first_sight(
    netgraph: Netgraph, page_as: PageAs, live: Live, ana: Viewer
) -> None:
    """However small a picture of many people begins, the highest of them can be read by name."""
    for number in range(30):
        company = add_company(netgraph, f"company-{number}", f"Company {number}")
        for title in ("CEO", "Analyst", "Clerk"):
            id_ = f"{title.lower()}-{number}"
            add_person(netgraph, id_, f"{title.title()} {number}", title=title, company=company)
    names = opened(page_as(ana), live).evaluate("window.netgraphMap.names()")

    assert 6 <= sum(one["text"].startswith("Ceo ") for one in names)
    assert [] == [one["text"] for one in names if one["text"].startswith(("Analyst", "Clerk"))]
    assert [] == overlapping(names)


@pytest.mark.usefixtures("priya")
def test_lit_ties_are_as_thick_as_they_are_strong(page_as: PageAs, live: Live, ana: Viewer) -> None:
    """Of two ties on a path the stronger one is drawn thicker."""
    page = opened(page_as(ana), live, "/map?reach=CFO+at+Acme")
    data = page.evaluate("async () => (await fetch('/map/data?reach=CFO+at+Acme')).json()")
    lit = {edge["id"]: edge["strength"] for edge in data["edges"] if edge["lit"]}
    widths = {
        id_: page.evaluate("(id) => window.netgraphMap.drawnAs(id).width", id_) for id_ in lit
    }

    assert len(set(lit.values())) > 1
    assert sorted(lit, key=lit.__getitem__) == sorted(lit, key=widths.__getitem__)


@pytest.mark.usefixtures("priya")
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_open_filters_leave_the_legend_free(
    page_as: PageAs, live: Live, ana: Viewer, size: ViewportSize
) -> None:
    """The panel ends above the legend, however much it holds."""
    page = page_as(ana, size=size)
    page.goto(live.address + "/map")
    if size == PHONE:
        page.get_by_role("button", name="Picture", exact=True).click()
    page.locator("[data-map][data-ready]").wait_for()
    page.locator(".map-panel summary").click()
    panel = page.locator(".map-panel").bounding_box()
    legend = page.locator(".map-legend").bounding_box()

    assert panel is not None
    assert legend is not None
    assert panel["y"] + panel["height"] <= legend["y"]


@pytest.mark.usefixtures("priya")
def test_text_of_contacts_stays_text(page_as: PageAs, live: Live, ana: Viewer) -> None:
    """A name with markup is shown as it is, in the list and on the card over the picture."""
    page = opened(page_as(ana), live)
    x, y = where(page, "hostile")
    page.mouse.move(x, y)
    expect(page.locator(".map-card-name")).to_have_text(HOSTILE)

    assert page.locator("#map-people").get_by_role("link", name=HOSTILE).is_visible()
    assert 0 == page.locator("main img").count()


@pytest.mark.usefixtures("priya")
def test_filters_stand_in_the_address_and_the_way_back_works(
    page_as: PageAs, live: Live, ana: Viewer
) -> None:
    """A filter changes list, picture and address together, and going back undoes all three."""
    page = opened(page_as(ana), live)
    people = page.locator("#map-people tbody tr")
    expect(people).to_have_count(4)
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Only decision makers").check()
    page.wait_for_url("**/map?decides=1")
    expect(people).to_have_count(2)

    assert page.evaluate("window.netgraphMap.drawnAs('tie:tom:zoe')") is None

    page.go_back()
    expect(people).to_have_count(4)

    assert not page.get_by_label("Only decision makers").is_checked()
    assert page.evaluate("window.netgraphMap.drawnAs('tie:tom:zoe')") is not None


@pytest.mark.usefixtures("priya")
def test_company_is_chosen_by_typing(page_as: PageAs, live: Live, ana: Viewer) -> None:
    """Some letters of a company's name narrow the map to its people."""
    page = opened(page_as(ana), live)
    page.get_by_text("Filters", exact=True).click()
    page.locator(".map-panel .ts-control input").first.fill("acm")
    page.get_by_role("option", name="Acme").click()
    page.wait_for_url("**/map?company=acme")
    expect(page.locator("#map-people tbody tr")).to_have_count(2)


def test_person_is_centred_by_keyboard(
    page_as: PageAs, live: Live, ana: Viewer, priya: PersonId
) -> None:
    """Typing a name and Enter, or the button of a row, puts somebody into the middle."""
    page = opened(page_as(ana), live)
    box = page.locator("#map").bounding_box()
    assert box is not None
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.get_by_role("combobox", name="Centre on a person").press_sequentially("priya")
    page.get_by_role("option", name="Priya Shah").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/map?centre={priya}")
    expect(page.locator("#map-people tr.centred")).to_contain_text("Priya Shah")

    assert middle == pytest.approx(where(page, priya), abs=2)

    page.get_by_role("button", name="Centre on Tom Weber").focus()
    page.keyboard.press("Enter")

    assert middle == pytest.approx(where(page, "tom"), abs=2)


@pytest.mark.usefixtures("priya")
def test_same_network_looks_the_same_tomorrow(page_as: PageAs, live: Live, ana: Viewer) -> None:
    """Loaded again, every pixel of the picture is as before."""
    page = opened(page_as(ana), live)
    pixels = "document.querySelector('#map canvas').toDataURL()"
    first = page.evaluate(pixels)
    opened(page, live)

    assert first == page.evaluate(pixels)


@pytest.mark.usefixtures("priya")
def test_company_opens_when_its_sign_is_clicked(page_as: PageAs, live: Live, ana: Viewer) -> None:
    """Beyond some hundreds of people companies are one sign each, until clicked or chosen."""
    with live.netgraph.database._driver.session() as session:
        session.run(
            "MATCH (c:Company {id: 'globex'}) UNWIND range(1, 700) AS n "
            "CREATE (:Person {id: 'p' + n, scope: 'team', name: 'Person ' + n, "
            "name_key: 'person ' + n})-[:HOLDS]->(:Employment {id: 'j' + n, scope: 'team', "
            "title: 'Clerk', level: 'individual', function: 'other', decides: false})-[:AT]->(c)"
        ).consume()
    page = opened(page_as(ana), live)
    page.get_by_role("link", name="Globex").wait_for()
    page.mouse.click(*where(page, "group:acme"))
    page.wait_for_url("**/map?open=acme")
    expect(page.locator("#map-people")).to_contain_text("Zoe Kern")

    page.mouse.click(*where(page, "zoe"))
    page.wait_for_url("**/people/zoe")


@pytest.mark.usefixtures("priya")
def test_picture_is_saved(page_as: PageAs, live: Live, ana: Viewer) -> None:
    """The picture can be taken along as a PNG."""
    page = opened(page_as(ana), live)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Save picture").click()

    assert "netgraph-map.png" == taken.value.suggested_filename
    assert b"\x89PNG" == taken.value.path().read_bytes()[:4]


def test_tap_shows_who_it_is_before_it_opens(
    page_as: PageAs, live: Live, ana: Viewer, priya: PersonId
) -> None:
    """On a phone the list comes first; in the picture a tap tells, and its button opens."""
    page = page_as(ana, size=PHONE, touch=True)
    page.goto(f"{live.address}/map")

    assert page.get_by_role("link", name="Priya Shah").is_visible()
    assert not page.locator("#map").is_visible()

    page.get_by_role("button", name="Picture", exact=True).click()
    page.locator("[data-map][data-ready]").wait_for()
    page.touchscreen.tap(*where(page, priya))
    expect(page.locator(".map-card-name")).to_have_text("Priya Shah")
    page.get_by_role("link", name="Open", exact=True).click()
    page.wait_for_url(f"**/people/{priya}")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.usefixtures("priya")
def test_map_is_accessible(
    *,
    page_as: PageAs,
    live: Live,
    ana: Viewer,
    size: ViewportSize,
) -> None:
    """In both themes and widths, panel open or closed, axe finds nothing and nothing runs over."""
    page = page_as(ana, size=size)
    open_page(page, f"{live.address}/map?path={ana.person},tom,priya")

    assert [] == findings_in_both_themes(page)

    if size == PHONE:
        page.get_by_role("button", name="Picture", exact=True).click()
    page.get_by_text("Filters", exact=True).click()
    page.locator("[data-map][data-ready]").wait_for()

    assert [] == findings_in_both_themes(page)
    assert 0 >= page.evaluate(BEYOND)


def test_empty_map_teaches(page_as: PageAs, live: Live, ana: Viewer) -> None:
    """Who knows nobody yet reads what the map will show, and how to begin."""
    page = page_as(ana)
    page.goto(f"{live.address}/map")

    assert page.get_by_role("link", name="Import contacts").is_visible()
