"""The parts of every page in a real browser: policy, accessibility, keyboard, weight."""

import threading
from collections.abc import Iterator
from typing import Literal

import pytest
from flask import (
    Flask,
    Response,
    get_template_attribute,
    jsonify,
    redirect,
    render_template,
    request,
)
from flask.typing import ResponseReturnValue
from flask_wtf import CSRFProtect
from playwright.sync_api import Browser, Page, ViewportSize
from werkzeug.serving import make_server

from tests.browser.conftest import (
    BEYOND,
    DARK,
    DESK,
    LIGHT,
    PHONE,
    axe_findings,
    findings_in_both_themes,
    open_page,
)
from web import accounts, errors, frame, styleguide, vendoring
from web.frame import Nav
from web.security import POLICY

pytestmark = pytest.mark.browser

PAGES = ("/styleguide", "/login", "/setup", "/error")
SENTENCE = "reviewed Ana Ruiz's board deck yesterday"


def _app() -> Flask:
    """The parts under the policy of the real application, with two suggestions to find."""
    app = Flask("web", root_path=str(vendoring.ROOT / "web"), static_folder=None)
    app.config.update(SECRET_KEY="only for tests", WTF_CSRF_HEADERS=["X-CSRF-Token"])
    frame.install(app)
    CSRFProtect(app)
    app.register_blueprint(styleguide.blueprint)

    @app.before_request
    def seen() -> None:
        nobody = request.path in {"/login", "/setup"}
        frame.seen_by(name="" if nobody else "Sam Keller", team="North", today=styleguide.DAY)

    @app.after_request
    def harden(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = POLICY
        return response

    @app.get("/login")
    def login() -> str:
        page = accounts.LoginPage(frame=frame.frame(Nav.NOWHERE), problem="They do not fit.")
        return render_template("login.html", page=page)

    @app.get("/setup")
    def setup() -> str:
        page = accounts.SetupPage(frame=frame.frame(Nav.NOWHERE))
        return render_template("setup.html", page=page)

    @app.get("/error")
    def error() -> str:
        page = errors.ErrorPage(
            frame=frame.frame(Nav.NOWHERE), status=503, message="Not now.", hint="Later."
        )
        return render_template("error.html", page=page)

    @app.get("/palette")
    def palette() -> ResponseReturnValue:
        if request.args["q"].lower() not in "dana ortiz":
            return jsonify([])
        return jsonify([{"kind": "person", "label": "Dana Ortiz", "detail": "", "url": "/error"}])

    @app.post("/favors/read")
    def read() -> str:
        reading = get_template_attribute("parts/favors.html", "reading")
        said: str = reading(
            styleguide.read_sample(request.form["text"]), request.form["csrf_token"]
        )
        return said

    @app.post("/styleguide")
    def save() -> ResponseReturnValue:
        frame.toast(f"Saved: {request.form['note']}", undo_url="/styleguide")
        return redirect("/error")

    return app


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the parts are served while the tests of this file run."""
    server = make_server("127.0.0.1", 0, _app(), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page at desk width that fails the test when the browser complains of anything."""
    yield from _page(chromium, DESK)


def _page(
    chromium: Browser, size: ViewportSize, *, theme: Literal["light", "dark"] = LIGHT
) -> Iterator[Page]:
    context = chromium.new_context(viewport=size, color_scheme=theme, reduced_motion="reduce")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()

    assert [] == complaints


@pytest.mark.parametrize("path", PAGES)
def test_page_is_accessible_and_keeps_the_policy(page: Page, address: str, path: str) -> None:
    """In both themes and widths axe finds nothing, nothing breaks the policy or runs over."""
    open_page(page, address + path)

    assert [] == findings_in_both_themes(page)
    assert 0 >= page.evaluate(BEYOND)

    page.set_viewport_size(PHONE)

    assert [] == axe_findings(page)
    assert 0 >= page.evaluate(BEYOND)


def test_axe_sees_what_is_wrong(page: Page, address: str) -> None:
    """A picture without words, and text that dark alone swallows, are found."""
    open_page(page, f"{address}/login")
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', "
        "'<img width=20 height=20><p id=dim>dim</p>');"
        "document.querySelector('#dim').style.color = '#444'"
    )
    found = findings_in_both_themes(page)

    assert ["critical image-alt: img in light", "serious color-contrast: #dim in dark"] == found


def test_a_dark_system_is_met_at_first_sight(chromium: Browser, address: str) -> None:
    """Whoever's system is dark sees no light page first."""
    for page in _page(chromium, DESK, theme=DARK):
        page.goto(f"{address}/login", wait_until="commit")
        page.locator("body").wait_for()

        assert "dark" == page.get_attribute("html", "data-bs-theme")


def test_first_load_is_light_and_stays_here(page: Page, address: str) -> None:
    """The first page weighs under 300 kB as it travels, and asks nobody but us."""
    sizes: dict[str, int] = {}
    page.on(
        "requestfinished", lambda sent: sizes.update({sent.url: sent.sizes()["responseBodySize"]})
    )

    open_page(page, f"{address}/error")

    assert all(url.startswith(address) for url in sizes)
    assert 100_000 < sum(sizes.values()) < 300_000


def test_favor_is_logged_by_keyboard_alone(page: Page, address: str) -> None:
    """A slash, a sentence, Enter, Enter: the reading is shown, corrected fields and all, saved."""
    open_page(page, f"{address}/styleguide")
    page.keyboard.press("/")
    page.keyboard.type(SENTENCE)
    page.keyboard.press("Enter")
    page.locator("dialog#reading[open]").wait_for()

    assert SENTENCE in page.inner_text("dialog#reading")
    assert "reading-person" == page.evaluate("document.activeElement.id")

    page.keyboard.press("Enter")
    page.wait_for_url("**/error")

    assert "Saved: board deck" in page.inner_text("#toasts")


def test_name_opens_a_person(page: Page, address: str) -> None:
    """Control-K, some letters of a name and Enter lead to the suggestion."""
    open_page(page, f"{address}/styleguide")
    page.keyboard.press("Control+k")
    page.keyboard.type("dana")
    page.get_by_role("option", name="Dana Ortiz").wait_for()

    assert "true" == page.get_attribute("#palette", "aria-expanded")
    assert "palette-0" == page.get_attribute("#palette", "aria-activedescendant")

    page.keyboard.press("Enter")
    page.wait_for_url("**/error")


def test_escape_closes_the_suggestions(page: Page, address: str) -> None:
    """Escape takes the suggestions away, and keeps what was typed."""
    open_page(page, f"{address}/styleguide")
    page.keyboard.press("/")
    page.keyboard.type("dana")
    page.get_by_role("option", name="Dana Ortiz").wait_for()
    page.keyboard.press("Escape")

    assert "false" == page.get_attribute("#palette", "aria-expanded")
    assert "dana" == page.input_value("#palette")


def test_table_sorts_filters_and_turns_pages(page: Page, address: str) -> None:
    """A column sorts by its values, a word narrows, the rest is on the next page."""
    open_page(page, f"{address}/styleguide")
    rows = page.locator("#ledger tbody tr")
    page.locator("#ledger th", has_text="Left").get_by_role("button").click()

    cells = page.locator("#ledger tbody td:nth-child(5)").all_inner_texts()
    left = [float(text.replace("–", "-1")) for text in cells]

    assert "descending" == page.locator("#ledger th", has_text="Left").get_attribute("aria-sort")
    assert sorted(left, reverse=True) == left
    assert 5 == rows.count()

    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Next").click()

    assert 2 == rows.count()

    page.get_by_label("Filter favors").fill("luc given")

    assert rows.count() > 0
    assert all("Luc" in text and "Given" in text for text in rows.all_inner_texts())


def test_theme_is_kept(page: Page, address: str) -> None:
    """Dark, once chosen in the menu, is there on the next page."""
    open_page(page, f"{address}/styleguide")
    page.get_by_role("button", name="Sam Keller, menu").click()
    page.get_by_role("button", name="Dark").click()
    page.goto(f"{address}/error")

    assert "dark" == page.get_attribute("html", "data-bs-theme")


def test_chart_is_drawn_from_its_table(page: Page, address: str) -> None:
    """The numbers are drawn, and stay as a table."""
    open_page(page, f"{address}/styleguide")
    page.locator("#given-per-month canvas").wait_for()

    assert 12 == page.locator("#given-per-month details tbody tr").count()
