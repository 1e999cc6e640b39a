"""Everything that Netgraph can tell a person went wrong, as one tree.

NetgraphError
├── InvalidInput        what was given cannot be understood or is not allowed
│   └── UnreadableFile  a file that is not what it claims to be
├── NotFound            no such thing, or none that the viewer may see (the two look the same)
├── Forbidden           the viewer's role does not allow it
├── Conflict            somebody was there first, or the state does not allow the step
├── Misconfigured       a setting that contradicts itself or cannot work
└── Unavailable         the database, the disk or the network is not there right now
    └── DatabaseDown    the graph database does not answer

`message` says what happened in the user's words, `hint` what to do next.
"""


class NetgraphError(Exception):
    """Something a user can understand went wrong."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class InvalidInput(NetgraphError):
    """What was given cannot be understood or is not allowed."""


class UnreadableFile(InvalidInput):
    """A file is not what it claims to be."""


class NotFound(NetgraphError):
    """There is no such thing, or none that the viewer may see."""


class Forbidden(NetgraphError):
    """The viewer's role does not allow this."""


class Conflict(NetgraphError):
    """Somebody was there first, or the state does not allow the step."""


class Misconfigured(NetgraphError):
    """A setting contradicts itself or cannot work."""


class Unavailable(NetgraphError):
    """Something outside Netgraph is not there right now."""


class DatabaseDown(Unavailable):
    """The graph database does not answer."""
