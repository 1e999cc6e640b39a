"""What the line on top of every page suggests while somebody types.

A name leads to a person or a company, a role at a company starts a reach; a sentence is left to
the reading of favors. Only what the viewer sees is suggested, and nothing is stored.
"""

from urllib.parse import urlencode

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from netgraph.services.finding import Suggestion, SuggestionKind
from web.session import netgraph, viewer

pages = Blueprint("palette", __name__)

LONGEST = 120
MOST_WORDS = 10
"""Something longer is a sentence: nobody and nothing is called so."""
MOST = 8


@pages.get("/palette")
def palette() -> ResponseReturnValue:
    """Suggestions for `?q=` as JSON: a list of kind, label, detail and url."""
    text = " ".join(request.args.get("q", "").split())
    if not text or len(text) > LONGEST or len(text.split()) > MOST_WORDS:
        return jsonify([])
    found = netgraph().people.suggest(viewer(), text, limit=MOST)
    return jsonify([_item(one) for one in found])


def _item(one: Suggestion) -> dict[str, str]:
    match one.kind:
        case SuggestionKind.PERSON:
            kind, url = "person", f"/people/{one.person}"
        case SuggestionKind.COMPANY:
            kind, url = "company", f"/companies/{one.company}"
        case SuggestionKind.ROLE:
            kind, url = "reach", "/reach?" + urlencode({"q": one.label})
    return {"kind": kind, "label": one.label, "detail": one.detail, "url": url}
