"""Insights: a table sent, figures shown as pictures, and to nobody but who sent it."""

import io
from collections.abc import Callable

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from netgraph.domain.access import Viewer
from netgraph.domain.wording import percent
from netgraph.wiring import Netgraph
from tests.conftest import Clock
from tests.mailings import mailing, table_of
from tests.services.test_outcomes import known_by, unanswered
from tests.web.conftest import Browser

Login = Callable[[Viewer], Browser]


@pytest.fixture(autouse=True)
def patient(app: Flask) -> None:
    """Pages wait until work has ended, however slow the machine."""
    app.config["IMPORT_WAIT_SECONDS"] = 120


def drop(browser: Browser, text: str, name: str = "team.csv") -> TestResponse:
    """Sends a table as the page does."""
    form = {
        "csrf_token": browser.token(),
        "reading": "",
        "messages": (io.BytesIO(text.encode()), name),
    }
    return browser.client.post("/insights", data=form, content_type="multipart/form-data")


def test_backtest_is_shown_to_its_owner_alone_and_forgotten(
    ana: Viewer, ben: Viewer, login: Login
) -> None:
    """Figures come as bars and a diagram; a colleague's page stays as it was."""
    browser, other = login(ana), login(ben)
    before = other.text("/insights")
    assert "No backtest yet" in browser.text("/insights")
    assert 302 == drop(browser, table_of(mailing())).status_code
    shown = browser.text("/insights")

    for words in ("team.csv", "Who makes the introduction?", 'class="reliability"', "published"):
        assert words in shown
    assert "style=" not in shown.partition("<main")[2]
    assert "No backtest yet" in other.text("/insights")
    assert len(before) == len(other.text("/insights"))
    assert 302 == browser.send("/insights/forget").status_code
    assert "No backtest yet" in browser.text("/insights")


def test_bad_table_says_why_and_can_be_dismissed(ana: Viewer, login: Login) -> None:
    """What cannot be used stands on the page until it is put away."""
    browser = login(ana)
    drop(browser, "nothing,known\n1,2\n")
    shown = browser.text("/insights")
    job = shown.partition("/insights/work/")[2].partition("/")[0]

    assert "No known columns" in shown
    assert 302 == browser.send(f"/insights/work/{job}/forget").status_code
    assert "No known columns" not in browser.text("/insights")


def test_table_without_introductions_says_what_is_needed(ana: Viewer, login: Login) -> None:
    """Nothing to ask about is said in words."""
    browser = login(ana)
    drop(browser, "date,sender,to\n2024-01-01,a@x.example,b@x.example\n")

    assert "No introduction to ask about" in browser.text("/insights")


@pytest.mark.parametrize("reading", ["novel", "LETTERS"])
def test_unknown_reading_is_refused(ana: Viewer, login: Login, reading: str) -> None:
    """Only what the page offers can be chosen."""
    browser = login(ana)
    form = {"csrf_token": browser.token(), "reading": reading}
    answer = browser.client.post(
        "/insights",
        data={**form, "messages": (io.BytesIO(b"x"), "x.csv")},
        content_type="multipart/form-data",
    )

    assert 400 == answer.status_code


def test_what_was_said_of_requests_stands_beside_what_was(
    netgraph: Netgraph, clock: Clock, ana: Viewer, login: Login
) -> None:
    """A request that ended is counted, drawn and put in numbers."""
    browser = login(ana)
    before = browser.text("/insights")
    known_by(netgraph, ana, clock)
    unanswered(netgraph, ana, clock)
    said = netgraph.outcomes.record(ana).formula.said
    browser = login(ana)  # thirty days later

    after = browser.text("/insights")

    assert "No request has ended yet" in before
    assert f'we said <strong class="num">{percent(said)}</strong>, it was <strong' in after
    assert "1 of them is yours" in after
    assert 'aria-labelledby="outcomes-drawn-title"' in after
