"""Fifty files and more that mean harm or were handled badly, and what is to be said of each.

`hostile_files()` gives `(name, file name, bytes, expected)`. `expected` is a text: the message of
the refusal of the whole file; or a tuple: the reasons of its bad rows, in their order. An empty
tuple means that the file is read without complaint and only its content is out to do harm.
"""

import gzip
import io
import struct
import zipfile
from collections.abc import Iterator

Expected = str | tuple[str, ...]
Hostile = tuple[str, str, bytes, Expected]

LINKEDIN = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
GOOD = "Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz,ana@acme.example,Acme,CFO,08 Feb 2024\n"
HEADERS = "msg_id,date,sender,to,cc\n"
MESSAGE = "m1,2024-02-08T10:00:00Z,ana@acme.example,tom@globex.example,\n"
GOOGLE = "First Name,Last Name,Organization Name,Labels,E-mail 1 - Value,Phone 1 - Value\n"

EMPTY = "The file is empty."
UNKNOWN = "No known columns were found in this file."
BINARY = "This is a binary file, not text."
DAMAGED = "The file is damaged or cut off."
TWICE = "The file is packed twice."
OPEN_QUOTE = "A quote is opened and never closed."
AFTER_QUOTE = "A quoted field goes on after its closing quote."
LONG_FIELD = "A field is longer than 65,536 characters."
NUL = "The row holds a NUL byte, so it is not text."
NOT_TEXT = "The row holds bytes that are not text in the file's encoding."
LONG_NAME = "The name is longer than 200 characters."


def hostile_files() -> list[Hostile]:
    """All of them, made afresh."""
    return [*_wholes(), *_packed(), *_tables(), *_cards(), *_mails()]


def _wholes() -> Iterator[Hostile]:
    """Files that are not what they seem."""
    yield "empty file", "Connections.csv", b"", EMPTY
    yield "only a byte order mark", "Connections.csv", b"\xef\xbb\xbf", EMPTY
    yield "only white space", "contacts.csv", b" \r\n\t\r\n" * 1000, EMPTY
    yield (
        "only a header",
        "Connections.csv",
        LINKEDIN.encode(),
        "The file has a header and nothing below it.",
    )
    yield "random bytes named csv", "Connections.csv", bytes(range(256)) * 64, BINARY
    yield "zero bytes", "Connections.csv", b"\0" * 100_000, EMPTY
    yield (
        "a program named csv",
        "Connections.csv",
        b"\x7fELF\x02\x01\x01" + bytes(4096),
        "This is a program, not a list of people or mail.",
    )
    yield (
        "a PDF named vcf",
        "contacts.vcf",
        b"%PDF-1.7\n1 0 obj\n<< /JavaScript (app.alert(1)) >>\n",
        "This is a PDF document, not a list of people or mail.",
    )
    yield (
        "a login page in place of the export",
        "Connections.csv",
        b"<!DOCTYPE html><html><script>alert(1)</script><h1>Sign in</h1></html>",
        "This is a web page or XML document, not an export.",
    )
    yield (
        "an XML entity bomb",
        "contacts.csv",
        b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><b>&b;</b>',
        "This is a web page or XML document, not an export.",
    )
    yield (
        "deeply nested JSON",
        "contacts.csv",
        b"[" * 100_000 + b"]" * 100_000,
        "This is a JSON file, which is not read.",
    )
    yield (
        "a calendar",
        "calendar.ics",
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
        "This is a calendar, which is not read.",
    )
    yield "columns nobody knows", "data.csv", b"alpha,beta,gamma\n1,2,3\n", UNKNOWN
    yield (
        "another of LinkedIn's files",
        "Connections.csv",
        b'From,To,Sent At,Message,Direction\nAna,Tom,"1/29/26, 2:37 PM",Hi,OUTGOING\n',
        "This is LinkedIn's Invitations.csv, which is not read.",
    )


def _zip(*files: tuple[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", how) as archive:
        for name, data in files:
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), data, how)
    return packed.getvalue()


def _flagged(archive: bytes) -> bytes:
    """The archive with the mark of encryption on each of its files."""
    marked = bytearray(archive)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = marked.find(signature)
        while at >= 0:
            flags = struct.unpack_from("<H", marked, at + offset)[0] | 1
            struct.pack_into("<H", marked, at + offset, flags)
            at = marked.find(signature, at + 4)
    return bytes(marked)


def _packed() -> Iterator[Hostile]:
    """Archives and compressed files."""
    row = GOOD.encode()
    bomb = b"First Name,Last Name,Company,Connected On\n"
    bomb += (b"a,b," + b"c" * 150 + b",08 Feb 2024\n") * 250_000
    ratio = "The file unpacks to more than 100 times its size."
    yield "a zip bomb", "export.zip", _zip(("Connections.csv", bomb)), ratio
    yield "a gzip bomb", "Connections.csv.gz", gzip.compress(bomb, mtime=0), ratio
    yield (
        "a zip in a zip",
        "export.zip",
        _zip(("Connections.csv", _zip(("Connections.csv", row)))),
        TWICE,
    )
    yield "a gzip in a gzip", "x.csv.gz", gzip.compress(gzip.compress(row, mtime=0), mtime=0), TWICE
    yield (
        "an encrypted zip",
        "export.zip",
        _flagged(_zip(("Connections.csv", LINKEDIN.encode() + row))),
        "The archive is encrypted.",
    )
    yield (
        "a path that leads out of the zip",
        "export.zip",
        _zip(("../../etc/Connections.csv", LINKEDIN.encode() + row)),
        "The archive holds a file whose path leads out of it.",
    )
    yield (
        "a zip of ten thousand and one files",
        "export.zip",
        _zip(*((f"{n}.csv", b"") for n in range(10_001)), how=zipfile.ZIP_STORED),
        "The archive holds too many files.",
    )
    yield (
        "a zip without anything to read",
        "export.zip",
        _zip(("run.exe", b"MZ"), ("readme.html", b"<p>")),
        "The archive holds no file that can be imported.",
    )
    yield (
        "a zip with two address books",
        "export.zip",
        _zip(("a.vcf", b"BEGIN:VCARD"), ("b.vcf", b"BEGIN:VCARD")),
        "The archive holds several files that could be imported.",
    )
    yield (
        "a workbook",
        "contacts.xlsx",
        _zip(("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>")),
        "This is an Office document, not a plain table.",
    )
    whole = _zip(("Connections.csv", LINKEDIN.encode() + row * 500))
    yield "a zip cut in half", "export.zip", whole[: len(whole) // 2], DAMAGED
    whole = gzip.compress(LINKEDIN.encode() + row * 500, mtime=0)
    yield "a gzip cut in half", "Connections.csv.gz", whole[: len(whole) // 2], DAMAGED
    yield "a gzip of nothing", "x.csv.gz", gzip.compress(b"", mtime=0), "The packed file is empty."
    yield (
        "a zip packed in an uncommon way",
        "export.zip",
        _zip(("Connections.csv", LINKEDIN.encode() + row), how=zipfile.ZIP_LZMA),
        "The archive is packed in a way that cannot be read.",
    )


def _tables() -> Iterator[Hostile]:
    """Tables with rows that are broken or out to do harm."""
    head, good = LINKEDIN, GOOD
    yield (
        "a quote that never closes",
        "Connections.csv",
        (head + '"Eve,Mallory,,,,,08 Feb 2024\n' + good * 1000).encode(),
        (OPEN_QUOTE,),
    )
    yield (
        "text after a closing quote",
        "Connections.csv",
        (head + 'Eve,Mallory,,,"The "Best" Company",CEO,08 Feb 2024\n' + good).encode(),
        (AFTER_QUOTE,),
    )
    yield (
        "a field of ten megabytes in quotes",
        "Connections.csv",
        (head + 'Eve,Mallory,,,"' + "x\n" * 5_000_000 + '",,08 Feb 2024\n' + good).encode(),
        (LONG_FIELD,),
    )
    yield (
        "a field of ten megabytes without quotes",
        "Connections.csv",
        (head + f"Eve,Mallory,,,{'x' * 10_000_000},,08 Feb 2024\n" + good).encode(),
        (LONG_FIELD,),
    )
    yield (
        "a line of forty megabytes",
        "Connections.csv",
        head.encode() + b"," * 40_000_000 + b"\n" + good.encode(),
        (LONG_FIELD,),
    )
    yield (
        "a NUL byte in a name",
        "Connections.csv",
        (head + "E\0ve,Mallory,,,,,08 Feb 2024\n" + good).encode(),
        (NUL,),
    )
    yield (
        "bytes that are no UTF-8 in a UTF-8 file",
        "Connections.csv",
        (head + good.replace("Ana", "Añá") * 100).encode()
        + b"J\xfcrgen,Klein,,,,,08 Feb 2024\n"
        + good.encode(),
        (NOT_TEXT,),
    )
    yield (
        "UTF-16 cut within a letter",
        "Connections.csv",
        (head + good + "Eve,Mallory,,,,,08 Feb 2024").encode("utf-16")[:-1],
        (NOT_TEXT,),
    )
    yield (
        "formulas in names and titles",
        "Connections.csv",
        (
            head + '"=HYPERLINK(""http://evil.example"",""x"")",@SUM(1+1),,,+cmd|\' /C calc\'!A0,'
            "-2+3,08 Feb 2024\n"
        ).encode(),
        (),
    )
    yield (
        "script tags in names",
        "Connections.csv",
        (
            head + '<script>alert(1)</script>,"<img src=x onerror=alert(1)>",,,{{7*7}},'
            "<svg onload=alert(1)>,08 Feb 2024\n"
        ).encode(),
        (),
    )
    yield (
        "overrides of the writing direction and control characters",
        "Connections.csv",
        (head + "\u202eanA\u202c\u200b,R\x07uiz\x1b[31m,,,,,08 Feb 2024\n").encode(),
        (),
    )
    yield (
        "links that run scripts, and other people's links",
        "Connections.csv",
        (
            head + "Eve,Mallory,javascript:alert(1)//linkedin.com/in/eve,,,,08 Feb 2024\n"
            "Eve,Mallory,https://linkedin.com.evil.example/in/eve,,,,08 Feb 2024\n"
        ).encode(),
        (
            "“javascript:alert(1)//linkedin.com/in/eve” is not the address of a LinkedIn profile.",
            "“https://linkedin.com.evil.example/in/eve” is not the address of a LinkedIn profile.",
        ),
    )
    yield (
        "days that never were or are to come",
        "Connections.csv",
        (
            head + "A,A,,,,,31 Feb 2024\nB,B,,,,,08 Feb 2999\nC,C,,,,,08 Feb 1901\n"
            "D,D,,,,,yesterday\n" + good
        ).encode(),
        (
            "“31 Feb 2024” is not a date as the rest of the file writes them.",
            "The date 2999-02-08 is in the future.",
            "The date 1901-02-08 is before 1970.",
            "“yesterday” is not a date as the rest of the file writes them.",
        ),
    )
    yield (
        "rows too short and too long",
        "Connections.csv",
        (head + "Eve\nEve,Mallory,,,,,08 Feb 2024,and,more\n" + good).encode(),
        (
            "The row has 1 fields where the header has 7.",
            "The row has 9 fields where the header has 7.",
        ),
    )
    yield (
        "names and titles without end",
        "Connections.csv",
        (
            head + f"{'E' * 201},,,,,,08 Feb 2024\nEve,Mallory,,,,{'t' * 301},08 Feb 2024\n"
            f"Eve,Mallory,,,{'c' * 201},,08 Feb 2024\n"
        ).encode(),
        (
            LONG_NAME,
            "The title is longer than 300 characters.",
            "The company is longer than 200 characters.",
        ),
    )
    yield (
        "addresses that inject headers",
        "messages.csv",
        (
            HEADERS + 'm2,2024-02-08T10:00:00Z,"eve@evil.example\nBcc: all@acme.example",'
            "tom@globex.example,\nm3,2024-02-08T10:00:00Z,eve,tom@globex.example,\n" + MESSAGE
        ).encode(),
        (
            "“eve@evil.example Bcc: all@acme.example” is not an e-mail address.",
            "“eve” is not an e-mail address.",
        ),
    )
    yield (
        "a message to a hundred thousand people",
        "messages.csv",
        (
            HEADERS
            + "m2,2024-02-08T10:00:00Z,eve@evil.example,"
            + ";".join(f"p{n}@acme.example" for n in range(100_000))
            + ",\n"
            + MESSAGE
        ).encode(),
        (LONG_FIELD,),
    )
    yield (
        "an entry of a thousand addresses",
        "contacts.csv",
        (
            GOOGLE + f"Eve,Mallory,,,{' ::: '.join(f'e{n}@x.example' for n in range(1000))},\n"
            "Ana,Ruiz,Acme,,ana@acme.example,\n"
        ).encode(),
        ("The entry has more than 100 addresses, numbers and links.",),
    )


def _cards() -> Iterator[Hostile]:
    """Address books of vCards."""
    good = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Ruiz\r\nEND:VCARD\r\n"
    folded = "".join(f" {char}\r\n" for char in "x" * 300_000)
    yield (
        "a name folded three hundred thousand times",
        "contacts.vcf",
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Eve\r\n{folded}END:VCARD\r\n{good}".encode(),
        (LONG_FIELD,),
    )
    yield (
        "cards nested fifty thousand deep",
        "contacts.vcf",
        ("BEGIN:VCARD\r\nVERSION:2.1\r\nFN:Eve\r\nAGENT:\r\n" * 50_000).encode(),
        ("The card has no end.",),
    )
    yield (
        "a card without an end, and lines outside of cards",
        "contacts.vcf",
        f"BEGIN:VCARD\r\nFN:Eve\r\n{good}FN:Nobody\r\nTEL:1\r\n".encode(),
        ("The card has no end.", "The line stands outside of any card."),
    )


def _mails() -> Iterator[Hostile]:
    """Mailboxes and messages."""
    line = "From eve@evil.example Thu Feb 08 10:00:00 2024\n"
    yield (
        "a mailbox without dates",
        "All mail.mbox",
        f"{line}From: eve@evil.example\nTo: ana@acme.example\n\nHi\n\n".encode() * 3,
        ("The message has no date.",) * 3,
    )
    yield (
        "dates and senders that are none",
        "All mail.mbox",
        (
            f"{line}Date: the day after\nFrom: eve@evil.example\nTo: ana@acme.example\n\n\n\n"
            f"{line}Date: Thu, 08 Feb 2024 10:00:00 +9999999999\nFrom: e@evil.example\n\n\n\n"
            f"{line}Date: Thu, 08 Feb 2024 10:00:00 +0000\nFrom: {'(' * 5000}\n\n\n\n"
            f"{line}Date: Thu, 08 Feb 2024 10:00:00 +0000\nTo: ana@acme.example\n\n"
        ).encode(),
        (
            "“the day after” is not the date of a message.",
            "“Thu, 08 Feb 2024 10:00:00 +9999999999” is not the date of a message.",
            "The message has no sender.",
            "The message has no sender.",
        ),
    )
    yield (
        "headers of ten megabytes",
        "All mail.mbox",
        (
            f"{line}Date: Thu, 08 Feb 2024 10:00:00 +0000\nFrom: eve@evil.example\n"
            f"To: {'x@y.example, ' * 800_000}\n\nHi\n\n{line}"
            "Date: Thu, 08 Feb 2024 10:00:00 +0000\nFrom: ana@acme.example\nTo: t@x.example\n\nHi\n"
        ).encode(),
        ("The headers are longer than 262,144 bytes.",),
    )
    yield (
        "a message of open quotes and broken encoded words",
        "message.eml",
        (
            "Date: Thu, 08 Feb 2024 10:00:00 +0000\n"
            "From: =?utf-8?B?!!!?= =?no-such?Q?=FF?= <eve@evil.example>\n"
            'To: "' + '\\"' * 60_000 + ", ana@acme.example\n\nHi\n"
        ).encode(),
        (),
    )
