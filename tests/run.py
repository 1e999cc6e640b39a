"""Runs everything that a change must pass: style, types, contracts, and every test.

The browser tests need Chromium. One that is there is used (`NETGRAPH_TEST_CHROMIUM` names it
when it has an unusual place); else Debian's package is installed where that is allowed; else a
sentence says what to do. Beside style and types the embedded database is fetched and started
once: what Java prepares then, and the data, halve the starts of the tests. Arguments are passed
on to pytest.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from netgraph.errors import NetgraphError
from tests.prepared import PREPARED, prepare

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
    if arguments:
        return run_tests(arguments, environment)
    with tempfile.TemporaryDirectory(prefix="netgraph-prepared-") as place:
        with ThreadPoolExecutor(1) as beside:
            preparing = beside.submit(prepare, Path(place))
            code = check()
        try:
            preparing.result()
        except NetgraphError as error:
            print(error, file=sys.stderr)
            return 1
        everything = [*in_parallel(), "--cov", "--cov-report=term:skip-covered"]
        return code or run_tests(everything, {**environment, PREPARED: place})


def run_tests(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """The exit code of pytest."""
    command = [sys.executable, "-m", "pytest", *arguments]
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
