"""The whole application on the real database, and browsers in which somebody has logged in."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from netgraph.domain.access import Viewer
from netgraph.wiring import Netgraph
from tests.apps import app_on
from tests.conftest import PASSWORD


@dataclass(frozen=True)
class Browser:
    """A browser without JavaScript in which somebody has logged in."""

    client: FlaskClient

    def text(self, address: str, *, status: int = 200) -> str:
        """A page's text; the page must have that status."""
        answer = self.client.get(address)
        assert (address, status) == (address, answer.status_code)
        return answer.get_data(as_text=True)

    def token(self) -> str:
        """A form token of this session."""
        found = re.search(r'csrf-token" content="([^"]+)"', self.text("/favors/new"))
        assert found is not None
        return found[1]

    def send(self, address: str, *, to_json: bool = False, **data: str) -> TestResponse:
        """Posts a form with its token; what comes back, not followed."""
        accept = {"Accept": "application/json"} if to_json else {}
        return self.client.post(address, data={"csrf_token": self.token(), **data}, headers=accept)


@pytest.fixture
def app(netgraph: Netgraph) -> Flask:
    """The whole application."""
    return app_on(netgraph)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser in which nobody has logged in."""
    return app.test_client()


@pytest.fixture
def login(app: Flask) -> Callable[[Viewer], Browser]:
    """Opens a browser and logs a viewer in."""

    def logged_in(viewer: Viewer) -> Browser:
        fresh = app.test_client()
        shown = fresh.get("/login").get_data(as_text=True)
        token = re.search(r'name="csrf_token" value="([^"]+)"', shown)
        assert token is not None
        form = {"email": viewer.email, "password": PASSWORD, "csrf_token": token[1]}
        assert 302 == fresh.post("/login", data=form).status_code
        return Browser(client=fresh)

    return logged_in
