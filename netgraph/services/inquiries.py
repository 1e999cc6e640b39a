"""What would help somebody, asked of them by a signed link that needs no account.

The link shows its holder two names and, of what they said behind a link of the same asker before,
what has faded: nothing that anybody noted about them, and nothing of anybody else. What they say
becomes their want and their expertise, as visible as the asker chose, in one change of the
asker's; that it came through a link, and what it said, the asker alone sees.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256

from netgraph.domain.access import TEAM, Scope, Viewer, Visibility
from netgraph.domain.blurbs import debts_in
from netgraph.domain.ids import ChangeId, ExpertiseId, InquiryId, LetterId, PersonId, WantId
from netgraph.domain.inquiries import Answered, Inquiry, Told, read_want
from netgraph.domain.outbox import Letter, LetterKind
from netgraph.domain.people import Person
from netgraph.domain.wants import ASK_AGAIN, Want
from netgraph.errors import Conflict, InvalidInput, NotFound
from netgraph.graph import inquiries as graph
from netgraph.graph import outbox as outbox_graph
from netgraph.graph import wants as wants_graph
from netgraph.graph.database import Database, Statements, Transaction
from netgraph.graph.history import record
from netgraph.graph.images import Touched
from netgraph.graph.inquiries import KeptInquiry
from netgraph.graph.wants import SeenWant
from netgraph.services.accounts import Accounts
from netgraph.services.blurbs import Blurbs
from netgraph.services.history import Done, History
from netgraph.services.introductions import Introductions
from netgraph.services.outbox import Outbox
from netgraph.services.people import People

SUBJECT = "What would help you?"
LONGEST_TEXT = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryLink:
    """What the link of an inquiry holds."""

    inquiry: InquiryId
    nonce: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenInquiry:
    """An inquiry as its asker sees it; `link` while it may be answered, `mailed` by us."""

    inquiry: Inquiry
    person: Person
    open: bool
    link: InquiryLink | None
    mailed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WithPerson:
    """What the viewer asked one person: the open inquiry, and the wants that came by link."""

    open: SeenInquiry | None
    wants: frozenset[WantId]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What the holder of a link sees; `faded` are their own words of before, `answered` at last."""

    asker: str
    asked: str
    faded: tuple[Want, ...]
    until: date
    answered: bool


class Inquiries:
    """Asks what would help, and takes what is answered."""

    def __init__(
        self,
        database: Database,
        *,
        accounts: Accounts,
        blurbs: Blurbs,
        history: History,
        introductions: Introductions,
        outbox: Outbox,
        people: People,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._blurbs = blurbs
        self._history = history
        self._introductions = introductions
        self._outbox = outbox
        self._people = people
        self._now = now
        self._new_id = new_id

    def all(self, viewer: Viewer) -> tuple[SeenInquiry, ...]:
        """What the viewer asked, newest first."""
        return self._seen(viewer, graph.of_user(self._database, viewer))

    def one(self, viewer: Viewer, inquiry: InquiryId) -> SeenInquiry:
        """One of them; raises `NotFound`."""
        for seen in self.all(viewer):
            if seen.inquiry.id == inquiry:
                return seen
        raise NotFound("There is no such question of yours.", hint="It may have been withdrawn.")

    def told(self, viewer: Viewer) -> tuple[SeenInquiry, ...]:
        """Answers that the viewer has not put aside, newest first."""
        found = [
            (seen.inquiry.answered.at, seen)
            for seen in self.all(viewer)
            if seen.inquiry.answered is not None and not seen.inquiry.answered.noted
        ]
        return tuple(seen for _, seen in sorted(found, key=lambda one: one[0], reverse=True))

    def with_(self, viewer: Viewer, person: PersonId) -> WithPerson:
        """What the viewer asked one person."""
        every = self._seen(viewer, graph.of_user(self._database, viewer, person=person))
        return WithPerson(
            open=next((seen for seen in every if seen.open), None),
            wants=_said(seen.inquiry for seen in every),
        )

    def put(
        self,
        viewer: Viewer,
        person: PersonId,
        *,
        visibility: Visibility,
        about: WantId | None = None,
    ) -> tuple[InquiryId, Done]:
        """Makes a link by which a person says what would help them.

        `about` is a want of theirs that the letter names. Raises `NotFound`, `InvalidInput` for
        the viewer themself, `Conflict` while an earlier link may still be answered.
        """
        seen = self._people.get(viewer, person)
        if person == viewer.person:
            raise InvalidInput("This is you.", hint="Write it on your own page.")
        if self.with_(viewer, person).open is not None:
            raise Conflict(
                f"You have asked {seen.name} already.", hint="Send the same link once more."
            )
        wants = wants_graph.wants(self._database, viewer, person)
        inquiry = Inquiry(
            id=InquiryId(self._new_id()),
            asker=viewer.person,
            asked=person,
            asked_at=self._now(),
            visibility=visibility,
            about=next((one.want.text for one in wants if one.want.id == about), ""),
        )
        kept = KeptInquiry(
            inquiry=inquiry, scope=viewer.private, by=viewer.user, nonce=self._new_id()
        )
        done = self._history.write(
            viewer,
            f"Made a link to ask {seen.name} what would help",
            touched=[graph.touched(inquiry.id)],
            work=lambda tx: graph.put(tx, kept),
        )
        return inquiry.id, done

    def text(self, viewer: Viewer, seen: SeenInquiry, *, link: str) -> str:
        """The draft to the person, in the viewer's words, with the address to answer by."""
        return self._blurbs.inquiry(
            asker=viewer.name, asked=seen.person.name, about=seen.inquiry.about, link=link
        )

    def mail_to(self, viewer: Viewer, seen: SeenInquiry) -> str:
        """The address to which it can be mailed by us or by the viewer; empty for none."""
        return self._introductions.mail_address(viewer, seen.person.id)

    def mail(self, viewer: Viewer, inquiry: InquiryId, text: str, *, link: str) -> Done:
        """Mails the viewer's words with the `link`, once; raises `InvalidInput`, `NotFound`."""
        seen = self.one(viewer, inquiry)
        to = self.mail_to(viewer, seen)
        if not self._outbox.sends or not to or seen.link is None or seen.mailed:
            raise InvalidInput("It cannot be mailed.", hint="Copy the text and send it yourself.")
        words = text.replace("\r\n", "\n").strip()
        if link not in words:
            raise InvalidInput("The link is missing.", hint="Leave it in the text as it is.")
        if debts := debts_in(words):
            raise InvalidInput("It speaks of a debt.", hint=f"Leave out “{debts[0]}”.")
        if len(words) > LONGEST_TEXT:
            raise InvalidInput(f"A letter has at most {LONGEST_TEXT} letters.")
        letter = Letter(
            id=LetterId(self._new_id()),
            scope=viewer.private,
            by=viewer.user,
            kind=LetterKind.INQUIRY,
            person=seen.person.id,
            to=to,
            to_name=seen.person.name,
            from_name=viewer.name,
            reply_to=viewer.email,
            subject=SUBJECT,
            text=words,
            due=self._now(),
            about=(seen.person.id,),
            link=link,
            button="Answer in a sentence",
        )

        def work(tx: Transaction) -> None:
            kept = self._held(tx, viewer, inquiry)
            if kept.letter is None:
                self._outbox.put(tx, letter)
                graph.put(tx, replace(kept, letter=letter.id))

        return self._history.write(
            viewer,
            f"Mailed to {seen.person.name} what would help",
            touched=[graph.touched(inquiry), outbox_graph.touched(letter.id)],
            work=work,
        )

    def withdraw(self, viewer: Viewer, inquiry: InquiryId) -> Done:
        """Takes a link back, and its letter if that is not sent; what was said through it stays."""
        seen = self.one(viewer, inquiry)

        def touched(tx: Transaction) -> Iterable[Touched]:
            letter = self._held(tx, viewer, inquiry).letter
            return [graph.touched(inquiry), *([outbox_graph.touched(letter)] if letter else [])]

        def work(tx: Transaction) -> None:
            kept = self._held(tx, viewer, inquiry)
            if kept.letter is not None:
                outbox_graph.drop_one(tx, kept.letter)
            graph.delete(tx, inquiry)

        return self._history.write(
            viewer, f"Withdrew the link to {seen.person.name}", touched=touched, work=work
        )

    def note(self, viewer: Viewer, inquiry: InquiryId) -> Done:
        """Puts an answer aside on the viewer's first page."""
        seen = self.one(viewer, inquiry)

        def work(tx: Transaction) -> None:
            kept = self._held(tx, viewer, inquiry)
            said = kept.inquiry.answered
            if said is not None:
                answered = replace(said, noted=True)
                graph.put(tx, replace(kept, inquiry=replace(kept.inquiry, answered=answered)))

        return self._history.write(
            viewer,
            f"Read what {seen.person.name} told you",
            touched=[graph.touched(inquiry)],
            work=work,
        )

    # -----------------------------------------------------------------------------------------
    # By link, without an account

    def open(self, link: InquiryLink) -> Question:
        """What the holder of a link sees; raises `NotFound` when it may not be used."""
        kept, viewer, person = self._opened(self._database, link)
        answered = kept.inquiry.answered is not None
        return Question(
            asker=viewer.name,
            asked=person.name,
            faded=()
            if answered
            else tuple(one.want for one in self._faded(self._database, viewer, kept.inquiry)),
            until=kept.inquiry.until,
            answered=answered,
        )

    def answer(self, link: InquiryLink, told: Told) -> None:
        """Takes what the holder of a link says, once.

        The same answer sent again changes nothing. Raises `NotFound` as `open` does, and
        `Conflict` when something else was answered before.
        """
        now, change = self._now(), ChangeId(self._new_id())

        def work(tx: Transaction) -> None:
            tx.write("hold_inquiry", id=link.inquiry)
            kept, viewer, person = self._opened(tx, link)
            said = kept.inquiry.answered
            if said is not None:
                if said.mark == told.mark:
                    return
                raise Conflict(
                    "This was answered already", hint=f"{viewer.name} has what was said first."
                )
            self._write(tx, kept, viewer, person, told, change=change, now=now)

        self._database.in_transaction(work, called="answer_inquiry")

    def _write(
        self,
        tx: Transaction,
        kept: KeptInquiry,
        viewer: Viewer,
        person: Person,
        told: Told,
        *,
        change: ChangeId,
        now: datetime,
    ) -> None:
        """What was told as facts about the person, in one change of the asker's."""
        inquiry = kept.inquiry
        faded = {one.want.id: one.want for one in self._faded(tx, viewer, inquiry)}
        still = [faded[id_] for id_ in sorted(told.still & faded.keys())]
        met = [faded[id_] for id_ in sorted(told.met & faded.keys())]
        new = _New(
            tx,
            viewer,
            person,
            scope=viewer.scope_of(inquiry.visibility) if person.scope == TEAM else viewer.private,
            prefix=inquiry.id,
        )
        want = new.want(told) if told.want else None
        answered = Answered(
            at=now,
            mark=told.mark,
            want=told.want,
            topic=told.topic,
            still=tuple(one.text for one in still),
            met=tuple(one.text for one in met),
            wants=tuple(one.id for one in still) + ((want,) if want else ()),
        )

        def work() -> None:
            for one in still:
                tx.write("renew_want", id=one.id, said=now.date())
            tx.write("delete_nodes", labels=["Want"] * len(met), ids=[one.id for one in met])
            new.write(told, now=now)
            if kept.letter is not None:
                outbox_graph.drop_one(tx, kept.letter)
            graph.put(tx, replace(kept, inquiry=replace(inquiry, answered=answered)))

        record(
            tx,
            work,
            change=change,
            viewer=viewer,
            what=f"{person.name} said what would help",
            touched=[
                graph.touched(inquiry.id),
                *(Touched(label="Want", id=one.id) for one in (*still, *met)),
                *new.touched(told),
                *([outbox_graph.touched(kept.letter)] if kept.letter else []),
            ],
            now=now,
        )

    # -----------------------------------------------------------------------------------------

    def _opened(self, on: Statements, link: InquiryLink) -> tuple[KeptInquiry, Viewer, Person]:
        """The inquiry of a link that may be used, its asker, and whom they ask."""
        kept = graph.of_link(on, link.inquiry)
        if kept is None or not link.nonce or kept.nonce != link.nonce:
            raise _closed()
        account = self._accounts.by_id(kept.by)
        if account is None or not account.active or self._now().date() > kept.inquiry.until:
            raise _closed()
        person = self._people.many(account.viewer, (kept.inquiry.asked,)).get(kept.inquiry.asked)
        if person is None:
            raise _closed()
        return kept, account.viewer, person

    def _faded(self, on: Statements, viewer: Viewer, inquiry: Inquiry) -> list[SeenWant]:
        """The wants that the person told the asker of by link, and that are to be asked again."""
        said = _said(kept.inquiry for kept in graph.of_user(on, viewer, person=inquiry.asked))
        today = self._now().date()
        return [
            one
            for one in wants_graph.wants(on, viewer, inquiry.asked)
            if one.want.id in said and one.want.freshness(as_of=today) < ASK_AGAIN
        ]

    def _held(self, tx: Transaction, viewer: Viewer, inquiry: InquiryId) -> KeptInquiry:
        tx.write("hold_inquiry", id=inquiry)
        kept = graph.of_link(tx, inquiry)
        if kept is None or kept.by != viewer.user:
            raise NotFound("There is no such question of yours.")
        return kept

    def _seen(self, viewer: Viewer, found: Iterable[KeptInquiry]) -> tuple[SeenInquiry, ...]:
        every, today = tuple(found), self._now().date()
        cards = self._people.many(viewer, {kept.inquiry.asked for kept in every})
        return tuple(
            SeenInquiry(
                inquiry=kept.inquiry,
                person=cards[kept.inquiry.asked],
                open=kept.inquiry.is_open(today),
                link=InquiryLink(inquiry=kept.inquiry.id, nonce=kept.nonce)
                if kept.inquiry.is_open(today)
                else None,
                mailed=kept.letter is not None,
            )
            for kept in every
            if kept.inquiry.asked in cards
        )


class _New:
    """The want and the expertise that an answer brings; what the asker sees already is not doubled.

    Ids follow from the inquiry, so that a try whose answer was lost writes the same again.
    """

    def __init__(
        self, tx: Transaction, viewer: Viewer, person: Person, *, scope: Scope, prefix: InquiryId
    ) -> None:
        self._tx = tx
        self._viewer = viewer
        self._person = person
        self._scope = scope
        self._prefix = prefix
        self._wants = {
            one.want.text.casefold(): one.want.id
            for one in wants_graph.wants(tx, viewer, person.id)
            if one.scope == scope
        }
        self._topics = {
            one.expertise.topic.casefold()
            for one in wants_graph.expertise(tx, viewer, person.id)
            if one.scope in {TEAM, scope}
        }

    def want(self, told: Told) -> WantId:
        """The want that says the same already, or else a new one."""
        new = WantId(_id(self._prefix, "want"))
        return self._wants.get(told.want.casefold(), new)

    def touched(self, told: Told) -> list[Touched]:
        """The nodes that are written."""
        nodes = [Touched(label="Want", id=self.want(told))] if told.want else []
        if self._is_new(told):
            nodes.append(Touched(label="Expertise", id=self._expertise()))
        return nodes

    def write(self, told: Told, *, now: datetime) -> None:
        """Writes them, as said today by the person, and brought by the asker."""
        by = {"person": self._person.id, "scope": self._scope, "user": self._viewer.user, "at": now}
        if told.want and told.want.casefold() in self._wants:
            self._tx.write("renew_want", id=self.want(told), said=now.date())
        elif told.want:
            read = read_want(told.want, told.kind)
            self._tx.write(
                "create_want",
                id=self.want(told),
                kind=read.kind.value,
                text=told.want,
                said=now.date(),
                role=read.role,
                industry=read.industry,
                company=read.company,
                wanted_person=None,
                **by,
            )
        if self._is_new(told):
            self._tx.write("create_expertise", id=self._expertise(), topic=told.topic, **by)

    def _is_new(self, told: Told) -> bool:
        return bool(told.topic) and told.topic.casefold() not in self._topics

    def _expertise(self) -> ExpertiseId:
        return ExpertiseId(_id(self._prefix, "expertise"))


def _said(inquiries: Iterable[Inquiry]) -> frozenset[WantId]:
    return frozenset(
        want for one in inquiries if one.answered is not None for want in one.answered.wants
    )


def _id(inquiry: InquiryId, what: str) -> str:
    return sha256(f"{inquiry}\0{what}".encode()).hexdigest()[:32]


def _closed() -> NotFound:
    return NotFound(
        "This link leads nowhere any more.",
        hint="Its time may have passed. Whoever sent it to you can send another.",
    )
