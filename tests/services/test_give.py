"""Give first: what is proposed, what the drafts say, and what choices do."""

from dataclasses import replace
from datetime import timedelta

import pytest

from netgraph.domain.access import TEAM, Viewer
from netgraph.domain.blurbs import debts_in, gaps_in
from netgraph.domain.favors import Favor, FavorKind
from netgraph.domain.give import Choice
from netgraph.domain.ids import PersonId
from netgraph.domain.offers import Offer, OfferKind
from netgraph.domain.people import Person
from netgraph.domain.policies import ConnectorPolicy
from netgraph.domain.shares import ShareKind
from netgraph.domain.wants import HALF_LIFE_DAYS
from netgraph.errors import NotFound
from netgraph.services.blurbs import Blurbs
from netgraph.wiring import Netgraph
from tests.conftest import NOW, Clock
from tests.graphs import add_company, add_evidence, add_expertise, add_person, add_want, met

TODAY = NOW.date()


@pytest.fixture
def small(netgraph: Netgraph, ana: Viewer) -> Netgraph:
    """Ana knows Dana and Grace; Quin works with Dana, and both look for something."""
    globex = add_company(netgraph, "globex", "Globex", industry="retail")
    other = add_company(netgraph, "other", "Other", industry="retail")
    add_person(netgraph, "dana", "Dana Ortiz", title="Partner", company=globex)
    add_person(netgraph, "quin", "Quin Lee", title="Buyer", company=globex)
    add_person(netgraph, "grace", "Grace Hall", title="Head of HR", company=other)
    add_evidence(
        netgraph,
        met(ana.person, "dana", TODAY - timedelta(days=10), times=5),
        met(ana.person, "grace", TODAY - timedelta(days=5), times=6),
    )
    add_want(netgraph, "dana", "a head of HR in retail", role="head of HR", industry="retail")
    add_want(netgraph, "quin", "advice on ERP migrations", kind="expertise")
    add_expertise(netgraph, ana.person, "ERP migrations")
    return netgraph


def people(netgraph: Netgraph, viewer: Viewer) -> set[tuple[str, str | None, str]]:
    """For whom, over whom and what the list proposes."""
    return {
        (one.idea.person, one.idea.through, one.idea.offer.kind.value)
        for one in netgraph.give.week(viewer).ideas
    }


def test_a_contact_and_a_colleague_of_theirs_are_helped(small: Netgraph, ana: Viewer) -> None:
    """Dana is offered whom she looks for, and her colleague an hour, passed on by her."""
    assert {("dana", None, "introduction"), ("quin", "dana", "expertise")} == people(small, ana)


def test_done_is_logged_once_as_what_it_is_and_undone_as_one(small: Netgraph, ana: Viewer) -> None:
    """One click logs help to a colleague of Dana; the idea goes, and comes back when undone."""
    quin = next(one for one in small.give.week(ana).ideas if one.idea.through)

    done = small.give.choose(ana, quin.idea.id, Choice.DONE)

    (entry,) = small.favors.ledger(ana).entries
    assert isinstance(entry.deed, Favor)
    assert (FavorKind.ADVICE, "quin", "dana") == (
        entry.deed.kind, entry.deed.receiver, entry.deed.on_behalf_of,
    )  # fmt: skip
    assert "quin" not in {one.person.id for one in small.give.week(ana).ideas}
    assert 1 == small.give.week(ana).done
    with pytest.raises(NotFound):
        small.give.choose(ana, quin.idea.id, Choice.DONE)
    small.history.undo(ana, done.change)
    assert () == small.favors.ledger(ana).entries
    assert "quin" in {one.person.id for one in small.give.week(ana).ideas}


def test_put_off_comes_back_and_dismissed_does_not(
    small: Netgraph, ana: Viewer, clock: Clock
) -> None:
    """Snoozed ideas return after two weeks, dismissed ones stay away."""
    ideas = {one.person.id: one.idea.id for one in small.give.week(ana).ideas}
    small.give.choose(ana, ideas[PersonId("dana")], Choice.SNOOZED)
    small.give.choose(ana, ideas[PersonId("quin")], Choice.DISMISSED)
    assert set() == people(small, ana)

    clock.turn(days=15)

    assert {("dana", None, "introduction")} == people(small, ana)


def shares_for(netgraph: Netgraph, viewer: Viewer, person: str) -> set[str]:
    """The words of what is proposed to be shared with somebody, around whom the viewer is."""
    network = netgraph.ties.network(viewer, as_of=netgraph.now().date())
    found = netgraph.offers.for_connectors(viewer, [PersonId(person)], network=network)
    return {one.shared for one in found.get(PersonId(person), ()) if one.share}


def test_what_was_shared_is_proposed_to_who_has_not_had_it(
    small: Netgraph, ana: Viewer, ben: Viewer
) -> None:
    """Own and the team's shares fit a want or an expertise; another's private ones never."""
    own, bens = "How we moved an ERP system, a migration in a weekend.", "Retail prices, seen anew."
    add_expertise(small, "grace", "retail prices")
    grace, quin = PersonId("grace"), PersonId("quin")
    small.shares.put(ana, kind=ShareKind.IDEA, text=own, people=[grace])
    story, _ = small.shares.put(ben, kind=ShareKind.STORY, text=bens, team=True)
    for text in (f"Secret: {own}", f"Secret: {bens}"):
        small.shares.put(ben, kind=ShareKind.IDEA, text=text, people=[quin, ana.person])

    assert ({own}, {bens}) == (shares_for(small, ana, "quin"), shares_for(small, ana, "grace"))
    assert set() == shares_for(small, ben, "dana")
    with_ben = small.offers.for_connectors(
        ana, [grace], network=small.ties.network(ana, as_of=TODAY)
    )[grace][0]  # fmt: skip
    assert (ben.person, 0.5, "") == (with_ben.by, with_ben.fit, with_ben.want_text)
    small.shares.put(ana, kind=ShareKind.STORY, text="Mine.", people=[grace], passing_on=story)
    assert set() == shares_for(small, ana, "grace")


def test_a_share_that_is_done_is_shared_and_no_favor(
    small: Netgraph, ana: Viewer, ben: Viewer
) -> None:
    """One click shares it once more, in whose words it is, and one undo takes all of it back."""
    text = "Our advice on ERP migrations."
    first, _ = small.shares.put(ben, kind=ShareKind.EXPERTISE, text=text, team=True,
                                link="https://x.example/erp")  # fmt: skip
    idea = next(one for one in small.give.week(ana).ideas if one.idea.offer.share)
    assert ("quin", first) == (idea.person.id, idea.idea.offer.share)
    assert f"“{text}”\n\nhttps://x.example/erp\n" in idea.draft

    done = small.give.choose(ana, idea.idea.id, Choice.DONE)

    assert () == small.favors.ledger(ana).entries
    (made,) = small.shares.between(ben, PersonId("quin"))
    assert (f"From Ben Okoye: {text}", first) == (made.share.text, made.share.root)
    assert set() == shares_for(small, ana, "quin") | shares_for(small, ben, "quin")
    assert 1 == small.give.week(ana).done
    small.history.undo(ana, done.change)
    assert {text} == shares_for(small, ana, "quin")
    assert 0 == small.give.week(ana).done


def test_a_contact_is_shared_with_who_looks_for_one_and_does_not_know_them(
    small: Netgraph, ana: Viewer, ben: Viewer
) -> None:
    """Ben's contact fits Dana's wish, unless Uma would mind, is known to her, or it is Uma's own.

    Grace, whom Ana knows, is introduced and not shared.
    """
    uma = PersonId(add_person(small, "uma", "Uma Reed", title="Head of HR", company="other"))
    for one in ("dana", "uma"):
        add_want(small, one, "somebody in HR in retail", kind="expertise")
    for contact in (uma, PersonId("grace")):
        text = f"{contact} speaks plainly about HR in retail."
        small.shares.put(ben, kind=ShareKind.CONTACT, text=text, contact=contact, team=True)
    of_uma = {"uma speaks plainly about HR in retail."}
    assert (of_uma, set()) == (
        shares_for(small, ana, "dana"),
        shares_for(small, ana, "uma") & of_uma,
    )
    small.policies.set(ana, uma, ConnectorPolicy(paused_until=TODAY + timedelta(days=9)))
    assert set() == shares_for(small, ana, "dana")
    small.policies.set(ana, uma, ConnectorPolicy())
    add_evidence(small, met("dana", "uma", TODAY, times=2))

    assert set() == shares_for(small, ana, "dana")


def test_nobody_is_offered_who_would_mind(small: Netgraph, ana: Viewer) -> None:
    """When Grace pauses, or has been asked to her cap, she is not offered to Dana."""
    assert ("dana", None, "introduction") in people(small, ana)

    small.policies.set(
        ana, PersonId("grace"), ConnectorPolicy(paused_until=TODAY + timedelta(days=9))
    )

    assert {("quin", "dana", "expertise")} == people(small, ana)


def test_a_want_fades_and_is_asked_again(small: Netgraph, ana: Viewer, clock: Clock) -> None:
    """After half a year both wishes are asked about; said again, one counts in full anew."""
    clock.turn(days=int(HALF_LIFE_DAYS) + 1)
    assert {"dana"} == {old.person.id for old in small.give.week(ana).ask_again}
    (old,) = small.give.week(ana).ask_again

    small.wants.renew(ana, PersonId("dana"), old.want.id)

    assert () == small.give.week(ana).ask_again
    idea = next(one for one in small.give.week(ana).ideas if one.person.id == "dana")
    assert 1 == idea.idea.offer.fresh
    clock.turn(days=600)
    assert set() == people(small, ana)


def test_no_draft_speaks_of_a_debt(small: Netgraph, ana: Viewer) -> None:
    """Whatever is given, by whom, and to a colleague or not, no draft speaks of what is owed."""
    blurbs = Blurbs(small.settings.data_dir / "texts")
    cards = {
        PersonId(key): Person(id=PersonId(key), name=name, scope=TEAM)
        for key, name in (
            ("me", "Ana Ruiz"), ("d", "Dana Ortiz"), ("q", "Quin Lee"), ("g", "Grace Hall"),
            ("t", "Tom Becker"),
        )
    }  # fmt: skip
    me, dana = cards[PersonId("me")], cards[PersonId("d")]
    plain = small.give.week(ana).ideas[0].idea.offer
    drafts = []
    for kind in OfferKind:
        for by in ("me", "t"):
            for through in (None, "t"):
                for said in ("a head of HR", "you owe me one", ""):
                    offer: Offer = replace(
                        plain, kind=kind, by=PersonId(by), whom=PersonId("g"), topic="ERP",
                        through=PersonId(through) if through else None, want_text=said,
                    )  # fmt: skip
                    shared = [
                        replace(offer, shared="A day in the plant.", whom=whom, want_text=said)
                        for whom in (None, PersonId("g"))
                    ]
                    drafts += [
                        blurbs.give(one, to=dana, colleague=colleague, me=me, cards=cards)
                        for one in (offer, *shared)
                        for colleague in (None, cards[PersonId("q")])
                    ]

    assert {()} == {debts_in(draft) for draft in drafts}
    assert {()} == {gaps_in(draft) for draft in drafts}
    assert all(draft.startswith("Hi Dana,") and draft.endswith("\nAna") for draft in drafts)
