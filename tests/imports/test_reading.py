"""Files are read from paths and streams, by what they hold and not by their names."""

import gzip
import io
import zipfile
from datetime import date
from pathlib import Path
from typing import BinaryIO, cast

import pytest

from netgraph.errors import UnreadableFile
from netgraph.imports.reading import peek, read
from netgraph.imports.records import Format, Limits, Owner, Parsed

TODAY = date(2026, 3, 1)
ME = Owner(emails=("me@home.example",))
CONNECTIONS = (
    b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    b"Ana,Ruiz,https://www.linkedin.com/in/ana,,Acme,CFO,08 Feb 2024\n"
)
GOOGLE = b"First Name,Last Name,Organization Name,Labels\nAna,Ruiz,Acme,\n"
LEGACY = b"Name,Given Name,Family Name,Group Membership,E-mail 1 - Value\nAna Ruiz,Ana,Ruiz,,\n"
HEADERS = b"date;sender;to\n2024-02-08;ana@acme.example;me@home.example\n"
CARD = b"\r\nbegin:vcard\r\nFN:Ana\r\nend:vcard\r\n"
MBOX = (
    b"From ana@acme.example Thu Feb  8 10:00:00 2024\nFrom: ana@acme.example\n"
    b"Date: Thu, 08 Feb 2024 10:00:00 +0000\nTo: me@home.example\n\nHi\n"
)
EML = b"Subject: Hi\r\nFrom: ana@acme.example\r\nDate: Thu, 08 Feb 2024 10:00:00 +0000\r\n\r\nHi"


def _pipe(data: bytes) -> BinaryIO:
    return cast("BinaryIO", _Pipe(data))


class _Pipe(io.RawIOBase):
    """A stream that can only be read forwards."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._rest = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # a narrower buffer
        data = self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _read(data: bytes, name: str = "file") -> Parsed:
    return read(io.BytesIO(data), name=name, owner=ME, today=TODAY)


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (CONNECTIONS, Format.LINKEDIN),
        (GOOGLE, Format.GOOGLE),
        (LEGACY, Format.GOOGLE),
        (HEADERS, Format.HEADERS),
        (CARD, Format.VCARD),
        (MBOX, Format.MBOX),
        (EML, Format.EML),
    ],
)
@pytest.mark.parametrize("name", ["contacts.csv", "contacts.vcf", "x", "../../etc/passwd", "\0"])
def test_the_format_is_found_by_content(data: bytes, form: Format, name: str) -> None:
    """Whatever a file is called, it is read as what it holds, and a peek says the same."""
    assert form == _read(data, name).format
    assert form == peek(io.BytesIO(data), name=name).format
    assert form.words


def test_files_are_read_from_paths_streams_and_packed(tmp_path: Path) -> None:
    """A path, a stream that cannot turn back, a gzip and a zip of a file say the same."""
    path = tmp_path / "Connections.csv"
    path.write_bytes(CONNECTIONS)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("folder/", "")
        archive.writestr("folder/people.csv", CONNECTIONS)
        archive.writestr("__MACOSX/._people.csv", b"\0\5\26\7")
    expected = _read(CONNECTIONS)

    assert expected == read(path, name="c", owner=ME, today=TODAY)
    assert expected == read(str(path), name="c", owner=ME, today=TODAY)
    assert expected == read(_pipe(CONNECTIONS), name="c", owner=ME, today=TODAY)
    assert expected == _read(gzip.compress(CONNECTIONS), "c.csv.gz")
    assert expected == _read(packed.getvalue(), "c.zip")


def test_progress_is_told_in_bytes() -> None:
    """Progress rises to the size of the file, which is told each time."""
    data = CONNECTIONS + b"Tom,Li,,,%b,,09 Feb 2024\n" % (b"Works " * 30) * 20_000
    told: list[tuple[int, int]] = []
    read(
        io.BytesIO(data),
        name="c",
        owner=ME,
        today=TODAY,
        progress=lambda done, size: told.append((done, size)),
    )

    assert len(told) > 2
    assert told == sorted(told)
    assert {len(data)} == {size for _, size in told}
    assert len(data) == told[-1][0]


def test_files_that_are_not_there(tmp_path: Path) -> None:
    """A missing file and a folder are named as such."""
    with pytest.raises(UnreadableFile, match=r"gone\.csv cannot be opened"):
        read(tmp_path / "gone.csv", name="c", owner=ME, today=TODAY)
    with pytest.raises(UnreadableFile, match="cannot be opened"):
        read(tmp_path, name="c", owner=ME, today=TODAY)


def test_a_file_larger_than_the_limit_is_refused() -> None:
    """Neither a stream nor a table may be larger than the limits say."""
    small = Limits(size=100, table_size=60)
    with pytest.raises(UnreadableFile, match="more than 100 bytes"):
        read(_pipe(CONNECTIONS), name="c", owner=ME, today=TODAY, limits=small)
    with pytest.raises(UnreadableFile, match="more than 100 bytes"):
        read(io.BytesIO(CONNECTIONS), name="c", owner=ME, today=TODAY, limits=small)


def test_more_people_than_the_limit_are_refused() -> None:
    """A table of mail that names more people than the limit is refused as a whole."""
    with pytest.raises(UnreadableFile, match="more than 1 people"):
        read(
            io.BytesIO(HEADERS + b"2024-02-08;ana@acme.example;tom@x.example\n"),
            name="c",
            owner=ME,
            today=TODAY,
            limits=Limits(people=1),
        )


def test_a_peek_does_not_hide_what_a_file_is() -> None:
    """A peek at what cannot be read refuses it with the reason that reading would give."""
    with pytest.raises(UnreadableFile, match="a picture"):
        peek(io.BytesIO(b"\x89PNG\r\n\x1a\n" + bytes(100)), name="x.csv")
    with pytest.raises(UnreadableFile, match="No known columns"):
        peek(io.BytesIO(b"a,b\n1,2\n"), name="x.csv")


@pytest.mark.parametrize(
    ("header", "what"),
    [
        ("First Name,Middle Name,Last Name,Company,E-mail Address", "an Outlook contacts file"),
        ("First Name,Last Name,Display Name,Primary Email", "a Thunderbird address book"),
        ("CONVERSATION ID,CONVERSATION TITLE,FROM,TO,DATE,CONTENT", "LinkedIn's messages.csv"),
        ("Record ID,First Name,Last Name,Email", "a HubSpot export"),
    ],
)
def test_formats_that_are_not_read_are_named(header: str, what: str) -> None:
    """A known file of a kind that is not read is called by its name."""
    with pytest.raises(UnreadableFile, match=f"This is {what}, which is not read."):
        _read(f"{header}\n1,2,3,4,5,6\n".encode())
