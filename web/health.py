"""Whether Netgraph and its database answer, for a monitor or a proxy that asks without a login.

It says so much and no more: no address of the database, no number of anything.
"""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from netgraph import __version__
from netgraph.errors import DatabaseDown, NetgraphError
from web.session import netgraph, public

pages = Blueprint("health", __name__)


@pages.get("/healthz")
@public
def healthz() -> ResponseReturnValue:
    """The version and the state of the database as JSON; 503 when the database is not ready."""
    try:
        netgraph().database.health()
    except DatabaseDown:
        return jsonify(netgraph=__version__, database="does not answer"), 503
    except NetgraphError:
        return jsonify(netgraph=__version__, database="cannot be used"), 503
    return jsonify(netgraph=__version__, database="ok")
