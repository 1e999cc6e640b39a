"""Lists whose order stands in the address, and what is taken along as a file.

A header is a plain link that sorts by its column, so a sorted list can be kept as a bookmark.
Tables to take along are harmless to spreadsheets, which also read their names right.
"""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Response

from netgraph.imports.csvs import harmless_cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A column of a list that can be sorted: `url` sorts by it, `sorted` says how it is now."""

    label: str
    url: str
    sorted: str = ""
    number: bool = False


def head(
    label: str,
    *,
    now: bool,
    down: bool,
    falling: bool,
    sorted_by: Callable[[bool], str],
    number: bool = False,
) -> Head:
    """The header of a column by which the list is sorted `now`, or not.

    `down` is whether the list is turned round, and `falling` whether this column begins with the
    highest when it is not. `sorted_by` gives the address of the list sorted by the column, turned
    round or not: a second click turns it.
    """
    way = "descending" if down is not falling else "ascending"
    return Head(
        label=label, url=sorted_by(now and not down), sorted=way if now else "", number=number
    )


def address(path: str, **said: str) -> str:
    """The address of a list with what is asked of it; what is empty is left out."""
    query = urlencode({key: value for key, value in said.items() if value})
    return f"{path}?{query}" if query else path


def as_file(text: str, name: str, kind: str) -> Response:
    """A text to take along under a name."""
    return Response(
        text,
        content_type=f"{kind}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def as_csv(text: str, name: str) -> Response:
    """A table to take along; the mark before it lets Excel read names as UTF-8."""
    return as_file("\ufeff" + text, name, "text/csv")


def as_table(name: str, columns: Sequence[str], rows: Iterable[Sequence[str | int]]) -> Response:
    """Rows as a table to take along, of which no spreadsheet runs a cell."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(columns)
    table.writerows(
        [harmless_cell(cell) if isinstance(cell, str) else cell for cell in row] for row in rows
    )
    return as_csv(text.getvalue(), name)
