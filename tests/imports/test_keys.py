"""Keys are equal when the thing is the same, and none when it is not one."""

import pytest

from netgraph.imports.keys import email_key, linkedin_key, local_key, phone_key


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("https://www.linkedin.com/in/Ana-Ruiz-42/?utm=x#y", "ana-ruiz-42"),
        ("http://de.linkedin.com/in/ana-ruiz-42/details/", "ana-ruiz-42"),
        ("linkedin.com/in/ana-ruiz-42", "ana-ruiz-42"),
        ("https://www.linkedin.com/in/jos%C3%A9-%E6%9D%8E", "josé-李"),
        ("https://www.linkedin.com/in/jose%CC%81", "josé"),
        ("https://www.linkedin.com/company/acme", None),
        ("https://linkedin.com.evil.example/in/ana", None),
        ("https://evil.example/linkedin.com/in/ana", None),
        ("https://www.linkedin.com/in/", None),
        ("https://www.linkedin.com/in/a%2Fb", None),
        ("https://[::1/in/a", None),
        ("javascript:alert(1)", None),
        ("", None),
        ("https://www.linkedin.com/in/" + "a" * 10_000, None),
    ],
)
def test_linkedin_profiles(url: str, slug: str | None) -> None:
    """A profile is its slug in lower case, decoded, whatever is around it."""
    key = linkedin_key(url)

    assert slug == (key.value if key else None)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (" Ana.Ruiz@ACME.example ", "ana.ruiz@acme.example"),
        ("<ana@acme.example>", "ana@acme.example"),
        ("mailto:ana@acme.example", "ana@acme.example"),
        ("k00001@lists.invalid", "k00001@lists.invalid"),
        ("ana@bücher.example", "ana@xn--bcher-kva.example"),
        ("o'brien+x@acme.example", "o'brien+x@acme.example"),
        ("ana@acme", None),
        ("ana", None),
        ("ana@@acme.example", None),
        ("ana ruiz@acme.example", None),
        ("ana@acme.example\nbcc: x@y.example", None),
        ("a..b@acme.example", None),
        ("x" * 300 + "@acme.example", None),
        ("", None),
    ],
)
def test_email_addresses(text: str, address: str | None) -> None:
    """An address is lower case with an ASCII domain, and valid."""
    key = email_key(text)

    assert address == (key.value if key else None)


@pytest.mark.parametrize(
    ("text", "region", "number"),
    [
        ("+49 30 901820", None, "+4930901820"),
        ("030 901820", "DE", "+4930901820"),
        ("030 901820", None, None),
        ("(202) 456-1111", "US", "+12024561111"),
        ("12", "DE", None),
        ("+" + "9" * 5000, None, None),
        ("call me", "DE", None),
    ],
)
def test_phone_numbers(text: str, region: str | None, number: str | None) -> None:
    """A number is E.164; a national one needs its region."""
    key = phone_key(text, region)

    assert number == (key.value if key else None)


def test_local_keys_come_from_what_is_said() -> None:
    """Equal parts give equal keys, and parts do not run into each other."""
    assert local_key("a", "b") == local_key("a", "b")
    assert local_key("a", "b") != local_key("ab", "")
