"""Runs everything that a change must pass: style, types, contracts, and every test.

The browser tests need Chromium. One that is there is used (`NETGRAPH_TEST_CHROMIUM` names it
when it has an unusual place); else Debian's package is installed where that is allowed; else a
sentence says what to do. Beside style and types the embedded database is fetched and started
once: what Java prepares then halves the thirty starts of the tests. Arguments are passed on to
pytest.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil

from netgraph.errors import NetgraphError
from netgraph.graph import local

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHECKS: tuple[Sequence[str], ...] = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports",),
)


def main(arguments: list[str]) -> int:
    """The exit code of the first thing that failed, else 0."""
    chromium = find_chromium() or install_chromium()
    if chromium is None:
        print(
            "The browser tests need Chromium, and it cannot be installed here.\n"
            "On Debian or Ubuntu: sudo apt install chromium. Elsewhere set NETGRAPH_TEST_CHROMIUM "
            "to the path of a Chromium or Chrome.",
            file=sys.stderr,
        )
        return 1
    environment = {**os.environ, "NETGRAPH_TEST_CHROMIUM": chromium}
    if not arguments:
        with ThreadPoolExecutor(1) as beside:
            prepared = beside.submit(prepare_database)
            code = check()
        try:
            prepared.result()
        except NetgraphError as error:
            print(error, file=sys.stderr)
            return 1
        if code:
            return code
    everything = [] if arguments else [*in_parallel(), "--cov", "--cov-report=term:skip-covered"]
    command = [sys.executable, "-m", "pytest", *everything, *arguments]
    return subprocess.run(command, check=False, env=environment).returncode


def check() -> int:
    """The exit code of the first of style, types and contracts that failed, else 0."""
    for name, *options in CHECKS:
        print("·", name, *options, flush=True)
        program = Path(sys.executable).with_name(name)
        code = subprocess.run([program, *options], check=False).returncode
        if code:
            return code
    return 0


def prepare_database() -> None:
    """Fetches the embedded database and waits for one start and end, which prepare the others."""
    with tempfile.TemporaryDirectory(prefix="netgraph-") as place:
        with local.lease(Path(place), quick=True) as server:
            process = psutil.Process(server.pid)
        process.wait()


def in_parallel() -> list[str]:
    """Two processes, each with a database of its own; one when all share an external one.

    They take the files in the order of collection, in which the longest come first.
    """
    if os.environ.get("NETGRAPH_TEST_NEO4J"):
        return []
    return ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]


def find_chromium() -> str | None:
    """The path of a Chromium on this machine."""
    named = os.environ.get("NETGRAPH_TEST_CHROMIUM")
    if named:
        return named
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def install_chromium() -> str | None:
    """Debian's Chromium, installed now, when this is Debian and we may."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return None
    print("Installing Chromium for the browser tests …", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
    ):
        if subprocess.run(command, check=False, env=quiet, stdout=subprocess.DEVNULL).returncode:
            return None
    return find_chromium()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
