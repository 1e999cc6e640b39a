"""The compiled building of rows, from ties or from rows and what changes in them."""

import numpy as np

from netgraph.routing.compiled import TOP_CODE, Int, code_of, entry, part, sort
from netgraph.routing.rows import Codes, Floats, Grades, Ints, People, Rows


@entry
def lay_out(
    source: People, target: People, probability: Floats, grade: Grades, people: Int
) -> tuple[Ints, People, Floats, Codes, Grades, Int]:
    """The columns of `Rows` for these ties, and how many directed ties they hold.

    Of a pair given twice the stronger tie counts, of equals the one of the higher grade; ties
    with oneself and ties of 0 are left out. Two stable counting sorts put both ends of every tie
    into rows by person and other person, so that the time is linear but for sorting rows.
    """
    size = max(people, 1)
    graded = len(grade) > 0
    many = np.int64(0)
    start = np.zeros(size + 1, dtype=np.int64)
    for i in range(len(source)):
        if source[i] != target[i] and probability[i] > 0:
            start[source[i] + 1] += 1
            start[target[i] + 1] += 1
            many += 2
    for person in range(size):
        start[person + 1] += start[person]
    # half a tie is numbered 2 · its place, + 1 when it is seen from the one who is asked
    by_other = np.empty(many, dtype=np.int64)
    at = start[:-1].copy()
    for i in range(len(source)):
        if source[i] != target[i] and probability[i] > 0:
            by_other[at[target[i]]] = 2 * i
            at[target[i]] += 1
            by_other[at[source[i]]] = 2 * i + 1
            at[source[i]] += 1
    halves = np.empty(many, dtype=np.int64)
    at[:] = start[:-1]
    for half in by_other:
        owner = target[half >> 1] if half & 1 else source[half >> 1]
        halves[at[owner]] = half
        at[owner] += 1
    # merge the halves of one pair; rows shrink in place, from the left
    other = np.empty(many, dtype=np.int32)
    out = np.empty(many, dtype=np.float64)
    into = np.empty(many, dtype=np.float64)
    grades = np.empty(many if graded else 0, dtype=np.uint8)
    ends = np.zeros(size + 1, dtype=np.int64)
    filled = np.int64(0)
    for person in range(size):
        first = filled
        for place in range(start[person], start[person + 1]):
            tie, inward = halves[place] >> 1, halves[place] & 1
            them = source[tie] if inward else target[tie]
            if filled == first or other[filled - 1] != them:
                other[filled], out[filled], into[filled] = them, 0.0, 0.0
                if graded:
                    grades[filled] = 0
                filled += 1
            now, p = filled - 1, probability[tie]
            known = into[now] if inward else out[now]
            given = np.int64(grade[tie]) if graded else np.int64(0)
            if graded:
                before = np.int64(grades[now])
                held = (before & 15) if inward else (before >> 4)
                if p > known or (p == known and given > held):
                    grades[now] = ((before & 240) | given) if inward else (given << 4 | before & 15)
            if p > known:
                if inward:
                    into[now] = p
                else:
                    out[now] = p
        ends[person + 1] = filled
    return _ordered(ends, other[:filled], out[:filled], into[:filled], grades)


@part
def _ordered(
    start: Ints, other: People, out: Floats, into: Floats, grade: Grades
) -> tuple[Ints, People, Floats, Codes, Grades, Int]:
    """Rows by person and other person, brought into the order of `Rows`."""
    graded = len(grade) > 0
    many = len(other)
    to_other = np.empty(many, dtype=np.int32)
    to_out = np.empty(many, dtype=np.float64)
    to_into = np.empty(many, dtype=np.uint16)
    to_grade = np.empty(many if graded else 0, dtype=np.uint8)
    ties = np.int64(0)
    for person in range(len(start) - 1):
        begin, size = start[person], start[person + 1] - start[person]
        keys = np.empty(size, dtype=np.int64)
        places = np.empty(size, dtype=np.int64)
        for i in range(size):
            place = begin + i
            code = max(code_of(out[place]), code_of(into[place]))
            keys[i] = (np.int64(TOP_CODE - code) << 32) | np.int64(other[place])
            places[i] = place
        sort(keys, places)
        for i in range(size):
            place = places[i]
            to_other[begin + i] = other[place]
            to_out[begin + i] = out[place]
            to_into[begin + i] = code_of(into[place])
            if graded:
                to_grade[begin + i] = grade[place]
            if out[place] > 0:
                ties += 1
    return start, to_other, to_out, to_into, to_grade, ties


@entry
def changed(
    rows: Rows, source: People, target: People, probability: Floats, grade: Grades, people: Int
) -> tuple[Ints, People, Floats, Codes, Grades, Int]:
    """The columns of `Rows` with these ties in place of those of their pairs.

    Pairs are distinct and sorted by source and target. The rows of people whom no change
    concerns are copied as they are, the others laid out anew.
    """
    size = max(people, 1)
    known = len(rows.start) - 1
    graded = len(rows.grade) > 0
    touched = np.zeros(size, dtype=np.int64)
    for i in range(len(source)):
        touched[source[i]] += 1
        touched[target[i]] += 1
    room = len(rows.other) + 2 * len(source)
    start = np.zeros(size + 1, dtype=np.int64)
    other = np.empty(room, dtype=np.int32)
    out = np.empty(room, dtype=np.float64)
    into = np.empty(room, dtype=np.uint16)
    grades = np.empty(room if graded else 0, dtype=np.uint8)
    after = np.zeros(size + 1, dtype=np.int64)
    after[1:] = np.cumsum(touched)
    news = np.empty(after[size], dtype=np.int64)
    at = after[:-1].copy()
    for i in range(len(source)):
        news[at[source[i]]] = 2 * i
        at[source[i]] += 1
        news[at[target[i]]] = 2 * i + 1
        at[target[i]] += 1
    filled: Int = np.int64(0)
    for person in range(size):
        begin = rows.start[person] if person < known else np.int64(0)
        end = rows.start[person + 1] if person < known else np.int64(0)
        first = filled
        for place in range(begin, end):
            other[filled], out[filled] = rows.other[place], rows.out[place]
            into[filled] = rows.into[place]
            if graded:
                grades[filled] = rows.grade[place]
            filled += 1
        if touched[person]:
            for half in news[after[person] : after[person + 1]]:
                tie, inward = half >> 1, half & 1
                them = source[tie] if inward else target[tie]
                now = first
                while now < filled and other[now] != them:
                    now += 1
                if now == filled:
                    other[now], out[now], into[now] = them, 0.0, 0
                    if graded:
                        grades[now] = 0
                    filled += 1
                if inward:
                    into[now] = code_of(probability[tie])
                else:
                    out[now] = probability[tie]
                if graded:
                    given = np.int64(grade[tie]) if probability[tie] > 0 else np.int64(0)
                    before = np.int64(grades[now])
                    grades[now] = ((before & 240) | given) if inward else (given << 4 | before & 15)
            filled = _resort(other, out, into, grades, first, filled)
        start[person + 1] = filled
    ties = np.int64(0)
    for place in range(filled):
        ties += out[place] > 0
    return start, other[:filled].copy(), out[:filled].copy(), into[:filled].copy(), (
        grades[:filled].copy() if graded else grades
    ), ties  # fmt: skip


@part
def _resort(other: People, out: Floats, into: Codes, grade: Grades, first: Int, end: Int) -> Int:
    """Brings one row into order, without pairs that have no tie left; gives its end."""
    keys = np.empty(end - first, dtype=np.int64)
    places = np.empty(end - first, dtype=np.int64)
    many = 0
    for place in range(first, end):
        code = max(code_of(out[place]), np.int64(into[place]))
        if code:
            keys[many] = (np.int64(TOP_CODE - code) << 32) | np.int64(other[place])
            places[many] = place
            many += 1
    keys, places = keys[:many], places[:many]
    sort(keys, places)
    other[first : first + many] = other[places]
    out[first : first + many] = out[places]
    into[first : first + many] = into[places]
    if len(grade):
        grade[first : first + many] = grade[places]
    return first + many
