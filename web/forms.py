"""What a form or an address says, as the types that services take.

Every reader takes what is there and raises `InvalidInput`, in words for whoever typed it, when
that is none of what it can be.
"""

from datetime import date
from enum import StrEnum
from typing import TypeVar

from flask import request

from netgraph.domain.access import Visibility
from netgraph.errors import InvalidInput
from netgraph.services.people import NewJob

Kind = TypeVar("Kind", bound=StrEnum)


def day(text: str) -> date | None:
    """A day, nothing when the text is empty."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise InvalidInput(f"{text!r} is not a date.", hint="Write it like 2026-03-31.") from error


def one_of(kind: type[Kind], field: str) -> Kind:
    """The choice made in a field of the form sent."""
    value = request.form.get(field, "")
    try:
        return kind(value)
    except ValueError as error:
        raise InvalidInput(f"{value!r} is none of the choices.", hint="Choose one.") from error


def visibility_of(field: str) -> Visibility:
    """Who sees what the form sent writes: its owner alone unless it says the team."""
    return Visibility.TEAM if request.form.get(field) == "team" else Visibility.PRIVATE


def job_of_form() -> NewJob:
    """The job that the form sent tells of."""
    form = request.form
    return NewJob(
        company=form.get("company", ""),
        title=form.get("title", ""),
        started=day(form.get("started", "")),
        ended=day(form.get("ended", "")),
    )
