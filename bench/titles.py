"""How well levels are read from the titles of a labelled list.

Usage: `python bench/titles.py FILE`, where FILE is CSV with the columns `title` and `level`
(C-Suite, VP, Director, Manager, Other). Prints accuracy and the confusion table for the seller's
reading of titles, which is the default, and for the labeller's; with the 95 % interval (Wilson)
and the accuracy of five parts of the list, which says how far other titles of the kind may be off.
"""

from __future__ import annotations

import argparse
import csv
import math
import time
import zlib
from collections import Counter
from pathlib import Path

from netgraph.domain.titles import Habits, Level, understand_title

LABELS = {
    "C-Suite": Level.C_LEVEL,
    "VP": Level.VP,
    "Director": Level.DIRECTOR,
    "Manager": Level.MANAGER,
    "Other": Level.INDIVIDUAL,
}
PARTS = 5


def main() -> None:
    """Read the file and print the report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path)
    parser.add_argument("--errors", action="store_true", help="list the titles read otherwise")
    options = parser.parse_args()
    with options.file.open(encoding="utf-8-sig", newline="") as lines:
        rows = [(row["title"], LABELS[row["level"]]) for row in csv.DictReader(lines)]
    for habits in Habits:
        _report(rows, habits, errors=options.errors)
    fresh = [f"{title} {number}" for number in range(20) for title, _ in rows]
    started = time.perf_counter()
    for title in fresh:
        understand_title(title)
    print(f"{len(fresh) / (time.perf_counter() - started):,.0f} titles a second, none seen before")


def _report(rows: list[tuple[str, Level]], habits: Habits, *, errors: bool) -> None:
    table: Counter[tuple[Level, Level]] = Counter()
    right: Counter[int] = Counter()
    size: Counter[int] = Counter()
    for title, label in rows:
        understood = understand_title(title, habits=habits)
        part = zlib.crc32(title.encode()) % PARTS
        table[label, understood.level] += 1
        size[part] += 1
        right[part] += understood.level is label
        if errors and understood.level is not label:
            print(f"  {label:<11} read as {understood.level:<11} {title}  {understood.because}")
    low, high = _wilson(right.total(), len(rows))
    print(f"\nhabits of the {habits}: {right.total() / len(rows):.4f} of {len(rows)}")
    print(f"  95 % interval {low:.3f} to {high:.3f}")
    parts = ", ".join(f"{right[part] / size[part]:.3f}" for part in sorted(size))
    print(f"  parts of the list: {parts}")
    levels = list(reversed(Level))
    print("  " + "label \\ read".ljust(12) + "".join(f"{level:>11}" for level in levels))
    for label in levels:
        counts = "".join(f"{table[label, level]:>11}" for level in levels)
        print(f"  {label:<12}{counts}")


def _wilson(right: int, total: int, *, z: float = 1.96) -> tuple[float, float]:
    share = right / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total**2)) / (1 + z * z / total)
    return middle - half, middle + half


if __name__ == "__main__":
    main()
