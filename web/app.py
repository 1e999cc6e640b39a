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
    answers,
    asks,
    bus_factor,
    calendars,
    companies,
    directory,
    employment,
    errors,
    favors,
    flows,
    frame,
    give,
    health,
    history,
    imports,
    inquiries,
    insights,
    introductions,
    open_asks,
    outbox,
    palette,
    people,
    reach,
    reach_plan,
    rounds,
    security,
    session,
    settings,
    shares,
    today,
    trades,
    upkeep,
)
from web import map as network_map

TOPICS = (
    accounts.pages,
    answers.pages,
    asks.doors,
    asks.pages,
    calendars.pages,
    companies.pages,
    directory.pages,
    employment.pages,
    favors.pages,
    flows.pages,
    give.pages,
    health.pages,
    history.pages,
    imports.pages,
    inquiries.doors,
    inquiries.pages,
    insights.pages,
    introductions.pages,
    network_map.pages,
    open_asks.pages,
    outbox.pages,
    palette.pages,
    people.pages,
    reach.pages,
    reach_plan.pages,
    upkeep.pages,
    bus_factor.pages,
    rounds.members,
    rounds.pages,
    settings.pages,
    shares.doors,
    shares.pages,
    today.pages,
    trades.pages,
    trades.seats,
)


def create_app(netgraph: Netgraph, *, secret_key: bytes, setup_token: str = "") -> Flask:
    """The application over these services; `secret_key` signs sessions and form tokens.

    Whoever has `setup_token` may become the first administrator; without one nobody may.
    """
    app = Flask(
        "web", static_folder=None, template_folder="templates", root_path=str(Path(__file__).parent)
    )
    app.extensions["netgraph"] = netgraph
    app.config.update(SECRET_KEY=secret_key, SETUP_TOKEN=setup_token)
    frame.install(app)
    # In this order: every refusal is a page with a frame, and a login comes before a form token.
    app.before_request(session.nobody_yet)
    security.install(app, netgraph.settings)
    session.install(app)
    security.check_forms(
        app,
        own_checks=(
            answers.pages,
            asks.doors,
            inquiries.doors,
            outbox.pages,
            rounds.members,
            shares.doors,
            trades.seats,
        ),
    )
    errors.install(app)
    for pages in TOPICS:
        app.register_blueprint(pages)
    security.limit_guesses(app, netgraph.settings)
    return app
