"""Reach finds the best paths, says why, offers what the data holds, and nothing that is hidden."""

import math
import random
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise, permutations

import pytest

from netgraph.domain.access import TEAM, Role, Scope, Viewer, Visibility
from netgraph.domain.cautions import CautionKind
from netgraph.domain.evidence import Evidence, Kind, Monthly
from netgraph.domain.favors import FavorKind, PromiseState
from netgraph.domain.giving import NewFavor, NewPromise
from netgraph.domain.ids import PersonId
from netgraph.domain.policies import ConnectorPolicy
from netgraph.domain.wants import WantKind
from netgraph.graph.ties import pair_of, refresh_ties
from netgraph.services.reach import Nobody, NoPath, Reached, WhichOne
from netgraph.services.wants import NewWant
from netgraph.wiring import Netgraph
from tests.conftest import Clock
from tests.graphs import (
    add_company,
    add_evidence,
    add_expertise,
    add_person,
    add_want,
    mail,
    met,
    run_cypher,
)
from tests.services.test_introductions import GOOD

TODAY = date(2026, 6, 15)


@pytest.fixture
def small(netgraph: Netgraph, ana: Viewer) -> Netgraph:
    """Ana knows Dana well and Bo by a list only; both know Priya, CFO at Acme."""
    acme = add_company(netgraph, "acme", "Acme Corp", industry="retail")
    globex = add_company(netgraph, "globex", "Globex", industry="retail")
    add_person(netgraph, "dana", "Dana Ortiz", title="Partner", company=globex)
    add_person(netgraph, "bo", "Bo Lind")
    add_person(netgraph, "priya", "Priya Shah", title="CFO", company=acme)
    add_person(netgraph, "grace", "Grace Hall", title="Head of HR", company=globex)
    add_evidence(
        netgraph,
        met(ana.person, "dana", TODAY - timedelta(days=10), times=5),
        met("dana", "priya", TODAY - timedelta(days=20), times=4),
        Evidence(
            actor=ana.person,
            other=PersonId("bo"),
            kind=Kind.CONTACT_LIST,
            months=(Monthly(day=TODAY - timedelta(days=900), count=1),),
        ),
        met("bo", "priya", TODAY - timedelta(days=20), times=4),
        met(ana.person, "grace", TODAY - timedelta(days=5), times=6),
    )
    return netgraph


def reached(netgraph: Netgraph, viewer: Viewer, text: str, as_of: date = TODAY) -> Reached:
    """The answer, which must have paths."""
    answer = netgraph.reach.ask(viewer, text, as_of=as_of)
    assert isinstance(answer, Reached), answer
    return answer


def names(answer: Reached) -> list[tuple[str, ...]]:
    """The people of each path by name, the viewer left out."""
    return [tuple(person.name for person in path.people[1:]) for path in answer.paths]


def in_turn(answer: Reached) -> list[str]:
    """Whom to ask, one after the other."""
    return [answer.paths[ask.place].asked for ask in answer.order.asks]


def test_the_most_probable_path_comes_first(small: Netgraph, ana: Viewer) -> None:
    """A path of live ties ranks above one that leans on a list of connections."""
    answer = reached(small, ana, "Priya Shah")

    assert names(answer) == [("Dana Ortiz", "Priya Shah"), ("Bo Lind", "Priya Shah")]
    for path in answer.paths:
        product = math.prod(tie.strength.probability for tie in path.ties)
        assert math.isclose(path.probability, product)
        assert path.low < path.probability < path.high


def test_a_role_at_a_company_reaches_its_holder(small: Netgraph, ana: Viewer) -> None:
    """“CFO at Acme” means whoever holds that role there, however the title is written."""
    for text in ("CFO at Acme", "chief financial officer, Acme Corp", "CFO Acme"):
        assert {person.name for person in reached(small, ana, text).targets} == {"Priya Shah"}


def test_the_weakest_tie_and_the_evidence_are_said(small: Netgraph, ana: Viewer) -> None:
    """Each tie says its evidence in words, and the weakest one is known."""
    path = reached(small, ana, "Priya Shah").paths[1]

    assert path.weakest_tie == 0
    assert path.ties[0].words == "on a list of connections since 2023"
    assert path.ties[1].words.startswith("met 4 times in the last year")


def test_an_offer_follows_from_the_want_and_goes_with_it(small: Netgraph, ana: Viewer) -> None:
    """Dana wants a head of HR in retail, Ana knows one; without the want there is no offer."""
    want = add_want(
        small, "dana", "meet a head of HR in retail", role="head of HR", industry="retail"
    )

    offers = reached(small, ana, "Priya Shah").paths[0].offers
    assert [(offer.whom, offer.by) for offer in offers] == [("grace", ana.person)]

    small.database.write("delete_nodes", labels=["Want"], ids=[want])
    assert reached(small, ana, "Priya Shah").paths[0].offers == ()


def test_nobody_is_introduced_to_whom_they_know(small: Netgraph, ana: Viewer) -> None:
    """The offer goes once the connector knows that person themself."""
    add_want(small, "dana", "meet a head of HR in retail", role="head of HR", industry="retail")
    add_evidence(small, met("dana", "grace", TODAY, times=1))

    assert reached(small, ana, "Priya Shah").paths[0].offers == ()


def test_a_wish_in_another_industry_is_not_answered(small: Netgraph, ana: Viewer) -> None:
    """A head of HR in retail does not answer a wish for one in banking."""
    add_want(small, "dana", "meet a head of HR in banking", role="head of HR", industry="banking")

    assert reached(small, ana, "Priya Shah").paths[0].offers == ()


def test_expertise_that_is_asked_for_is_offered(small: Netgraph, ana: Viewer) -> None:
    """What Ana knows about answers what Dana looks for; other topics do not."""
    add_want(small, "dana", "somebody who moved off SAP", kind="expertise")
    add_expertise(small, ana.person, "moving off SAP")
    add_expertise(small, ana.person, "wine")

    offers = reached(small, ana, "Priya Shah").paths[0].offers
    assert [offer.headline for offer in offers] == ["Offer an hour on moving off SAP"]


def test_several_of_a_name_are_asked_about(small: Netgraph, ana: Viewer) -> None:
    """Two people of one name are shown, and neither is chosen."""
    add_person(small, "priya2", "Priya Shah", title="Buyer")

    answer = small.reach.ask(ana, "priya shah", as_of=TODAY)

    assert isinstance(answer, WhichOne)
    assert {person.id for person in answer.people} == {"priya", "priya2"}


def test_nobody_of_that_name_gives_the_nearest(small: Netgraph, ana: Viewer) -> None:
    """An unknown name is said to be unknown, with names that are near."""
    answer = small.reach.ask(ana, "Prya Shandy", as_of=TODAY)

    assert isinstance(answer, Nobody)
    assert "Priya Shah" in {person.name for person in answer.nearest}


def test_without_a_path_the_answer_says_so_and_who_could_open_one(
    small: Netgraph, ana: Viewer
) -> None:
    """Nobody leads to Ola; Priya works there and can be reached."""
    add_person(small, "ola", "Ola Berg", title="CEO", company="acme")

    answer = small.reach.ask(ana, "Ola Berg", as_of=TODAY)

    assert isinstance(answer, NoPath)
    assert [opening.person.name for opening in answer.openings] == ["Priya Shah"]


def test_strengths_are_as_of_the_day_asked_about(small: Netgraph, ana: Viewer) -> None:
    """Two years on the same path is weaker; before anything happened there was none."""
    now = reached(small, ana, "Priya Shah").paths[0].probability
    later = reached(small, ana, "Priya Shah", TODAY + timedelta(days=730)).paths[0].probability
    before = small.reach.ask(ana, "Priya Shah", as_of=date(2020, 1, 1))

    assert later < now
    assert isinstance(before, NoPath)


def test_roles_and_jobs_are_those_of_the_day_asked_about(small: Netgraph, ana: Viewer) -> None:
    """Who has left since is found on a day on which they held the role."""
    when = TODAY - timedelta(days=5)
    run_cypher(small.database, "MATCH (e {id: 'job-priya'}) SET e.ended = $day", day=when)

    then = reached(small, ana, "CFO at Acme", when)
    now = small.reach.ask(ana, "CFO at Acme", as_of=TODAY)

    assert "CFO at Acme Corp" == then.paths[0].people[-1].role
    assert isinstance(now, Nobody)


def test_a_private_tie_helps_its_owner_alone(small: Netgraph, ana: Viewer, ben: Viewer) -> None:
    """Ben's private friendship with Priya gives Ben a path and changes nothing for Ana."""
    before = small.reach.ask(ana, "Priya Shah", as_of=TODAY)

    add_evidence(small, met(ben.person, "priya", TODAY, times=9), scope=ben.private)

    assert names(reached(small, ben, "Priya Shah"))[0] == ("Priya Shah",)
    assert small.reach.ask(ana, "Priya Shah", as_of=TODAY) == before


def test_a_detour_around_a_better_direct_tie_is_left_out(small: Netgraph, ana: Viewer) -> None:
    """Asking Grace to ask Dana is no alternative while Ana reaches Dana better herself."""
    add_evidence(small, met("grace", "dana", TODAY, times=3))

    assert ("Grace Hall", "Dana Ortiz", "Priya Shah") not in names(
        reached(small, ana, "Priya Shah")
    )


def test_a_favor_counts_in_the_next_answer(small: Netgraph, ana: Viewer) -> None:
    """A favor that Dana did for Ana raises the path over Dana at once."""
    before = reached(small, ana, "Priya Shah").paths[0].probability
    small.database.write(
        "demo_favors",
        rows=[
            {
                "id": "f1", "scope": TEAM, "by": ana.user, "at": small.now(), "giver": "dana",
                "receiver": ana.person, "kind": FavorKind.ADVICE.value, "size": "coffee",
                "day": TODAY, "note": "", "introduced": None, "on_behalf_of": None,
            }
        ],
    )  # fmt: skip
    small.database.in_transaction(
        lambda tx: refresh_ties(
            tx, [pair_of(PersonId("dana"), ana.person)], scopes=(TEAM,), as_of=TODAY
        ),
        called="test",
    )

    assert reached(small, ana, "Priya Shah").paths[0].probability > before


def test_paths_on_a_generated_network_equal_plain_enumeration(
    netgraph: Netgraph, ana: Viewer
) -> None:
    """On a network made by chance the best path is the one that trying them all finds."""
    chance = random.Random(7)  # noqa: S311 # a network by chance, not a secret
    people = [PersonId(f"p{n}") for n in range(9)]
    for person in people:
        add_person(netgraph, person, f"Person {person}")
    everybody = [ana.person, *people]
    facts = [
        mail(a, b, TODAY - timedelta(days=chance.randrange(400)), times=chance.randrange(1, 30))
        for a in everybody
        for b in everybody
        if a != b and chance.random() < 0.35
    ]
    add_evidence(netgraph, *facts)
    network = netgraph.ties.network(ana, as_of=TODAY)

    for target in people:
        best = max(
            (
                _product(network, (ana.person, *middle, target))
                for count in range(4)
                for middle in permutations([p for p in people if p != target], count)
            ),
            default=0.0,
        )
        answer = netgraph.reach.person(ana, target, as_of=TODAY)
        found = answer.paths[0].probability if isinstance(answer, Reached) else 0.0
        assert math.isclose(best, found, abs_tol=1e-12)


def _product(network: object, people: Iterable[PersonId]) -> float:
    chain = list(people)
    ties = [network.strength(of=a, towards=b) for a, b in pairwise(chain)]  # type: ignore[attr-defined]
    return math.prod(tie.probability for tie in ties) if all(ties) else 0.0


def test_every_story_of_the_demo_is_answered(netgraph_seeded: Netgraph, lena: Viewer) -> None:
    """The demo's stories come out as they are told."""
    answers = {
        text: netgraph_seeded.reach.ask(lena, text, as_of=TODAY)
        for text in (
            "Henrik Aas", "Victor Lang", "CFO at Velden Automotive", "Beatrix von Arnim",
            "Maria Rossi", "Simone Hale", "Laurent Dubois",
        )
    }  # fmt: skip

    kinds = {text: type(answer).__name__ for text, answer in answers.items()}
    assert kinds == {
        "Henrik Aas": "Reached",
        "Victor Lang": "Reached",
        "CFO at Velden Automotive": "Reached",
        "Beatrix von Arnim": "NoPath",
        "Maria Rossi": "WhichOne",
        "Simone Hale": "Reached",
        "Laurent Dubois": "Reached",
    }
    lang = answers["Victor Lang"]
    assert isinstance(lang, Reached)
    assert lang.paths[0].connector is not None
    assert lang.paths[0].connector.name == "Dana Whitfield"
    assert "Grace Mbeki" in lang.paths[0].offers[0].headline
    assert in_turn(lang) == ["Dana Whitfield"]
    velden = answers["CFO at Velden Automotive"]
    assert isinstance(velden, Reached)
    assert [(one.connector, one.target.name) for one in velden.asking] == [
        (velden.paths[0].connector, "Katharina Brandt")
    ]
    assert in_turn(velden) == []
    change = velden.paths[1].first_if
    assert change is not None
    assert change.says.startswith("If Marco Bellini confirmed knowing Stefan Moll well, this path")


def test_the_order_to_ask_in_counts_a_shared_tie_once(small: Netgraph, ana: Viewer) -> None:
    """Cleo leads to Priya over Dana's own tie to Omar, so her way adds less than its chance."""
    add_person(small, "cleo", "Cleo Marsh")
    add_person(small, "omar", "Omar Said", title="CEO", company="acme")
    add_evidence(
        small,
        met(ana.person, "cleo", TODAY - timedelta(days=10), times=4),
        met("cleo", "priya", TODAY - timedelta(days=20), times=4),
        met("priya", "omar", TODAY - timedelta(days=20), times=1),
    )
    answer = reached(small, ana, "Omar Said")
    order = answer.order
    dana, cleo = order.asks[:2]
    shared = answer.paths[0].ties[-1].strength.probability
    first, second = (path.probability for path in answer.paths[:2])

    assert in_turn(answer)[:2] == ["Dana Ortiz", "Cleo Marsh"]
    assert math.isclose(dana.adds, first)
    assert math.isclose(cleo.adds, second - first * second / shared)
    assert math.isclose(order.together, sum(ask.adds for ask in order.asks))
    assert order.together <= answer.any_works.probability


def test_while_somebody_is_asked_for_nobody_else_is_to_be_asked(
    small: Netgraph, ana: Viewer, ben: Viewer, clock: Clock
) -> None:
    """Ana is told what she asked of whom; Ben only that she is asking; later the order is back."""
    before = reached(small, ana, "Priya Shah")
    path = tuple(person.id for person in before.paths[0].people)
    small.introductions.draft(ana, path, probability=0.4)
    draft = small.introductions.drafts(ana)[0].id
    small.introductions.alter(ana, draft, **GOOD)
    small.introductions.send(ana, draft)
    mine, his = reached(small, ana, "Priya Shah"), reached(small, ben, "Priya Shah")
    clock.turn(days=40)

    assert before.asking == ()
    assert in_turn(before)[0] == "Dana Ortiz"
    assert [(one.request, one.connector) for one in mine.asking] == [
        (draft, before.paths[0].connector)
    ]
    assert [(one.requester.name, one.request, one.connector) for one in his.asking] == [
        ("Ana Ruiz", None, None)
    ]
    assert in_turn(mine) == in_turn(his) == []
    assert in_turn(reached(small, ana, "Priya Shah", as_of=clock().date()))[0] == "Dana Ortiz"


def test_whose_rules_speak_against_it_is_left_out_of_the_order(
    small: Netgraph, ana: Viewer
) -> None:
    """Dana pauses: Bo alone is asked, long shot or not; when Bo pauses too, nobody is."""
    paused = ConnectorPolicy(paused_until=TODAY + timedelta(days=30))
    small.policies.set(ana, PersonId("dana"), paused)
    answer = reached(small, ana, "Priya Shah")

    assert in_turn(answer) == ["Bo Lind"]
    assert [path.first_if for path in answer.paths] == [None, None]

    small.policies.set(ana, PersonId("bo"), paused)
    assert reached(small, ana, "Priya Shah").order.asks == ()


def test_what_would_make_a_path_the_first_comes_true(small: Netgraph, ana: Viewer) -> None:
    """Bo's way would be the first if he vouched for Ana; once he does, it is, as was said."""
    dana, bo = reached(small, ana, "Priya Shah").paths
    vouch = Evidence(
        actor=PersonId("bo"),
        other=ana.person,
        kind=Kind.VOUCH,
        months=(Monthly(day=TODAY, count=1),),
    )

    assert dana.first_if is None
    assert bo.first_if is not None
    assert bo.first_if.says.startswith("If Bo Lind confirmed knowing you well, this path would be")

    add_evidence(small, vouch)
    first, second = reached(small, ana, "Priya Shah").paths

    assert first.asked == "Bo Lind"
    assert math.isclose(first.probability, bo.first_if.probability, rel_tol=1e-9)
    assert second.asked == "Dana Ortiz"
    assert second.first_if is not None


def test_what_no_single_word_can_change_is_not_said(small: Netgraph, ana: Viewer) -> None:
    """Both of Kim's ties are known from lists alone: one confirmation would not be enough."""
    add_person(small, "kim", "Kim Lau")
    listed = (Monthly(day=TODAY - timedelta(days=900), count=1),)
    add_evidence(
        small,
        *(
            Evidence(actor=one, other=other, kind=Kind.CONTACT_LIST, months=listed)
            for one, other in ((ana.person, PersonId("kim")), (PersonId("kim"), PersonId("priya")))
        ),
    )

    paths = {path.asked: path for path in reached(small, ana, "Priya Shah").paths}

    assert paths["Bo Lind"].first_if is not None
    assert paths["Kim Lau"].first_if is None


def cautions(answer: Reached, place: int = 0) -> list[tuple[CautionKind, str]]:
    """What one path warns of."""
    return [(caution.kind, caution.text) for caution in answer.paths[place].cautions]


def let_down(netgraph: Netgraph, viewer: Viewer, person: str, *, visibility: Visibility) -> None:
    """A promise of the viewer's to somebody, due a month ago and not kept."""
    promise = NewPromise(
        owner=viewer.person, to=PersonId(person), what="the slides", due=TODAY - timedelta(days=30),
        made=TODAY - timedelta(days=60), state=PromiseState.BROKEN,
    )  # fmt: skip
    netgraph.favors.add(viewer, promise, visibility=visibility)


def introduced(netgraph: Netgraph, by: str, viewer: Viewer, whom: str, *, times: int) -> None:
    """Introductions that somebody made for a user, one a week."""
    for week in range(times):
        favor = NewFavor(
            giver=PersonId(by), receiver=viewer.person, kind=FavorKind.INTRODUCTION,
            day=TODAY - timedelta(days=3 + 7 * week), introduced=PersonId(whom),
        )  # fmt: skip
        netgraph.favors.add(viewer, favor)


def test_a_strained_target_is_said_on_the_way_to_them(small: Netgraph, ana: Viewer) -> None:
    """Letters without an answer and a promise that we did not keep are one warning."""
    assert cautions(reached(small, ana, "Priya Shah")) == []

    add_evidence(
        small,
        mail(ana.person, "priya", TODAY - timedelta(days=8), times=5),
        mail("priya", ana.person, TODAY - timedelta(days=210), times=5),
    )
    let_down(small, ana, "priya", visibility=Visibility.TEAM)
    answer = reached(small, ana, "Priya Shah")
    direct = [path.connector is None for path in answer.paths].index(True)

    assert cautions(answer, direct) == [
        (
            CautionKind.STRAINED,
            (
                "Priya has not answered you since November 2025; "
                "a promise of ours to Priya was not kept"
            ),
        )
    ]


def test_a_private_promise_warns_its_owner_alone(small: Netgraph, ana: Viewer, ben: Viewer) -> None:
    """What Ben keeps to himself raises no warning for Ana."""
    let_down(small, ben, "priya", visibility=Visibility.PRIVATE)

    assert cautions(reached(small, ana, "Priya Shah")) == []

    let_down(small, ben, "priya", visibility=Visibility.TEAM)

    assert [kind for kind, _ in cautions(reached(small, ana, "Priya Shah"))] == [
        CautionKind.STRAINED
    ]


def test_a_fresh_connector_is_proposed_before_one_asked_often(
    small: Netgraph, ana: Viewer, ben: Viewer
) -> None:
    """Dana stays the likeliest and is spared: Grace, who can stand in, is the one to ask."""
    add_evidence(small, met("grace", "priya", TODAY - timedelta(days=30), times=3))
    assert reached(small, ana, "Priya Shah").proposed == 0

    introduced(small, "dana", ben, "grace", times=2)
    introduced(small, "dana", ana, "bo", times=3)
    answer = reached(small, ana, "Priya Shah")

    assert names(answer)[0] == ("Dana Ortiz", "Priya Shah")
    assert cautions(answer) == [
        (CautionKind.ASKED_OFTEN, "Dana is asked often: 5 introductions in three months")
    ]
    assert names(answer)[answer.proposed] == ("Grace Hall", "Priya Shah")


def test_introductions_kept_private_do_not_count_for_others(
    small: Netgraph, ana: Viewer, ben: Viewer
) -> None:
    """Ben's own favors say nothing to Ana about how often Dana is asked."""
    for week in range(6):
        favor = NewFavor(
            giver=PersonId("dana"), receiver=ben.person, kind=FavorKind.INTRODUCTION,
            day=TODAY - timedelta(days=week),
        )  # fmt: skip
        small.favors.add(ben, favor, visibility=Visibility.PRIVATE)

    assert cautions(reached(small, ana, "Priya Shah")) == []


def test_a_tie_that_fell_asleep_wants_a_word_first(small: Netgraph, ana: Viewer) -> None:
    """Ten months after the last meeting the path says that a word comes before the request."""
    later = TODAY + timedelta(days=300)

    assert cautions(reached(small, ana, "Priya Shah", later)) == [
        (
            CautionKind.ASLEEP,
            "You and Dana have not been in touch for 10 months: a word before the request",
        )
    ]


def test_a_wish_that_nobody_answers_is_shown(small: Netgraph, ana: Viewer) -> None:
    """What a connector looks for stands on the path although there is nothing to offer."""
    add_want(small, "dana", "meet an admiral", role="Admiral")

    path = reached(small, ana, "Priya Shah").paths[0]

    assert path.offers == ()
    assert [want.text for want in path.wishes] == ["meet an admiral"]


def test_somebody_two_ties_away_is_offered_with_help(small: Netgraph, ana: Viewer) -> None:
    """Dana wants to meet Ola, whom Ana reaches over Chi; the offer goes with the wish."""
    add_person(small, "chi", "Chi Conti")
    ola = add_person(small, "ola", "Ola Berg", title="COO", company="globex")
    add_evidence(
        small,
        met(ana.person, "chi", TODAY - timedelta(days=5), times=6),
        met("chi", "ola", TODAY - timedelta(days=5), times=6),
    )
    want = NewWant(kind=WantKind.INTRODUCTION, text="to meet Ola Berg", wanted=ola)
    done = small.wants.add_want(ana, PersonId("dana"), want, visibility=Visibility.TEAM)

    path = reached(small, ana, "Priya Shah").paths[0]
    network = small.ties.network(ana, as_of=TODAY)
    chance = _product(network, (ana.person, PersonId("chi"), ola))

    assert [(offer.whom, offer.through) for offer in path.offers] == [("ola", "chi")]
    assert (
        path.offers[0].headline
        == "With Chi Conti’s help: introduce Dana to Ola Berg, COO at Globex"
    )
    assert math.isclose(path.offers[0].deliver, chance)

    small.history.undo(ana, done.change)
    path = reached(small, ana, "Priya Shah").paths[0]

    assert (path.offers, path.wishes) == ((), ())


def test_a_path_is_warm_from_worth_a_try_and_verified_by_deeds(
    small: Netgraph, ana: Viewer
) -> None:
    """The way over a list of connections is a long shot, and nothing verifies it."""
    answer = reached(small, ana, "Priya Shah")

    assert [(path.warm, path.verified) for path in answer.paths] == [(True, True), (False, False)]
    assert answer.verified

    add_person(small, "zoe", "Zoe Falk")
    listed = Monthly(day=TODAY - timedelta(days=90), count=1)
    wink = Evidence(
        actor=ana.person, other=PersonId("zoe"), kind=Kind.CONTACT_LIST, months=(listed,)
    )
    add_evidence(small, wink)

    assert not reached(small, ana, "Zoe Falk").verified


def test_the_demo_warns_where_its_stories_say(netgraph_seeded: Netgraph, lena: Viewer) -> None:
    """Jonas is asked often, Miriam fell asleep, Pieter is strained, three can pay in a circle."""
    claudia, henrik, pieter = (
        reached(netgraph_seeded, lena, name)
        for name in ("Claudia Ferri", "Henrik Aas", "Pieter van Aalst")
    )
    circle = {
        name: reached(netgraph_seeded, lena, name).paths[0].offers[0].through
        for name in ("Rosa Delgado", "Theo Brandauer", "Sven Lindahl")
    }

    assert names(claudia)[0][0] == "Jonas Weidlich"
    assert [kind for kind, _ in cautions(claudia)] == [CautionKind.ASKED_OFTEN]
    assert names(claudia)[claudia.proposed][0] == "Elena Petrova"
    assert in_turn(claudia) == ["Elena Petrova", "Jonas Weidlich"]
    assert [kind for kind, _ in cautions(henrik)] == [CautionKind.ASLEEP]
    assert {text for path in pieter.paths for text in (c.text for c in path.cautions)} == {
        "2 promises of ours to Pieter were not kept",
        (
            "Pieter has not answered Sofia since November 2025; "
            "2 promises of ours to Pieter were not kept"
        ),
    }
    assert "each other" not in pieter.paths[1].ties[1].words
    assert circle == {
        "Rosa Delgado": "p-chiara-conti",
        "Theo Brandauer": "p-amara-diallo",
        "Sven Lindahl": "p-bruno-hartwig",
    }


def test_a_company_asks_which_of_those_who_decide(small: Netgraph, ana: Viewer) -> None:
    """A company's name alone leads to its decision makers, and to nobody of another one."""
    add_person(small, "tim", "Tim Low", title="Clerk", company="acme")

    for text in ("Acme Corp", "acme", "Acmee Corp"):
        answer = small.reach.ask(ana, text, as_of=TODAY)

        assert isinstance(answer, WhichOne), text
        assert [company.name for company in answer.at] == ["Acme Corp"]
        assert [person.name for person in answer.people] == ["Priya Shah"]


def test_a_company_where_nobody_decides_shows_who_is_there(small: Netgraph, ana: Viewer) -> None:
    """Where no decision maker is known, those who are known are shown."""
    add_company(small, "initech", "Initech")
    add_person(small, "tim", "Tim Low", title="Clerk", company="initech")
    answer = small.reach.ask(ana, "Initech", as_of=TODAY)

    assert isinstance(answer, WhichOne)
    assert [person.name for person in answer.people] == ["Tim Low"]


def test_a_mistyped_name_is_said_to_be_one(small: Netgraph, ana: Viewer) -> None:
    """“Pryia Shah” shows Priya Shah and says so; a name that is only begun is no mistake."""
    assert reached(small, ana, "Pryia Shah").guessed
    assert reached(small, ana, "Dnaa Ortiz").guessed
    for text in ("Priya Shah", "pri sha", "Priya at Acme"):
        assert not reached(small, ana, text).guessed, text


def test_nothing_near_still_shows_the_nearest_names(small: Netgraph, ana: Viewer) -> None:
    """A name like nobody's is answered with what comes nearest by its letters."""
    answer = small.reach.ask(ana, "Pzzqx Dbrrnk", as_of=TODAY)

    assert isinstance(answer, Nobody)
    assert {person.name for person in answer.nearest} == {"Priya Shah", "Dana Ortiz"}


def test_a_role_at_an_unknown_company_offers_known_ones(small: Netgraph, ana: Viewer) -> None:
    """The nearest companies become questions, and who holds the role elsewhere is shown."""
    answer = small.reach.ask(ana, "CFO at Akme Group", as_of=TODAY)

    assert isinstance(answer, Nobody)
    assert answer.because == "No company is called “Akme Group”."
    assert "CFO at Acme Corp" in answer.questions
    assert [person.name for person in answer.nearest] == ["Priya Shah"]


def test_the_very_role_comes_before_one_near_it(small: Netgraph, ana: Viewer) -> None:
    """“CFO” reaches the chief financial officer, though a finance director is better known."""
    add_person(small, "dora", "Dora Gil", title="Director Financiero", company="globex")
    add_evidence(small, met(ana.person, "dora", TODAY - timedelta(days=2), times=9))

    answer = reached(small, ana, "CFO")
    there = reached(small, ana, "CFO at Globex")

    assert {path.target.name for path in answer.paths} == {"Priya Shah"}
    assert {path.target.name for path in there.paths} == {"Dora Gil"}


def test_roles_do_not_matter_to_what_is_seen(small: Netgraph, ana: Viewer) -> None:
    """An administrator sees no more of a private tie than anybody else."""
    admin = small.accounts.create(
        email="root@team.example", name="Root Admin", role=Role.ADMIN, password="a long password"
    )
    before = small.reach.ask(admin, "Grace Hall", as_of=TODAY)
    add_evidence(small, met("grace", "bo", TODAY, times=5), scope=Scope(ana.user))

    assert small.reach.ask(admin, "Grace Hall", as_of=TODAY) == before
