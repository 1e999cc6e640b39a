"""The jobs of a person: a form for a new one and for one that changes.

What a form says wrong stays in it, with what is wrong about it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from netgraph.domain.access import TEAM, Visibility
from netgraph.domain.ids import PersonId
from netgraph.domain.people import Person
from netgraph.errors import Conflict, InvalidInput, NotFound
from netgraph.services.history import Done
from web.forms import job_of_form, visibility_of
from web.frame import Crumb, Frame, Nav, frame
from web.history import say_done
from web.parts import Choice
from web.people import crumbs_of, who_sees
from web.session import netgraph, viewer

pages = Blueprint("employment", __name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class JobPage:
    """What `people/job.html` shows: a job to be added (`action` says where to) or changed.

    `problem` says why what was sent could not be saved.
    """

    frame: Frame
    crumbs: tuple[Crumb, ...]
    person: Person
    action: str
    title: str = ""
    company: str = ""
    started: str = ""
    ended: str = ""
    who_sees: tuple[Choice, ...] = ()
    is_new: bool = False
    problem: str = ""


@pages.get("/people/<person>/jobs/new")
def new_job(person: str) -> ResponseReturnValue:
    """Shows the form for a job."""
    return render_template("people/job.html", page=_new(person))


@pages.get("/people/<person>/jobs/<job>")
def job(person: str, job: str) -> ResponseReturnValue:
    """Shows the form to change a job."""
    return render_template("people/job.html", page=_known(person, job))


@pages.post("/people/<person>/jobs")
def add_job(person: str) -> ResponseReturnValue:
    """Adds a job."""
    return _save(
        lambda: netgraph().people.add_employment(
            viewer(), PersonId(person), job_of_form(), visibility=visibility_of("visibility")
        ),
        person,
        lambda: _new(person),
    )


@pages.post("/people/<person>/jobs/<job>")
def edit_job(person: str, job: str) -> ResponseReturnValue:
    """Changes a job."""
    return _save(
        lambda: netgraph().people.edit_employment(viewer(), PersonId(person), job, job_of_form()),
        person,
        lambda: _known(person, job),
    )


def _save(
    write: Callable[[], Done], person: str, form: Callable[[], JobPage]
) -> ResponseReturnValue:
    try:
        say_done(write())
    except (InvalidInput, Conflict) as error:
        page = replace(
            form(),
            title=request.form.get("title", ""),
            company=request.form.get("company", ""),
            started=request.form.get("started", ""),
            ended=request.form.get("ended", ""),
            problem=str(error),
        )
        return render_template("people/job.html", page=page), HTTPStatus.BAD_REQUEST
    return redirect(f"/people/{person}")


def _new(person: str) -> JobPage:
    seen = netgraph().people.get(viewer(), PersonId(person))
    return JobPage(
        frame=frame(Nav.PEOPLE),
        crumbs=crumbs_of(seen),
        person=seen,
        action=f"/people/{seen.id}/jobs",
        who_sees=who_sees(Visibility.TEAM) if seen.scope == TEAM else (),
        is_new=True,
    )


def _known(person: str, job: str) -> JobPage:
    facts = netgraph().people.page(viewer(), PersonId(person), as_of=netgraph().now().date())
    held = next((one for one in facts.jobs if one.id == job), None)
    if held is None:
        raise NotFound("There is no such job.", hint="Load the page again.")
    return JobPage(
        frame=frame(Nav.PEOPLE),
        crumbs=crumbs_of(facts.person),
        person=facts.person,
        action=f"/people/{facts.person.id}/jobs/{job}",
        title=held.job.title,
        company=held.job.company_name,
        started=held.job.started.isoformat() if held.job.started else "",
        ended=held.job.ended.isoformat() if held.job.ended else "",
    )
