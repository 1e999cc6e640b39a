"""Lists of addresses are taken apart, and addresses that are nobody's are told."""

import pytest

from netgraph.imports.addresses import is_automatic, name_beside, split_addresses


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a@x.example", [("", "a@x.example")]),
        (
            "a@x.example;b@x.example, c@x.example;",
            [("", "a@x.example"), ("", "b@x.example"), ("", " c@x.example")],
        ),
        (
            '"Ruiz, Ana" <a@x.example>, Tom <b@x.example>',
            [("Ruiz, Ana", "a@x.example"), ("Tom", "b@x.example")],
        ),
        ('"A \\"B\\" C" <a@x.example>', [('A "B" C', "a@x.example")]),
        ("a@x.example (Ana Ruiz)", [("", "a@x.example")]),
        ("undisclosed-recipients:;", []),
        ("Team: a@x.example, B <b@x.example>;", [("", "a@x.example"), ("B", "b@x.example")]),
        ("", []),
        ("<>", [("", "")]),
        ("Ana Ruiz", [("", "Ana Ruiz")]),
    ],
)
def test_lists_are_taken_apart(text: str, expected: list[tuple[str, str]]) -> None:
    """Names, quotes, comments and groups are read as mail programs write them."""
    assert expected == split_addresses(text)


@pytest.mark.parametrize(
    "address",
    [
        "no-reply@acme.example",
        "noreply@acme.example",
        "do_not_reply@acme.example",
        "jobs-noreply@acme.example",
        "mailer-daemon@acme.example",
        "postmaster@acme.example",
        "bounce+123@acme.example",
        "notifications@acme.example",
        "newsletter@acme.example",
        "sales-request@acme.example",
        "owner-sales@acme.example",
        "abc@resource.calendar.google.com",
        "team@googlegroups.com",
        "dev@lists.acme.example",
    ],
)
def test_addresses_of_nobody(address: str) -> None:
    """Lists, robots and rooms are told by their names."""
    assert is_automatic(address)


@pytest.mark.parametrize(
    "address",
    [
        "ana@acme.example",
        "replyson@acme.example",
        "norepp@acme.example",
        "k1@kernel.invalid",
        "alerton@x.example",
    ],
)
def test_addresses_of_people(address: str) -> None:
    """People whose names are similar are not taken for robots."""
    assert not is_automatic(address)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ruiz, Ana", "Ana Ruiz"),
        ("Ana Ruiz via Forms", "Ana Ruiz"),
        ("ana@acme.example", ""),
        ("ana", ""),
        ("=?x?Q?y?=", ""),
        ("x" * 201, ""),
        ("", ""),
    ],
)
def test_names_beside_addresses(text: str, name: str) -> None:
    """A display name is a name unless it repeats the address or cannot be read."""
    assert name == name_beside(text, "ana@acme.example")
