"""Tables as text: encoding, delimiter, quotes and line numbers, whatever wrote them.

A parser of its own, as the standard one can neither go on after an unclosed quote nor bound a
field without a setting for the whole process. It follows RFC 4180 (quoted newlines, doubled
quotes), gives every record the line on which it begins, and after a broken record goes on at
the next line, so that one bad quote costs one row. Every broken record is noted with its reason.
Time is linear in the file, memory bounded by `Limits.row`.
"""

import codecs
import io
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from charset_normalizer import from_bytes

from netgraph.domain.names import plain
from netgraph.errors import UnreadableFile
from netgraph.imports.records import RowError, Tally
from netgraph.imports.source import Source

DELIMITERS = (",", ";", "\t")
HEADER_WITHIN = 50  # records: a preamble is shorter

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before utf-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")
UNDECODED = re.compile("[\udc80-\udcff\ufffd]")
"""What `text_of` leaves where bytes are not text."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_SAMPLE_FOR_GUESS = 64 << 10
_OPEN = "A quote is opened and never closed."
_AFTER = "A quoted field goes on after its closing quote."
_RUNS = re.compile(rb"[\x80-\xff]{3,}")
_SINGLES = re.compile(rb"(?<![\x80-\xff])[\x80-\xff]{1,2}(?![\x80-\xff])")
_SIGN_IN_WORD = re.compile(r"[a-z][\u00b3\u00b9\u00bf\u00be]|[\u00a3\u00af\u00bc][a-z]")
_NOT_WESTERN = ["cp1251", "cp1253", "cp1255", "cp1256", "shift_jis", "gb18030", "big5", "euc_kr"]


def harmless_cell(text: str) -> str:
    """A cell of an exported CSV that no spreadsheet takes for a formula.

    `'` is put before text that begins with `= + - @`, their full-width forms, a tab or a line
    end, also after leading spaces.
    """
    return "'" + text if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else text


def encoding_of(head: bytes) -> str:
    """The encoding of a text that begins with these bytes, as a Python codec's name.

    A byte order mark decides; then UTF-8 if the bytes are valid as such; UTF-16 without a mark
    by its zero bytes; else Western European (cp1252, or latin-1 where cp1252 has no such byte),
    unless whole words of high bytes show another script, or signs within words Polish.
    """
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name
    sample = head[: len(head) & ~1][:4096]
    if sample and b"\0" in sample:
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        if odd * 2 > len(sample) // 2 and even * 10 < odd:
            return "utf-16-le"
        if even * 2 > len(sample) // 2 and odd * 10 < even:
            return "utf-16-be"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError as error:
        if error.start > len(head) // 2 and not head[: error.start].isascii():
            return "utf-8"  # one broken place in an otherwise good file
    else:
        return "utf-8"
    return _guessed(head[:_SAMPLE_FOR_GUESS])


def _guessed(sample: bytes) -> str:
    """Western languages have single accented letters, others whole words of high bytes."""
    if len(_RUNS.findall(sample)) > len(_SINGLES.findall(sample)):
        best = from_bytes(sample, cp_isolation=_NOT_WESTERN, enable_fallback=False).best()
        if best is not None:
            return best.encoding
    try:
        text = sample.decode("cp1252")
    except UnicodeDecodeError:
        return "latin-1"
    return "cp1250" if _SIGN_IN_WORD.search(text) else "cp1252"


def text_of(source: Source) -> Iterator[str]:
    """The text in chunks, every line end as a line feed; undecodable bytes as surrogates.

    If the beginning is plain ASCII, the encoding is not proven: bytes that are no UTF-8 later
    on are then read as cp1252.
    """
    encoding = encoding_of(source.head)
    lenient = source.head.isascii()
    errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
    decode = io.IncrementalNewlineDecoder(
        codecs.getincrementaldecoder(encoding)(errors), translate=True
    ).decode
    while data := source.read(256 << 10):
        text = decode(data)
        if lenient and not text.isascii():
            text = _ESCAPED_BYTE.sub(_western, text)
        yield text
    yield decode(b"", final=True)


def _western(found: re.Match[str]) -> str:
    return bytes([ord(found.group()) - 0xDC00]).decode("cp1252", "replace")


class Rows(Iterator[tuple[int, list[str]]]):
    """The records of a table, each with the line on which it begins; broken ones go to `tally`."""

    def __init__(self, text: Iterable[str], *, delimiter: str, tally: Tally) -> None:
        self._chunks = iter(text)
        self._delimiter = delimiter
        self._tally = tally
        self._limits = tally.limits
        self._buffer = ""
        self._at = 0
        self._line = 1
        self._ended = False
        self._ahead: deque[tuple[int, list[str]]] = deque()

    def ahead(self, count: int) -> list[list[str]]:
        """The next records, without using them up."""
        while len(self._ahead) < count and (row := self._next()) is not None:
            self._ahead.append(row)
        return [fields for _, fields in list(self._ahead)[:count]]

    def __next__(self) -> tuple[int, list[str]]:
        row = self._ahead.popleft() if self._ahead else self._next()
        if row is None:
            raise StopIteration
        return row

    def _fill(self) -> bool:
        """Reads on; the record in hand then begins at 0. False at the end of the text."""
        if self._ended:
            return False
        chunk = next(self._chunks, None)
        self._buffer = self._buffer[self._at :] + (chunk or "")
        self._at = 0
        self._ended = chunk is None
        return not self._ended

    def _next(self) -> tuple[int, list[str]] | None:
        while True:
            end = self._buffer.find("\n", self._at)
            while end < 0 and self._fill():
                end = self._buffer.find("\n")
                if end < 0 and len(self._buffer) > self._limits.row:
                    break
            if end < 0:
                if not self._ended:
                    self._skip_line()
                    continue
                if self._at >= len(self._buffer):
                    return None
                end = len(self._buffer)
            line = self._buffer[self._at : end]
            number = self._line
            if '"' not in line:
                self._at = end + 1
                self._line += 1
                if not line or line.isspace():
                    continue
                fields, record = line.split(self._delimiter), line
            else:
                try:
                    fields, record = self._quoted()
                except RowError as error:
                    self._tally.rows += 1
                    self._tally.reject(number, str(error), line)
                    end = self._buffer.find("\n", self._at)
                    self._at = len(self._buffer) if end < 0 else end + 1
                    self._line = number + 1
                    continue
            fault = self._fault(record, fields)
            if not fault:
                return number, fields
            self._tally.rows += 1
            self._tally.reject(number, fault, record[:4096])

    def _fault(self, record: str, fields: list[str]) -> str:
        limit = self._limits.field
        if len(record) > limit and any(len(field) > limit for field in fields):
            return f"A field is longer than {limit:,} characters."
        if "\0" in record:
            return "The row holds a NUL byte, so it is not text."
        if not record.isascii() and UNDECODED.search(record):
            return "The row holds bytes that are not text in the file's encoding."
        return ""

    def _quoted(self) -> tuple[list[str], str]:
        """The record at hand, which has a quote somewhere; afterwards the next one is at hand.

        Raises RowError, the place unchanged, when a quote is left open or misplaced.
        """
        fields: list[str] = []
        place = 0  # from the beginning of the record, as filling moves the buffer
        delimiter = self._delimiter
        while True:
            if self._char(place) == '"':
                close = self._closing(place + 1)
                start = self._at + place + 1
                fields.append(self._buffer[start : self._at + close].replace('""', '"'))
                place = close + 1
                after = self._char(place)
                if after not in (delimiter, "\n", ""):
                    raise RowError(_OPEN if "\n" in fields[-1] else _AFTER)
            else:
                end = self._line_end(place)
                start = self._at + place
                stop = self._buffer.find(delimiter, start, self._at + end)
                stop = end if stop < 0 else stop - self._at
                fields.append(self._buffer[start : self._at + stop])
                place = stop
                after = self._char(place)
            if after != delimiter:
                record = self._buffer[self._at : self._at + place]
                self._at += place + 1
                self._line += record.count("\n") + 1
                return fields, record
            place += 1

    def _char(self, place: int) -> str:
        while self._at + place >= len(self._buffer):
            if not self._fill():
                return ""
        return self._buffer[self._at + place]

    def _line_end(self, place: int) -> int:
        while (end := self._buffer.find("\n", self._at + place)) < 0:
            if len(self._buffer) - self._at > self._limits.row or not self._fill():
                return len(self._buffer) - self._at
        return end - self._at

    def _closing(self, place: int) -> int:
        """Where the quote that closes the field stands."""
        while True:
            found = self._buffer.find('"', self._at + place)
            if found < 0:
                place = len(self._buffer) - self._at
                if place > self._limits.row or not self._fill():
                    raise RowError(_OPEN)
                continue
            place = found - self._at
            if self._char(place + 1) != '"':
                return place
            place += 2

    def _skip_line(self) -> None:
        """Passes over a line longer than any row may be."""
        number, beginning = self._line, self._buffer[:4096]
        while (end := self._buffer.find("\n")) < 0:
            self._at = len(self._buffer)
            if not self._fill():
                break
        self._at = len(self._buffer) if end < 0 else end + 1
        self._line += 1
        self._tally.rows += 1
        self._tally.reject(
            number, f"A field is longer than {self._limits.field:,} characters.", beginning
        )


def column_name(text: str) -> str:
    """A header as it is compared: without a byte order mark, trimmed, lower case."""
    return plain(text.lstrip("\ufeff")).casefold()


class Table:
    """Records by the names of their columns; `rows` gives `(line, cells)` for each good one."""

    def __init__(self, rows: Rows, header: Sequence[str], tally: Tally) -> None:
        self._rows = rows
        self._tally = tally
        names = [column_name(name) for name in header]
        while names and not names[-1]:
            names.pop()
        self._width = len(names)
        self.places: dict[str, int] = {}
        for place, name in enumerate(names):
            if name:
                self.places.setdefault(name, place)

    def ahead(self, column: str, count: int) -> list[str]:
        """The next values of a column, without using the rows up; empty ones are left out."""
        place = self.places[column]
        values = (row[place].strip() for row in self._rows.ahead(count) if place < len(row))
        return [value for value in values if value]

    def rows(self, *, most: int) -> Iterator[tuple[int, list[str]]]:
        """Every record with as many cells as there are columns; others are noted as bad.

        Raises UnreadableFile when there are more rows than `most`.
        """
        width, tally = self._width, self._tally
        for line, cells in self._rows:
            tally.rows += 1
            if tally.rows > most:
                raise UnreadableFile(
                    f"The file has more than {most:,} rows.", hint="Split it into smaller files."
                )
            if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
                del cells[width:]
            if len(cells) != width:
                tally.reject(
                    line,
                    f"The row has {len(cells)} fields where the header has {width}.",
                    ",".join(cell[:200] for cell in cells[:20]),
                )
                continue
            yield line, cells


def open_table(source: Source, *, delimiter: str, header_at: int, tally: Tally) -> Table:
    """The table of a file whose header is its record number `header_at`, counted from 0.

    Both come from `detect`. Raises UnreadableFile when the table ends before it.
    """
    rows = Rows(text_of(source), delimiter=delimiter, tally=tally)
    for _ in range(header_at):
        next(rows, None)
    header = next(rows, None)
    if header is None:
        raise UnreadableFile("The file ends before its header.", hint="Export it again.")
    tally.bad.clear()
    tally.rows = 0
    return Table(rows, header[1], tally)
