"""The people of a sentence: names found, and put aside behind `@0`, `@1`, `@me`.

A name is a run of capitalised words that is not at a place where things and companies stand
(after "the", "at", "about" …), or any words that the viewer knows as a name, or, as a last
resort (`guess`), an unknown small word where only a person can stand. A colleague of a contact
becomes one person with the contact as `on_behalf_of`, whether or not the colleague has a name.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from netgraph.domain import sentence_words as words


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A person's name as written, at the characters `start` to `end` of the sentence.

    Neither a courtesy title nor the possessive is part of it; `company` is the company written
    after it ("Ana at Acme"), or empty.
    """

    text: str
    start: int
    end: int
    company: str = ""


@dataclass(frozen=True, slots=True)
class Me:
    """The person who writes the sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody in a sentence: without `mention` one who is only described ("Ana's boss")."""

    mention: Mention | None
    on_behalf_of: Mention | None = None
    guessed: bool = False


Party = Me | Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """A sentence in base forms, its people as `@` and their place in `people`; `@me` is the writer.

    `imperative` says that its first word is a verb in base form, as in "introduce Sam to Olga".
    `aside` are names that stand where nobody of the deed can ("because Emma Haskell asked").
    """

    plain: str
    people: tuple[Person, ...]
    imperative: bool
    aside: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        return self.text.lower().replace("’", "'")

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        first = self.text[0]
        return first.isalpha() and not first.islower()


_LETTER = r"[^\s!-/:-@\[-`{-¿\u2000-\u206f\u3000-\u303f]"
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|(?:[Dd]r|[Mm]rs?|[Mm]s|[Mm]x|[Pp]rof|[Ss]t)\.|[A-Z]\.(?=\s*[A-Z])|"
    rf"[wW]/|{_LETTER}(?:{_LETTER}|['’\-‑](?={_LETTER}))*|[^\s]"
)
_AFTER_THINGS = frozenset(
    """the a an their his her its this that these those at @ in on about re regarding into against
    versus vs because when while if over when before after until since our my your no any""".split()
)
_BEFORE_CLAUSES = frozenset("because when while if over before after until since".split())
_MEASURES = frozenset("bottle bottles copy copies box case glass issue pair version".split())
_COMPANY_AFTER = frozenset("at @ of".split())
_GETTING = re.compile(
    r"\b(?:got|get|gotten|rec'?d|received?|thanks?|thx|accepted|intro(?:duction)?)\b"
)
_LONGEST_NAME = 5
_WIDEST_SPACE = 3


def fold(name: str) -> str:
    """A name in small Latin letters without accents, for comparing."""
    return anyascii(name).lower().replace("`", "'").strip()


def knows_any_of(names: Collection[str]) -> Callable[[str], bool]:
    """Whether words are one of `names`, in full or by its first word, in whatever letters.

    Make it once for many sentences: it reads all names.
    """
    known = {fold(name) for name in names}
    known |= {name.split()[0] for name in known if name.split()}
    return lambda text: fold(text) in known


def _read_words(text: str) -> list[_Word]:
    found: list[_Word] = []
    for match in _WORD.finditer(text):
        word = _Word(match[0], match.start(), match.end())
        low = word.low
        if low.endswith("'s") and len(low) > 2 and low[:-2] not in _PRONOUNS:  # noqa: PLR2004
            found.append(_Word(word.text[:-2], word.start, word.end - 2))
            found.append(_Word(word.text[-2:], word.end - 2, word.end))
        elif (
            low in {"'", "’"}
            and found
            and found[-1].end == word.start
            and found[-1].low.endswith("s")
        ):
            found.append(_Word("'s", word.start, word.end))
        else:
            found.append(word)
    return found


_PRONOUNS = frozenset("it that who what he she there here let how where this".split())


def _is_vocabulary(low: str) -> bool:
    return (
        low in words.VERBS
        or low in words.CONTRACTIONS
        or low in words.COMMON
        or low in words.FILLERS
    )


_ALSO_NAMES = frozenset("will may mark hope guy".split())


def _is_particle(found: list[_Word], index: int) -> bool:
    return found[index].low in words.PARTICLES and index + 1 < len(found)


class _Names:
    """Finds where names stand in the words of one sentence."""

    def __init__(self, found: list[_Word], *, knows: Callable[[str], bool], guess: bool) -> None:
        self.found = found
        self.knows = knows
        self.guess = guess
        letters = [word for word in found if word.is_word]
        self.shouted = len(letters) > 1 and all(word.text.isupper() for word in letters)

    def _text(self, start: int, end: int) -> str:
        return " ".join(word.text for word in self.found[start:end])

    def _is_gap(self, index: int) -> bool:
        """Whether a date was taken out before this word."""
        return self.found[index].start - self.found[index - 1].end > _WIDEST_SPACE

    def known(self, index: int) -> int:
        """The end of the longest known name that starts at `index`; `index` itself if none."""
        for end in range(min(index + _LONGEST_NAME, len(self.found)), index, -1):
            part = self.found[index:end]
            if any(self._is_gap(place) for place in range(index + 1, end)):
                continue
            if not all(word.is_word or word.text == "." for word in part):
                continue
            if end == index + 1 and not part[0].is_capital and _is_vocabulary(part[0].low):
                continue
            if self.knows(self._text(index, end)):
                return end
        return index

    def _can_start(self, index: int) -> bool:
        word = self.found[index]
        low = word.low
        if not word.is_capital or self.shouted or low in words.NOT_NAMES:
            return False
        if low in words.ROLE_WORDS or low in words.COURTESY or low.rstrip(".") in words.COURTESY:
            return False
        if word.text.isupper() and len(word.text.replace(".", "")) > 1 and word.text.isascii():
            return False
        if low in _ALSO_NAMES:
            after = self.found[index + 1].low if index + 1 < len(self.found) else ""
            is_past = after in words.VERBS and after != words.VERBS[after]
            return index > 0 or is_past or after in {"put", "'s", "and", "&"}
        return not (_is_vocabulary(low) or (index == 0 and _is_typo(low)))

    def capitalised(self, index: int) -> int:
        """The end of the run of capitalised words that starts at `index`, with particles."""
        if not self._can_start(index):
            return index
        end = index + 1
        while end < len(self.found) and end - index < _LONGEST_NAME + 1:
            ahead = end
            while _is_particle(self.found, ahead) and not self.found[ahead].is_capital:
                ahead += 1
            if ahead >= len(self.found) or not self.found[ahead].is_word:
                break
            if any(self._is_gap(place) for place in range(end, ahead + 1)):
                break
            word = self.found[ahead]
            is_name = self._can_start(ahead) or (word.is_capital and word.low in words.PARTICLES)
            is_org = word.is_capital and word.low in words.ROLE_WORDS | words.COMPANY_WORDS
            if not (is_name or is_org or re.fullmatch(r"[A-HJ-Z]\.?|I\.", word.text)):
                break
            end = ahead + 1
        return end

    def _before(self, index: int) -> str:
        while index > 0 and self.found[index - 1].low.rstrip(".") in words.COURTESY:
            index -= 1
        return self.found[index - 1].low if index > 0 else ""

    def shouted_name(self, index: int) -> int:
        """The end of two or more words in capitals only ("EMMA HASKELL"), which may be a name."""
        end = index
        while end < len(self.found) and not self.shouted:
            word = self.found[end]
            if not word.text.isupper() or len(word.text) < 3 or not word.text.isalpha():  # noqa: PLR2004
                break
            if word.low in words.ROLE_WORDS | words.COMPANY_WORDS:
                break
            end += 1
        return end if end > index + 1 else index

    def is_aside(self, start: int, end: int) -> bool:
        """Whether a capitalised run that is nobody of the deed may be somebody all the same."""
        run = {word.low for word in self.found[start:end]}
        is_thing = run & (words.ROLE_WORDS | words.COMPANY_WORDS)
        return not is_thing and self._before(start) in _BEFORE_CLAUSES

    def is_person(self, start: int, end: int) -> bool:
        """Whether the capitalised run stands where a person can stand."""
        run = {word.low for word in self.found[start:end]}
        if run & (words.ROLE_WORDS | words.COMPANY_WORDS):
            return False
        before = self._before(start)
        if before in {"'s", "’s"}:
            return False
        if end < len(self.found) and self.found[end].low in {"'s", "’s"}:
            return before not in words.DETERMINERS
        is_of_things = before == "of" and self.found[max(start - 2, 0)].low in _MEASURES
        return before not in _AFTER_THINGS and not is_of_things

    def guessed(self, index: int) -> int:
        """The end of a name in small letters, where only a person can stand."""
        if not self.guess or not self._unknown(index):
            return index
        found = self.found
        before = found[index - 1].low if index else ""
        after = found[index + 1].low if index + 1 < len(found) else ""
        subject = not before and (
            after in words.VERBS or (index + 2 < len(found) and found[index + 2].low in words.VERBS)
        )
        after_verb = words.VERBS.get(before) in {
            "introduce", "help", "host", "connect", "tell", "thank", "advise", "coach", "vouch",
            "mentor", "invite", "give", "send", "promise", "owe", "refer", "recommend", "put",
        }  # fmt: skip
        two = index + 1 < len(found) and self._unknown(index + 1) and not self._is_gap(index + 1)
        after_both = found[index + 2].low if two and index + 2 < len(found) else ""
        if not (
            {after, after_both} & {"'s", "’s"}
            or subject
            or after_verb
            or before in {"to", "with", "w/", "from", "for", "by", "off", "and", "&"}
        ):
            return index
        return index + 1 + two

    def _unknown(self, index: int) -> bool:
        word = self.found[index]
        return (
            word.is_word
            and len(word.text) > 1
            and not _is_vocabulary(word.low)
            and word.low.rstrip(".") not in words.COURTESY
            and word.low not in words.NOT_NAMES | words.ROLE_WORDS | words.COMPANY_WORDS
            and not word.low.endswith(("ing", "ed", "ly", "tion"))
            and not re.fullmatch(words.DOC + "|" + words.RELATION + "|" + words.MEAL, word.low)
            and not any(pattern.search(word.low) for pattern, _ in words.KIND_OF_NOUN)
            and not words.GIFT_NOUN.search(word.low)
            and not word.text[0].isdigit()
        )

    def company(self, index: int, *, from_is_company: bool) -> tuple[str, int]:
        """The company written after a name that ends at `index`, and where it ends."""
        found = self.found
        if index + 1 >= len(found):
            return "", index
        before = found[index].low
        is_start = (
            before in _COMPANY_AFTER or before == "(" or (before == "from" and from_is_company)
        )
        if not is_start or not found[index + 1].is_capital or self.known(index + 1) > index + 1:
            return "", index
        end = index + 1
        while end < len(found) and (
            (found[end].is_word and found[end].is_capital) or found[end].text == "&"
        ):
            end += 1
        if end < len(found) and found[end].low in {"'s", "’s"}:
            return "", index
        name = self._text(index + 1, end)
        if before == "(":
            if end >= len(found) or found[end].text != ")":
                return "", index
            end += 1
        return name, end


@lru_cache(maxsize=2048)
def _typo_of(low: str) -> str:
    """The verb form that `low` is a slip of, or nothing."""
    if len(low) < 5 or not low.isalpha():  # noqa: PLR2004  # short words are near to everything
        return ""
    allowed = 1 if len(low) < 8 else 2  # noqa: PLR2004
    best = extractOne(low, _LONG_FORMS, scorer=OSA.distance, score_cutoff=allowed)
    return best[0] if best else ""


_LONG_FORMS = tuple(form for form in words.VERBS if len(form) >= 5)  # noqa: PLR2004


def _is_typo(low: str) -> bool:
    return low[:1].isalpha() and bool(_typo_of(low)) and len(low) > 6  # noqa: PLR2004  # Shaner


def mask(
    text: str, *, knows: Callable[[str], bool], guess: bool = False, mend: bool = False
) -> Masked:
    """The sentence with its people put aside; `mend` reads slips as the verbs they are near to."""
    found = _read_words(text)
    names = _Names(found, knows=knows, guess=guess)
    from_is_company = not _GETTING.search(text.lower())
    people: list[Person] = []
    plain: list[str] = []
    aside: list[Mention] = []
    index = 0
    while index < len(found):
        word = found[index]
        end = names.known(index) if word.is_word else index
        if end > index and word.is_capital:
            longer = names.capitalised(index)  # Priya Shah is not the Priya Raman who is known
            if longer > end and names.is_person(index, longer):
                end = longer
        guessed = False
        if end == index and word.is_word:
            end = names.capitalised(index)
            if end > index and not names.is_person(index, end):
                if names.is_aside(index, end):
                    aside.append(_mention(text, found[index:end]))
                plain.extend(["thing"] * (end - index))
                index = end
                continue
        if end == index and word.is_word:
            end = names.guessed(index)
            guessed = end > index
        if end > index:
            company, after = names.company(end, from_is_company=from_is_company)
            mention = replace(_mention(text, found[index:end]), company=company)
            plain.append(f"@{len(people)}")
            people.append(Person(mention=mention, guessed=guessed))
            index = after if company else end
            continue
        end = names.shouted_name(index)
        if end > index and not (aside and aside[-1].end == found[end - 1].end):
            aside.append(_mention(text, found[index:end]))
        plain.extend(_plain_words(found, index, mend=mend))
        index += 1
    first = found[0].low if found else ""
    masked = _with_colleagues(
        " ".join(word for word in plain if word),
        people,
        imperative=words.VERBS.get(first) == first and first not in {"put", "set", "read", "let"},
    )
    return replace(masked, aside=tuple(aside))


def _mention(text: str, run: list[_Word]) -> Mention:
    start, stop = run[0].start, run[-1].end
    return Mention(text=text[start:stop], start=start, end=stop)


def _plain_words(found: list[_Word], index: int, *, mend: bool) -> Iterator[str]:
    low = found[index].low
    if low.rstrip(".") in words.COURTESY and index + 1 < len(found) and found[index + 1].is_capital:
        return
    after_next = [word.low for word in found[index + 1 : index + 3]]
    if low == "going" and after_next[:1] == ["to"] and after_next[-1] in words.VERBS:
        yield "will"
    elif low == "her":
        after = found[index + 1].low if index + 1 < len(found) else ""
        is_object = not after or not after[0].isalnum() or after in _AFTER_OBJECT
        yield "@him" if is_object else "her"
    elif (
        low == "have" and index + 1 < len(found) and found[index + 1].low in words.VERBS
    ) or low in words.FILLERS:
        return
    elif low in words.CONTRACTIONS:
        yield words.CONTRACTIONS[low]
    elif low in words.VERBS:
        yield words.VERBS[low]
    elif mend and low.isalpha() and not _is_vocabulary(low) and _typo_of(low):
        yield words.VERBS[_typo_of(low)]
    else:
        yield low


_AFTER_OBJECT = frozenset(
    "to with for from by at in on and about over out up through off how that when a an the".split()
)

_OF = re.compile(
    rf"(?<![^ ])(?:(?:one|two|three|someone|somebody|person|colleague|people) )?"
    rf"(?:{words.RELATION}|someone|somebody|one) (?:else )?(?:of|from|on|in|at) "
    rf"(@\d+)(?: 's)?(?: team| company| department| office| people| staff)?"
    rf"(?: ,)?(?: (@\d+))?(?![^ ])"
)
_APPOSED = re.compile(
    rf"(?<![^ ])(@\d+) [,(] (?:(?:[^@ ,]+ )?{words.RELATION} of (@\d+)(?: 's)?|"
    rf"(@\d+) 's (?:[^@ ,]+ )?{words.RELATION})(?: [,)])?(?![^ ])"
)
_FROM_TEAM = re.compile(
    r"(?<![^ ])(@\d+) (?:from|on|in|of|at) (@\d+) 's "
    r"(?:team|office|company|department|staff|side)(?![^ ])"
)
_OWN = re.compile(
    rf"(?<![^ ])(@\d+) 's (?:[^@ ,]+ )?{words.RELATION}(?: ,)?(?: (@\d+))?(?! 's brain)(?![^ ])"
)
_APPOSITION = re.compile(
    r"(?<![^ ])(?:@(?:me|us) 's|her|his|their|its) "
    r"(?:(?!(?:to|with|for|from|by|at|of|on|in|and|about|that|@) )[^@ ,;:]+ ){1,3}(?=@\d)"
)
_AND_THEIRS = re.compile(rf" and (?:her|his|their) {words.RELATION}(?![^ ])")
_OUR_OWN = re.compile(rf"(?<![^ ])@(?:me|us) 's (?:[^@ ,]+ )?{words.RELATION}(?: ,)? (?=@\d)")
_ROLE_BEFORE = re.compile(
    r"(?<![^ ])(with|to|by) (?:[^@ ,]+ ){0,2}"
    r"(?:c[a-z]{1,3}o|chief|vp|head|director|manager|partner) "
    r"(?:[^@ ,]+ ){0,4}, (@\d+)(?: ,)?(?![^ ])"
)
_ROLE_AFTER = re.compile(r"(?<![^ ])(@\d+) , [^@,]+ , ")


def _with_colleagues(plain: str, people: list[Person], *, imperative: bool) -> Masked:
    def mention(name: str) -> Mention | None:
        return people[int(name[1:])].mention

    def one(contact: str, colleague: str | None) -> str:
        if colleague:
            number = int(colleague[1:])
            people[number] = replace(people[number], on_behalf_of=mention(contact))
            return colleague
        people.append(Person(mention=None, on_behalf_of=mention(contact)))
        return f"@{len(people) - 1}"

    plain = _HAS.sub(r"\1 ", plain)
    plain = _AND_THEIRS.sub("", plain)
    plain = _OUR_OWN.sub("", plain)
    plain = _APPOSITION.sub("", plain)
    plain = _APPOSED.sub(lambda m: one(m[2] or m[3], m[1]), plain)
    plain = _FROM_TEAM.sub(lambda m: one(m[2], m[1]), plain)
    plain = _OF.sub(lambda m: one(m[1], m[2]), plain)
    plain = _OWN.sub(lambda m: one(m[1], m[2]), plain)
    plain = _ROLE_BEFORE.sub(r"\1 \2", plain)
    plain = _ROLE_AFTER.sub(r"\1 ", plain)
    plain = _AND.sub(r"\1 and ", plain)
    plain = _BESIDE.sub(r"\1 and ", plain)
    plain = re.sub(r"(@\w+) and and ", r"\1 and ", plain)
    return Masked(plain=plain, people=tuple(people), imperative=imperative)


_AND = re.compile(
    r"(@\w+)(?: ,(?= @\w+(?: ,| and))| ,? ?and| plus| as well as|(?: ,)? together with) (?=@)"
)
_BESIDE = re.compile(r"(@\w+) (?:< >|< - >|- >|x|×|→|↔|⇄) (?=@)")
_HAS = re.compile(
    r"(@\d+) 's (?:be (?=[^ @]+ )|"
    r"(?=(?:introduce|help|give|put|send|offer|promise|agree) (?:@|to )))"
)
