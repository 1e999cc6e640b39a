"""How well a favor is read from a sentence: accuracy by part, and what is wrong without a doubt.

Run `python -m bench.sentences` (`--all` lists every miss). A part that is read wrong and asked
about costs a look; one that is wrong *and sure* ends up in the ledger, so it is counted apart: a
part is sure when nothing unsure is about it. What is not read as a favor is never saved. Each set
was labelled before it was first read, with the share that was all right at that first reading.
`data/sentences.jsonl`: develop and held_out are one hundred sentences written before the reader,
held_out measured once at its end (0.975, but the writer knew them); fresh were written then
(0.60) and unseen after the reader had learned from those (0.82; one label of it was corrected
afterwards). `data/held_out_sentences.jsonl`: `data/README.md` tells of second and sealed.
Sentences are read as of Wednesday, 18 March 2026.
"""

import argparse
import json
import time
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from netgraph.domain.sentences import Me, Mention, NotAFavor, Part, Reading, read_sentence

TODAY = date(2026, 3, 18)
PARTS = ("what", "kind", "direction", "people", "date", "all")
ASKED_BY = {
    "what": {Part.WHAT},
    "kind": {Part.KIND, Part.WHAT},
    "direction": {Part.GIVER, Part.RECEIVER},
    "people": {Part.GIVER, Part.RECEIVER, Part.INTRODUCED},
    "date": {Part.DAY},
}
"""For each part, the questions that make somebody look at it before saving."""

DATA = Path(__file__).parent / "data"
SETS = {
    "sentences.jsonl": ("develop", "held_out", "fresh", "unseen"),
    "held_out_sentences.jsonl": ("second", "sealed"),
}


def _name(who: Mention | Me | None) -> str | None:
    return "me" if isinstance(who, Me) else who.text if who else None


def _people(read: Reading) -> tuple[str | None, ...]:
    return tuple(
        _name(who) for who in (read.giver, read.receiver, read.introduced, read.on_behalf_of)
    )


def _said(read: Reading | NotAFavor) -> str:
    if isinstance(read, NotAFavor):
        return read.reason
    return f"{read.what}, {read.kind}, {_people(read)}, {read.day}"


def right_parts(label: Mapping[str, Any], read: Reading | NotAFavor) -> dict[str, bool]:
    """For each part whether it was read as labelled; one that is no favor has all or none.

    A label without a day is of a date that is none: right is only to ask.
    """
    if label["what"] is None or isinstance(read, NotAFavor):
        return dict.fromkeys(PARTS, label["what"] is None and isinstance(read, NotAFavor))
    expected = tuple(label[part] for part in ("giver", "receiver", "introduced", "on_behalf_of"))
    further = {name for also in read.also for name in _people(also)} - {*_people(read)}
    day = label["day"] == read.day.isoformat() if label["day"] else "date" in asked_parts(read)
    parts = {
        "what": label["what"] == read.what,
        "kind": label["kind"] == read.kind,
        "direction": label["direction"] == read.direction,
        "people": expected == _people(read) and set(label.get("also", ())) == further,
        "date": day,
    }
    return parts | {"all": all(parts.values())}


def asked_parts(read: Reading | NotAFavor) -> set[str]:
    """The parts that somebody is asked to look at; of what is not read nothing is ever saved."""
    if isinstance(read, NotAFavor):
        return set(PARTS)
    asked = {one.part for one in read.unsure}
    parts = {part for part, questions in ASKED_BY.items() if asked & questions}
    return parts | ({"all"} if asked else set())


def _report(labels: Sequence[Mapping[str, Any]], *, listed: bool) -> None:
    began = time.perf_counter()
    reads = [
        read_sentence(label["text"], today=TODAY, known_names=label.get("known", ()))
        for label in labels
    ]
    each = (time.perf_counter() - began) / len(labels)
    print(f"{len(labels)} sentences, {each * 1e3:.1f} ms each")
    rows = [
        (label, read, right_parts(label, read), asked_parts(read))
        for label, read in zip(labels, reads, strict=True)
    ]
    print("              right   wrong and sure")
    for part in PARTS[:-1]:
        right = sum(parts[part] for _, _, parts, _ in rows) / len(rows)
        sure = sum(not parts[part] and part not in asked for _, _, parts, asked in rows)
        print(f"  {part:10} {right:7.3f}   {sure:3}")
    right = sum(parts["all"] for _, _, parts, _ in rows) / len(rows)
    sure = sum(
        any(not parts[part] and part not in asked for part in PARTS[:-1])
        for _, _, parts, asked in rows
    )
    unasked = sum(not parts["all"] and "all" not in asked for _, _, parts, asked in rows)
    for_nothing = sum(
        parts["all"] and isinstance(read, Reading) and "all" in asked
        for _, read, parts, asked in rows
    )
    print(f"  {'all':10} {right:7.3f}   {sure:3}, of which {unasked} with no question at all")
    print(f"  all right, and a question all the same: {for_nothing}")
    for label, read, parts, asked in rows:
        if listed and not parts["all"]:
            wrong = ", ".join(
                part if part in asked else f"{part} (sure)"
                for part in PARTS[:-1]
                if not parts[part]
            )
            print(f"  {label['id']}. {label['text']!r}: {wrong}")
            print(f"     {_said(read)}")


def main() -> None:
    """Print accuracy and sure errors by part, the misses, and the time a sentence takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="list the misses of all sets")
    parser.add_argument("--set", action="append", help="only this set; may be repeated")
    args = parser.parse_args()
    read_sentence("reviewed Ana's deck yesterday", today=TODAY)
    for file, names in SETS.items():
        labels = [json.loads(line) for line in (DATA / file).read_text("utf-8").splitlines()]
        for name in names:
            if args.set and name not in args.set:
                continue
            print(f"{name}: ", end="")
            chosen = [label for label in labels if label["set"] == name]
            _report(chosen, listed=args.all or name == "develop")


if __name__ == "__main__":
    main()
