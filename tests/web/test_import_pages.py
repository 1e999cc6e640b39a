"""The pages of imports: a file dropped, previewed, imported, rolled back, and never leaked."""

import io
import re
from collections.abc import Callable
from http import HTTPStatus

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from netgraph.domain.access import Viewer
from netgraph.services.imports import State
from netgraph.wiring import Netgraph
from tests.web.conftest import Browser

LINKEDIN = """First Name,Last Name,URL,Email Address,Company,Position,Connected On
Priya,Shah,https://www.linkedin.com/in/priya,priya@acme.example,Acme Inc,CFO,08 Feb 2024
<b>Tom</b>,Berg,https://www.linkedin.com/in/tomberg,,Globex GmbH,VP Sales,12 Mar 2023
Eve,,,,,,not a day
"""
SEATS = "year,director,company\n2010,Una Byrne,Harp Plc\n2010,Con Daly,Harp Plc\n"

Login = Callable[[Viewer], Browser]


@pytest.fixture(autouse=True)
def patient(app: Flask) -> None:
    """Pages wait until work has ended, however slow the machine."""
    app.config["IMPORT_WAIT_SECONDS"] = 120


def drop(browser: Browser, *files: tuple[str, str], visibility: str = "team") -> TestResponse:
    """Sends files as the page does."""
    return browser.client.post(
        "/imports",
        data={
            "csrf_token": browser.token(),
            "visibility": visibility,
            "files": [(io.BytesIO(text.encode()), name) for name, text in files],
        },
        content_type="multipart/form-data",
    )


def test_file_is_previewed_imported_and_rolled_back(
    netgraph: Netgraph, ana: Viewer, login: Login
) -> None:
    """One file goes all the way, and each page says where it is."""
    browser = login(ana)
    assert "Nothing imported yet" in browser.text("/imports")
    address = drop(browser, ("Connections.csv", LINKEDIN)).location
    preview = browser.text(address)

    assert "What it would bring" in preview
    assert "&lt;b&gt;Tom&lt;/b&gt; Berg" in preview
    assert "<b>Tom</b>" not in preview
    assert "Rows in error" in preview
    assert [] == list(netgraph.people.namesakes(ana, "Priya Shah"))
    assert 302 == browser.send(f"{address}/write").status_code
    written = browser.text(address)
    assert "What it brought" in written
    assert "Roll back" in written
    assert "CFO" == netgraph.people.namesakes(ana, "Priya Shah")[0].title
    assert 302 == browser.send(f"{address}/rollback").status_code
    after = browser.text(address)
    assert "rolled back" in after
    assert "Rows in error" in after
    assert "row in error, listed below" in after
    assert () == netgraph.people.namesakes(ana, "Priya Shah")


def test_the_list_says_what_a_preview_found(ana: Viewer, login: Login) -> None:
    """What is new and what is known already are both counted, before anything is written too."""
    browser = login(ana)
    drop(browser, ("Connections.csv", LINKEDIN))
    first = browser.text("/imports")
    browser.send(f"{drop(browser, ('Connections.csv', LINKEDIN)).location}/write")
    drop(browser, ("again.csv", LINKEDIN))
    again = browser.text("/imports")

    assert ["2 new", "2 new"] == re.findall(r'data-value="2">([^<]+)<', first)
    assert ["2 known", "2 known"] == re.findall(r'data-value="2">([^<]+)<', again)[:2]


def test_refusals_stand_beside_the_dropzone(ana: Viewer, login: Login) -> None:
    """Of several files each gets its own answer: a preview, or why it cannot be used."""
    browser = login(ana)
    answer = drop(browser, ("Connections.csv", LINKEDIN), ("note.csv", "<html>Sign in</html>"))
    page = browser.text("/imports")

    assert "/imports#work" == answer.location
    assert "See the preview" in page
    assert "This is a web page or XML document, not an export." in page
    assert "a login page may have been saved" in page


def test_table_of_seats_asks_for_its_columns(netgraph: Netgraph, ana: Viewer, login: Login) -> None:
    """A table of seats is read as the user says, after a mistake is said in words."""
    browser = login(ana)
    address = drop(browser, ("seats.csv", SEATS), visibility="private").location
    assert "Una Byrne" in browser.text(address)
    wrong = browser.send(address, person="director", company="company")
    assert 400 == wrong.status_code
    assert "either a year or a start" in wrong.get_data(as_text=True)
    answer = browser.send(
        address, person="director", company="company", year="year", same="director"
    )

    assert "What it would bring" in browser.text(answer.location)
    (batch,) = netgraph.imports.all(ana)
    assert ("seats.csv", State.PREVIEW) == (batch.filename, batch.state)
    browser.text(address, status=404)


def test_a_table_left_waits_for_its_columns(ana: Viewer, login: Login) -> None:
    """Who goes elsewhere first finds the table under the imports, until it is thrown away."""
    browser = login(ana)
    address = drop(browser, ("later.csv", SEATS)).location
    link = f'href="{address}">Name its columns'

    assert link in browser.text("/imports")
    browser.send(address, discard="1")
    assert link not in browser.text("/imports")


def test_preview_is_hidden_from_others(ana: Viewer, ben: Viewer, login: Login) -> None:
    """Another user finds neither the preview nor the uploaded table, and learns no name."""
    address = drop(login(ana), ("Connections.csv", LINKEDIN)).location
    columns = drop(login(ana), ("seats.csv", SEATS)).location
    other = login(ben)

    other.text(address, status=404)
    other.text(columns, status=404)
    assert 404 == other.send(f"{address}/write").status_code
    assert "Nothing imported yet" in other.text("/imports")
    assert "seats.csv" not in other.text("/imports")


def test_preview_is_discarded(netgraph: Netgraph, ana: Viewer, login: Login) -> None:
    """Discarding leads back to the list, on which it is no more."""
    browser = login(ana)
    address = drop(browser, ("Connections.csv", LINKEDIN)).location
    browser.send(f"{address}/discard")

    assert () == netgraph.imports.all(ana)
    assert not re.search(r'href="/imports/[^"]+">Connections', browser.text("/imports"))


def test_no_file_and_no_choice_are_said(ana: Viewer, login: Login) -> None:
    """A form without a file, or without saying who is to see it, is answered in words."""
    browser = login(ana)

    assert 400 == browser.send("/imports", visibility="team").status_code
    assert 400 == drop(browser, ("Connections.csv", LINKEDIN), visibility="all").status_code


def test_work_that_goes_on_is_asked_for_again(
    app: Flask, netgraph: Netgraph, ana: Viewer, ben: Viewer, login: Login
) -> None:
    """While a file is read the page polls; when it has been read the page loads anew."""
    app.config["IMPORT_WAIT_SECONDS"] = 0
    browser = login(ana)
    drop(browser, ("a.csv", LINKEDIN), ("b.csv", LINKEDIN))
    answer = browser.client.get("/imports/work")
    while "HX-Refresh" not in answer.headers:
        assert "every 1s" in answer.get_data(as_text=True)
        answer = browser.client.get("/imports/work")

    assert {"a.csv", "b.csv"} == {batch.filename for batch in netgraph.imports.all(ana)}
    assert "a.csv" not in login(ben).client.get("/imports/work").get_data(as_text=True)


def test_who_waits_for_a_file_is_taken_to_its_preview(
    app: Flask, ana: Viewer, ben: Viewer, login: Login
) -> None:
    """The page that a file was sent from opens the preview, however often it asks."""
    app.config["IMPORT_WAIT_SECONDS"] = 0
    browser = login(ana)
    waiting = drop(browser, ("waited-for.csv", LINKEDIN)).location
    opening = waiting.removeprefix("/imports?").removesuffix("#work")
    answer = browser.client.get(f"/imports/work?{opening}")
    while "HX-Redirect" not in answer.headers:
        assert opening in answer.get_data(as_text=True) or "HX-Refresh" in answer.headers
        assert "HX-Redirect" not in login(ben).client.get(f"/imports/work?{opening}").headers
        answer = browser.client.get(f"/imports/work?{opening}")

    onward = answer.headers["HX-Redirect"]
    assert onward == browser.client.get(f"/imports/work?{opening}").headers["HX-Redirect"]
    assert "What it would bring" in browser.text(onward)
    assert not {"HX-Redirect", "HX-Refresh"} & set(
        browser.client.get(f"/imports/work?{opening}").headers.keys()
    )
    assert "waited-for.csv has been read" not in browser.text(waiting)
    assert 200 == browser.client.get("/imports?opening=<b>&about=x").status_code


def test_a_preview_that_is_ready_first_is_opened_at_once(
    app: Flask, ana: Viewer, login: Login
) -> None:
    """Without a script the same address leads to the preview when it is asked for again."""
    app.config["IMPORT_WAIT_SECONDS"] = 0
    browser = login(ana)
    waiting = drop(browser, ("a.csv", LINKEDIN)).location
    answer = browser.client.get(waiting)
    while answer.status_code == HTTPStatus.OK:
        answer = browser.client.get(waiting)

    assert "What it would bring" in browser.text(answer.location)
