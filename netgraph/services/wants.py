"""What people look for, what they can help with, and notes about them, written by hand.

Removing one is `People.remove_fact`, as for every other fact about a person. A fact about a
private person is private whatever is asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from netgraph.domain.access import TEAM, Scope, Viewer, Visibility
from netgraph.domain.ids import PersonId
from netgraph.domain.names import plain
from netgraph.domain.wants import WantKind
from netgraph.errors import InvalidInput, NotFound
from netgraph.graph import wants as graph
from netgraph.graph.database import Database, Transaction
from netgraph.graph.images import Touched
from netgraph.graph.wants import SeenExpertise, SeenNote, SeenWant
from netgraph.services.history import Done, History
from netgraph.services.people import People

LONGEST_TEXT = 500
LONGEST_NOTE = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a person looks for and can help with, and what is noted about them."""

    wants: tuple[SeenWant, ...]
    expertise: tuple[SeenExpertise, ...]
    notes: tuple[SeenNote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWant:
    """A want as somebody types it in; `wanted` is a person, for an introduction."""

    kind: WantKind
    text: str
    role: str = ""
    industry: str = ""
    company: str = ""
    wanted: PersonId | None = None
    said: date | None = None


class Wants:
    """Wants, expertise and notes of people as each viewer sees them."""

    def __init__(
        self,
        database: Database,
        *,
        people: People,
        history: History,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._database = database
        self._people = people
        self._history = history
        self._now = now
        self._new_id = new_id

    def of(self, viewer: Viewer, person: PersonId) -> Wishes:
        """Everything of the three about one person; empty for somebody who is not seen."""
        return Wishes(
            wants=graph.wants(self._database, viewer, person),
            expertise=graph.expertise(self._database, viewer, person),
            notes=graph.notes(self._database, viewer, person),
        )

    def add_want(
        self, viewer: Viewer, person: PersonId, new: NewWant, *, visibility: Visibility
    ) -> Done:
        """Writes that a person looks for something; raises `NotFound`, `InvalidInput`.

        A want for an introduction to a private person is private, as it would show them.
        """
        seen = self._people.get(viewer, person)
        text = _text(new.text, LONGEST_TEXT, "A want needs a few words that say what is wanted.")
        if new.wanted == person:
            raise InvalidInput(f"{seen.name} cannot want to meet themself.")
        scope = _scope(viewer, seen.scope, visibility)
        if new.wanted is not None:
            scope = _scope(viewer, self._people.get(viewer, new.wanted).scope, visibility, scope)
        id_ = self._new_id()

        def work(tx: Transaction) -> None:
            tx.write(
                "create_want",
                id=id_,
                person=person,
                kind=new.kind.value,
                text=text,
                said=new.said or self._now().date(),
                role=plain(new.role)[:LONGEST_TEXT],
                industry=plain(new.industry)[:LONGEST_TEXT],
                company=plain(new.company)[:LONGEST_TEXT],
                wanted_person=new.wanted,
                scope=scope,
                user=viewer.user,
                at=self._now(),
            )

        return self._history.write(
            viewer,
            f"Noted what {seen.name} looks for",
            touched=(Touched(label="Want", id=id_),),
            work=work,
        )

    def renew(self, viewer: Viewer, person: PersonId, want: str) -> Done:
        """Writes that a person looks for the same still; raises `NotFound`."""
        seen = self._people.get(viewer, person)
        if want not in {one.want.id for one in graph.wants(self._database, viewer, person)}:
            raise NotFound("There is no such wish.", hint="It may have been removed.")
        return self._history.write(
            viewer,
            f"{seen.name} still looks for it",
            touched=(Touched(label="Want", id=want),),
            work=lambda tx: tx.write("renew_want", id=want, said=self._now().date()),
        )

    def add_expertise(
        self, viewer: Viewer, person: PersonId, topic: str, *, visibility: Visibility
    ) -> Done:
        """Writes that a person can help with a topic; raises `NotFound`, `InvalidInput`."""
        seen = self._people.get(viewer, person)
        text = _text(topic, LONGEST_TEXT, "Expertise needs a topic.")
        id_ = self._new_id()

        def work(tx: Transaction) -> None:
            tx.write(
                "create_expertise",
                id=id_,
                person=person,
                topic=text,
                scope=_scope(viewer, seen.scope, visibility),
                user=viewer.user,
                at=self._now(),
            )

        return self._history.write(
            viewer,
            f"{seen.name} can help with {text}",
            touched=(Touched(label="Expertise", id=id_),),
            work=work,
        )

    def add_note(
        self,
        viewer: Viewer,
        person: PersonId,
        text: str,
        *,
        visibility: Visibility = Visibility.PRIVATE,
    ) -> Done:
        """Writes a note about a person; raises `NotFound`, `InvalidInput`."""
        seen = self._people.get(viewer, person)
        lines = [plain(line) for line in text.splitlines()]
        body = "\n".join(lines).strip()
        if not body:
            raise InvalidInput("A note needs some text.")
        if len(body) > LONGEST_NOTE:
            raise InvalidInput(f"A note has at most {LONGEST_NOTE} characters.")
        id_ = self._new_id()

        def work(tx: Transaction) -> None:
            tx.write(
                "create_note",
                id=id_,
                person=person,
                text=body,
                scope=_scope(viewer, seen.scope, visibility),
                user=viewer.user,
                at=self._now(),
            )

        return self._history.write(
            viewer,
            f"Noted something about {seen.name}",
            touched=(Touched(label="Note", id=id_),),
            work=work,
        )


def _scope(
    viewer: Viewer, of_person: Scope, visibility: Visibility, narrowed: Scope = TEAM
) -> Scope:
    """The scope of a fact: the team's only when the person and everything before allow it."""
    if of_person != TEAM or narrowed != TEAM:
        return viewer.private
    return viewer.scope_of(visibility)


def _text(text: str, longest: int, problem: str) -> str:
    shown = plain(text)
    if not shown:
        raise InvalidInput(problem)
    if len(shown) > longest:
        raise InvalidInput(f"This has at most {longest} characters.")
    return shown
