"""Writes a made-up network to a graph, all of it or nothing.

Everything is put in place by its id in one transaction, so that loading twice is loading once,
and what else the graph holds stays as it is. Loading on a later day moves the made-up network
to that day: it stays as fresh as when it was first seen. Who has a login keeps their password.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from math import prod

from netgraph.domain.access import Scope
from netgraph.domain.blurbs import Words
from netgraph.domain.ids import IntroRequestId, UserId
from netgraph.domain.introductions import Act, Life, State
from netgraph.domain.names import company_key, name_key
from netgraph.domain.people import Channel
from netgraph.domain.strength import Strength
from netgraph.domain.titles import understand_title
from netgraph.graph import asks as asks_graph
from netgraph.graph import introductions as introductions_graph
from netgraph.graph import open_asks as open_asks_graph
from netgraph.graph import shares as shares_graph
from netgraph.graph.database import BULK_SECONDS, Database, Transaction
from netgraph.graph.introductions import NO_LINKS, Door, Links
from netgraph.graph.ties import refresh_ties
from netgraph.services.demo.known import Known
from netgraph.services.demo.values import DemoNetwork

Map = dict[str, object]

_AFTER_WORK = time(17, 30, tzinfo=UTC)


def load_demo(
    database: Database,
    network: DemoNetwork,
    *,
    now: datetime,
    password_hashes: Mapping[str, str],
) -> None:
    """Puts a made-up network into a migrated graph and derives the ties that follow from it.

    `password_hashes` has one for the address of every user of the network (`KeyError` if not);
    ties are as of the network's own day. Raises `Conflict` when the graph has another user,
    company or address of the same name already.
    """
    logins = [
        {
            "id": user.id,
            "email": user.email,
            "name": user.name,
            "role": user.role.value,
            "password_hash": password_hashes[user.email],
            "person": user.person,
            "at": now,
        }
        for user in network.users
    ]
    rows = _Rows(network, now=now)
    written: tuple[tuple[str, str, list[Map]], ...] = (
        ("demo_companies", "Company", rows.companies()),
        ("demo_people", "Person", rows.people()),
        ("demo_contact_points", "ContactPoint", list(rows.contact_points())),
        ("demo_employments", "Employment", list(rows.jobs())),
        ("demo_buying_roles", "BuyingRole", rows.buying_roles()),
        ("demo_evidence", "Evidence", rows.evidence()),
        ("demo_favors", "Favor", rows.favors()),
        ("demo_gifts", "Gift", rows.gifts()),
        ("demo_promises", "Promise", rows.promises()),
        ("demo_wants", "Want", rows.wants()),
        ("demo_expertise", "Expertise", rows.expertise()),
        ("demo_notes", "Note", rows.notes()),
        ("demo_drafts", "IntroRequest", rows.drafts()),
    )

    def work(tx: Transaction) -> None:
        for query, _, facts in written:
            tx.write(query, rows=facts)
        tx.write("demo_users", rows=logins)
        _put_requests(tx, network)
        for _, label, facts in written:
            tx.write(
                "demo_assertions",
                rows=[
                    {"label": label, "id": row["id"], "by": row["by"], "at": row["at"]}
                    for row in facts
                ],
            )
        refresh_ties(tx, None, scopes=rows.scopes_of_ties(), as_of=network.today)

    database.in_transaction(work, called="load_demo", seconds=BULK_SECONDS)


def _put_requests(tx: Transaction, network: DemoNetwork) -> None:
    """What goes on about requests, as the services write it: their steps, and asks."""
    known = Known(network)
    for s in network.drafts:
        life = s.value.life
        if life is not None:
            sent = life.when(Act.SEND)
            said = known.strengths(s.value.people, as_of=sent.date()) if sent else ()
            words = Words(
                about=s.value.about, purpose=s.value.purpose, ask=s.value.ask, offer=s.value.offer
            )
            introductions_graph.put_words(tx, s.value.id, words, answer_by=life.by)
            introductions_graph.put_life(
                tx,
                s.value.id,
                life,
                links=_links(life, s.value.id),
                queued_at=life.queued,
                said_chance=_product(said) or None,
                said_grade=min(said, key=lambda one: one.probability).grade.value if said else None,
            )
    for o in network.open_asks:
        open_asks_graph.put(tx, o.value, user=o.created_by)
    for a in network.asks:
        nonce = f"demo-{a.value.id}"
        asks_graph.put(
            tx, asks_graph.KeptAsk(ask=a.value, scope=a.scope, by=a.created_by, nonce=nonce)
        )
    for h in network.shares:
        kept = shares_graph.KeptShare(share=h.value, scope=h.scope, by=h.created_by)
        shares_graph.put(tx, kept)
        for thanks in h.value.thanks:
            shares_graph.thank(tx, h.value.id, thanks.person, at=thanks.at)


def _links(life: Life, request: IntroRequestId) -> Links:
    """The link of a request that waits for its connector; it is signed with the demo's own key."""
    waits = life.state is State.REQUESTED
    return {Door.ANSWER: f"demo-{request}"} if waits else NO_LINKS


class _Rows:
    """The network as rows for the queries of `demo.cypher`; each row has `id`, `by` and `at`."""

    def __init__(self, network: DemoNetwork, *, now: datetime) -> None:
        self._network = network
        self._now = now

    def _told(self, by: UserId, scope: Scope, day: date | None = None) -> Map:
        """Who brought a fact, who may see it, and when it was told."""
        at = self._now if day is None else min(datetime.combine(day, _AFTER_WORK), self._now)
        return {"by": by, "scope": scope, "at": at}

    def scopes_of_ties(self) -> tuple[Scope, ...]:
        """The scopes that have evidence or favors."""
        of_facts = {s.scope for s in self._network.facts}
        return tuple(sorted(of_facts | {s.scope for s in self._network.favors}))

    def companies(self) -> list[Map]:
        """One row a company."""
        return [
            {
                "id": s.value.id,
                "name": s.value.name,
                "key": company_key(s.value.name),
                "industry": s.value.industry,
                "domain": s.value.domain,
                **self._told(s.created_by, s.scope),
            }
            for s in self._network.companies
        ]

    def people(self) -> list[Map]:
        """One row a person."""
        return [
            {
                "id": s.value.id,
                "name": s.value.name,
                "name_key": name_key(s.value.name),
                **self._told(s.created_by, s.scope),
            }
            for s in self._network.people
        ]

    def contact_points(self) -> Iterator[Map]:
        """One row an address or number."""
        for s in self._network.people:
            for channel, value in ((Channel.EMAIL, s.value.email), (Channel.PHONE, s.value.phone)):
                if value:
                    key = f"{channel.value}:{value}"
                    yield {
                        "id": f"k-{key}",
                        "person": s.value.id,
                        "channel": channel.value,
                        "value": value,
                        "key": key,
                        **self._told(s.created_by, s.scope),
                    }

    def jobs(self) -> Iterator[Map]:
        """One row a job, with what its title says."""
        for s in self._network.people:
            for n, job in enumerate(s.value.jobs):
                title = understand_title(job.title)
                yield {
                    "id": f"j-{s.value.id[2:]}-{n + 1}",
                    "person": s.value.id,
                    "company": job.company,
                    "title": job.title,
                    "level": title.level.value,
                    "function": title.function.value,
                    "decides": title.is_decision_maker,
                    "started": job.started,
                    "ended": job.ended,
                    **self._told(s.created_by, s.scope),
                }

    def buying_roles(self) -> list[Map]:
        """One row a part in what a company buys."""
        return [
            {
                "id": f"b-{s.value.person[2:]}-{s.value.role.value}",
                "person": s.value.person,
                "company": s.value.company,
                "role": s.value.role.value,
                **self._told(s.created_by, s.scope),
            }
            for s in self._network.parts
        ]

    def evidence(self) -> list[Map]:
        """One row a kind, direction and pair."""
        return [
            {
                "id": s.value.id,
                "actor": s.value.evidence.actor,
                "other": s.value.evidence.other,
                "kind": s.value.evidence.kind.value,
                "source": s.value.source,
                "days": [month.day for month in s.value.evidence.months] or None,
                "counts": [month.count for month in s.value.evidence.months] or None,
                "since": s.value.evidence.since,
                "until": s.value.evidence.until,
                "weight": s.value.evidence.weight,
                **self._told(s.created_by, s.scope),
            }
            for s in self._network.facts
        ]

    def favors(self) -> list[Map]:
        """One row a favor."""
        return [
            {
                "id": s.value.id,
                "giver": s.value.giver,
                "receiver": s.value.receiver,
                "kind": s.value.kind.value,
                "size": s.value.size.value,
                "day": s.value.day,
                "note": s.value.note,
                "introduced": s.value.introduced,
                "on_behalf_of": s.value.on_behalf_of,
                **self._told(s.created_by, s.scope, s.value.day),
            }
            for s in self._network.favors
        ]

    def gifts(self) -> list[Map]:
        """One row a gift."""
        return [
            {
                "id": s.value.id,
                "giver": s.value.giver,
                "receiver": s.value.receiver,
                "what": s.value.what,
                "day": s.value.day,
                **self._told(s.created_by, s.scope, s.value.day),
            }
            for s in self._network.gifts
        ]

    def promises(self) -> list[Map]:
        """One row a promise."""
        return [
            {
                "id": s.value.id,
                "owner": s.value.owner,
                "to": s.value.to,
                "what": s.value.what,
                "due": s.value.due,
                "made": s.value.made,
                "state": s.value.state.value,
                **self._told(s.created_by, s.scope, s.value.made),
            }
            for s in self._network.promises
        ]

    def wants(self) -> list[Map]:
        """One row a want; what is not said is absent."""
        return [
            {
                "id": s.value.id,
                "person": s.value.person,
                "kind": s.value.kind.value,
                "text": s.value.text,
                "said": s.value.said,
                "role": s.value.role or None,
                "industry": s.value.industry or None,
                "company": s.value.company or None,
                "wanted_person": s.value.wanted_person,
                **self._told(s.created_by, s.scope, s.value.said),
            }
            for s in self._network.wants
        ]

    def expertise(self) -> list[Map]:
        """One row a topic of a person."""
        return [
            {
                "id": s.value.id,
                "person": s.value.person,
                "topic": s.value.topic,
                **self._told(s.created_by, s.scope),
            }
            for s in self._network.expertise
        ]

    def notes(self) -> list[Map]:
        """One row a note."""
        return [
            {
                "id": s.value.id,
                "person": s.value.person,
                "text": s.value.text,
                "by": s.created_by,
                "scope": s.scope,
                "at": min(s.value.at, self._now),
            }
            for s in self._network.notes
        ]

    def drafts(self) -> list[Map]:
        """One row a drafted request."""
        known = Known(self._network)
        return [
            {
                "id": s.value.id,
                "requester": s.value.requester,
                "connector": s.value.connector,
                "target": s.value.target,
                "people": list(s.value.people),
                "purpose": s.value.purpose,
                "offer": s.value.offer,
                "probability": _product(known.strengths(s.value.people, as_of=self._network.today)),
                **self._told(s.created_by, s.scope, s.value.day),
            }
            for s in self._network.drafts
        ]


def _product(strengths: Sequence[Strength]) -> float:
    """The chance of a path; 0 without a tie."""
    return prod(one.probability for one in strengths) if strengths else 0.0
