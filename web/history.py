"""Undo: takes back what the viewer just did, from the toast that said so."""

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from netgraph.domain.ids import ChangeId
from netgraph.errors import Conflict
from netgraph.services.history import Done
from web.frame import toast
from web.session import local, netgraph, viewer

pages = Blueprint("history", __name__)


def say_done(done: Done) -> None:
    """Says on the next page what was done, with a button that undoes it."""
    toast(done.what, undo_url=f"/undo/{done.change}")


@pages.post("/undo/<change>")
def undo(change: str) -> ResponseReturnValue:
    """Takes a change of the viewer's own back and returns to where they were.

    What has been changed since stays as it is, and the page says so.
    """
    try:
        toast(f"Undone: {netgraph().history.undo(viewer(), ChangeId(change))}")
    except Conflict as error:
        toast(str(error), failed=True)
    return redirect(local(request.form.get("back", "/")))
