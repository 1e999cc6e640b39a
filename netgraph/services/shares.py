"""What users share with people or with the team, and who said that it helped.

What is for the team every colleague reads; what is for people is its sharer's alone unless they
show it to the team, and is besides seen by each colleague whom it is for, without the others. The
draft to each is in the sharer's words, there to copy or to mail; that to somebody without an
account holds a signed link by which they can say that it helped, and see nothing else. Nothing
here counts anywhere, and who has read what is not kept.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from netgraph.domain.access import TEAM, Viewer, Visibility
from netgraph.domain.ids import PersonId, ShareId
from netgraph.domain.people import Channel, Person
from netgraph.domain.shares import (
    NewShare,
    Share,
    ShareKind,
    Thanks,
    checked_link,
    checked_text,
    passed_on,
)
from netgraph.errors import Conflict, InvalidInput, NotFound
from netgraph.graph import people as people_graph
from netgraph.graph import shares as graph
from netgraph.graph.database import Database, Statements, Transaction
from netgraph.graph.shares import KeptShare
from netgraph.services.accounts import Accounts
from netgraph.services.blurbs import Blurbs
from netgraph.services.history import Besides, Done, History
from netgraph.services.people import People

MOST_SHOWN = 100
_MOST_READ = 1000

SHARE_WORDS: Mapping[ShareKind, str] = {
    ShareKind.EXPERTISE: "some expertise",
    ShareKind.STORY: "a story",
    ShareKind.IDEA: "an idea",
    ShareKind.CONTACT: "a contact",
}
"""What is shared, as it is said in a sentence."""


class Whose(StrEnum):
    """Which shares are looked at."""

    ALL = "all"
    TEAM = "team"
    ME = "me"
    MINE = "mine"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareLink:
    """What the link in a draft holds: a word of thanks of one person for one share."""

    share: ShareId
    person: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenShare:
    """A share as a viewer sees it.

    `people` are those it is for as far as the viewer may know them, `thanks` those it helped, for
    its sharer alone; `open` says that the whole team reads it, `for_me` that it is for the viewer
    by name, `helped_me` that they said it helped.
    """

    share: Share
    sharer: Person
    people: tuple[Person, ...]
    contact: Person | None
    thanks: tuple[Person, ...]
    mine: bool
    open: bool
    for_me: bool
    helped_me: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareDraft:
    """What the sharer may write to one person; `mail` is their address, empty when unknown."""

    person: Person
    subject: str
    text: str
    mail: str


class Shares:
    """Keeps what is shared and shows it to whom it is for."""

    def __init__(
        self,
        database: Database,
        *,
        accounts: Accounts,
        blurbs: Blurbs,
        history: History,
        people: People,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._blurbs = blurbs
        self._history = history
        self._people = people
        self._now = now
        self._new_id = new_id

    # -----------------------------------------------------------------------------------------
    # Reading

    def all(
        self,
        viewer: Viewer,
        *,
        kind: ShareKind | None = None,
        text: str = "",
        whose: Whose = Whose.ALL,
    ) -> tuple[SeenShare, ...]:
        """What the viewer may read, newest first; `text` is looked for in words and names."""
        words = " ".join(text.split())
        kept = graph.seen_by(self._database, viewer, kind=kind, text=words, limit=_MOST_READ)
        wanted = [one for one in kept if _is_of(one, viewer, whose)]
        return self._seen(viewer, wanted[: MOST_SHOWN + 1])

    def one(self, viewer: Viewer, share: ShareId) -> SeenShare:
        """One of them; raises `NotFound`."""
        found = self._seen(viewer, graph.seen_by(self._database, viewer, share=share, limit=1))
        if not found:
            raise NotFound("There is no such share.", hint="It may have been withdrawn.")
        return found[0]

    def between(self, viewer: Viewer, person: PersonId) -> tuple[SeenShare, ...]:
        """What the viewer may know was shared with somebody, or by them with the viewer.

        Whom else something for the viewer is for, they do not learn here either.
        """
        kept = graph.seen_by(self._database, viewer, person=person, limit=MOST_SHOWN)
        return tuple(
            seen
            for seen in self._seen(viewer, kept)
            if person in {one.id for one in seen.people}
            or (seen.sharer.id == person and seen.for_me)
        )

    def news(self, viewer: Viewer) -> tuple[SeenShare, ...]:
        """Of the last two weeks what others share and the viewer has not answered or put aside."""
        today, aside = self._now().date(), graph.skipped(self._database, viewer)
        kept = graph.seen_by(self._database, viewer, limit=MOST_SHOWN)
        return self._seen(
            viewer,
            (
                one
                for one in kept
                if one.share.is_new(today)
                and one.share.id not in aside
                and one.by != viewer.user
                and (one.share.team or viewer.person in one.share.people)
                and viewer.person not in {thanks.person for thanks in one.share.thanks}
            ),
        )

    def drafts(
        self,
        viewer: Viewer,
        seen: SeenShare,
        *,
        address_of: Callable[[ShareLink], str] | None = None,
    ) -> tuple[ShareDraft, ...]:
        """For the sharer of something for people: a letter to each, in their words.

        With `address_of`, which gives the address of a link, whoever has no account can say by
        one that it helped.
        """
        if not seen.mine:
            return ()
        team, thanked = self._team(), {one.id for one in seen.thanks}
        linked = address_of if seen.share.takes_thanks(self._now().date()) else None
        return tuple(
            ShareDraft(
                person=person,
                subject=_SUBJECTS[seen.share.kind],
                text=self._blurbs.share(
                    seen.share.kind.value,
                    to=person.name,
                    me=viewer.name,
                    text=seen.share.text,
                    link=seen.share.link,
                    contact=seen.contact.name if seen.contact else "",
                    contact_role=seen.contact.role if seen.contact else "",
                    thanks_link=linked(ShareLink(share=seen.share.id, person=person.id))
                    if linked and person.id not in team | thanked
                    else "",
                ),
                mail=self._mail(viewer, person.id),
            )
            for person in seen.people
        )

    # -----------------------------------------------------------------------------------------
    # Writing

    def put(
        self,
        viewer: Viewer,
        *,
        kind: ShareKind,
        text: str,
        link: str = "",
        team: bool = False,
        people: Iterable[PersonId] = (),
        contact: PersonId | None = None,
        visibility: Visibility = Visibility.PRIVATE,
        passing_on: ShareId | None = None,
        besides: Besides | None = None,
    ) -> tuple[ShareId, Done]:
        """Shares something with `people` or the `team`; raises `InvalidInput`, `NotFound`.

        What is for the team is the team's; for people it is as visible as chosen, and the
        viewer's own when it names anybody whom they alone see. `passing_on` is the earlier share
        that it comes from, and `besides` is written with it.
        """
        try:
            new = NewShare(
                kind=kind, text=text, link=link, team=team, people=tuple(people), contact=contact
            )
        except ValueError as error:
            raise InvalidInput(str(error)) from error
        named = [self._people.get(viewer, person) for person in new.people]
        about = self._people.get(viewer, new.contact) if new.contact else None
        if viewer.person in {*new.people, new.contact}:
            raise InvalidInput("Choose somebody else than yourself.")
        self._check_contact(about, new)
        everybody_known = all(one.scope == TEAM for one in (*named, about) if one)
        scope = TEAM if new.team else viewer.scope_of(visibility)
        share = Share(
            id=ShareId(self._new_id()),
            sharer=viewer.person,
            kind=new.kind,
            text=new.text,
            link=new.link,
            team=new.team,
            created_at=self._now(),
            people=new.people,
            contact=new.contact,
            origin=self.one(viewer, passing_on).share.root if passing_on else None,
        )
        also = besides or Besides(touched=(), work=lambda _: None)

        def work(tx: Transaction) -> None:
            graph.put(tx, kept)
            also.work(tx)

        kept = KeptShare(
            share=share, scope=scope if everybody_known else viewer.private, by=viewer.user
        )
        with_whom = "the team" if new.team else _names(named)
        done = self._history.write(
            viewer,
            f"Shared {SHARE_WORDS[new.kind]} with {with_whom}",
            touched=[graph.touched(share.id), *also.touched],
            work=work,
        )
        return share.id, done

    def pass_on(
        self, viewer: Viewer, share: ShareId, person: PersonId, *, besides: Besides
    ) -> Done:
        """Shares what the viewer or a colleague shared before with one more person.

        It is seen by the team when the earlier share and that person are. Raises as `put` does.
        """
        seen = self.one(viewer, share)
        open_ = seen.open and self._people.get(viewer, person).scope == TEAM
        _, done = self.put(
            viewer,
            kind=seen.share.kind,
            text=passed_on(seen.share, mine=seen.mine, sharer=seen.sharer.name),
            link=seen.share.link,
            people=(person,),
            contact=seen.share.contact,
            visibility=Visibility.TEAM if open_ else Visibility.PRIVATE,
            passing_on=share,
            besides=besides,
        )
        return done

    def alter(self, viewer: Viewer, share: ShareId, *, text: str, link: str) -> Done:
        """Changes the words of a share of the viewer's own."""
        self._own(viewer, share)
        try:
            words, address = checked_text(text), checked_link(link)
        except ValueError as error:
            raise InvalidInput(str(error)) from error

        def work(tx: Transaction) -> None:
            if not graph.alter(tx, share, user=viewer.user, text=words, link=address):
                raise _gone()

        return self._history.write(
            viewer, "Changed what you share", touched=[graph.touched(share)], work=work
        )

    def add(self, viewer: Viewer, share: ShareId, people: Iterable[PersonId]) -> Done:
        """Shares something of the viewer's own with some more people."""
        seen = self._own(viewer, share)
        more = [
            self._people.get(viewer, person)
            for person in dict.fromkeys(people)
            if person not in seen.share.people
        ]
        if not more:
            raise InvalidInput("Choose whom else it is for.")
        new = NewShare(
            kind=seen.share.kind,
            text=seen.share.text,
            people=tuple(one.id for one in more),
            contact=seen.share.contact,
        )
        self._check_contact(seen.contact, new)
        unknown = next((one for one in more if one.scope != TEAM), None)
        if seen.open and unknown:
            raise InvalidInput(
                f"Only you see {unknown.name}, and the team sees this.",
                hint="Share it with them on its own.",
            )
        return self._let_be_for(
            viewer,
            share,
            lambda kept: kept.with_people(new.people),
            f"Shared it with {_names(more)}, too",
        )

    def leave_out(self, viewer: Viewer, share: ShareId, person: PersonId) -> Done:
        """Takes something of the viewer's own back from one who has not said that it helped."""
        seen = self._own(viewer, share)
        card = next((one for one in seen.people if one.id == person), None)
        if card is None:
            raise NotFound("It was not shared with somebody like that.")
        return self._let_be_for(
            viewer, share, lambda kept: kept.without(person), f"Took it back from {card.name}"
        )

    def withdraw(self, viewer: Viewer, share: ShareId) -> Done:
        """Takes a share of the viewer's own back from everybody."""
        seen = self._own(viewer, share)
        return self._history.write(
            viewer,
            f"Withdrew {SHARE_WORDS[seen.share.kind]}",
            touched=[graph.touched(share)],
            work=lambda tx: graph.delete(tx, share),
        )

    def helped(self, viewer: Viewer, share: ShareId, person: PersonId | None = None) -> Done:
        """Says that a share helped the viewer; or, by its sharer, that a `person` said so.

        For a colleague nobody else says it. Raises `NotFound`, `Conflict` when it is said already.
        """
        seen = self.one(viewer, share)
        if person is None:
            if seen.mine:
                raise InvalidInput("It is your own.", hint="Say whom it helped.")
            whom, words = viewer.person, f"Told {seen.sharer.name} that it helped"
        else:
            card = next((one for one in seen.people if one.id == person), None)
            if not seen.mine or card is None or person in self._team():
                raise NotFound("It was not shared with somebody like that.")
            whom, words = person, f"It helped {card.name}"
        if seen.helped_me or whom in {one.id for one in seen.thanks}:
            raise Conflict("That was said already.")
        return self._history.write(
            viewer,
            words,
            touched=[graph.touched(share)],
            work=lambda tx: graph.thank(tx, share, whom, at=self._now()),
        )

    def skip(self, viewer: Viewer, share: ShareId) -> Done:
        """Puts what somebody shares aside on the viewer's first page, for good."""
        seen = self.one(viewer, share)
        return self._history.write(
            viewer,
            f"Put aside what {seen.sharer.name} shares",
            touched=[graph.skip_touched(viewer, share)],
            work=lambda tx: graph.skip(tx, viewer, seen.share, day=self._now().date()),
        )

    # -----------------------------------------------------------------------------------------
    # By link, without an account

    def open(self, link: ShareLink) -> tuple[Person, bool]:
        """Who shared it, and whether the holder of the link has said that it helped.

        Raises `NotFound` when the link may not be used, for whatever reason.
        """
        kept = self._opened(self._database, link)
        account = self._accounts.by_id(kept.by)
        if account is None or not account.active:
            raise _closed()
        cards = self._people.many(account.viewer, (kept.share.sharer, link.person))
        if {kept.share.sharer, link.person} - cards.keys():
            raise _closed()
        return cards[kept.share.sharer], link.person in {one.person for one in kept.share.thanks}

    def thank(self, link: ShareLink) -> None:
        """Keeps that it helped the holder of a link, once; raises `NotFound`."""

        def work(tx: Transaction) -> None:
            kept = self._opened(tx, link)
            if link.person not in {one.person for one in kept.share.thanks}:
                graph.thank(tx, link.share, link.person, at=self._now())

        self.open(link)
        self._database.in_transaction(work, called="thank_by_link")

    # -----------------------------------------------------------------------------------------

    def _opened(self, on: Statements, link: ShareLink) -> KeptShare:
        kept = graph.of_link(on, link.share)
        if kept is None or link.person not in kept.share.people:
            raise _closed()
        if not kept.share.takes_thanks(self._now().date()):
            raise _closed()
        return kept

    def _let_be_for(
        self,
        viewer: Viewer,
        share: ShareId,
        change: Callable[[Share], tuple[PersonId, ...]],
        what: str,
    ) -> Done:
        """Changes whom a share is for, as it is in this very transaction."""

        def work(tx: Transaction) -> None:
            kept = graph.of_link(tx, share)
            if kept is None or kept.by != viewer.user:
                raise _gone()
            try:
                people = change(kept.share)
            except ValueError as error:
                raise InvalidInput(str(error)) from error
            if not graph.put_people(tx, share, user=viewer.user, people=people):
                raise _gone()

        return self._history.write(viewer, what, touched=[graph.touched(share)], work=work)

    def _own(self, viewer: Viewer, share: ShareId) -> SeenShare:
        seen = self.one(viewer, share)
        if not seen.mine:
            raise _gone()
        return seen

    def _team(self) -> set[PersonId]:
        return {account.viewer.person for account in self._accounts.all()}

    def _check_contact(self, contact: Person | None, new: NewShare) -> None:
        """Nobody whom the viewer alone sees is shown to a colleague by sharing them."""
        if contact is None or contact.scope == TEAM:
            return
        if new.team or self._team().intersection(new.people):
            raise InvalidInput(
                f"Only you see {contact.name}.",
                hint="Share them with the team first, on their page.",
            )

    def _mail(self, viewer: Viewer, person: PersonId) -> str:
        held = people_graph.contact_points(self._database, viewer, person)
        return next((one.point.value for one in held if one.point.channel is Channel.EMAIL), "")

    def _seen(self, viewer: Viewer, found: Iterable[KeptShare]) -> tuple[SeenShare, ...]:
        every = tuple(found)
        cards = self._people.many(
            viewer,
            {
                person
                for kept in every
                for person in (
                    kept.share.sharer,
                    kept.share.contact,
                    *kept.share.people,
                    *(one.person for one in kept.share.thanks),
                )
                if person
            },
        )
        return tuple(_as_seen(viewer, kept, cards) for kept in every if kept.share.sharer in cards)


def _as_seen(viewer: Viewer, kept: KeptShare, cards: Mapping[PersonId, Person]) -> SeenShare:
    share, mine = kept.share, kept.by == viewer.user
    told = share.people if mine or kept.scope == TEAM else (viewer.person,)
    thanks: tuple[Thanks, ...] = share.thanks if mine else ()
    return SeenShare(
        share=share,
        sharer=cards[share.sharer],
        people=tuple(
            sorted((cards[one] for one in told if one in cards), key=lambda p: (p.name, p.id))
        ),
        contact=cards.get(share.contact) if share.contact else None,
        thanks=tuple(cards[one.person] for one in thanks if one.person in cards),
        mine=mine,
        open=kept.scope == TEAM,
        for_me=viewer.person in share.people,
        helped_me=viewer.person in {one.person for one in share.thanks},
    )


def _is_of(kept: KeptShare, viewer: Viewer, whose: Whose) -> bool:
    match whose:
        case Whose.ALL:
            return True
        case Whose.TEAM:
            return kept.share.team
        case Whose.ME:
            return viewer.person in kept.share.people
        case Whose.MINE:
            return kept.by == viewer.user


def _names(people: list[Person]) -> str:
    first, *others = people
    return first.name if not others else f"{first.name} and {len(others)} more"


def _gone() -> NotFound:
    return NotFound("There is no such share of yours.")


def _closed() -> NotFound:
    return NotFound(
        "This link leads nowhere any more.",
        hint="Its time may have passed. Whoever sent it to you can tell.",
    )


_SUBJECTS = {
    ShareKind.EXPERTISE: "Something that may help",
    ShareKind.STORY: "A story for you",
    ShareKind.IDEA: "An idea for you",
    ShareKind.CONTACT: "Somebody you may like to meet",
}
