"""How many paths have an offer, and how often an offer is right, on the demo network.

    python -m bench.offers

*Coverage*: of all paths that the demo's rep is shown to fifty decision makers, the share whose
connector can be offered something, for different ages of what they said. *Precision*: every
connector without a wish gets one that is planted, of a role in an industry, so that it is known who
fits; half of the wishes are of roles that nobody holds. An offer is right when it answers a
planted wish with somebody who holds the role in the industry and whom the connector does not know.
*Topics*, *shares*: small labelled sets of wishes and topics, and of wishes and things shared,
matched by stemmed words.

Starts a database of its own in a temporary folder.
"""

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from netgraph.config import Settings
from netgraph.domain.access import Viewer
from netgraph.domain.ids import PersonId
from netgraph.domain.offers import OfferKind, fit_of_share, fit_of_topic
from netgraph.domain.people import Person
from netgraph.domain.roles import role_matches
from netgraph.graph import local
from netgraph.graph.database import Address, Database
from netgraph.graph.migrations import migrate
from netgraph.services.demo.load import load_demo
from netgraph.services.demo.network import demo_network
from netgraph.services.demo.stories import VIEWER
from netgraph.services.network import Network
from netgraph.wiring import Netgraph, wire

NOW = datetime(2026, 6, 15, 9, 30, tzinfo=UTC)
TARGETS = 50
LEAST_TOPIC = 0.34

ROLES = ("CFO", "CIO", "head of HR", "head of procurement", "VP Sales", "COO")
NOBODYS = ("astronaut", "lighthouse keeper", "opera singer")

LABELLED: tuple[tuple[str, str, bool], ...] = (
    ("somebody who moved off SAP", "SAP migrations", True),
    ("advice on moving off SAP", "migration off SAP", True),
    ("a speaker in May on demand forecasting", "demand forecasting", True),
    ("help with forecasting demand for spare parts", "demand forecasting", True),
    ("somebody who has done warehouse automation before", "warehouse automation", True),
    ("automating two warehouses", "warehouse automation", True),
    ("how to price services", "pricing of services", True),
    ("pricing a new service line", "service pricing", True),
    ("advice on running a pilot in two plants at once", "running pilots in plants", True),
    ("a sounding board for reorganising a planning team", "reorganising teams", True),
    ("who knows works councils", "works council negotiations", True),
    ("negotiating with a works council", "works councils", True),
    ("setting up a supplier portal", "supplier portals", True),
    ("freight audit in Poland", "freight audits", True),
    ("a lawyer for data protection", "data protection law", True),
    ("customs between the UK and Norway", "customs clearance", True),
    ("hiring data engineers", "hiring engineers", True),
    ("carbon reporting for logistics", "carbon reporting", True),
    ("an auditor who knows retail", "retail audits", True),
    ("a bank that lends to wholesalers", "trade finance", True),
    ("somebody who moved off SAP", "demand forecasting", False),
    ("a speaker in May on demand forecasting", "public speaking", False),
    ("how to price services", "customer service training", False),
    ("a sounding board for reorganising a planning team", "production planning", False),
    ("advice on running a pilot in two plants at once", "pilot licences", False),
    ("freight audit in Poland", "Polish grammar", False),
    ("hiring data engineers", "data protection law", False),
    ("a lawyer for data protection", "data warehouses", False),
    ("who knows works councils", "city councils", False),
    ("carbon reporting for logistics", "financial reporting", False),
    ("an auditor who knows retail", "retail design", False),
    ("setting up a supplier portal", "supplier insolvency", False),
    ("automating two warehouses", "marketing automation", False),
    ("customs between the UK and Norway", "customer loyalty", False),
    ("help with forecasting demand for spare parts", "recipes for lamb", False),
    ("negotiating with a works council", "negotiating rent", False),
)
"""Wishes and topics, and whether who knows the topic could help; written for this measurement."""

SHARED: tuple[tuple[str, str, bool], ...] = (
    ("somebody who moved off SAP",
     "Why we left SAP, and what the move cost us in the first year.", True),
    ("advice on running a pilot in two plants at once",
     "Two plants at once: what we would do differently after the pilot in Lyon.", True),
    ("demand forecasting for spare parts",
     "Spare parts are lumpy. This is how our planners forecast demand all the same.", True),
    ("how to price services",
     "Three ways to put a price on a service, and when not to sell it at all.", True),
    ("hiring data engineers",
     "A questionnaire we use before we hire an engineer who works with data.", True),
    ("negotiating with a works council",
     "What the works council asked us, and what we wish we had said.", True),
    ("customs between the UK and Norway",
     "Norway is not the EU: our notes on customs papers for a van from the UK.", True),
    ("carbon reporting for logistics",
     "A template for the carbon report of a fleet, checked by our auditor.", True),
    ("setting up a supplier portal",
     "Suppliers hate portals. A story of one that they use every day.", True),
    ("public speaking",
     "Five minutes on stage: how I lost my fear of speaking in public.", True),
    ("automating two warehouses",
     "Robots in the aisle: our second hall runs by itself since May.", True),
    ("a bank that lends to wholesalers",
     "Where to borrow when you stock other people's goods.", True),
    ("somebody who moved off SAP", "We moved to a new office and nobody was late.", False),
    ("advice on running a pilot in two plants at once",
     "The plants in our office need more light.", False),
    ("how to price services", "Our customer service answers within an hour now.", False),
    ("hiring data engineers", "A contract that protects personal data.", False),
    ("negotiating with a works council", "The city council works late on Mondays.", False),
    ("carbon reporting for logistics", "A bank I know lets its trainees sit in a board meeting.",
     False),
    ("demand forecasting for spare parts", "How to spare your back at the desk.", False),
    ("customs between the UK and Norway", "Custom shirts for the team, made in Norway.", False),
    ("setting up a supplier portal", "Setting up a new hire in one morning.", False),
    ("a lawyer for data protection", "Our data warehouse, drawn on one page.", False),
    ("public speaking", "A public holiday in May moves the launch.", False),
    ("freight audit in Poland", "The audit is done, and the auditors were kind.", False),
)  # fmt: skip
"""Wishes and shares, and whether the share speaks of the wish; written for this measurement."""


def coverage(netgraph: Netgraph, viewer: Viewer, targets: list[PersonId]) -> tuple[int, int]:
    """How many paths to the targets there are, and how many have an offer for their connector."""
    paths = covered = 0
    for target in targets:
        answer = netgraph.reach.person(viewer, target, as_of=NOW.date())
        for path in getattr(answer, "paths", ()):
            paths += 1
            covered += bool(path.offers)
    return paths, covered


def planted(netgraph: Netgraph, viewer: Viewer, network: Network) -> tuple[int, int, int, int]:
    """Wishes that can be answered, those answered, offers made, and the right ones of them."""
    around = [tie.towards for tie in network.around(viewer.person)[:80]]
    has = netgraph.offers.wishes(viewer, around)
    bare = [person for person in around if person not in has]
    roles: dict[PersonId, str] = {}
    for number, person in enumerate(bare):
        kinds = ROLES if number % 2 == 0 else NOBODYS
        roles[person] = kinds[number // 2 % len(kinds)]
        netgraph.database.write(
            "create_want", id=f"planted-{number}", person=person, kind="introduction",
            text=f"to meet a {roles[person]}", said=NOW.date(), role=roles[person], industry="",
            company="", wanted_person=None, scope="team", user=viewer.user, at=NOW,
        )  # fmt: skip
    everybody = netgraph.people.many(viewer, network.people)
    known = [
        tie.towards
        for tie in network.around(viewer.person)
        if tie.strength.probability >= 0.3  # noqa: PLR2004 # known well
    ]
    possible = {
        person
        for person, role in roles.items()
        if any(_fits(everybody[other], role, person, network) for other in known if other != person)
    }
    found = netgraph.offers.for_connectors(viewer, bare, network=network)
    made = right = 0
    answered = set()
    for person, offers in found.items():
        for offer in offers:
            if offer.kind is OfferKind.INTRODUCTION and offer.whom is not None:
                made += 1
                fits = _fits(everybody[offer.whom], roles[person], person, network)
                right += fits
                answered |= {person} if fits else set()
    return len(possible), len(answered & possible), made, right


def _fits(person: Person, role: str, asker: PersonId, network: Network) -> bool:
    """Whether somebody holds a role, read strictly, and is unknown to who asks."""
    return (
        bool(person.title)
        and role_matches(role, person.title) >= 0.8  # noqa: PLR2004 # holds the role itself
        and network.evidence(asker, person.id) is None
    )


def main() -> int:
    """Prints the tables."""
    right = [fit_of_topic(want, topic) >= LEAST_TOPIC for want, topic, _ in LABELLED]
    truth = [fits for _, _, fits in LABELLED]
    both = sum(r and t for r, t in zip(right, truth, strict=True))
    print("| labelled pairs | found of those that fit | of those found, fit |")
    print("|---:|---:|---:|")
    print(f"| {len(LABELLED)} | {both} of {sum(truth)} | {both} of {sum(right)} |\n", flush=True)
    right = [fit_of_share(want, text) >= LEAST_TOPIC for want, text, _ in SHARED]
    truth = [fits for _, _, fits in SHARED]
    both = sum(r and t for r, t in zip(right, truth, strict=True))
    print("| labelled shares | found of those that fit | of those found, fit |")
    print("|---:|---:|---:|")
    print(f"| {len(SHARED)} | {both} of {sum(truth)} | {both} of {sum(right)} |\n", flush=True)
    with tempfile.TemporaryDirectory() as folder, local.lease(Path(folder), quick=True) as server:
        database = Database(Address(uri=server.uri, user=server.user, password=server.password))
        migrate(database)
        demo = demo_network(today=NOW.date())
        load_demo(database, demo, now=NOW, password_hashes={u.email: "x" for u in demo.users})
        netgraph = wire(Settings(data_dir=Path(folder)), database, now=lambda: NOW)
        viewer = netgraph.accounts.viewer(VIEWER)
        network = netgraph.ties.network(viewer, as_of=NOW.date())
        everybody = netgraph.people.many(viewer, network.people)
        targets = [p.id for p in everybody.values() if p.decides and p.id != viewer.person]
        paths, covered = coverage(netgraph, viewer, sorted(targets)[:TARGETS])
        print("| | paths | with an offer | share |\n|---|---:|---:|---:|")
        print(f"| demo, as it is | {paths} | {covered} | {covered / max(paths, 1):.0%} |")
        possible, answered, made, good = planted(netgraph, viewer, network)
        paths, covered = coverage(netgraph, viewer, sorted(targets)[:TARGETS])
        print(
            f"| and every connector has a wish | {paths} | {covered} "
            f"| {covered / max(paths, 1):.0%} |\n",
            flush=True,
        )
        print("| planted wishes that can be answered | answered | introductions offered | right |")
        print("|---:|---:|---:|---:|")
        print(f"| {possible} | {answered} | {made} | {good} |")
        database.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
