"""Which format a file is, by what it holds and the names of its columns, not by its name.

Files that are something else are refused by what they are (a workbook, a web page, a calendar),
as that tells the user what to do next. For tables the delimiter and the place of the header come
out of the same look, since both are found by the header's names.
"""

import re
from dataclasses import dataclass

from netgraph.errors import UnreadableFile
from netgraph.imports import boards, google, headers, linkedin
from netgraph.imports.csvs import DELIMITERS, HEADER_WITHIN, Rows, column_name, encoding_of
from netgraph.imports.records import Format, Limits, Tally

_SAMPLE = 256 << 10
READS = (
    "Netgraph reads LinkedIn's Connections.csv, Google Contacts CSV, vCards, mbox and .eml mail, "
    "tables of message headers (date, sender, to, cc) and tables of seats (person, company, year)."
)
_MAGIC = (
    (b"%PDF", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"!BDN", "an Outlook data file (PST)"),
    (b"SQLite format 3", "a database"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
)
_MAIL_HEADER = re.compile(r"(?P<name>[!-9;-~]{1,70}):[ \t]?.*")
_MAIL_NAMES = frozenset(
    "from to cc bcc date subject message-id received return-path delivered-to mime-version sender "
    "reply-to in-reply-to references content-type x-gm-thrid x-gmail-labels dkim-signature".split()
)
_LINKEDIN_OTHERS = (
    ({"conversation id", "from", "to", "content"}, "LinkedIn's messages.csv"),
    ({"from", "to", "sent at", "direction"}, "LinkedIn's Invitations.csv"),
    ({"company name", "title", "started on", "finished on"}, "LinkedIn's Positions.csv"),
    ({"first name", "last name", "maiden name", "headline"}, "LinkedIn's Profile.csv"),
)
_CONTACT_OTHERS = (
    ({"first name", "last name", "e-mail address", "company"}, "an Outlook contacts file"),
    ({"first name", "last name", "primary email"}, "a Thunderbird address book"),
    ({"record id"}, "a HubSpot export"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The format, and for a table its delimiter and which record is its header (from 0)."""

    format: Format
    delimiter: str = ","
    header_at: int = 0
    columns: tuple[str, ...] = ()


def detect(head: bytes, *, limits: Limits, mapping: boards.Mapping | None = None) -> Found:
    """The format of a file that begins with these bytes.

    With a mapping, a table that has its columns is a table of seats. Raises UnreadableFile,
    which says what the file is instead as far as it can be told.
    """
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise UnreadableFile(f"This is {what}, not a list of people or mail.", hint=READS)
    text = _decoded(head)
    if not text.strip("\0 \t\r\n"):
        raise UnreadableFile("The file is empty.", hint="Export it again.")
    beginning = text.lstrip()
    lowered = beginning[:200].lower()
    if _is_binary(text):
        raise UnreadableFile("This is a binary file, not text.", hint=READS)
    if lowered.startswith("begin:vcard"):
        return Found(format=Format.VCARD)
    if lowered.startswith("begin:vcalendar"):
        raise UnreadableFile("This is a calendar, which is not read.", hint=READS)
    if lowered.startswith(("<!doctype", "<html", "<?xml", "<svg")):
        raise UnreadableFile(
            "This is a web page or XML document, not an export.",
            hint="Download the export itself; a login page may have been saved in its place.",
        )
    if mapping is None and (mail := _mail(text)):
        return Found(format=mail)
    return _table(text, limits=limits, mapping=mapping)


def _decoded(head: bytes) -> str:
    text = head[:_SAMPLE].decode(encoding_of(head), "replace").lstrip("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_binary(text: str) -> bool:
    sample = text[:8192]
    odd = sum(1 for char in sample if char < " " and char not in "\t\n\r\f\0")
    zeros = sample.count("\0")
    return (odd + zeros) * 10 > len(sample) or odd * 50 > len(sample)


def _mail(text: str) -> Format | None:
    lines = text.splitlines()[:60]
    form = Format.EML
    if lines and lines[0].startswith("From "):
        form = Format.MBOX
        lines = lines[1:]
    names = set[str]()
    for line in lines:
        if line[:1] in (" ", "\t") and names:
            continue
        found = _MAIL_HEADER.fullmatch(line)
        if not found:
            break
        names.add(found["name"].lower())
    known = names & _MAIL_NAMES
    if form is Format.MBOX:
        return form if known else None
    return form if len(known) > 1 else None


def _table(text: str, *, limits: Limits, mapping: boards.Mapping | None) -> Found:
    for delimiter in DELIMITERS:
        for place, cells in enumerate(_records(text, delimiter, limits)):
            names = [column_name(cell) for cell in cells]
            form = _format_of(frozenset(names), mapping)
            if form:
                return Found(
                    format=form,
                    delimiter=delimiter,
                    header_at=place,
                    columns=tuple(cell.strip() for cell in cells),
                )
    raise _unknown(text, limits=limits, mapping=mapping)


def _records(text: str, delimiter: str, limits: Limits) -> list[list[str]]:
    rows = Rows([text], delimiter=delimiter, tally=Tally(limits=limits))
    return rows.ahead(HEADER_WITHIN)


def _format_of(names: frozenset[str], mapping: boards.Mapping | None) -> Format | None:
    if mapping is not None:
        return Format.BOARDS if boards.is_header(names, mapping) else None
    if linkedin.is_header(names):
        return Format.LINKEDIN
    if google.is_header(names):
        return Format.GOOGLE
    if headers.is_header(names) and not any(names >= other for other, _ in _LINKEDIN_OTHERS):
        return Format.HEADERS
    return None


def head_of_table(head: bytes, *, limits: Limits) -> list[list[str]]:
    """The first records of a text taken for a table, its header first; none if it is no text."""
    text = _decoded(head)
    return [] if _is_binary(text) else _widest(text, limits=limits)


def _widest(text: str, *, limits: Limits) -> list[list[str]]:
    """The records by that delimiter which gives the first one the most fields."""
    tables = (_records(text, delimiter, limits) for delimiter in DELIMITERS)
    return max(tables, key=lambda records: len(records[0]) if records else 0)


def _unknown(text: str, *, limits: Limits, mapping: boards.Mapping | None) -> UnreadableFile:
    columns = next(iter(_widest(text, limits=limits)), [])
    names = {column_name(cell) for cell in columns}
    if mapping is not None:
        missing = sorted(name for name in mapping.columns if column_name(name) not in names)
        return UnreadableFile(
            f"The table has no column {', '.join(f'“{name}”' for name in missing)}.",
            hint=f"It has: {', '.join(cell.strip()[:40] for cell in columns[:20])}.",
        )
    for signs, what in (*_LINKEDIN_OTHERS, *_CONTACT_OTHERS):
        if names >= signs:
            return UnreadableFile(f"This is {what}, which is not read.", hint=READS)
    if text.lstrip()[:1] in ("{", "["):
        return UnreadableFile("This is a JSON file, which is not read.", hint=READS)
    if boards.suggested(columns):
        return UnreadableFile(
            "This looks like a table of seats on boards.",
            hint="Say which columns are the person, the company and the year or period.",
        )
    if "linkedin.com/in/" in text.lower():
        return UnreadableFile(
            "This looks like LinkedIn's list of connections in another language.",
            hint="Set LinkedIn to English and export it again, or name the columns First Name, "
            "Last Name, URL, Email Address, Company, Position and Connected On.",
        )
    return UnreadableFile("No known columns were found in this file.", hint=READS)
