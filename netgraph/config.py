"""Every setting of Netgraph, read once from the environment and passed on by hand.

Each variable is `NETGRAPH_` and the upper-case name of a field. `Settings.from_environment`
refuses a value it cannot use with a sentence that names the variable. Nothing reads the
environment at import, and no other module reads it at all.
"""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_data_path

from netgraph.errors import Misconfigured, Unavailable


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What can be set from outside; the documentation of each is in `docs/operations.md`."""

    data_dir: Path = field(default_factory=lambda: user_data_path("netgraph"))
    neo4j_uri: str = ""
    neo4j_user: str = "neo4j"
    neo4j_password: str = field(default="", repr=False)
    neo4j_database: str = "neo4j"
    neo4j_heap: str = "1g"
    neo4j_quick: bool = False
    host: str = "127.0.0.1"
    port: int = 8017
    threads: int = 8
    team: str = "Our team"
    phone_region: str = "US"
    import_limit_mb: int = 200
    https: bool = False
    hosts: tuple[str, ...] = ()
    proxies: int = 0
    login_tries: int = 10
    session_hours: int = 168
    idle_hours: int = 24
    public_url: str = ""
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_security: str = "starttls"
    smtp_user: str = ""
    smtp_password: str = field(default="", repr=False)
    smtp_from: str = ""
    smtp_authority: str = ""
    smtp_seconds: int = 20

    @property
    def embedded(self) -> bool:
        """Whether Netgraph brings its own database up."""
        return not self.neo4j_uri

    @property
    def mails(self) -> bool:
        """Whether there is a mail server to send by."""
        return bool(self.smtp_host)

    @property
    def address(self) -> str:
        """Where the pages are reached by people, without a last slash."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return (self.public_url or f"http://{host}:{self.port}").rstrip("/")

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Settings":
        """The settings that the environment gives; raises `Misconfigured` on a bad value."""
        text = {
            name: environ[f"NETGRAPH_{name.upper()}"].strip()
            for name in _TEXTS
            if environ.get(f"NETGRAPH_{name.upper()}", "").strip()
        }
        numbers = {
            name: _whole_number(name, environ[f"NETGRAPH_{name.upper()}"])
            for name in _NUMBERS
            if environ.get(f"NETGRAPH_{name.upper()}", "").strip()
        }
        uri = text.get("neo4j_uri", "")
        if "@" in uri:  # not quoted, as a password may stand before it
            raise Misconfigured(
                "NETGRAPH_NEO4J_URI holds a user or a password.",
                hint="Leave both out of it: set NETGRAPH_NEO4J_USER and NETGRAPH_NEO4J_PASSWORD.",
            )
        if uri and not uri.startswith(_SCHEMES):
            raise Misconfigured(
                f"NETGRAPH_NEO4J_URI is {uri!r}, which is no address of a Neo4j server.",
                hint="It starts with neo4j://, neo4j+s:// or bolt://.",
            )
        if "phone_region" in text:
            text["phone_region"] = phone_region(text["phone_region"], named="NETGRAPH_PHONE_REGION")
        _check_mail(text)
        home = environ.get("NETGRAPH_DATA_DIR", "").strip()
        return cls(
            **text,  # type: ignore[arg-type] # the keys of `text` are the text fields
            **numbers,  # type: ignore[arg-type] # the keys of `numbers` are the number fields
            **{name: _yes_or_no(name, environ) for name in _SWITCHES},  # type: ignore[arg-type] # switches
            data_dir=_directory(home) if home else user_data_path("netgraph"),
            hosts=tuple(environ.get("NETGRAPH_HOSTS", "").lower().replace(",", " ").split()),
        )


def phone_region(text: str, *, named: str) -> str:
    """A country by its two letters; raises `Misconfigured` when numbers of no country are so."""
    from phonenumbers import SUPPORTED_REGIONS  # noqa: PLC0415 # slow to import, seldom needed

    region = text.strip().upper()
    if region not in SUPPORTED_REGIONS:
        raise Misconfigured(
            f"{named} is {text!r}, which is no country.", hint="Say its two letters, such as DE."
        )
    return region


KEY_BYTES = 32
"""How long the key is that signs sessions and links."""


def key_path(data_dir: Path) -> Path:
    """Where whoever serves the pages keeps that key."""
    return data_dir / "secret_key"


def kept_secret(path: Path, make: Callable[[], bytes]) -> bytes:
    """What is in `path`, made at first by `make` and readable by its owner alone.

    Raises `Unavailable` when it can be neither written nor read.
    """
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            partial.unlink(missing_ok=True)
            with os.fdopen(os.open(partial, _WRITE_NEW, 0o600), "wb") as file:
                file.write(make())
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileExistsError):  # another process was quicker: theirs counts
                path.hardlink_to(partial)
        return path.read_bytes()
    except OSError as error:
        raise Unavailable(
            f"{path} cannot be kept: {error.strerror}.", hint="Make room, or check its owner."
        ) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


_TEXTS = (
    "neo4j_uri",
    "neo4j_user",
    "neo4j_password",
    "neo4j_database",
    "neo4j_heap",
    "host",
    "team",
    "phone_region",
    "public_url",
    "smtp_host",
    "smtp_security",
    "smtp_user",
    "smtp_password",
    "smtp_from",
    "smtp_authority",
)
_SWITCHES = ("https", "neo4j_quick")
_NUMBERS = (
    "port",
    "threads",
    "import_limit_mb",
    "proxies",
    "login_tries",
    "session_hours",
    "idle_hours",
    "smtp_port",
    "smtp_seconds",
)
_SECURITY = ("starttls", "tls", "off")
_THIS_MACHINE = {"", "localhost", "127.0.0.1", "::1"}
_WRITE_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_SCHEMES = ("neo4j://", "neo4j+s://", "neo4j+ssc://", "bolt://", "bolt+s://", "bolt+ssc://")


def _check_mail(text: Mapping[str, str]) -> None:
    """Refuses settings of mail that contradict themselves."""
    url = text.get("public_url", "")
    if url and not url.startswith(("http://", "https://")):
        raise Misconfigured(
            f"NETGRAPH_PUBLIC_URL is {url!r}, which is no address of pages.",
            hint="It starts with https:// or http://.",
        )
    if text.get("smtp_security", "starttls") not in _SECURITY:
        raise Misconfigured(
            f"NETGRAPH_SMTP_SECURITY is {text['smtp_security']!r}, "
            "but must be starttls, tls or off."
        )
    if text.get("smtp_security") == "off" and text.get("smtp_host", "") not in _THIS_MACHINE:
        raise Misconfigured(
            "NETGRAPH_SMTP_SECURITY is off, but the mail server is another machine.",
            hint="Letters and the password would go over an open line: use starttls or tls.",
        )
    if text.get("smtp_host") and "@" not in text.get("smtp_from", ""):
        raise Misconfigured(
            "NETGRAPH_SMTP_FROM is needed to send mail.",
            hint="Set it to the address that mail comes from, such as netgraph@example.com.",
        )


def _directory(text: str) -> Path:
    try:
        return Path(text).expanduser().absolute()
    except RuntimeError as error:
        raise Misconfigured(
            f"NETGRAPH_DATA_DIR is {text!r}, but there is no such home directory."
        ) from error


def _yes_or_no(name: str, environ: Mapping[str, str]) -> bool:
    variable = f"NETGRAPH_{name.upper()}"
    text = environ.get(variable, "").strip().lower()
    if text in {"1", "true", "yes", "on"}:
        return True
    if text in {"", "0", "false", "no", "off"}:
        return False
    raise Misconfigured(f"{variable} is {environ[variable]!r}, but must be yes or no.")


def _whole_number(name: str, text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = -1
    least = 0 if name == "proxies" else 1
    if not least <= number < 65536:  # noqa: PLR2004 # the range of ports serves every number here
        raise Misconfigured(
            f"NETGRAPH_{name.upper()} is {text!r}, "
            f"but must be a whole number from {least} to 65535."
        )
    return number
