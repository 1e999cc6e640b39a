"""How well a favor is read from a sentence: accuracy by part on a hundred labelled sentences.

Run `python -m bench.sentences` (`--all` lists every miss). Sets of `data/sentences.jsonl`, each
labelled before it was first read, with the share that was all right at that first reading:
develop and held_out are one hundred sentences written before the reader, held_out measured once
at its end (0.975, but the writer knew them); fresh were written then (0.60) and unseen after the
reader had learned from those (0.82, the best estimate for other people's sentences; one label of
it was corrected afterwards). All have been learned from since. Sentences are read as of
Wednesday, 18 March 2026.
"""

import argparse
import json
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from netgraph.domain.sentences import Me, Mention, NotAFavor, Reading, read_sentence

TODAY = date(2026, 3, 18)
PARTS = ("what", "kind", "direction", "people", "date", "all")
SENTENCES = Path(__file__).parent / "data" / "sentences.jsonl"


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
    """For each part whether it was read as labelled; one that is no favor has all or none."""
    if label["what"] is None or isinstance(read, NotAFavor):
        return dict.fromkeys(PARTS, label["what"] is None and isinstance(read, NotAFavor))
    expected = tuple(label[part] for part in ("giver", "receiver", "introduced", "on_behalf_of"))
    further = {name for also in read.also for name in _people(also)} - {*_people(read)}
    parts = {
        "what": label["what"] == read.what,
        "kind": label["kind"] == read.kind,
        "direction": label["direction"] == read.direction,
        "people": expected == _people(read) and set(label.get("also", ())) == further,
        "date": label["day"] == read.day.isoformat(),
    }
    return parts | {"all": all(parts.values())}


def main() -> None:
    """Print the accuracy by part, the misses and the time a sentence takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="list the misses of all sets")
    args = parser.parse_args()
    labels = [json.loads(line) for line in SENTENCES.read_text("utf-8").splitlines()]
    read_sentence("reviewed Ana's deck yesterday", today=TODAY)
    for name in ("develop", "held_out", "fresh", "unseen"):
        chosen = [label for label in labels if label["set"] == name]
        began = time.perf_counter()
        reads = [
            read_sentence(label["text"], today=TODAY, known_names=label.get("known", ()))
            for label in chosen
        ]
        each = (time.perf_counter() - began) / len(chosen)
        right = [right_parts(label, read) for label, read in zip(chosen, reads, strict=True)]
        print(f"{name}: {len(chosen)} sentences, {each * 1e3:.1f} ms each")
        for part in PARTS:
            print(f"  {part:10} {sum(one[part] for one in right) / len(right):.3f}")
        if name == "develop" or args.all:
            for label, read, parts in zip(chosen, reads, right, strict=True):
                if not parts["all"]:
                    wrong = ", ".join(part for part in PARTS[:-1] if not parts[part])
                    print(f"  {label['id']}. {label['text']!r}: {wrong}")
                    print(f"     {_said(read)}")


if __name__ == "__main__":
    main()
