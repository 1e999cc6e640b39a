"""From an entry of an address book, whatever its format, to a record of a person.

Every e-mail address, phone number and LinkedIn profile becomes a key. An address that is not
one makes the entry an error only when nothing else is left of it: people keep notes in the
oddest fields, and one of them must not cost the person. An entry without a person in it, and the
owner's own, are counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from netgraph.domain.evidence import Kind, Monthly
from netgraph.domain.names import plain
from netgraph.imports.fields import URL_MAX
from netgraph.imports.keys import email_key, linkedin_key, local_key, phone_key
from netgraph.imports.records import (
    OWNER,
    EvidenceRecord,
    Key,
    KeyKind,
    Owner,
    PersonRecord,
    RowError,
    Tally,
)

COMPANY_ONLY = "an entry without a person's name, address or number"
OWN_CARD = "the owner's own card"
_MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An entry as it stands in the file, its texts within their bounds."""

    line: int
    name: str
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    company: str = ""
    title: str = ""
    note: str = ""
    uid: str = ""


def contact(card: Card, *, owner: Owner, tally: Tally) -> PersonRecord | None:
    """The record of an entry, or None when it is left out (and counted).

    Raises RowError for an entry that has more than a hundred addresses, numbers and links, or
    whose only e-mail address is not one.
    """
    if len(card.emails) + len(card.phones) + len(card.urls) > _MOST:
        raise RowError(f"The entry has more than {_MOST} addresses, numbers and links.")
    emails = dict.fromkeys(key for text in card.emails if (key := email_key(text)))
    phones = dict.fromkeys(key for text in card.phones if (key := phone_key(text, owner.region)))
    slugs = dict.fromkeys(key for text in card.urls if (key := linkedin_key(text)))
    for text in card.emails:
        if not email_key(text):
            if not (card.name or emails or phones or slugs):
                raise RowError(f"“{plain(text[:80])}” is not an e-mail address.")
            tally.leave_out("an e-mail address that is not valid")
    for text in card.phones:
        if not phone_key(text, owner.region):
            tally.leave_out("a phone number that is not valid or names no country")
    if {key.value for key in emails} & set(owner.emails):
        tally.leave_out(OWN_CARD)
        return None
    strong: list[Key] = [*slugs, *emails, *phones]
    if not card.name and not strong:
        tally.leave_out(COMPANY_ONLY)
        return None
    name = card.name or next(iter(emails), strong[0] if strong else Key(KeyKind.LOCAL, "")).value
    own = (
        local_key("card", owner.mark, "uid", card.uid)
        if card.uid
        else local_key("card", owner.mark, name, card.company, *sorted(key.value for key in strong))
    )
    return PersonRecord(
        line=card.line,
        name=name,
        keys=(*strong, own),
        title=card.title,
        company=card.company,
        emails=tuple(key.value for key in emails),
        phones=tuple(key.value for key in phones),
        urls=tuple(_links(card.urls, slugs)),
        note=card.note,
    )


def _links(urls: tuple[str, ...], slugs: dict[Key, None]) -> list[str]:
    """Profile and web addresses; only http and https ones, as a link may be clicked."""
    links = [f"https://www.linkedin.com/in/{slug.value}" for slug in slugs]
    for text in urls:
        url = plain(text[: URL_MAX + 1])
        if linkedin_key(text) is None and url.lower().startswith(("http://", "https://")):
            if len(url) > URL_MAX:
                raise RowError(f"A link is longer than {URL_MAX} characters.")
            links.append(url)
    return list(dict.fromkeys(links))


def contact_list(people: Iterable[PersonRecord], *, today: date) -> tuple[EvidenceRecord, ...]:
    """That the owner has each of these people on a list, since the day it says or as of today."""
    return tuple(
        EvidenceRecord(
            actor=OWNER,
            other=place,
            kind=Kind.CONTACT_LIST,
            months=(Monthly(day=person.since or today, count=1.0),),
        )
        for place, person in enumerate(people)
    )
