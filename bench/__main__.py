"""Runs every measurement that needs no data from outside: `python -m bench`, or `make bench`.

Each is a module of its own and takes arguments when run alone; `python -m bench.titles FILE`
reports accuracy on a list of titles with their levels, which the project does not ship.
"""

import subprocess
import sys

MEASUREMENTS = (
    "sentences",
    "paths",
    "barter",
    "reach_plan",
    "questions",
    "structure",
    "offers",
    "start",
)


def main() -> int:
    """The number of measurements that failed."""
    failed = 0
    for name in MEASUREMENTS:
        print(f"\n== bench.{name} ==", flush=True)
        failed += bool(
            subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode  # noqa: S603 # our own modules
        )
    return failed


if __name__ == "__main__":
    sys.exit(main())
