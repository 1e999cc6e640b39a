"""Who did what for whom, from a sentence whose people and verbs are already plain.

Each plain verb has its own way of placing people: one who introduces names two others, one who
gets has the giver after "from", one who reviews serves the owner of the document. What is
promised is the same deed, one step later. `sentence_words.py` explains the plain sentence.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from netgraph.domain import sentence_words as words
from netgraph.domain.favors import FavorKind
from netgraph.domain.sentence_people import Me, Party, Person


class Part(StrEnum):
    """A part of a reading that can be unsure."""

    WHAT = "what"
    KIND = "kind"
    GIVER = "giver"
    RECEIVER = "receiver"
    INTRODUCED = "introduced"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsure:
    """A question to ask before saving; `choices` may be empty when any answer may do."""

    part: Part
    question: str
    choices: tuple[str, ...] = ()


_VERB = re.compile(r"(?<![^ ])[A-Z][A-Z_]+(?![^ ])")
_SLOT = re.compile(
    r"(?<![^ ])(?:(to|with|for|from|by|at|off|of|through|on|between|past|THANK to) )?"
    r"(@\w+(?: and @\w+)*)( 's)?(?![^ ])"
)
_CONTENT = re.compile(
    r" (?:about|who|because|when|while|which|after|before|regarding|if|where|whether|how|so|;|-|–)"
    r"(?= )"
)
NOT = re.compile(r"(?<![^ ])not(?![^ ])(?! only)")

_INNER = (
    r"(?:(?:to )?(?P<to>@\w+(?: and @\w+)*) )?"
    r"(?:(?:that )?(?P<s2>@\w+|he|she|they) (?:would|will|can|could) |to )(?P<rest>.+)$"
)
_PROMISES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^(?P<s>.*?)(?<![^ ])(?:promise|agree|commit|volunteer|pledge|offer|swear|plan) {_INNER}",
        (
            r"^(?P<s>.*?)(?<![^ ])(?:tell|say|assure|let) (?:to )?"
            r"(?:(?P<to>@\w+(?: and @\w+)*) )?(?:know )?"
            r"(?P<s2>@\w+|he|she|they) (?:would|will) (?P<rest>.+)$"
        ),
        r"^(?P<s>.*?)(?P<to>(?!))?(?P<s2>(?!))?(?<![^ ])(?:be )?will (?:to )?(?P<rest>.+)$",
        (
            r"^(?P<s>(?:@me |@us )?)(?P<to>(?!))?(?P<s2>(?!))?(?:need to|have to|must|remember to|"
            r"remind @me to|todo :?|to do :?) (?P<rest>.+)$"
        ),
    )
)
_PROMISED = re.compile(r"(?<![^ ])(?:promise|owe|pledge)(?= (?:to )?@| )")


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """Who did what for whom; several in one place stand beside each other in the sentence.

    `kind` is None for what is given without being a favor, which `gift` says too. `introduced`
    are the people an introduction or a referral leads to.
    """

    kind: FavorKind | None
    gift: bool = False
    giver: tuple[Party, ...] = ()
    receiver: tuple[Party, ...] = ()
    introduced: tuple[Party, ...] = ()
    unsure: tuple[Unsure, ...] = ()


@dataclass(frozen=True, slots=True)
class _Slot:
    prep: str
    people: tuple[Party, ...]
    owns: bool
    direct: bool


def read_promise(plain: str) -> tuple[str, bool, str]:
    """The sentence of what was promised, whether anything was, and to whom if it says so."""
    for pattern in _PROMISES:
        match = pattern.search(plain)
        if match and not NOT.search(match["s"]) and match["rest"].split()[0] in _DOING:
            subject = [*re.findall(r"@\w+", match["s"]), "@me"][0]
            rest = match["rest"]
            if match["to"]:
                rest = rest.replace("@him", match["to"])
            return f"{subject} {rest}", True, match["to"] or ""
    match = _PROMISED.search(plain)
    if match and not NOT.search(plain[: match.start()]):
        return f"{plain[: match.start()]}give{plain[match.end() :]}", True, ""
    return plain, False, ""


_DOING = frozenset(words.VERBS.values())


def main_verb(plain: str) -> re.Match[str] | None:
    """The verb that says what was done: a weak one only if it says what was given."""
    found = list(_VERB.finditer(plain))
    for index, verb in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(plain)
        if verb[0] not in _WEAK or index + 1 == len(found):
            return verb
        if _noun_kind(plain[verb.end() : end]) is not None:
            return verb
    return None


_WEAK = frozenset({"GIVE", "GET", "GIVE_GIFT"})


def _noun_kind(text: str) -> tuple[int, FavorKind | None] | None:
    """Where the first noun that says what was given stands, and its kind; None for a gift."""
    nouns: list[tuple[int, int, int, FavorKind | None]] = [
        (match.start(), order, match.end(), kind)
        for order, (pattern, kind) in enumerate(words.KIND_OF_NOUN)
        for match in pattern.finditer(text)
    ]
    if gift := words.GIFT_NOUN.search(text):
        nouns.append((gift.start(), 99, gift.end(), None))
    if not nouns:
        return None
    start, _, end, kind = min(nouns, key=lambda noun: noun[:2])
    while heads := [noun for noun in nouns if noun[0] == end + 1 and noun[3] is not None]:
        _, _, end, kind = min(heads, key=lambda noun: noun[:2])  # a customer reference
    return start, kind


def people_of(names: str, people: tuple[Person, ...], before: str) -> tuple[Party, ...]:
    """The people that the masks in `names` stand for; `before` is what "him" can point back to."""
    parties: list[Party] = []
    for name in re.findall(r"@\w+", names):
        if name in {"@me", "@us"}:
            parties.append(Me())
        elif name == "@him":
            earlier = re.findall(r"@(\d+)", before)
            if earlier:
                parties.append(people[int(earlier[-1])])
        else:
            parties.append(people[int(name[1:])])
    return tuple(parties)


def _slots(text: str, people: tuple[Person, ...], *, before: str = "") -> list[_Slot]:
    return [
        _Slot(
            prep=match[1] or "",
            people=people_of(match[2], people, f"{before} {text[: match.start()]}"),
            owns=match[3] is not None,
            direct=match.start() == 0 and not match[1],
        )
        for match in _SLOT.finditer(text)
    ]


def _pick(slots: list[_Slot], *preps: str, owns: bool = False) -> tuple[Party, ...]:
    for prep in preps:
        for slot in slots:
            if slot.owns == owns and slot.prep == prep and (prep or slot.direct):
                return slot.people
    return ()


def _owner(slots: list[_Slot]) -> tuple[Party, ...]:
    return next((slot.people for slot in slots if slot.owns), ())


def _first(*roles: tuple[Party, ...]) -> tuple[Party, ...]:
    return next((role for role in roles if role), ())


def read_roles(verb: str, pre: str, post: str, people: tuple[Person, ...]) -> Roles:
    """Who did what for whom, by the plain `verb` and the words before and after it."""
    cut = _CONTENT.search(f"{post} ")
    head = post[: cut.start()] if cut and "@" in post[: cut.start()] else post
    before = _slots(pre, people)
    after = _slots(head, people, before=pre)
    passive = re.search(r"(?<![^ ])(?:be|get|GET)$", pre) is not None or (
        not before and re.match(r"by @", post) is not None
    )
    unnamed = re.search(r"(?<![^ ])(?:he|she|they|someone|somebody)$", pre) and not before
    said = _last(before)
    subject = () if unnamed else _first(said, (Me(),))
    if passive:
        return _passive(verb, subject, before, after)
    roles = _active(verb, subject, after, head=head, post=post, people=people)
    if said or not roles.giver or roles.giver != subject:
        return roles
    owner = _owner(before)
    choices = _names(owner)
    if includes_me(roles.receiver):
        if not choices:
            return replace(roles, giver=())
        ask = Unsure(part=Part.GIVER, question=_WHO, choices=choices)
        return replace(roles, giver=owner, unsure=(*roles.unsure, ask))
    if choices:
        ask = Unsure(part=Part.GIVER, question=_WHO, choices=("me", *choices))
        return replace(roles, unsure=(*roles.unsure, ask))
    if _is_unread(pre):
        ask = Unsure(part=Part.GIVER, question=_WHO, choices=("me",))
        return replace(roles, unsure=(*roles.unsure, ask))
    return roles


_WHO = "Who did it?"


def _is_unread(pre: str) -> bool:
    """Whether the last word before the verb can be somebody: no everyday word, no adverb."""
    *_, last = pre.split() or [""]
    return (
        re.fullmatch(r"[^\W\d_][^@]*", last) is not None
        and last not in _DOING | words.COMMON | words.FILLERS | words.CONTRACTIONS.keys()
        and last not in {*words.CONTRACTIONS.values(), "thing"}
        and not last.endswith(("ly", "ing"))
    )


def _active(
    verb: str,
    subject: tuple[Party, ...],
    after: list[_Slot],
    *,
    head: str,
    post: str,
    people: tuple[Person, ...],
) -> Roles:
    match verb:
        case "INTRODUCE":
            return _introduction(subject, after)
        case "THANK":
            return _thanked(post, people)
        case "GIVE" | "GIVE_GIFT":
            return _given(subject, after, head, gift=verb == "GIVE_GIFT")
        case "GET":
            return _got(subject, after, head)
        case "CONSULT" | "CONSULT_ADVICE":
            giver = _pick(after, "", "off", "with", "by", "past", "to", "of")
            return Roles(kind=words.KIND_OF_VERB[verb], giver=giver, receiver=subject)
        case "BE_HOSTED":
            return Roles(kind=FavorKind.HOSPITALITY, giver=_pick(after, ""), receiver=subject)
        case "MEAL":
            return _meal(subject, after, post)
        case "REFER":
            return _referred(subject, after)
        case "VOUCH":
            receiver = _pick(after, "for", "") or _owner(after)
        case "REVIEW":
            receiver = _first(_owner(after), _pick(after, "for", "of", "from", "with", "to", ""))
        case "HELP_FOR":
            receiver = _pick(after, "for", "")
        case _:
            receiver = _first(
                _pick(after, "", "to", "with", "for"), _owner(after), _pick(after, "at")
            )
    unsure: tuple[Unsure, ...] = ()
    if not receiver and subject and not includes_me(subject):
        receiver = (Me(),)
        unsure = (Unsure(part=Part.RECEIVER, question="For whom was it?"),)
    if verb == "HELP" and re.search(rf"(?<![^ ])with .*{words.DOC}", post):
        kinds = (FavorKind.OTHER, FavorKind.DOCUMENT_REVIEW, FavorKind.ADVICE)
        unsure += (Unsure(part=Part.KIND, question="What kind of help was it?", choices=kinds),)
    return Roles(kind=words.KIND_OF_VERB[verb], giver=subject, receiver=receiver, unsure=unsure)


def _last(slots: list[_Slot]) -> tuple[Party, ...]:
    plain = [slot.people for slot in slots if not slot.owns and not slot.prep]
    return plain[-1] if plain else ()


def includes_me(people: tuple[Party, ...]) -> bool:
    """Whether the writer is one of `people`."""
    return any(isinstance(one, Me) for one in people)


def _passive(
    verb: str, subject: tuple[Party, ...], before: list[_Slot], after: list[_Slot]
) -> Roles:
    giver = _pick(after, "by", "through", "THANK to", "from")
    kind = words.KIND_OF_VERB.get(verb, FavorKind.OTHER)
    unsure = () if verb in words.KIND_OF_VERB else (_WHAT_KIND,)
    if verb == "INTRODUCE":
        return Roles(
            kind=kind, giver=giver, receiver=subject, introduced=_pick(after, "to", "with")
        )
    receiver = _first(_owner(before), subject)
    return Roles(kind=kind, giver=giver, receiver=receiver, unsure=unsure)


_WHO_FOR = "For whom was the introduction?"


def _introduction(subject: tuple[Party, ...], after: list[_Slot]) -> Roles:
    one = _first(_pick(after, ""), _pick(after, "between"))
    other = _pick(after, "to", "with")
    if not other and len(one) > 1:
        one, other = one[:1], one[1:]
    if not one and other:
        one = _pick(after, "for") or (() if includes_me(subject) else (Me(),))
    if includes_me(other) and not includes_me(one):
        one, other = other, one
    unsure: tuple[Unsure, ...] = ()
    if one and other and not includes_me(one):
        choices = _names((*one, *other))
        unsure = (Unsure(part=Part.RECEIVER, question=_WHO_FOR, choices=choices),)
    return Roles(
        kind=FavorKind.INTRODUCTION, giver=subject, receiver=one, introduced=other, unsure=unsure
    )


def _names(people: tuple[Party, ...]) -> tuple[str, ...]:
    return tuple(
        one.mention.text for one in people if isinstance(one, Person) and one.mention is not None
    )


def _thanked(post: str, people: tuple[Person, ...]) -> Roles:
    match = re.match(r"(?:so much |a lot )?(?:to |you )?(?:to )?(@\w+(?: and @\w+)*)", post)
    giver = people_of(match[1], people, "") if match else ()
    rest = re.sub(r"^[ ,!.-]*(?:so much|very much|a lot|lot)?[ ,!.-]*(?:for )?", "",
                  post[match.end():] if match else post)  # fmt: skip
    verb = main_verb(rest)
    if verb is not None and verb.start() == 0:
        inner = read_roles(verb[0], match[1] if match else "", rest[verb.end() :].strip(), people)
        if inner.giver == giver:
            return inner if inner.receiver else replace(inner, receiver=(Me(),))
    got = _got((Me(),), _slots(rest, people), rest)
    return replace(got, giver=giver)


def _given(subject: tuple[Party, ...], after: list[_Slot], post: str, *, gift: bool) -> Roles:
    noun = _noun_kind(post)
    kind = noun[1] if noun else None if gift else FavorKind.OTHER
    is_gift = kind is None
    receiver = _pick(after, "")
    introduced: tuple[Party, ...] = ()
    if kind in {FavorKind.INTRODUCTION, FavorKind.REFERRAL}:
        receiver = _first(receiver, _pick(after, "for", "between"))
        introduced = _pick(after, "to", "with")
        if len(receiver) > 1 and not introduced:
            receiver, introduced = receiver[:1], receiver[1:]
        if not receiver and kind is FavorKind.REFERRAL:
            receiver, introduced = introduced, ()
        if not receiver and not includes_me(subject):
            receiver = (Me(),)
        if not receiver:
            receiver, introduced = introduced, ()
    else:
        receiver = _first(receiver, _pick(after, "to", "for", "with"), _owner(after))
    if not receiver and not includes_me(subject):
        receiver = (Me(),)
    return Roles(
        kind=kind, gift=is_gift, giver=subject, receiver=receiver, introduced=introduced,
        unsure=() if noun or gift else (_WHAT_KIND,),
    )  # fmt: skip


_WHAT_KIND = Unsure(part=Part.KIND, question="What was it?", choices=tuple(FavorKind))


def _got(subject: tuple[Party, ...], after: list[_Slot], post: str) -> Roles:
    noun = _noun_kind(post)
    kind = noun[1] if noun else FavorKind.OTHER
    giver = _pick(after, "from", "by", "through", "THANK to", "of")
    introduced = _pick(after, "to", "with") if kind is FavorKind.INTRODUCTION else ()
    return Roles(
        kind=kind, gift=kind is None, giver=giver, receiver=subject, introduced=introduced,
        unsure=() if noun else (_WHAT_KIND,),
    )  # fmt: skip


_THEY_PAID = re.compile(
    r"(?<![^ ])(?:(?:he|she|they|@\d+) (?:pay|GIVE)|(?:his|her|their) treat|on @him)"
)
_I_PAID = re.compile(
    r"(?<![^ ])(?:@(?:me|us) (?:pay|GIVE)|@(?:me|us) 's treat|on @(?:me|us)(?! 's))"
)


def _meal(subject: tuple[Party, ...], after: list[_Slot], post: str) -> Roles:
    beside = tuple(one for one in subject if not isinstance(one, Me))
    other = _first(_pick(after, "with", ""), beside)
    host = subject if other != beside or not includes_me(subject) else (Me(),)
    if _THEY_PAID.search(post):
        return Roles(kind=FavorKind.HOSPITALITY, giver=other, receiver=host)
    if _I_PAID.search(post):
        return Roles(kind=FavorKind.HOSPITALITY, giver=host, receiver=other)
    question = Unsure(part=Part.GIVER, question="Who was the host?", choices=("me", *_names(other)))
    return Roles(kind=FavorKind.HOSPITALITY, giver=host, receiver=other, unsure=(question,))


def _referred(subject: tuple[Party, ...], after: list[_Slot]) -> Roles:
    one, other = _pick(after, ""), _pick(after, "to", "for")
    if not one or (includes_me(other) and not includes_me(one)):
        one, other = other, one
    unsure: tuple[Unsure, ...] = ()
    if one and other and not includes_me(one):
        names = _names((*one, *other))
        unsure = (Unsure(part=Part.RECEIVER, question="For whom was the referral?", choices=names),)
    if not one and not includes_me(subject):
        one = (Me(),)
    return Roles(
        kind=FavorKind.REFERRAL, giver=subject, receiver=one, introduced=other, unsure=unsure
    )


def promised_to(promisee: tuple[Party, ...], roles: Roles) -> Roles:
    """The roles of something promised to `promisee`, whoever else it is about."""
    others = tuple(one for one in (*roles.receiver, *roles.introduced) if one not in promisee)
    is_introduction = roles.kind is FavorKind.INTRODUCTION
    return replace(
        roles, receiver=promisee, introduced=others if is_introduction else (), unsure=()
    )
