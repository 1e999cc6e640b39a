"""The Flask application: its topics, who is logged in, and what protects every page.

One blueprint a topic, each in a module of its name. A request carries the services as
`app.extensions["netgraph"]`; pages reach them by `web.session.netgraph()` and the viewer by
`web.session.viewer()`. Every page needs a login unless its view says `public`.
"""

from pathlib import Path

from flask import Flask

from netgraph.wiring import Netgraph
from web import (
    accounts,
    companies,
    directory,
    errors,
    favors,
    frame,
    history,
    introductions,
    palette,
    people,
    reach,
    security,
    session,
    today,
)

TOPICS = (
    accounts.pages,
    companies.pages,
    directory.pages,
    favors.pages,
    history.pages,
    introductions.pages,
    palette.pages,
    people.pages,
    reach.pages,
    today.pages,
)


def create_app(netgraph: Netgraph, *, secret_key: bytes) -> Flask:
    """The application over these services; `secret_key` signs sessions and form tokens."""
    app = Flask(
        "web", static_folder=None, template_folder="templates", root_path=str(Path(__file__).parent)
    )
    app.extensions["netgraph"] = netgraph
    app.config.update(
        SECRET_KEY=secret_key,
        MAX_CONTENT_LENGTH=netgraph.settings.import_limit_mb * 1024 * 1024,
        SESSION_COOKIE_NAME="netgraph",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=netgraph.settings.https,
    )
    frame.install(app)
    session.install(app)  # before the form tokens, whose refusal is a page with a frame
    security.install(app)
    errors.install(app)
    for pages in TOPICS:
        app.register_blueprint(pages)
    return app
