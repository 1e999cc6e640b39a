"""Every setting of Netgraph, read once from the environment and passed on by hand.

Each variable is `NETGRAPH_` and the upper-case name of a field. `Settings.from_environment`
refuses a value it cannot use with a sentence that names the variable. Nothing reads the
environment at import, and no other module reads it at all.
"""

import os
from collections.abc import Callable, Mapping
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
    host: str = "127.0.0.1"
    port: int = 8017
    threads: int = 8
    team: str = "Our team"
    phone_region: str = "US"
    import_limit_mb: int = 200
    https: bool = False

    @property
    def embedded(self) -> bool:
        """Whether Netgraph brings its own database up."""
        return not self.neo4j_uri

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
            for name in ("port", "threads", "import_limit_mb")
            if environ.get(f"NETGRAPH_{name.upper()}", "").strip()
        }
        uri = text.get("neo4j_uri", "")
        if uri and not uri.startswith(_SCHEMES):
            raise Misconfigured(
                f"NETGRAPH_NEO4J_URI is {uri!r}, which is no address of a Neo4j server.",
                hint="It starts with neo4j://, neo4j+s:// or bolt://.",
            )
        home = environ.get("NETGRAPH_DATA_DIR", "").strip()
        return cls(
            **text,  # type: ignore[arg-type] # the keys of `text` are the text fields
            **numbers,  # type: ignore[arg-type] # the keys of `numbers` are the number fields
            data_dir=Path(home).expanduser() if home else user_data_path("netgraph"),
            https=environ.get("NETGRAPH_HTTPS", "").strip().lower() in {"1", "true", "yes"},
        )


def kept_secret(path: Path, make: Callable[[], bytes]) -> bytes:
    """What is in `path`, made at first by `make` and readable by its owner alone.

    Raises `Unavailable` when it can be neither written nor read.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_bytes()
        with os.fdopen(handle, "wb") as file:
            file.write(make())
        return path.read_bytes()
    except OSError as error:
        raise Unavailable(
            f"{path} cannot be kept: {error.strerror}.", hint="Make room, or check its owner."
        ) from error


_TEXTS = (
    "neo4j_uri",
    "neo4j_user",
    "neo4j_password",
    "neo4j_database",
    "neo4j_heap",
    "host",
    "team",
    "phone_region",
)
_SCHEMES = ("neo4j://", "neo4j+s://", "neo4j+ssc://", "bolt://", "bolt+s://", "bolt+ssc://")


def _whole_number(name: str, text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = -1
    if not 0 < number < 65536:  # noqa: PLR2004 # the range of ports serves every number here
        raise Misconfigured(
            f"NETGRAPH_{name.upper()} is {text!r}, but must be a whole number from 1 to 65535."
        )
    return number
