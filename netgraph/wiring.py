"""Settings to database to services: the one place where the parts of Netgraph meet.

`open_netgraph` brings the database up (its own embedded one, or a team's server), applies what
migrations are missing, and gives every service. The clock and the ids come in here and nowhere
below, so that a test or a replay decides them.
"""

import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from argon2 import PasswordHasher

from netgraph.config import Settings
from netgraph.graph import local
from netgraph.graph.database import Address, Database
from netgraph.graph.migrations import migrate
from netgraph.services.accounts import Accounts
from netgraph.services.answers import Answers
from netgraph.services.asks import Asks
from netgraph.services.assignment import Assignments
from netgraph.services.barter import Barter
from netgraph.services.blurbs import Blurbs
from netgraph.services.bus_factor import BusFactors
from netgraph.services.calendars import Calendars
from netgraph.services.cautions import Cautions
from netgraph.services.companies import Companies
from netgraph.services.digest import Digests
from netgraph.services.directory import Directory
from netgraph.services.favors import Favors
from netgraph.services.flows import FavorFlows
from netgraph.services.give import GiveFirst
from netgraph.services.history import History
from netgraph.services.imports import Imports
from netgraph.services.inquiries import Inquiries
from netgraph.services.introductions import Introductions
from netgraph.services.knowing import Knowing
from netgraph.services.letters import Letters
from netgraph.services.locks import Locks
from netgraph.services.loop import Loop
from netgraph.services.network_map import NetworkMaps
from netgraph.services.offers import Offers
from netgraph.services.open_asks import OpenAsks
from netgraph.services.outbox import Outbox
from netgraph.services.outcomes import Outcomes
from netgraph.services.people import People
from netgraph.services.policies import Policies
from netgraph.services.reach import Reach
from netgraph.services.reach_plan import ReachPlans
from netgraph.services.replies import Replies
from netgraph.services.requests import Requests
from netgraph.services.rounds import Rounds
from netgraph.services.shares import Shares
from netgraph.services.smtp import MailServer
from netgraph.services.ties import Ties
from netgraph.services.today import Agenda
from netgraph.services.trades import Trades
from netgraph.services.upkeep import Upkeep
from netgraph.services.wants import Wants


def utc_now() -> datetime:
    """The present, in UTC, to the millisecond, which the database keeps exactly."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def random_id() -> str:
    """A new opaque id that nobody can guess."""
    return uuid.uuid4().hex


@dataclass(frozen=True, slots=True, kw_only=True)
class Netgraph:
    """Everything a page or a command can ask."""

    settings: Settings
    database: Database
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    accounts: Accounts
    agenda: Agenda
    barter: Barter
    bus_factors: BusFactors
    calendars: Calendars
    cautions: Cautions
    answers: Answers
    asks: Asks
    assignments: Assignments
    companies: Companies
    digests: Digests
    directory: Directory
    favors: Favors
    flows: FavorFlows
    give: GiveFirst
    history: History
    imports: Imports
    inquiries: Inquiries
    introductions: Introductions
    knowing: Knowing
    loop: Loop
    maps: NetworkMaps
    offers: Offers
    open_asks: OpenAsks
    outbox: Outbox
    outcomes: Outcomes
    people: People
    policies: Policies
    reach: Reach
    reach_plans: ReachPlans
    replies: Replies
    rounds: Rounds
    shares: Shares
    ties: Ties
    trades: Trades
    upkeep: Upkeep
    wants: Wants


def wire(
    settings: Settings,
    database: Database,
    *,
    now: Callable[[], datetime] = utc_now,
    new_id: Callable[[], str] = random_id,
    hasher: PasswordHasher | None = None,
) -> Netgraph:
    """Every service on a database that is migrated already."""
    history = History(database, now=now, new_id=new_id)
    ties = Ties(database, snapshot=settings.data_dir / "ties.snapshot")
    accounts = Accounts(database, now=now, new_id=new_id, hasher=hasher or PasswordHasher())
    companies = Companies(database, history=history, now=now, new_id=new_id)
    people = People(
        database,
        companies=companies,
        history=history,
        now=now,
        new_id=new_id,
        phone_region=settings.phone_region,
    )
    policies = Policies(database, history=history, people=people, now=now)
    offers = Offers(database, accounts=accounts, people=people, policies=policies)
    cautions = Cautions(database, accounts=accounts)
    blurbs = Blurbs(settings.data_dir / "texts")
    outbox = Outbox(
        database,
        letters=Letters(settings.data_dir / "texts", sender=settings.smtp_from, team=settings.team),
        server=MailServer.of(settings) if settings.mails else None,
        now=now,
        new_id=new_id,
    )
    requests = Requests(database, accounts=accounts, history=history, people=people, now=now)
    locks = Locks(people=people, now=now)
    favors = Favors(database, history=history, people=people, ties=ties, now=now, new_id=new_id)
    barter = Barter(database, people=people, policies=policies, ties=ties)
    shares = Shares(
        database,
        accounts=accounts,
        blurbs=blurbs,
        history=history,
        people=people,
        now=now,
        new_id=new_id,
    )
    give = GiveFirst(
        database,
        accounts=accounts,
        blurbs=blurbs,
        favors=favors,
        history=history,
        offers=offers,
        people=people,
        shares=shares,
        ties=ties,
        now=now,
    )
    outcomes = Outcomes(database, ties=ties, now=now)
    introductions = Introductions(
        database,
        accounts=accounts,
        blurbs=blurbs,
        history=history,
        locks=locks,
        outbox=outbox,
        outcomes=outcomes,
        people=people,
        policies=policies,
        requests=requests,
        now=now,
        new_id=new_id,
    )
    loop = Loop(
        database,
        blurbs=blurbs,
        introductions=introductions,
        outbox=outbox,
        requests=requests,
        now=now,
        new_id=new_id,
    )
    open_asks = OpenAsks(
        database, accounts=accounts, history=history, people=people, now=now, new_id=new_id
    )
    knowing = Knowing(people=people, history=history, now=now, new_id=new_id)
    upkeep = Upkeep(
        database,
        accounts=accounts,
        history=history,
        knowing=knowing,
        people=people,
        ties=ties,
        now=now,
    )
    asks = Asks(
        database,
        accounts=accounts,
        blurbs=blurbs,
        history=history,
        introductions=introductions,
        outbox=outbox,
        people=people,
        now=now,
        new_id=new_id,
    )
    replies = Replies(
        database,
        asks=asks,
        history=history,
        locks=locks,
        people=people,
        requests=requests,
        now=now,
        new_id=new_id,
    )
    inquiries = Inquiries(
        database,
        accounts=accounts,
        blurbs=blurbs,
        history=history,
        introductions=introductions,
        outbox=outbox,
        people=people,
        now=now,
        new_id=new_id,
    )
    agenda = Agenda(
        database,
        give=give,
        inquiries=inquiries,
        introductions=introductions,
        loop=loop,
        offers=offers,
        open_asks=open_asks,
        people=people,
        replies=replies,
        shares=shares,
        ties=ties,
        upkeep=upkeep,
    )
    return Netgraph(
        settings=settings,
        database=database,
        now=now,
        new_id=new_id,
        accounts=accounts,
        agenda=agenda,
        barter=barter,
        calendars=Calendars(
            database, accounts=accounts, agenda=agenda, introductions=introductions, now=now
        ),
        cautions=cautions,
        answers=Answers(
            database, accounts=accounts, blurbs=blurbs, people=people, now=now, new_id=new_id
        ),
        asks=asks,
        assignments=Assignments(database, people=people, policies=policies, ties=ties, now=now),
        companies=companies,
        digests=Digests(
            database,
            accounts=accounts,
            agenda=agenda,
            blurbs=blurbs,
            outbox=outbox,
            now=now,
            new_id=new_id,
        ),
        directory=Directory(database, people=people, ties=ties, now=now),
        favors=favors,
        flows=FavorFlows(database, accounts=accounts, policies=policies, ties=ties, now=now),
        give=give,
        history=history,
        imports=Imports(
            database,
            now=now,
            new_id=new_id,
            phone_region=settings.phone_region,
            awaited=replies.awaited,
        ),
        inquiries=inquiries,
        introductions=introductions,
        knowing=knowing,
        loop=loop,
        maps=NetworkMaps(database, ties=ties, now=now),
        offers=offers,
        open_asks=open_asks,
        outbox=outbox,
        outcomes=outcomes,
        people=people,
        policies=policies,
        reach=Reach(
            database,
            people=people,
            ties=ties,
            offers=offers,
            cautions=cautions,
            policies=policies,
            outcomes=outcomes,
        ),
        bus_factors=BusFactors(database, accounts=accounts, people=people, ties=ties, now=now),
        reach_plans=ReachPlans(database, accounts=accounts, people=people, ties=ties, now=now),
        replies=replies,
        rounds=Rounds(
            database,
            accounts=accounts,
            history=history,
            people=people,
            now=now,
            new_id=new_id,
        ),
        shares=shares,
        ties=ties,
        trades=Trades(
            database,
            accounts=accounts,
            barter=barter,
            history=history,
            people=people,
            now=now,
            new_id=new_id,
        ),
        upkeep=upkeep,
        wants=Wants(database, people=people, history=history, now=now, new_id=new_id),
    )


@contextmanager
def open_database(
    settings: Settings, *, progress: local.Progress | None = None
) -> Iterator[Database]:
    """The migrated database of these settings, for as long as the block lasts."""
    with ExitStack() as stack:
        revive = None
        if settings.embedded:
            server = stack.enter_context(
                local.lease(
                    settings.data_dir,
                    progress=progress,
                    heap=settings.neo4j_heap,
                    quick=settings.neo4j_quick,
                )
            )
            address = _address(server)

            def revive(*, broken: bool) -> Address:
                nonlocal server
                server = local.ensure(
                    settings.data_dir,
                    heap=settings.neo4j_heap,
                    quick=settings.neo4j_quick,
                    broken=server.pid if broken else None,
                )
                return _address(server)
        else:
            address = Address(
                uri=settings.neo4j_uri,
                user=settings.neo4j_user,
                password=settings.neo4j_password,
                database=settings.neo4j_database,
            )
        database = Database(address, revive=revive)
        stack.callback(database.close)
        migrate(database)
        yield database


@contextmanager
def open_netgraph(
    settings: Settings, *, progress: local.Progress | None = None
) -> Iterator[Netgraph]:
    """Netgraph with its database up, for as long as the block lasts."""
    with open_database(settings, progress=progress) as database:
        yield wire(settings, database)


def _address(server: local.Server) -> Address:
    return Address(uri=server.uri, user=server.user, password=server.password)
