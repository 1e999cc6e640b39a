"""Records become people: by their strongest keys, in any order, and again the same."""

import itertools
import random
from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.domain.evidence import Kind, Monthly
from netgraph.domain.ids import PersonId
from netgraph.imports.identity import (
    Candidate,
    KnownPerson,
    Reason,
    Resolution,
    Resolved,
    lookups,
    resolve,
)
from netgraph.imports.keys import local_key
from netgraph.imports.records import OWNER, EvidenceRecord, Key, KeyKind, PersonRecord

ANA, TOM, EVE = PersonId("p-ana"), PersonId("p-tom"), PersonId("p-eve")


def _slug(value: str) -> Key:
    return Key(KeyKind.LINKEDIN, value)


def _mail(value: str) -> Key:
    return Key(KeyKind.EMAIL, f"{value}@x.example")


def _phone(value: int) -> Key:
    return Key(KeyKind.PHONE, f"+4930{value}")


def _person(name: str, *keys: Key, company: str = "") -> PersonRecord:
    return PersonRecord(
        line=2, name=name, keys=keys or (local_key("t", name, company),), company=company
    )


def _stated(person: Resolved) -> tuple[Key, ...]:
    """The keys but for those that hold for a record word for word."""
    return tuple(key for key in person.keys if key.kind is not KeyKind.LOCAL)


def _groups(resolution: Resolution) -> set[frozenset[int]]:
    return {frozenset(person.records) for person in resolution.people}


def test_shared_keys_make_one_person() -> None:
    """Records that share a slug, an address or a number with a name are one person."""
    resolution = resolve(
        [
            _person("Ana Ruiz", _slug("ana"), _mail("ana")),
            _person("A. Ruiz", _mail("ana"), _mail("ruiz")),
            _person("Ana Ruiz", _mail("ruiz"), _phone(1)),
            _person("Dr. Ana Ruiz", _phone(1)),
            _person("Tom Li", _mail("tom")),
        ],
        known={},
    )

    assert {frozenset({0, 1, 2, 3}), frozenset({4})} == _groups(resolution)
    assert (0, 0, 0, 0, 1) == resolution.group_of
    assert (_slug("ana"), _mail("ana"), _mail("ruiz"), _phone(1)) == _stated(resolution.people[0])
    assert () == resolution.candidates


def test_known_people_are_recognised() -> None:
    """A record with a known key is that person, and brings their further keys along."""
    resolution = resolve(
        [_person("Ana", _mail("ana"), _phone(1)), _person("New", _mail("new"))],
        known={_mail("ana"): ANA},
    )

    assert [ANA, None] == [person.known for person in resolution.people]
    assert (_mail("ana"), _phone(1)) == _stated(resolution.people[0])


def test_of_two_known_people_the_strongest_key_decides() -> None:
    """A record whose keys point to two people goes with the slug, and both are candidates."""
    resolution = resolve(
        [_person("Ana", _slug("ana"), _mail("tom"))],
        known={_slug("ana"): ANA, _mail("tom"): TOM},
    )

    assert ANA == resolution.people[0].known
    assert (_slug("ana"),) == _stated(resolution.people[0])
    assert (
        Candidate(person=0, other=TOM, reason=Reason.SHARED_KEY, on="tom@x.example"),
    ) == resolution.candidates


def test_two_slugs_are_two_people_whatever_they_share() -> None:
    """Profiles tell apart who shares an address; who has only the address is neither."""
    resolution = resolve(
        [
            _person("Ana", _slug("ana"), _mail("info")),
            _person("Tom", _slug("tom"), _mail("info")),
            _person("Info", _mail("info")),
        ],
        known={},
    )

    assert {frozenset({0}), frozenset({1}), frozenset({2})} == _groups(resolution)
    assert {"info@x.example"} == {candidate.on for candidate in resolution.candidates}


def test_a_switchboard_is_not_a_person() -> None:
    """People of different names who share a number stay apart, those of one name do not."""
    resolution = resolve(
        [
            _person("Ana Ruiz", _mail("ana"), _phone(0)),
            _person("Tom Li", _mail("tom"), _phone(0)),
            _person("Ana Ruiz", _phone(0)),
        ],
        known={},
    )

    assert {frozenset({0, 2}), frozenset({1})} == _groups(resolution)
    assert [Reason.SHARED_KEY] == [candidate.reason for candidate in resolution.candidates]


def test_a_known_switchboard_is_not_a_person_either() -> None:
    """A number that belongs to somebody of another name does not make the record them."""
    people = [_person("Tom Li", _phone(0))]
    known = {_phone(0): ANA}

    assert (
        resolve(people, known=known, known_people=[KnownPerson(id=ANA, name="Ana Ruiz")])
        .people[0]
        .known
        is None
    )
    assert (
        ANA
        == resolve(people, known=known, known_people=[KnownPerson(id=ANA, name="TOM LI")])
        .people[0]
        .known
    )


def test_one_name_at_one_company_is_only_a_candidate() -> None:
    """Equal names at equal companies are listed and never joined."""
    resolution = resolve(
        [
            _person("Ana Ruiz", _mail("a"), company="Acme Inc."),
            _person("Ruiz, Ana", _mail("b"), company="ACME"),
            _person("Ana Ruiz", _mail("c"), company="Globex"),
            _person("Ana Ruiz", _mail("d")),
        ],
        known={},
        known_people=[
            KnownPerson(id=EVE, name="Ana Ruiz", company="Globex GmbH"),
            KnownPerson(id=TOM, name="Tom Li", company="Acme"),
        ],
    )

    assert 4 == len(resolution.people)
    assert (
        Candidate(person=0, other=1, reason=Reason.NAME_AND_COMPANY, on="ana ruiz, acme"),
        Candidate(person=2, other=EVE, reason=Reason.NAME_AND_COMPANY, on="ana ruiz, globex"),
    ) == resolution.candidates


def test_evidence_moves_from_records_to_people() -> None:
    """Facts of several records of a pair add up, a list counts once, nobody knows themselves."""
    people = [
        _person("Ana", _slug("ana"), _mail("ana")),
        _person("Ana", _mail("ana")),
        _person("Tom", _mail("tom")),
    ]

    def mail(actor: int, other: int, day: date, count: float) -> EvidenceRecord:
        return EvidenceRecord(
            actor=actor, other=other, kind=Kind.MAIL, months=(Monthly(day=day, count=count),)
        )

    def listed(other: int, day: date) -> EvidenceRecord:
        return EvidenceRecord(
            actor=OWNER,
            other=other,
            kind=Kind.CONTACT_LIST,
            months=(Monthly(day=day, count=1.0),),
        )

    evidence = resolve(people, known={}).evidence(
        [
            mail(0, 2, date(2024, 2, 8), 1.0),
            mail(1, 2, date(2024, 2, 20), 0.5),
            mail(1, 2, date(2024, 3, 1), 1.0),
            mail(0, 1, date(2024, 2, 8), 1.0),
            listed(0, date(2023, 5, 1)),
            listed(1, date(2024, 5, 1)),
        ]
    )

    assert (
        EvidenceRecord(
            actor=OWNER,
            other=0,
            kind=Kind.CONTACT_LIST,
            months=(Monthly(day=date(2024, 5, 1), count=1.0),),
        ),
        EvidenceRecord(
            actor=0,
            other=1,
            kind=Kind.MAIL,
            months=(
                Monthly(day=date(2024, 2, 20), count=1.5),
                Monthly(day=date(2024, 3, 1), count=1.0),
            ),
        ),
    ) == evidence


def test_periods_about_the_same_thing_are_united() -> None:
    """Overlapping periods on one board become one, with the higher of their weights."""

    def seat(
        actor: int, other: int, since: date, until: date | None, weight: float
    ) -> EvidenceRecord:
        return EvidenceRecord(
            actor=actor,
            other=other,
            kind=Kind.SAME_BOARD,
            since=since,
            until=until,
            weight=weight,
            about="Acme",
        )

    people = [_person("Ana", _mail("ana")), _person("Tom", _mail("tom"))]
    evidence = resolve(people, known={}).evidence(
        [
            seat(0, 1, date(2003, 1, 1), date(2004, 12, 31), 0.5),
            seat(1, 0, date(2004, 1, 1), date(2006, 12, 31), 0.25),
            seat(0, 1, date(2010, 1, 1), None, 1.0),
        ]
    )

    assert (
        seat(0, 1, date(2003, 1, 1), date(2006, 12, 31), 0.5),
        seat(0, 1, date(2010, 1, 1), None, 1.0),
    ) == evidence


def test_a_record_without_keys_cannot_be() -> None:
    """A record that nothing would recognise again is refused."""
    with pytest.raises(ValueError, match="at least one key"):
        PersonRecord(line=1, name="Ana", keys=())


def test_a_key_shared_by_thousands_costs_no_time() -> None:
    """A number that three thousand names share is resolved at once, to three thousand people."""
    people = [_person(f"Person {n}", _mail(str(n)), _phone(0)) for n in range(3000)]

    assert 3000 == len(resolve(people, known={}).people)


_keys = st.lists(
    st.one_of(
        st.sampled_from("abc").map(_slug),
        st.sampled_from("abcd").map(_mail),
        st.integers(1, 3).map(_phone),
        st.sampled_from("xy").map(local_key),
    ),
    min_size=1,
    max_size=3,
    unique=True,
).map(tuple)
_records = st.lists(
    st.builds(
        lambda name, keys, company: _person(name, *keys, company=company),
        st.sampled_from(["Ana", "Tom", "x@x.example"]),
        _keys,
        st.sampled_from(["", "Acme"]),
    ),
    min_size=1,
    max_size=10,
)
_known = st.dictionaries(
    st.one_of(
        st.sampled_from("abc").map(_slug),
        st.sampled_from("abcd").map(_mail),
        st.integers(1, 3).map(_phone),
    ),
    st.sampled_from([ANA, TOM, EVE]),
    max_size=5,
)


def _stored(
    resolution: Resolution, known: Mapping[Key, PersonId]
) -> tuple[dict[Key, PersonId], list[PersonId]]:
    """What the graph knows after the people of a resolution were written."""
    after, ids = dict(known), []
    new = (PersonId(f"new-{n}") for n in itertools.count())
    for person in resolution.people:
        ids.append(person.known or next(new))
        for key in person.keys:
            after.setdefault(key, ids[-1])
    return after, ids


@given(_records, _known, st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(
    people: list[PersonRecord], known: dict[Key, PersonId], chance: random.Random
) -> None:
    """Shuffled records fall into the same groups, known as the same people."""
    order = list(range(len(people)))
    chance.shuffle(order)
    straight = resolve(people, known=known)
    shuffled = resolve([people[at] for at in order], known=known)

    assert {
        (person.known, frozenset(person.records), person.keys) for person in straight.people
    } == {
        (person.known, frozenset(order[at] for at in person.records), person.keys)
        for person in shuffled.people
    }


@given(_records, _known)
def test_resolving_again_finds_the_same_people(
    people: list[PersonRecord], known: dict[Key, PersonId]
) -> None:
    """After a file was stored, the same file has no new people and says the same of each record."""
    first = resolve(people, known=known)
    after, ids = _stored(first, known)
    again = resolve(people, known=after)

    assert [ids[at] for at in first.group_of] == [again.people[at].known for at in again.group_of]
    assert _groups(first) == _groups(again)


@given(_records, _known)
def test_every_record_and_key_has_one_person(
    people: list[PersonRecord], known: dict[Key, PersonId]
) -> None:
    """Groups part the records, and no key is held twice or against what is known."""
    resolution = resolve(people, known=known)
    held = [key for person in resolution.people for key in person.keys]

    assert list(range(len(people))) == sorted(
        at for person in resolution.people for at in person.records
    )
    assert len(held) == len(set(held))
    assert all(person.keys for person in resolution.people)
    assert set(held) <= lookups(people)
    assert all(
        known.get(key) in (None, person.known)
        for person in resolution.people
        for key in person.keys
    )
