"""What is known is kept current by asking nicely: a small question to the person who knows.

A job that nobody has confirmed for a year is asked about where the viewer has the strongest tie
of the team with its holder; somebody known from a list alone is asked about where they decide.
There are at most three questions a week, each answered with one click, and one that is put off
rests for a quarter.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from netgraph.domain.access import Viewer
from netgraph.domain.evidence import Grade, Knows
from netgraph.domain.ids import PersonId
from netgraph.domain.people import Person
from netgraph.domain.strength import MODERATE_FROM
from netgraph.errors import NotFound
from netgraph.graph.database import Database, Transaction
from netgraph.graph.images import Touched
from netgraph.services.accounts import Accounts
from netgraph.services.history import Besides, Done, History
from netgraph.services.knowing import Knowing
from netgraph.services.network import Network
from netgraph.services.people import People
from netgraph.services.ties import Ties

A_WEEK = 3
"""The most that one user is asked in seven days."""

OLD_DAYS = 365
"""After so many days without a word a job is asked about."""

REST_DAYS = 90
"""For so long nothing is asked about what was answered or put off."""

_CLOSEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class StillThere:
    """Whether `person` still holds the job; `told` is the last day on which anybody said so."""

    person: Person
    job: str
    title: str
    company: str
    told: date

    @property
    def about(self) -> str:
        """What is asked about."""
        return self.job


@dataclass(frozen=True, slots=True, kw_only=True)
class HowWell:
    """How well the viewer knows `person`, with whom a list alone connects them."""

    person: Person

    @property
    def about(self) -> str:
        """What is asked about."""
        return self.person.id


SmallAsk = StillThere | HowWell


class Upkeep:
    """Asks a viewer what they know best, a little at a time."""

    def __init__(
        self,
        database: Database,
        *,
        accounts: Accounts,
        history: History,
        knowing: Knowing,
        people: People,
        ties: Ties,
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._history = history
        self._knowing = knowing
        self._people = people
        self._ties = ties
        self._now = now

    def asks(self, viewer: Viewer, *, network: Network | None = None) -> tuple[SmallAsk, ...]:
        """What to ask this week: who decides first, then those whom the viewer knows best."""
        today = self._now().date()
        asked = {
            row["about"]: row["day"]
            for row in self._database.read("checks_of_user", user=viewer.user)
        }
        left = A_WEEK - sum(day > today - timedelta(days=7) for day in asked.values())
        if left <= 0:
            return ()
        resting = {about for about, day in asked.items() if day > today - timedelta(days=REST_DAYS)}
        network = network or self._ties.network(viewer, as_of=today)
        near = dict(list(network.near(viewer.person).items())[:_CLOSEST])
        known = self._knows_best(viewer, network, near)
        cards = self._people.many(viewer, near)
        jobs: list[SmallAsk] = [
            StillThere(
                person=cards[person],
                job=row["job"],
                title=row["title"],
                company=row["company"],
                told=row["told"],
            )
            for row in self._database.read(
                "jobs_last_told", people=known, scopes=list(viewer.scopes), today=today
            )
            if row["told"] < today - timedelta(days=OLD_DAYS)
            and (person := PersonId(row["person"])) in cards
        ]
        listed: list[SmallAsk] = [
            HowWell(person=card)
            for person, card in cards.items()
            if card.decides
            and (strength := network.strength(of=viewer.person, towards=person)) is not None
            and strength.grade is Grade.IMPORTED
        ]
        every = [one for one in (*jobs, *listed) if one.about not in resting]
        every.sort(key=lambda one: (not one.person.decides, -near[one.person.id], one.about))
        return tuple(every[:left])

    def still(self, viewer: Viewer, job: str) -> Done:
        """Writes that the job is still held; raises `NotFound` when it is not asked about."""
        found = self._asked(viewer, job)

        def work(tx: Transaction) -> None:
            tx.write("assert_job", job=job, user=viewer.user, at=self._now())
            self._keep(tx, viewer, found)

        return self._history.write(
            viewer,
            f"{found.person.name} still has the job",
            touched=(Touched(label="Employment", id=job), _touched(viewer, found)),
            work=work,
        )

    def know(self, viewer: Viewer, person: PersonId, knows: Knows) -> Done:
        """Writes how well the viewer knows somebody; raises `NotFound` when that is not asked."""
        found = self._asked(viewer, person)
        return self._knowing.say(
            viewer,
            viewer.person,
            person,
            knows,
            besides=Besides(
                touched=(_touched(viewer, found),),
                work=lambda tx: self._keep(tx, viewer, found),
            ),
        )

    def put_off(self, viewer: Viewer, about: str) -> Done:
        """Asks about something no more for a quarter; raises `NotFound` when it is not asked."""
        found = self._asked(viewer, about)
        return self._history.write(
            viewer,
            f"Put off a question about {found.person.name}",
            touched=(_touched(viewer, found),),
            work=lambda tx: self._keep(tx, viewer, found),
        )

    def _asked(self, viewer: Viewer, about: str) -> SmallAsk:
        found = next((one for one in self.asks(viewer) if one.about == about), None)
        if found is None:
            raise NotFound("This is not asked any more.", hint="It may be answered.")
        return found

    def _keep(self, tx: Transaction, viewer: Viewer, found: SmallAsk) -> None:
        tx.write(
            "write_check",
            id=_touched(viewer, found).id,
            about=found.about,
            person=found.person.id,
            day=self._now().date(),
            user=viewer.user,
        )

    def _knows_best(
        self, viewer: Viewer, network: Network, near: Mapping[PersonId, float]
    ) -> list[PersonId]:
        """Of those whom the viewer knows at least a little, whom no colleague knows better."""
        others = [
            account.viewer.person
            for account in self._accounts.all()
            if account.active and account.viewer.person != viewer.person
        ]
        theirs = [dict(network.near(other)) for other in others]
        return [
            person
            for person, strength in near.items()
            if strength >= MODERATE_FROM
            and person not in others
            and all(strength >= known.get(person, 0.0) for known in theirs)
        ]


def _touched(viewer: Viewer, found: SmallAsk) -> Touched:
    return Touched(label="Check", id=f"check-{viewer.user}-{found.about}")
