"""What connector and target answer, by links that need no account.

A link opens one door of one request with a nonce that the request holds only while the link
may be used; whoever signs links lives above. A connector who said yes by mail holds the first
link alone, so from then on that one opens what remains. Whatever is wrong with a link (used, run
out, taken back, of another request, never whole) is the same `NotFound`. Opening changes nothing.
An answer is written in one transaction that looks at the nonce anew, so that it counts once.

"I know her well" on being asked is evidence that vouches for the tie. "I barely know her"
withdraws what was only said about it (claims and vouches), keeping the image of what was there
as a change of the requester's, and leaves a claim. What was observed (a shared board) stays.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from netgraph.domain.access import Viewer
from netgraph.domain.blurbs import Words
from netgraph.domain.evidence import Kind, Knows
from netgraph.domain.ids import ChangeId
from netgraph.domain.introductions import Act, Actor, Cast, Life, State, Step
from netgraph.errors import InvalidInput, NotFound
from netgraph.graph import introductions as graph
from netgraph.graph import outbox
from netgraph.graph.database import Database, Transaction
from netgraph.graph.history import record
from netgraph.graph.images import Touched
from netgraph.graph.introductions import NO_LINKS, Door, Kept, Links
from netgraph.graph.ties import pair_of, refresh_ties
from netgraph.services.accounts import Accounts
from netgraph.services.blurbs import Blurbs, Texts, to_connector
from netgraph.services.people import People
from netgraph.services.requests import (
    Link,
    cast_of,
    day_in_words,
    id_of,
    log_favor,
    stepped,
    write_evidence,
)

LONGEST_HINT = 200


class Answer(StrEnum):
    """What can be answered; which of it a door takes, `ANSWERS` says."""

    YES = "yes"
    LATER = "later"
    OTHER = "other"
    NO = "no"
    DONE = "done"
    AGREED = "agreed"  # yes, and the target agrees; only by mail


ANSWERS = {
    Door.ANSWER: (Answer.YES, Answer.LATER, Answer.OTHER, Answer.NO),
    Door.CONSENT: (Answer.YES, Answer.NO),
    Door.INTRODUCE: (Answer.DONE, Answer.NO),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """What the holder of a link sees.

    `target_link` is what the connector hands to the target, while the target has not agreed;
    `relayed` says that the agreement is known from the connector's own mail.
    """

    link: Link
    cast: Cast
    words: Words
    texts: Texts
    due: date
    target_agreed: bool
    relayed: bool
    target_link: Link | None


class Answers:
    """Opens links and takes answers."""

    def __init__(
        self,
        database: Database,
        *,
        accounts: Accounts,
        blurbs: Blurbs,
        people: People,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._blurbs = blurbs
        self._people = people
        self._now = now
        self._new_id = new_id

    def open(self, link: Link) -> Invitation:
        """What a link shows; raises `NotFound` when it may not be used, for whatever reason."""
        kept = _opened(graph.of_link(self._database, link.request), link, self._now())
        link = _standing(link, kept)
        viewer = self._requester(kept)
        cards = self._people.many(viewer, (kept.requester, kept.connector, kept.target))
        try:
            cast = cast_of(kept, cards)
        except NotFound as error:
            raise _closed() from error
        consent = kept.links.get(Door.CONSENT)
        return Invitation(
            link=link,
            cast=cast,
            words=replace(kept.words, offer=to_connector(kept.words.offer)),
            texts=self._blurbs.texts(kept.words, cast, by=day_in_words(kept.life.by)),
            due=kept.life.due,
            target_agreed=kept.life.state is State.CONSENTED,
            relayed=kept.life.relayed,
            target_link=Link(request=kept.id, door=Door.CONSENT, nonce=consent)
            if consent and link.door is Door.INTRODUCE
            else None,
        )

    def answer(
        self, link: Link, answer: Answer, *, hint: str = "", knows: Knows = Knows.UNSAID
    ) -> Link | None:
        """Takes an answer; gives the link for what comes next, if anything does.

        `hint` is whom the connector suggests instead, which the requester is told. Raises
        `NotFound` as `open` does, `InvalidInput` for an answer that this door does not take.
        """
        said = " ".join(hint.split())[:LONGEST_HINT] if answer is Answer.OTHER else ""
        if answer is Answer.OTHER and not said:
            raise InvalidInput("Say whom to try instead.", hint="A name is enough.")
        now = self._now()
        carry, consent = self._new_id(), self._new_id()

        def work(tx: Transaction) -> Link | None:
            tx.write("hold_for_asking", people=[], request=link.request)
            kept = _opened(graph.of_link(tx, link.request), link, now)
            life, held = kept.life, _standing(link, kept)
            if held.door is not link.door and answer is Answer.YES:
                return link  # pressed on a page from before the yes by mail was written down
            if answer not in ANSWERS[held.door]:
                raise InvalidInput("This page takes no such answer.", hint="Go back.")
            for act, actor in _steps(held.door, answer, life):
                life = stepped(life, Step(act=act, actor=actor, at=now, note=said))
            links: Links = NO_LINKS
            if life.state is State.ACCEPTED:
                links = {Door.ANSWER: None, Door.INTRODUCE: carry, Door.CONSENT: consent}
            elif life.state is State.CONSENTED:
                links = {Door.CONSENT: None}
            graph.put_life(tx, kept.id, life, links=links)
            outbox.drop(tx, kept.id)
            if life.state is State.INTRODUCED:
                log_favor(tx, kept, at=now)
                pair = pair_of(kept.connector, kept.requester)
                refresh_ties(tx, (pair,), scopes=(kept.scope,), as_of=now.date())
            if held.door is Door.ANSWER:
                self._learn(tx, kept, knows, now=now)
            if life.state is State.ACCEPTED:
                return Link(request=kept.id, door=Door.INTRODUCE, nonce=carry)
            return None

        return self._database.in_transaction(work, called="answer_request")

    def _learn(self, tx: Transaction, kept: Kept, knows: Knows, *, now: datetime) -> None:
        """What the connector says about the tie to the target, as evidence."""
        if knows is Knows.UNSAID:
            return
        between = (kept.connector, kept.target)
        evidence = id_of(kept.id, "knows")
        if knows is Knows.WELL:
            write_evidence(tx, kept, evidence, kind=Kind.VOUCH, between=between, at=now)
            refresh_ties(tx, (pair_of(*between),), scopes=(kept.scope,), as_of=now.date())
            return
        rows = tx.read("hearsay_between", one=kept.connector, other=kept.target, scope=kept.scope)
        said = [row["id"] for row in rows]

        def correct() -> None:
            tx.write("delete_nodes", labels=["Evidence"] * len(said), ids=said)
            write_evidence(tx, kept, evidence, kind=Kind.CLAIM, between=between, at=now)

        record(
            tx,
            correct,
            change=ChangeId(id_of(kept.id, "correction")),
            viewer=self._requester(kept),
            what="A connector said that they barely know whom you asked for",
            touched=[Touched(label="Evidence", id=id_) for id_ in (*said, evidence)],
            now=now,
        )

    def _requester(self, kept: Kept) -> Viewer:
        account = self._accounts.by_id(kept.by)
        if account is None or not account.active:
            raise _closed()
        return account.viewer


def _steps(door: Door, answer: Answer, life: Life) -> tuple[tuple[Act, Actor], ...]:
    """The steps that an answer means; the connector who has introduced speaks for the target."""
    match (door, answer):
        case (Door.ANSWER, Answer.YES):
            return ((Act.ACCEPT, Actor.CONNECTOR),)
        case (Door.ANSWER, Answer.LATER):
            return ((Act.LATER, Actor.CONNECTOR),)
        case (Door.CONSENT, Answer.YES):
            return ((Act.CONSENT, Actor.TARGET),)
        case (Door.CONSENT, _):
            return ((Act.DECLINE, Actor.TARGET),)
        case (Door.INTRODUCE, Answer.DONE):
            done = (Act.INTRODUCE, Actor.CONNECTOR)
            agreed = life.state is State.CONSENTED
            return (done,) if agreed else ((Act.CONSENT, Actor.CONNECTOR), done)
        case _:
            return ((Act.DECLINE, Actor.CONNECTOR),)


def _opened(kept: Kept | None, link: Link, now: datetime) -> Kept:
    """The request, when the link may be used now."""
    if kept is None or not link.nonce or kept.links.get(link.door) != link.nonce:
        raise _closed()
    if not kept.life.settled(now).live:
        raise _closed()
    return kept


def _standing(link: Link, kept: Kept) -> Link:
    """The door that a link opens now: the first one leads on when the yes came by mail."""
    said_yes = kept.life.state in {State.ACCEPTED, State.CONSENTED}
    return replace(link, door=Door.INTRODUCE) if link.door is Door.ANSWER and said_yes else link


def _closed() -> NotFound:
    return NotFound(
        "This link leads nowhere any more.",
        hint="It may have been used, or its time has passed. Whoever sent it to you can tell.",
    )
