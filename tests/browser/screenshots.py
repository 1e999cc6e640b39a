"""Pictures of every page of the demo network, wide and narrow, light and dark, to be looked at.

    python -m tests.browser.screenshots FOLDER

Brings up an embedded database of its own, loads the demo, logs in as its rep, and ends it all.
"""

import sys
import tempfile
import threading
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from werkzeug.serving import make_server

from netgraph.config import Settings
from netgraph.services.demo.login import DemoLogin, bring_to_today
from netgraph.services.demo.stories import VIEWER
from netgraph.wiring import open_netgraph
from tests.run import find_chromium
from web.app import create_app

PAGES = {
    "today": "/",
    "reach": "/reach",
    "reach-paths": "/reach?q=Victor+Lang",
    "reach-role": "/reach?q=CFO+at+Velden+Automotive",
    "reach-which": "/reach?q=Maria+Rossi",
    "reach-nobody": "/reach?q=Zzyzx+Qwertz",
    "reach-no-path": "/reach?q=Beatrix+von+Arnim",
    "reach-plan": "/reach-plan",
    "bus-factor": "/bus-factor",
    "people": "/people",
    "person": "/people/p-dana-whitfield",
    "companies": "/companies",
    "favors": "/favors",
    "favor-form": "/favors/new",
    "introductions": "/introductions",
    "introduction-draft": "/introductions/i-lena-hartmann-5",
    "introduction-asked": "/introductions/i-lena-hartmann-1",
    "introduction-met": "/introductions/i-lena-hartmann-3",
    "asks": "/asks",
    "ask": "/asks/a-lena-hartmann-1",
    "shares": "/shares",
    "share": "/shares/h-lena-hartmann-1",
    "new-share": "/shares/new",
    "rings": "/trades",
    "rounds": "/rounds",
    "map": "/map",
    "flows": "/map/flows",
    "insights": "/insights",
    "imports": "/imports",
    "settings": "/settings",
    "missing": "/no-such-page",
}
SIZES = {"wide": (1280, 900), "narrow": (390, 844)}
PASSWORD = "only for pictures of the demo"


def main(folder: Path) -> None:
    """Writes one PNG a page, size and theme into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        settings = Settings(data_dir=Path(data), neo4j_quick=True)
        with open_netgraph(settings) as netgraph:
            bring_to_today(
                netgraph.database,
                netgraph.accounts,
                netgraph.history,
                login=DemoLogin(email=VIEWER, password=PASSWORD),
                data_dir=settings.data_dir,
                now=datetime.now(UTC),
            )
            server = make_server(
                "127.0.0.1", 0, create_app(netgraph, secret_key=b"for pictures"), threaded=True
            )
            threading.Thread(target=server.serve_forever, daemon=True).start()
            take(f"http://127.0.0.1:{server.server_port}", folder)
            server.shutdown()


def take(address: str, folder: Path) -> None:
    """Opens each page in each size and theme and keeps what is seen."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_context(reduced_motion="reduce").new_page()
        page.goto(f"{address}/login")
        shoot(page, folder, "login")
        page.get_by_label("E-mail").fill(VIEWER)
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{address}/")
        for name, path in PAGES.items():
            page.goto(address + path)
            shoot(page, folder, name)
        browser.close()


def shoot(page: Page, folder: Path, name: str) -> None:
    """One page in both sizes and themes."""
    for size, (width, height) in SIZES.items():
        for theme in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
            page.reload()
            page.wait_for_load_state("networkidle")
            page.screenshot(path=folder / f"{name}-{size}-{theme}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots"))
