"""One driver a process, behind the names of the catalogue.

`Database.read` and `Database.write` run one named query in a managed transaction;
`Database.in_transaction` runs several as one unit that is retried or rolled back whole. What
the driver can raise is turned into the tree of `netgraph.errors` here and nowhere else. When
an embedded server has died, `revive` brings it back and the work is tried once more.
"""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import neo4j
from neo4j import GraphDatabase, ManagedTransaction, unit_of_work
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    ConstraintError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)
from neo4j.graph import Entity
from neo4j.time import Date, DateTime

from netgraph.errors import Conflict, DatabaseDown, Misconfigured, Unavailable
from netgraph.graph.catalogue import LANGUAGE, Mode, NamedQuery, catalogue

T = TypeVar("T")
Row = Mapping[str, Any]

QUERY_SECONDS = 60.0
"""A single query of a page is given up after this time."""

RETRY_SECONDS = 12.0
"""How long the driver tries again when a server says that a failure will pass."""

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
        result = self._tx.run(query.text, dict(params))
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

    def __init__(self, address: Address, *, revive: Callable[[], Address] | None = None) -> None:
        self._address = address
        self._revive = revive
        self._driver = _driver(address)

    def close(self) -> None:
        """Closes every connection."""
        self._driver.close()

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

        `work` may run again when the server asks for a retry, so it changes nothing outside
        the transaction. `called` is shown by `SHOW TRANSACTIONS`; after `seconds` the server
        gives the work up. Raises `DatabaseDown`, `Conflict`, `Misconfigured`, `Unavailable`.
        """

        @unit_of_work(timeout=seconds, metadata={"query": called})
        def unit(tx: ManagedTransaction) -> T:
            return work(Transaction(tx))

        with _told_in_our_words(self._address):
            try:
                return self._execute(unit, reading=reading)
            except (ServiceUnavailable, SessionExpired):
                if self._revive is None:
                    raise
        self._reconnect(self._revive())
        with _told_in_our_words(self._address):
            return self._execute(unit, reading=reading)

    def _execute(self, unit: Callable[[ManagedTransaction], T], *, reading: bool) -> T:
        with self._driver.session(database=self._address.database) as session:
            return session.execute_read(unit) if reading else session.execute_write(unit)

    def _reconnect(self, address: Address) -> None:
        if address != self._address:
            self._driver.close()
            self._address = address
            self._driver = _driver(address)

    def explain(self, name: str, /) -> Explained:
        """What the server makes of a named query, without running it."""
        query = catalogue()[name]
        with (
            _told_in_our_words(self._address),
            self._driver.session(database=self._address.database) as session,
        ):
            result = session.run(
                query.text.replace(LANGUAGE, f"{LANGUAGE}EXPLAIN ", 1), dict.fromkeys(query.params)
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
        with (
            _told_in_our_words(self._address),
            self._driver.session(database=self._address.database) as session,
        ):
            session.run(LANGUAGE + statement).consume()

    def health(self) -> None:
        """Returns when the database answers; else raises what is wrong, with what to do."""
        self.read("database_health")


def _native(value: Any) -> Any:
    """The value with the driver's dates and nodes turned into Python's own."""
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
            max_transaction_retry_time=RETRY_SECONDS,
            connection_acquisition_timeout=20,
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
        if "Timeout" in (error.code or "") or "Terminated" in (error.code or ""):
            raise Unavailable(
                "The graph database took too long and was stopped.", hint="Try again."
            ) from error
        raise
    except (DriverError, Neo4jError) as error:
        if isinstance(error, Neo4jError) and not (error.code or "").startswith("Neo.DatabaseError"):
            raise
        raise DatabaseDown(
            f"The graph database at {address.uri} failed: {error}.",
            hint="Look at `netgraph db status` and at the log that it names.",
        ) from error
