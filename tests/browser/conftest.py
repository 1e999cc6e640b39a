"""The whole application, live on the loopback address, and real Chromium windows to look at it.

`live` serves the services of the test (`netgraph`, or `netgraph_seeded` when a test asks for
that); `page_as` opens a window in which a viewer has logged in. Every window fails its test when
the content security policy is violated, when a request goes to another host, when a script
throws, or when the console shows an error that the test did not announce.
"""

import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)
from werkzeug.serving import make_server

from netgraph.domain.access import Viewer
from netgraph.wiring import Netgraph
from tests.apps import app_on
from tests.conftest import PASSWORD
from tests.run import find_chromium

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
DESK = ViewportSize(width=1280, height=900)
PHONE = ViewportSize(width=390, height=844)
LIGHT: Literal["light"] = "light"
DARK: Literal["dark"] = "dark"
SECONDS = 60
"""How long a window waits for what a test expects."""
BEYOND = "document.documentElement.scrollWidth - innerWidth"
"""By how many pixels a page is wider than its window."""
SERIOUS = ("serious", "critical")
"""With what the findings of axe begin that keep somebody from using a page."""

expect.set_options(timeout=SECONDS * 1000)


@dataclass(frozen=True)
class Live:
    """The application as served: its address, the services behind it, and logging in."""

    address: str
    netgraph: Netgraph

    def log_in(self, page: Page, viewer: Viewer, *, password: str = PASSWORD) -> None:
        """Logs a viewer in without showing a page: the form itself has tests of its own."""
        asked = page.context.request
        found = re.search(
            r'name="csrf_token" value="([^"]+)"', asked.get(f"{self.address}/login").text()
        )
        assert found is not None
        form = {"email": viewer.email, "password": password, "csrf_token": found[1]}
        answer = asked.post(f"{self.address}/login", form=form, max_redirects=0)
        assert (302, "/") == (answer.status, answer.headers["location"])


class PageAs(Protocol):
    """Opens a window in which a viewer has logged in; without a viewer, nobody has."""

    def __call__(
        self,
        viewer: Viewer | None,
        *,
        size: ViewportSize = DESK,
        theme: str = "light",
        expected: tuple[str, ...] = (),
        touch: bool = False,
    ) -> Page:
        """`expected` are parts of console errors that the test provokes on purpose."""
        ...


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for the tests of a file."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def live(netgraph: Netgraph) -> Iterator[Live]:
    """The whole application on a free port of the loopback address."""
    app = app_on(netgraph, setup_token="first of all")
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Live(address=f"http://127.0.0.1:{server.server_port}", netgraph=netgraph)
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page_as(chromium: Browser, live: Live) -> Iterator[PageAs]:
    """Opens windows, watches them, and closes them after the test."""
    watches: list[Watch] = []

    def opened(
        viewer: Viewer | None,
        *,
        size: ViewportSize = DESK,
        theme: str = "light",
        expected: tuple[str, ...] = (),
        touch: bool = False,
    ) -> Page:
        context = chromium.new_context(
            viewport=size,
            color_scheme="dark" if theme == "dark" else "light",
            reduced_motion="reduce",
            has_touch=touch,
            accept_downloads=True,
        )
        context.set_default_timeout(SECONDS * 1000)
        watches.append(Watch(context, live.address, expected))
        page = context.new_page()
        if viewer is not None:
            live.log_in(page, viewer)
        return page

    yield opened
    complaints = [complaint for watch in watches for complaint in watch.close()]

    assert [] == complaints


class Watch:
    """Collects what a browser complains of, in every window of a context."""

    def __init__(self, context: BrowserContext, address: str, expected: tuple[str, ...]) -> None:
        self._context = context
        self._host = urlsplit(address).netloc
        self._expected = expected
        self._complaints: list[str] = []
        context.expose_binding(
            "tellViolation", lambda _, said: self._complaints.append(f"policy: {said}")
        )
        context.add_init_script(
            "addEventListener('securitypolicyviolation', (event) => "
            "window.tellViolation(`${event.violatedDirective} ${event.blockedURI}`));"
        )
        context.on("request", lambda sent: self._sent(sent.url))
        context.on("page", self._watch)

    def _watch(self, page: Page) -> None:
        page.on("pageerror", lambda error: self._complaints.append(f"script: {error}"))
        page.on("console", lambda said: self._said(said.text) if said.type == "error" else None)

    def _said(self, text: str) -> None:
        if not any(part in text for part in self._expected):
            self._complaints.append(f"console: {text}")

    def _sent(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"data", "blob"} and parts.netloc != self._host:
            self._complaints.append(f"request: {url}")

    def close(self) -> list[str]:
        """Closes the windows and gives what they complained of."""
        self._context.close()
        return self._complaints


def open_page(page: Page, address: str) -> None:
    """Opens a page and waits until its scripts have run and nothing more is on its way.

    A quiet network alone does not say so: on a busy machine it is quiet before the scripts ran.
    """
    page.goto(address)
    page.wait_for_load_state("networkidle")


def axe_findings(page: Page, *, rules: Sequence[str] = ()) -> list[str]:
    """What axe finds on a page as it is: each finding with its impact, rule and first place.

    Only what is violated is described, as axe takes most of its time to describe what is not.
    Where `rules` are named, only those are asked.
    """
    only = {"runOnly": {"type": "rule", "values": rules}} if rules else {}
    options = {"resultTypes": ["violations"], **only}
    page.context.new_cdp_session(page).send("Runtime.evaluate", {"expression": AXE})
    found: list[str] = page.evaluate(
        "(options) => axe.run(options).then((found) => found.violations.map("
        "(one) => `${one.impact} ${one.id}: ${one.nodes[0].target}`))",
        options,
    )
    return found


def findings_in_both_themes(page: Page) -> list[str]:
    """What axe finds on the open page in light, and of its rules on colours once more in dark.

    The page turns with the reader's system; what has no colour is the same in both.
    """
    found: list[str] = []
    for theme, rules in ((LIGHT, ()), (DARK, ("color-contrast", "link-in-text-block"))):
        page.emulate_media(color_scheme=theme)
        page.locator(f"html[data-bs-theme={theme}]").wait_for(state="attached")
        found += [f"{said} in {theme}" for said in axe_findings(page, rules=rules)]
    return found
