"""What is set, and where data lies, is told to whoever runs Netgraph."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from netgraph.config import Settings
from netgraph.errors import Misconfigured

ROOT = Path(__file__).resolve().parent.parent
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
NOT_SETTINGS = {"NETGRAPH_CACHE_DIR", "NETGRAPH_AS", "NETGRAPH_PASSWORD"}


def rows() -> dict[str, str]:
    """The settings of the table, each with its default in words."""
    found = re.findall(r"^\| `(NETGRAPH_\w+)` \| ([^|]+) \|", OPERATIONS, re.MULTILINE)
    return {name: default.strip() for name, default in found}


def test_every_setting_is_documented_and_no_other() -> None:
    """Each field has a row in the table, and the page names no variable that is none."""
    known = {f"NETGRAPH_{field.name.upper()}" for field in fields(Settings)}

    assert known == set(rows())
    assert set() == set(re.findall(r"\bNETGRAPH_[A-Z0-9_]+", OPERATIONS)) - known - NOT_SETTINGS


def test_documented_defaults_are_the_real_ones() -> None:
    """Each default that the table gives as a value is the one in force without a variable."""
    documented = {
        name.removeprefix("NETGRAPH_").lower(): default.strip("`")
        for name, default in rows().items()
        if name not in {"NETGRAPH_DATA_DIR", "NETGRAPH_NEO4J_URI"}
    }
    plain = Settings()

    def words(value: object) -> str:
        if isinstance(value, bool):
            return "yes" if value else "no"
        return "empty" if value in ((), "") else str(value)

    assert documented == {name: words(getattr(plain, name)) for name in documented}


def test_every_variable_in_the_code_is_documented() -> None:
    """Whatever variable a module reads or speaks of is on the page."""
    named = {
        name
        for module in (ROOT / "netgraph").rglob("*.py")
        for name in re.findall(r"\bNETGRAPH_[A-Z0-9_]*[A-Z0-9]\b", module.read_text("utf-8"))
    }

    assert set() == {name for name in named if name not in OPERATIONS}


def test_settings_come_from_the_environment(tmp_path: Path) -> None:
    """Names, numbers and switches are read from the variables of their names."""
    read = Settings.from_environment(
        {
            "NETGRAPH_DATA_DIR": str(tmp_path),
            "NETGRAPH_HOSTS": "Net.example.com, other.example.com",
            "NETGRAPH_PROXIES": "0",
            "NETGRAPH_HTTPS": "yes",
            "NETGRAPH_LOGIN_TRIES": "3",
        }
    )

    assert (("net.example.com", "other.example.com"), 0, True, 3) == (
        read.hosts,
        read.proxies,
        read.https,
        read.login_tries,
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"SMTP_HOST": "mail.example.com"},  # from whom?
        {"SMTP_SECURITY": "maybe"},
        {"PUBLIC_URL": "net.example.com"},
        {"SMTP_HOST": "mail.example.com", "SMTP_FROM": "n@x.example", "SMTP_SECURITY": "off"},
    ],
)
def test_settings_of_mail_that_contradict_themselves_are_refused(wrong: dict[str, str]) -> None:
    """No sender, no such security, no address of pages, or letters over an open line."""
    with pytest.raises(Misconfigured, match="NETGRAPH_"):
        Settings.from_environment({f"NETGRAPH_{name}": value for name, value in wrong.items()})
