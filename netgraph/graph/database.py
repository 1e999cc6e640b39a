"""One driver a process, behind the names of the catalogue.

`Database.read` and `Database.write` run one named query in a managed transaction;
`Database.in_transaction` runs several as one unit that is retried or rolled back whole; as an
answer may be lost after the commit, every write must be the same done twice as done once. What
the driver can raise is turned into the tree of `netgraph.errors` here and nowhere else. When
an embedded server has died, one thread revives it for all, nobody waits longer than
`REVIVAL_SECONDS` for that, and the work is tried once more.
"""

import contextlib
import logging
import threading
import time
from asyncio import CancelledError
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import neo4j
from neo4j import GraphDatabase, ManagedTransaction, unit_of_work
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    ConstraintError,
    CypherSyntaxError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)
from neo4j.graph import Entity
from neo4j.time import Date, DateTime

from netgraph.errors import Conflict, DatabaseDown, Misconfigured, NetgraphError, Unavailable
from netgraph.graph.catalogue import GIVEN, LANGUAGE, Mode, NamedQuery, catalogue

T = TypeVar("T")
Row = Mapping[str, Any]

QUERY_SECONDS = 60.0
"""A single query of a page is given up after this time."""

RETRY_SECONDS = 12.0
"""How long work is tried again when a server that has answered before says a failure will pass."""

CONNECT_SECONDS = 10.0
"""How long a server may take to accept a connection."""

REVIVAL_SECONDS = 25.0
"""How long work waits for an embedded server that is being started again."""

BULK_SECONDS = 1800.0
"""A unit of work that writes a whole import is given up after this time."""


class Statements(Protocol):
    """What runs named queries: the database itself, or one transaction of it."""

    def read(self, name: str, /, **params: object) -> list[Row]:
        """The rows of a named read query."""
        ...

    def write(self, name: str, /, **params: object) -> list[Row]:
        """Runs a named write query and gives its rows."""
        ...


class Revive(Protocol):
    """Brings an embedded server back."""

    def __call__(self, *, broken: bool) -> "Address":
        """Its address; `broken` when it answers but must be started again to work."""
        ...


class Transaction:
    """Named queries inside one transaction."""

    def __init__(self, tx: ManagedTransaction) -> None:
        self._tx = tx

    def read(self, name: str, /, **params: object) -> list[Row]:
        """The rows of a named read query, seeing what this transaction wrote."""
        return self._run(_declared(name, params, mode=Mode.READ), params)

    def write(self, name: str, /, **params: object) -> list[Row]:
        """Runs a named write query in this transaction and gives its rows."""
        return self._run(_declared(name, params, mode=Mode.WRITE), params)

    def _run(self, query: NamedQuery, params: Mapping[str, object]) -> list[Row]:
        result = self._tx.run(query.sent, {GIVEN: dict(params)})
        return [
            dict(zip(record.keys(), map(_native, record.values()), strict=True))
            for record in result
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a Neo4j server is and how to log in to it."""

    uri: str
    user: str
    password: str
    database: str = "neo4j"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A query as the server understands it: its columns, whether it writes, its warnings."""

    columns: tuple[str, ...]
    writes: bool
    warnings: tuple[str, ...]


class Database:
    """The graph database of this process."""

    def __init__(
        self,
        address: Address,
        *,
        revive: Revive | None = None,
        revival_seconds: float = REVIVAL_SECONDS,
    ) -> None:
        self._address = address
        self._revive = revive
        self._revival_seconds = revival_seconds
        self._lock = threading.Lock()
        self._life = 0
        self._revival: Future[None] | None = None
        self._retired: neo4j.Driver | None = None
        self._driver = _driver(address)
        self._bookmarks = GraphDatabase.bookmark_manager()
        self._has_answered = False

    def close(self) -> None:
        """Closes every connection."""
        with self._lock:
            self._driver.close()
            if self._retired is not None:
                self._retired.close()

    def read(self, name: str, /, **params: object) -> list[Row]:
        """The rows of one named read query."""
        _declared(name, params, mode=Mode.READ)
        return self.in_transaction(
            lambda tx: tx.read(name, **params), seconds=QUERY_SECONDS, called=name, reading=True
        )

    def write(self, name: str, /, **params: object) -> list[Row]:
        """Runs one named write query in a transaction of its own and gives its rows."""
        _declared(name, params, mode=Mode.WRITE)
        return self.in_transaction(
            lambda tx: tx.write(name, **params), seconds=QUERY_SECONDS, called=name
        )

    def in_transaction(
        self,
        work: Callable[[Transaction], T],
        *,
        called: str,
        seconds: float = QUERY_SECONDS,
        reading: bool = False,
    ) -> T:
        """The result of `work`, done as one transaction: all of it is kept, or nothing.

        `work` may run again when the server asks for a retry or its answer is lost, perhaps
        after it was kept: so it changes nothing outside the transaction, and doing it twice
        leaves what doing it once does. `called` is shown by `SHOW TRANSACTIONS`; after
        `seconds` the server gives the work up. A server that has never answered is not waited
        for. Raises `DatabaseDown`, `Conflict`, `Misconfigured`, `Unavailable`.
        """

        @unit_of_work(timeout=seconds, metadata={"query": called})
        def unit(tx: ManagedTransaction) -> T:
            return work(Transaction(tx))

        until, pause, revived = time.monotonic() + RETRY_SECONDS, _FIRST_PAUSE, False
        with self._told_in_our_words():
            while True:
                life = self._life
                try:
                    return self._execute(unit, reading=reading)
                except (DriverError, Neo4jError) as error:
                    broken = getattr(error, "code", None) in _BROKEN
                    gone = broken or isinstance(error, ServiceUnavailable | SessionExpired)
                    if gone and self._revive is not None:
                        if revived:
                            raise
                        self._await_revival(life, self._revive, broken=broken)
                        revived = True
                        until = time.monotonic() + RETRY_SECONDS
                        continue
                    passing = gone or error.is_retryable()
                    if not (passing and self._has_answered and time.monotonic() < until):
                        raise
                time.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)

    def _execute(self, unit: Callable[[ManagedTransaction], T], *, reading: bool) -> T:
        with self._stoppable() as session:
            done = session.execute_read(unit) if reading else session.execute_write(unit)
        self._has_answered = True
        return done

    @contextlib.contextmanager
    def _stoppable(self) -> Iterator[neo4j.Session]:
        """A session that Ctrl-C ends at once: the server gives up what it was doing.

        The driver would wait for the answer, which may take minutes; on a cancellation it drops
        the connection instead, and the server rolls back.
        """
        try:
            with self._session() as session:
                try:
                    yield session
                except KeyboardInterrupt as pressed:
                    raise CancelledError from pressed
        except CancelledError as dropped:
            raise KeyboardInterrupt from dropped

    def _session(self) -> neo4j.Session:
        return self._driver.session(
            database=self._address.database, bookmark_manager=self._bookmarks
        )

    def _await_revival(self, life: int, revive: Revive, *, broken: bool) -> None:
        """Return when the server has begun another life than `life`, which somebody saw end."""
        with self._lock:
            if self._life != life:
                return
            if self._revival is None:
                self._revival = Future()
                threading.Thread(
                    target=self._bring_back, args=(self._revival, revive, broken), daemon=True
                ).start()
            revival = self._revival
        try:
            revival.result(timeout=self._revival_seconds)
        except TimeoutError as cause:
            raise DatabaseDown(
                "The graph database had stopped and is starting again.",
                hint="Try again in a minute; what was saved before is safe.",
            ) from cause
        except NetgraphError as cause:
            raise DatabaseDown(
                f"The graph database had stopped and cannot start again. {cause.message}",
                hint=cause.hint,
            ) from cause

    def _bring_back(self, revival: Future[None], revive: Revive, broken: bool) -> None:  # noqa: FBT001 # of a thread
        """Start the server once for all who wait, and connect anew.

        Threads may still be inside the driver of the life that ended, so it is closed only when
        the next life ends.
        """
        try:
            address = revive(broken=broken)
            driver = _driver(address)
        except Exception as error:  # noqa: BLE001 # whatever it is, it goes to who waits
            with self._lock:
                self._revival = None
            revival.set_exception(
                error if isinstance(error, NetgraphError) else Unavailable(f"{error}.")
            )
            return
        with self._lock:
            if self._retired is not None:
                self._retired.close()
            self._retired, self._driver, self._address = self._driver, driver, address
            self._life += 1
            self._revival = None
        logging.getLogger(__name__).warning("The graph database had stopped and is back.")
        revival.set_result(None)

    @contextlib.contextmanager
    def _told_in_our_words(self) -> Iterator[None]:
        """Says what the driver raises in our words; who never answered is told as a setting."""
        try:
            with _told_in_our_words(self._address):
                yield
        except CypherSyntaxError as error:
            if self._has_answered:
                raise
            raise Misconfigured(
                f"The graph database at {self._address.uri} does not understand Cypher 25.",
                hint="Netgraph needs Neo4j 2025.06 or newer.",
            ) from error

    def explain(self, name: str, /) -> Explained:
        """What the server makes of a named query, without running it."""
        query = catalogue()[name]
        with self._told_in_our_words(), self._session() as session:
            result = session.run(
                query.sent.replace(LANGUAGE, f"{LANGUAGE}EXPLAIN ", 1),
                {GIVEN: dict.fromkeys(query.params)},
            )
            columns = tuple(result.keys())
            summary = result.consume()
        return Explained(
            columns=columns,
            writes=summary.query_type != "r",
            warnings=tuple(
                f"{status.gql_status}: {status.status_description}"
                for status in summary.gql_status_objects
                if status.gql_status.startswith("01")
            ),
        )

    def run_schema(self, statement: str) -> None:
        """Runs one statement of a migration; only `netgraph.graph.migrations` calls this."""
        with self._told_in_our_words(), self._session() as session:
            session.run(LANGUAGE + statement).consume()

    def health(self) -> None:
        """Returns when the database answers; else raises what is wrong, with what to do."""
        self.read("database_health")


def _said(error: DriverError | Neo4jError) -> str:
    """What the server or the driver said, without codes."""
    return (error.message or "") if isinstance(error, Neo4jError) else f"{error}."


_BROKEN = {
    "Neo.DatabaseError.Transaction.TransactionCommitFailed",
    "Neo.DatabaseError.Transaction.TransactionLogError",
    "Neo.DatabaseError.Transaction.TransactionStartFailed",
}
"""What a database says that could not write, say on a full disk, until it is started again."""

_FIRST_PAUSE = 0.05
_LONGEST_PAUSE = 1.0


def _native(value: Any) -> Any:
    """The value with the driver's dates and nodes turned into Python's own."""
    if isinstance(value, str | bytes | int | float):
        return value
    if isinstance(value, list) and value and isinstance(value[0], bytes):
        return value  # bulk, and bytes throughout
    if isinstance(value, Date | DateTime):
        return value.to_native()
    if isinstance(value, list):
        return [_native(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _native(item) for key, item in value.items()}
    if isinstance(value, Entity):
        return {key: _native(value[key]) for key in value}
    return value


def _driver(address: Address) -> neo4j.Driver:
    with _told_in_our_words(address):
        return GraphDatabase.driver(
            address.uri,
            auth=(address.user, address.password),
            max_transaction_retry_time=0,  # `in_transaction` does it, and knows about revival
            connection_timeout=CONNECT_SECONDS,
            connection_acquisition_timeout=2 * CONNECT_SECONDS,
            notifications_min_severity="OFF",
        )


def _declared(name: str, params: Mapping[str, object], *, mode: Mode) -> NamedQuery:
    query = catalogue().get(name)
    if query is None:
        raise LookupError(f"There is no query named {name!r} in cypher/queries.")
    if query.mode is not mode:
        raise LookupError(f"{query.place}: {name} is declared {query.mode}, called as {mode}.")
    if params.keys() != query.params.keys():
        raise LookupError(
            f"{query.place}: {name} takes {sorted(query.params)}, was given {sorted(params)}."
        )
    return query


@contextlib.contextmanager
def _told_in_our_words(address: Address) -> Iterator[None]:
    try:
        yield
    except AuthError as error:
        raise Misconfigured(
            f"The graph database at {address.uri} refuses the user {address.user}.",
            hint="Check NETGRAPH_NEO4J_USER and NETGRAPH_NEO4J_PASSWORD.",
        ) from error
    except ConstraintError as error:
        raise Conflict("Somebody has just written the same thing.", hint="Look again.") from error
    except (ServiceUnavailable, SessionExpired, TransientError) as error:
        raise DatabaseDown(
            f"The graph database at {address.uri} does not answer.",
            hint="Look at `netgraph db status`; what was saved before is safe.",
        ) from error
    except ConfigurationError as error:
        raise Misconfigured(
            f"The address {address.uri} of the graph database cannot be used: {error}."
        ) from error
    except ClientError as error:
        code = error.code or ""
        if any(word in code for word in ("Timeout", "TimedOut", "Terminated")):
            raise Unavailable(
                "The graph database took too long and was stopped.", hint="Try again."
            ) from error
        if code.endswith("DatabaseNotFound"):
            raise Misconfigured(
                f"The server at {address.uri} has no database named {address.database}.",
                hint="Check NETGRAPH_NEO4J_DATABASE.",
            ) from error
        if ".Security." in code:
            raise Misconfigured(
                f"The graph database at {address.uri} does not let the user {address.user} do "
                f"this: {error.message}"
            ) from error
        raise
    except (DriverError, Neo4jError) as error:
        if isinstance(error, Neo4jError) and not (error.code or "").startswith("Neo.DatabaseError"):
            raise
        raise DatabaseDown(
            f"The graph database at {address.uri} failed: {_said(error)}",
            hint="Look at `netgraph db status` and at the log that it names.",
        ) from error
