"""The texts of a request, from templates that a team can change.

Plain texts in the requester's own voice: the blurb as an e-mail, a short message or bullets, the
note to the connector, the thanks, what goes with giving first or with something shared, and the
question what would help. None is written as the connector. A file of the same name in the folder
`texts` of the data directory takes the place of ours.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from netgraph.domain.blurbs import Words, debts_in
from netgraph.domain.ids import PersonId
from netgraph.domain.introductions import Cast
from netgraph.domain.offers import Offer
from netgraph.domain.people import Person
from netgraph.errors import Misconfigured

_OURS = Path(__file__).parent / "texts"
_OFFERED = {"Introduce them": "Introduce you", " for them": " for you"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The forwardable blurb in three formats; `blurb` is the e-mail as the requester edited it."""

    blurb: str
    message: str
    bullets: str


class Blurbs:
    """Composes the texts; `folder` may hold a team's own templates."""

    def __init__(self, folder: Path) -> None:
        self._environment = SandboxedEnvironment(
            loader=ChoiceLoader([FileSystemLoader(folder), FileSystemLoader(_OURS)]),
            undefined=StrictUndefined,
            autoescape=False,  # plain text; a page escapes it as any other text
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=True,
        )

    def texts(self, words: Words, cast: Cast, *, by: str) -> Texts:
        """The blurb of a request; `by` is the day of the answer in words."""
        given = {**_names(cast), "about": words.about, "purpose": words.purpose, "ask": words.ask}
        return Texts(
            blurb=words.text or self._text("email", **given, by=by),
            message=self._text("message", **given, by=by),
            bullets=self._text("bullets", **given, by=by),
        )

    def note(self, words: Words, cast: Cast, *, by: str, blurb: str, link: str) -> str:
        """What the requester writes to the connector, with the link to answer by."""
        offer = to_connector(words.offer)
        return self._text("note", **_names(cast), offer=offer, by=by, blurb=blurb, link=link)

    def thanks(self, cast: Cast, *, met: bool, advanced: bool = False) -> str:
        """What the requester writes to the connector afterwards."""
        return self._text("thanks", **_names(cast), met=met, advanced=advanced)

    def ask(self, kind: str, *, asker: str, asked: str, **given: object) -> str:
        """What the asker writes, in the tone of a kind of ask."""
        names = {"asker_first": _first(asker), "asked_first": _first(asked)}
        return self._text(f"ask_{kind}", **names, **given)

    def inquiry(self, *, asker: str, asked: str, about: str, link: str) -> str:
        """What the asker writes to somebody whom they ask what would help them.

        `about` is what that person looked for earlier; it is left out when it speaks of a debt.
        """
        names = {"asker_first": _first(asker), "asked_first": _first(asked)}
        said = "" if debts_in(about) else about
        return self._text("inquiry", about=said, link=link, **names)

    def digest(self, first: str, lines: Iterable[str], *, home: str) -> str:
        """The daily letter to a user."""
        return self._text("digest", first=first, lines=tuple(lines), home=home)

    def give(
        self,
        offer: Offer,
        *,
        to: Person,
        colleague: Person | None,
        me: Person,
        cards: Mapping[PersonId, Person],
    ) -> str:
        """What the viewer writes to `to` who would do something for them, or for a colleague.

        Their own words are quoted unless these speak of a debt.
        """

        def name(person: PersonId | None) -> str:
            return cards[person].name if person is not None and person in cards else ""

        whom = cards.get(offer.whom) if offer.whom else None
        return self._text(
            "give",
            kind=offer.kind.value,
            to_first=_first(to.name),
            colleague=colleague.name if colleague else "",
            colleague_first=_first(colleague.name) if colleague else "",
            said="" if debts_in(offer.want_text) else offer.want_text,
            by_me=offer.by == me.id,
            by=name(offer.by),
            by_first=_first(name(offer.by)),
            whom=whom.name if whom else "",
            whom_first=_first(whom.name) if whom else "",
            whom_role=whom.role if whom else "",
            through=name(offer.through),
            through_first=_first(name(offer.through)),
            topic=offer.topic,
            shared=offer.shared,
            link=offer.link,
            me_first=_first(me.name),
        )

    def share(self, kind: str, *, to: str, me: str, contact: str, **given: object) -> str:
        """What the sharer writes to somebody with what they share; `contact` is who it is about."""
        names = {"to_first": _first(to), "me_first": _first(me), "contact_first": _first(contact)}
        return self._text("share", kind=kind, contact=contact, **names, **given)

    def _text(self, name: str, **given: object) -> str:
        try:
            text = self._environment.get_template(f"{name}.txt").render(**given)
        except TemplateError as error:
            raise Misconfigured(
                f"The text template {name}.txt cannot be used: {error.message or error}.",
                hint="Mend or remove it in the folder `texts` of the data directory.",
            ) from error
        return "\n".join(line.rstrip() for line in text.strip().splitlines())


def to_connector(offer: str) -> str:
    """An offer as it is said to the connector: "Introduce them to …" is "Introduce you to …"."""
    for them, you in _OFFERED.items():
        offer = offer.replace(them, you)
    return offer


def _names(cast: Cast) -> dict[str, str]:
    return {
        "requester": cast.requester.name,
        "requester_first": _first(cast.requester.name),
        "connector": cast.connector.name,
        "connector_first": _first(cast.connector.name),
        "target": cast.target.name,
        "target_first": _first(cast.target.name),
        "target_role": cast.target.role,
    }


def _first(name: str) -> str:
    return name.split(maxsplit=1)[0] if name.split() else name
