"""On how few people a team's way to each account hangs.

For each account it is the fewest people, colleagues among them, without whom nobody of the team
is likely to reach anybody who decides there: no path of four ties or fewer is left with the
probability of `LIKELY`. Who decides there is no part of it. All of it is by what the viewer sees.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from netgraph.domain.access import Viewer
from netgraph.domain.bus_factor import smallest_cut
from netgraph.domain.ids import CompanyId, PersonId
from netgraph.domain.people import Person
from netgraph.domain.wording import LIKELY
from netgraph.graph.companies import account_deciders
from netgraph.graph.database import Database
from netgraph.services.accounts import Accounts
from netgraph.services.network import Network
from netgraph.services.people import People
from netgraph.services.ties import Ties

MOST_NAMED = 5
"""An account that hangs on more people than this is safe enough; they are not named."""

MOST_DECIDERS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Who holds the likely ways: the fewest people without whom none is left.

    Nobody when none leads there today, `None` when it is more than `MOST_NAMED` people.
    """

    people: tuple[Person, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldAccount:
    """An account, who decides there, and who holds the way to them."""

    company: CompanyId
    name: str
    deciders: int
    hold: Hold


class BusFactors:
    """Tells on whom the way to an account hangs."""

    def __init__(
        self,
        database: Database,
        *,
        accounts: Accounts,
        people: People,
        ties: Ties,
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._people = people
        self._ties = ties
        self._now = now

    def of(self, viewer: Viewer, targets: Sequence[PersonId]) -> Hold:
        """Who holds the team's way to any of these people."""
        (hold,) = self._of_each(viewer, [targets])
        return hold

    def all(self, viewer: Viewer) -> tuple[HeldAccount, ...]:
        """Every company in which somebody plays a buying role; those that hang on fewest first.

        Accounts out of reach come last but for those that hang on more people than are named.
        """
        deciders: dict[tuple[str, CompanyId], list[PersonId]] = {}
        for one in account_deciders(
            self._database, viewer, today=self._now().date(), most=MOST_DECIDERS
        ):
            deciders.setdefault((one.company_name, one.company), []).append(one.person)
        accounts = sorted(deciders)
        holds = self._of_each(viewer, [deciders[account] for account in accounts])
        found = [
            HeldAccount(
                company=company, name=name, deciders=len(deciders[name, company]), hold=hold
            )
            for (name, company), hold in zip(accounts, holds, strict=True)
        ]
        return tuple(sorted(found, key=_danger))

    def _of_each(self, viewer: Viewer, groups: Iterable[Sequence[PersonId]]) -> list[Hold]:
        """Who holds the team's way to any of each group."""
        network = self._ties.network(viewer, as_of=self._now().date())
        members = [account.viewer.person for account in self._accounts.all() if account.active]
        team = [network.number[member] for member in members if member in network.number]
        cuts = [_cut(network, team, targets) for targets in groups]
        cards = self._people.many(viewer, {person for cut in cuts for person in cut or ()})
        return [Hold(people=None if cut is None else _in_order(cut, cards)) for cut in cuts]


def _in_order(people: Iterable[PersonId], cards: Mapping[PersonId, Person]) -> tuple[Person, ...]:
    seen = [cards[person] for person in people if person in cards]
    return tuple(sorted(seen, key=lambda one: (one.name, one.id)))


def _danger(account: HeldAccount) -> int:
    """How many hold it; out of reach after those, and more than are named last."""
    people = account.hold.people
    if people is None:
        return MOST_NAMED + 2
    return len(people) or MOST_NAMED + 1


def _cut(
    network: Network, team: Sequence[int], targets: Sequence[PersonId]
) -> frozenset[PersonId] | None:
    numbers = [network.number[target] for target in targets if target in network.number]
    apart = frozenset(numbers)

    def way(gone: frozenset[int]) -> list[int] | None:
        left = [member for member in team if member not in gone and member not in apart]
        if not left or not numbers:
            return None
        paths = network.index.best_paths(left, numbers, 1, overlay=network.overlay, avoid=gone)
        if not paths or paths[0].probability < LIKELY:
            return None
        return [person for person in paths[0].people if person not in apart]

    cut = smallest_cut(way, most=MOST_NAMED)
    return None if cut is None else frozenset(network.people[number] for number in cut)
