"""How long a start of the demo takes, what it fetches, and what it weighs at rest.

    python -m bench.start            the jars come from the cache, where they are there
    python -m bench.start --fetch    with an empty cache: everything is fetched first

Each start is a process of its own on a data directory of its own, as a user's is, and counts
from the call to the line that says where to open it. Memory is the proportional set size of
the server and of its database, half a minute after the start.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from netgraph.graph import local

MEGABYTE = 1024 * 1024
REST = 30  # seconds until nothing moves any more


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory(prefix="netgraph-bench-") as place:
        home = Path(place)
        environment = {**os.environ, "NETGRAPH_DATA_DIR": str(home), "NETGRAPH_PORT": "8199"}
        if "--fetch" in sys.argv:
            os.environ["NETGRAPH_CACHE_DIR"] = environment["NETGRAPH_CACHE_DIR"] = str(home / "c")
        before = local.size_fetched()
        try:
            print(f"first start   {start(home, environment, rest=0):6.1f} s")
            print(f"fetched       {(local.size_fetched() - before) / MEGABYTE:6.1f} MB")
            print(f"second start  {start(home, environment, rest=REST):6.1f} s")
        finally:
            local.stop(home / "demo")


def start(home: Path, environment: dict[str, str], *, rest: float) -> float:
    """The seconds of one start, which ends with its database; prints the memory after a rest."""
    began = time.perf_counter()
    command = [sys.executable, "-c", "from netgraph.cli import main; main()", "demo"]
    with subprocess.Popen(  # noqa: S603 # our own command
        command, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None  # noqa: S101 # it is a pipe
        for line in process.stdout:
            if re.match("Netgraph is at", line):
                break
        else:
            sys.exit("The demo did not start.")
        seconds = time.perf_counter() - began
        server = local.status(home / "demo")
        if rest and server is not None:
            time.sleep(rest)
            for name, pid in (("server", process.pid), ("database", server.pid)):
                weight = psutil.Process(pid).memory_full_info().pss / MEGABYTE
                print(f"{name:13} {weight:6.0f} MB at rest")
        process.terminate()
    while server is not None and psutil.pid_exists(server.pid):
        time.sleep(0.2)
    return seconds


if __name__ == "__main__":
    main()
