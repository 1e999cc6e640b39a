"""Connectors' rules and how much of their budget is used, for one viewer.

Used are the introductions made for users in the last quarter, and the requests that wait for an
answer now: the team's, and the viewer's own private ones. What another user keeps private counts
for nobody else.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta

from netgraph.domain.access import Viewer
from netgraph.domain.ids import PersonId
from netgraph.domain.names import plain
from netgraph.domain.policies import QUARTER_DAYS, Asking, ConnectorPolicy
from netgraph.errors import InvalidInput
from netgraph.graph.database import Database
from netgraph.graph.images import Touched
from netgraph.graph.introductions import in_scopes
from netgraph.services.history import Done, History
from netgraph.services.people import People

MOST_NEVER = 50


class Policies:
    """The rules of connectors."""

    def __init__(
        self, database: Database, *, history: History, people: People, now: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._history = history
        self._people = people
        self._now = now

    def of(self, viewer: Viewer, people: Iterable[PersonId]) -> Mapping[PersonId, ConnectorPolicy]:
        """The rules of each of the people whom the viewer sees."""
        rows = self._database.read(
            "policies_of", people=sorted(set(people)), scopes=list(viewer.scopes)
        )
        return {
            PersonId(row["person"]): ConnectorPolicy(
                cap=row["cap"],
                never=tuple(row["never"] or ()),
                least=row["least"] or 0.0,
                paused_until=row["paused_until"],
                batch_day=row["batch_day"],
                channel=Asking(row["channel"] or ""),
            )
            for row in rows
        }

    def asked(self, viewer: Viewer, people: Iterable[PersonId]) -> Mapping[PersonId, int]:
        """How often each was asked in the last quarter, as far as the viewer may know."""
        wanted, now = sorted(set(people)), self._now()
        since = now.date() - timedelta(days=QUARTER_DAYS)
        counts: Counter[PersonId] = Counter()
        for row in self._database.read(
            "introductions_made", people=wanted, scopes=list(viewer.scopes), since=since
        ):
            counts[PersonId(row["person"])] += row["made"]
        for kept in in_scopes(self._database, viewer.scopes, connectors=wanted):
            counts[kept.connector] += kept.life.settled(now).live
        return counts

    def against(
        self, viewer: Viewer, ways: Mapping[PersonId, tuple[str, float]], *, today: date
    ) -> Mapping[PersonId, tuple[str, ...]]:
        """What speaks against asking each connector for a way: company reached, probability."""
        policies = self.of(viewer, ways)
        if all(policy == ConnectorPolicy() for policy in policies.values()):
            return {}
        asked = self.asked(viewer, ways)
        return {
            person: policies[person].against(
                asked=asked.get(person, 0), company=company, probability=probability, today=today
            )
            for person, (company, probability) in ways.items()
            if person in policies
        }

    def set(self, viewer: Viewer, person: PersonId, policy: ConnectorPolicy) -> Done:
        """Gives a connector these rules; raises `NotFound`, `InvalidInput`."""
        seen = self._people.get(viewer, person)
        never = tuple(dict.fromkeys(name for name in map(plain, policy.never) if name))
        if len(never) > MOST_NEVER:
            raise InvalidInput(f"At most {MOST_NEVER} companies can be left out.")
        rules = {
            "ask_cap": policy.cap,
            "ask_never": list(never) or None,
            "ask_least": policy.least or None,
            "ask_paused_until": policy.paused_until,
            "ask_batch_day": policy.batch_day,
            "ask_channel": policy.channel.value or None,
        }
        return self._history.write(
            viewer,
            f"Changed how {seen.name} may be asked",
            touched=[Touched(label="Person", id=person)],
            work=lambda tx: tx.write("set_policy", person=person, properties=rules),
        )
