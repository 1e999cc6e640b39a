"""The frame and the static files, served by an application that has nothing else."""

import gzip
from datetime import date

import pytest
from flask import Flask

from web import assets, frame, vendoring
from web.frame import Nav

TODAY = date(2026, 3, 3)


@pytest.fixture
def app() -> Flask:
    """An application with two places, so that navigation has something to leave out."""
    made = Flask("web", root_path=str(vendoring.ROOT / "web"), static_folder=None)
    made.secret_key = "only for tests"
    frame.install(made)
    made.add_url_rule("/", "today", lambda: "")
    made.add_url_rule("/reach", "reach", lambda: "")
    return made


def test_navigation_lists_only_places_that_exist(app: Flask) -> None:
    """An entry without a page behind it is not shown."""
    with app.test_request_context("/"):
        frame.seen_by(name="Dana Ortiz", today=TODAY)

        made = frame.frame(Nav.REACH)

    assert [Nav.TODAY, Nav.REACH] == [entry.nav for entry in made.places]
    assert () == made.more
    assert "DO" == made.viewer_initials
    assert made.logged_in


def test_toast_is_shown_once_with_its_undo(app: Flask) -> None:
    """What a write says is on the next page, with the way back, and not on the one after."""
    with app.test_request_context("/"):
        frame.seen_by(name="Dana Ortiz", today=TODAY)
        frame.toast("Logged.", undo_url="/undo/7")

        shown = frame.frame(Nav.TODAY).toasts

    assert (frame.Toast(text="Logged.", undo_url="/undo/7"),) == shown


def test_nobody_has_no_name(app: Flask) -> None:
    """Somebody not logged in is not taken for a viewer."""
    with app.test_request_context("/"):
        frame.seen_by(name="", today=TODAY)

        assert not frame.frame(Nav.NOWHERE).logged_in


def test_asset_is_kept_for_a_year_under_its_revision(app: Flask) -> None:
    """A file at its own address may be kept; at an old one it is served but asked for again."""
    client = app.test_client()

    now = client.get(assets.asset("app.css"))
    old = client.get("/static/0123456789/app.css")

    assert (200, 200) == (now.status_code, old.status_code)
    assert "immutable" in now.headers["Cache-Control"]
    assert "no-cache" in old.headers["Cache-Control"]
    assert now.data == old.data


def test_text_is_compressed_for_who_can_read_it(app: Flask) -> None:
    """A style sheet travels compressed when the browser says that it may, fonts never."""
    client = app.test_client()
    accepts = {"Accept-Encoding": "gzip"}

    packed = client.get(assets.asset("app.css"), headers=accepts)
    plain = client.get(assets.asset("app.css"))
    font = client.get(assets.asset("vendor/inter/inter-latin.woff2"), headers=accepts)

    assert "gzip" == packed.headers["Content-Encoding"]
    assert plain.data == gzip.decompress(packed.data)
    assert "Content-Encoding" not in font.headers


@pytest.mark.parametrize("name", ["nothing.css", "../frame.py", "vendor/../../frame.py"])
def test_only_static_files_are_served(app: Flask, name: str) -> None:
    """What is not a file of the static folder is not there, however it is asked for."""
    assert 404 == app.test_client().get(f"/static/{assets.revision()}/{name}").status_code
    with pytest.raises(LookupError):
        assets.asset(name)
