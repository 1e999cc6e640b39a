"""The compiled search: one question, answered by meeting in the middle.

A path of two to four ties is cut at one person where both halves meet: one or two ties walked
from the requesters, one or two walked back from the targets. The k-th best path so far bounds
what is walked. The probability of a tie walked backwards is known up to a bound and made exact
when a path needs it; see `compiled.py`. `docs/paths.md` tells the method in words.
"""

from typing import Any, NamedTuple

import numpy as np

from netgraph.routing.compiled import Int, code_of, entry, highest, lowest, part, sort
from netgraph.routing.rows import FREE, Best, Floats, Ints, Own, People, Question, Rows

SLACK = 1 - 1e-13
"""Bounds are held with so much room for rounding; complete paths are compared exactly."""

_NONE = -1


class _Near(NamedTuple):
    """The people one tie from either end, each with the ends that they are tied to.

    `node[g]` is tied to the ends in the chain that begins at `head[g]` and goes on by `after`:
    `end`, with a bound of the probability in `weight`, highest first, the exact one in `exact` (−1
    until it is needed), and where the tie was read in `at`. `best[g]` is the highest weight,
    `bar[g]` the best path found with this first connector. `table` finds g by person.
    """

    size: Int
    node: People
    best: Floats
    head: People
    bar: Floats
    end: People
    weight: Floats
    exact: Floats
    at: Ints
    after: People
    table: People


# --- small sets of people -------------------------------------------------------------------


@part
def _spot(table: People, person: Int) -> Int:
    """Where a person is in a table, or would be."""
    mask = len(table) - 1
    at = ((person * 2654435769) >> 12) & mask
    while table[at] not in (_NONE, person):
        at = (at + 1) & mask
    return at


@part
def _room_for(count: Int) -> Int:
    """The size of a table that is at most half full."""
    size = 4
    while size < 2 * count:
        size *= 2
    return size


@entry
def set_of(people: People) -> People:
    """A table in which to look these people up."""
    table = np.full(_room_for(len(people)), _NONE, dtype=np.int32)
    for person in people:
        table[_spot(table, np.int64(person))] = person
    return table


@part
def _has(table: People, person: Int) -> bool:
    return bool(table[_spot(table, person)] == person)


# --- reading ties ---------------------------------------------------------------------------


@part
def _own_row(own: Own, person: Int) -> Int:
    """Which row of the viewer's own ties is this person's; −1 without one."""
    low, high = 0, len(own.owners)
    while low < high:
        middle = (low + high) >> 1
        if own.owners[middle] < person:
            low = middle + 1
        else:
            high = middle
    return low if low < len(own.owners) and own.owners[low] == person else _NONE


@part
def _own_place(own: Own, row: Int, other: Int) -> Int:
    """Where an own row speaks of another person; −1 where it does not."""
    low, end = own.start[row], own.start[row + 1]
    high = end
    while low < high:
        middle = (low + high) >> 1
        if own.other[middle] < other:
            low = middle + 1
        else:
            high = middle
    return low if low < end and own.other[low] == other else _NONE


@part
def _read(
    team: Rows, own: Own, person: Int, forward: bool, least: float, grade: Int,
    others: People, weights: Floats, places: Ints,
) -> Int:  # fmt: skip
    """Writes down the ties of a person that can have at least a probability; gives their number.

    `weights` are exact forwards and bounds backwards. `places` are places in the team's rows, or
    −1 − a place in the viewer's.
    """
    if least > 1:
        return 0
    count = 0
    row = _own_row(own, person) if len(own.owners) else _NONE
    code = code_of(least)
    low = lowest(code)
    shift = 4 if forward else 0
    begin = team.start[person] if person < len(team.start) - 1 else np.int64(0)
    end = team.start[person + 1] if person < len(team.start) - 1 else np.int64(0)
    for place in range(begin, end):
        out, into = team.out[place], np.int64(team.into[place])
        if out < low and into < code:
            break
        if forward:
            if out < least or out <= 0:
                continue
            weight = out
        else:
            if into < code or into == 0:
                continue
            weight = highest(into)
        if grade and ((team.grade[place] >> shift) & 15) < grade:
            continue
        if row != _NONE:
            told = _own_place(own, row, np.int64(team.other[place]))
            if told != _NONE and (own.out[told] if forward else own.into[told]) >= 0:
                continue
        others[count], weights[count], places[count] = team.other[place], weight, place
        count += 1
    if row != _NONE:
        for place in range(own.start[row], own.start[row + 1]):
            weight = own.out[place] if forward else own.into[place]
            if weight <= 0 or weight < least:
                continue
            if grade and ((own.grade[place] >> shift) & 15) < grade:
                continue
            others[count], weights[count], places[count] = own.other[place], weight, -1 - place
            count += 1
    return count


@part
def _exact(team: Rows, own: Own, source: Int, target: Int, place: Int) -> float:
    """The probability of a tie that was read backwards, in the row of its target, at a place."""
    if place < 0:
        return float(own.into[-1 - place])
    code = max(code_of(team.out[place]), np.int64(team.into[place]))
    low, high = team.start[source], team.start[source + 1]
    while low < high:
        middle = (low + high) >> 1
        here = max(code_of(team.out[middle]), np.int64(team.into[middle]))
        if here > code or (here == code and team.other[middle] < target):
            low = middle + 1
        else:
            high = middle
    return float(team.out[low])


@part
def _most(team: Rows, own: Own, person: Int) -> float:
    """No tie of this person, either way, has a higher probability."""
    most = 0.0
    if person < len(team.start) - 1 and team.start[person] < team.start[person + 1]:
        place = team.start[person]
        most = highest(max(code_of(team.out[place]), np.int64(team.into[place])))
    row = _own_row(own, person) if len(own.owners) else _NONE
    if row != _NONE:
        for place in range(own.start[row], own.start[row + 1]):
            most = max(most, own.out[place], own.into[place])
    return most


@part
def _degree(team: Rows, own: Own, person: Int) -> Int:
    """To how many people a person is tied, at most."""
    degree = np.int64(0)
    if person < len(team.start) - 1:
        degree += team.start[person + 1] - team.start[person]
    row = _own_row(own, person) if len(own.owners) else _NONE
    if row != _NONE:
        degree += own.start[row + 1] - own.start[row]
    return degree


# --- complete paths -------------------------------------------------------------------------


@part
def _before(best: Best, row: Int, product: float, length: Int, path: tuple[Int, ...]) -> bool:
    """Whether a path ranks before the one in a row."""
    if product != best.product[row]:
        return bool(product > best.product[row])
    if length != best.length[row]:
        return bool(length < best.length[row])
    for i in range(length + 1):
        if path[i] != best.people[row, i]:
            return bool(path[i] < best.people[row, i])
    return False


@part
def _floor(best: Best) -> float:
    """No path of a lower probability can be among the best."""
    if best.found[0] < len(best.product):
        return 0.0
    return float(best.product[-1] * SLACK)


@part
def _offer(
    best: Best, spread: bool, product: float, length: Int,
    path: tuple[Int, ...], ties: tuple[float, ...],
) -> None:  # fmt: skip
    """Takes a complete path in if it is among the best."""
    k, count = len(best.product), best.found[0]
    free = count
    if spread:
        mine = path[1] if length > 1 else _NONE
        for row in range(count):
            theirs = best.people[row, 1] if best.length[row] > 1 else _NONE
            if mine == theirs:
                free = row
                break
    if free == k:
        free = k - 1
    if free < count:
        if not _before(best, free, product, length, path):
            return
    else:
        best.found[0] += 1
    while free > 0 and _before(best, free - 1, product, length, path):
        best.people[free] = best.people[free - 1]
        best.ties[free] = best.ties[free - 1]
        best.product[free] = best.product[free - 1]
        best.length[free] = best.length[free - 1]
        free -= 1
    best.product[free], best.length[free] = product, length
    for i in range(length + 1):
        best.people[free, i] = path[i]
    for i in range(length):
        best.ties[free, i] = ties[i]


@part
def _complete(
    team: Rows, own: Own, question: Question, best: Best, near: _Near, a: Int, far: _Near, b: Int,
    length: Int, middle: Int, one: float, two: float,
) -> None:  # fmt: skip
    """Takes in the paths from every requester to a, between, and from b to every target.

    `one` is the probability of the tie from a (to b, or to the middle), `two` from the middle.
    """
    floor = _floor(best)
    between = 1.0 if length == 2 else one if length == 3 else one * two
    x = near.head[a]
    while x != _NONE:
        p = near.weight[x]
        if p * between * far.best[b] < floor:
            break
        y = far.head[b]
        while y != _NONE:
            if p * between * far.weight[y] < floor:
                break
            if far.exact[y] < 0:
                far.exact[y] = _exact(
                    team, own, np.int64(far.node[b]), np.int64(far.end[y]), far.at[y]
                )
            q = far.exact[y]
            if q >= question.minimum:
                s, t = np.int64(near.end[x]), np.int64(far.end[y])
                f, g = np.int64(near.node[a]), np.int64(far.node[b])
                if length == 2:
                    product, path, ties = p * q, (s, f, t, t, t), (p, q, q, q)
                elif length == 3:
                    product, path, ties = p * one * q, (s, f, g, t, t), (p, one, q, q)
                else:
                    product = p * one * two * q
                    path, ties = (s, f, np.int64(middle), g, t), (p, one, two, q)
                if product >= floor:
                    _offer(best, question.spread, product, length, path, ties)
                    if question.spread:
                        near.bar[a] = max(near.bar[a], product * SLACK)
                    floor = _floor(best)
            y = far.after[y]
        x = near.after[x]


# --- the search -----------------------------------------------------------------------------


@part
def _gather(
    team: Rows, own: Own, question: Question, forward: bool, ends: People, least: float,
    closed: People, barred: People, others: People, weights: Floats, places: Ints,
) -> _Near:  # fmt: skip
    """The people one tie from the `ends`, the requesters (forward), or before them, the targets."""
    slot = question.first if forward else question.last
    room = np.int64(0)
    for end in ends:
        room += _degree(team, own, np.int64(end))
    node = np.empty(room, dtype=np.int32)
    best = np.empty(room, dtype=np.float64)
    head = np.empty(room, dtype=np.int32)
    bar = np.zeros(room, dtype=np.float64)
    to = np.empty(room, dtype=np.int32)
    weight = np.empty(room, dtype=np.float64)
    exact = np.empty(room, dtype=np.float64)
    at = np.empty(room, dtype=np.int64)
    after = np.empty(room, dtype=np.int32)
    table = np.full(_room_for(room), _NONE, dtype=np.int32)
    mask = len(table) - 1
    count = links = 0
    for end in ends:
        many = _read(
            team, own, np.int64(end), forward, least, question.grade, others, weights, places
        )
        for i in range(many):
            person = np.int64(others[i])
            if slot == FREE:
                if _has(closed, person) or _has(barred, person):
                    continue
            elif person != slot:
                continue
            spot = ((person * 2654435769) >> 12) & mask
            while table[spot] != _NONE and node[table[spot]] != person:
                spot = (spot + 1) & mask
            if table[spot] == _NONE:
                table[spot] = count
                node[count], best[count], head[count] = person, 0.0, _NONE
                count += 1
            group = table[spot]
            to[links], weight[links], at[links] = end, weights[i], places[i]
            exact[links] = weights[i] if forward else -1.0
            before, here = _NONE, head[group]
            while here != _NONE and weight[here] >= weights[i]:
                before, here = here, after[here]
            after[links] = here
            if before == _NONE:
                head[group], best[group] = links, weights[i]
            else:
                after[before] = links
            links += 1
    return _Near(count, node, best, head, bar, to, weight, exact, at, after, table)


@part
def _group(near: _Near, person: Int) -> Int:
    """Which of the near people a person is; −1 for none."""
    mask = len(near.table) - 1
    at = ((person * 2654435769) >> 12) & mask
    while near.table[at] != _NONE and near.node[near.table[at]] != person:
        at = (at + 1) & mask
    return np.int64(near.table[at])


@part
def _best_first(near: _Near) -> Ints:
    """The near people in the order of their best ties."""
    order = np.arange(near.size)
    sort(-near.best[: near.size], order)
    return order


@part
def _twice(array: Any) -> Any:
    """The array with room for as much again."""
    longer = np.empty(2 * len(array), dtype=array.dtype)
    longer[: len(array)] = array
    return longer


@part
def _search(
    team: Rows, own: Own, question: Question, asking: People, wanted: People, barred: People,
    widest: Int, best: Best,
) -> None:  # fmt: skip
    """Takes in the best paths of one question."""
    others = np.empty(widest, dtype=np.int32)
    weights = np.empty(widest, dtype=np.float64)
    places = np.empty(widest, dtype=np.int64)
    goal = set_of(wanted)
    closed = set_of(np.concatenate((asking, wanted, question.placed)))
    minimum, grade = question.minimum, question.grade

    forward = bool(
        np.int64(question.most) > 0
    )  # true, but no constant, which would be compiled apart
    if question.fewest <= 1:
        for end in asking:
            many = _read(
                team, own, np.int64(end), forward, max(minimum, _floor(best)), grade,
                others, weights, places,
            )  # fmt: skip
            for i in range(many):
                if _has(goal, np.int64(others[i])) and weights[i] >= _floor(best):
                    s, t, p = np.int64(end), np.int64(others[i]), weights[i]
                    _offer(best, question.spread, p, np.int64(1), (s, t, t, t, t), (p, p, p, p))
    if question.most <= 1:
        return

    least = max(minimum, _floor(best))
    near = _gather(
        team, own, question, forward, asking, least, closed, barred, others, weights, places
    )
    if near.size == 0:
        return
    far = _gather(
        team, own, question, not forward, wanted, least, closed, barred, others, weights, places
    )
    if far.size == 0:
        return
    if question.fewest <= 2:
        two = np.int64(2)
        few, more = (near, far) if near.size <= far.size else (far, near)
        for g in range(few.size):
            h = _group(more, np.int64(few.node[g]))
            if h != _NONE:
                a, b = (g, h) if near.size <= far.size else (h, g)
                _complete(team, own, question, best, near, a, far, b, two, two, 0.0, 0.0)
    if question.most <= 2:
        return
    _meet(team, own, question, closed, barred, best, near, far, others, weights, places)


@part
def _meet(
    team: Rows, own: Own, question: Question, closed: People, barred: People, best: Best,
    near: _Near, far: _Near, others: People, weights: Floats, places: Ints,
) -> None:  # fmt: skip
    """Takes in the paths of three and four ties.

    The side with fewer ties is walked first; its second ties go into a table by where they lead.
    The other side is then walked with only what can still be among the best, and looked up.
    """
    minimum, grade, spread = question.minimum, question.grade, question.spread
    three, four = question.fewest <= 3, question.most >= 4
    of_three, of_four = np.int64(3), np.int64(4)
    work_near = work_far = np.int64(0)
    for a in range(near.size):
        work_near += _degree(team, own, np.int64(near.node[a]))
    for b in range(far.size):
        work_far += _degree(team, own, np.int64(far.node[b]))
    # a bound for each first connector helps the side walked last
    forward = bool(work_near * (8 if spread else 1) < work_far)
    side, away = (near, far) if forward else (far, near)

    away_one = away_two = 0.0
    for g in range(away.size):
        away_one = max(away_one, away.best[g])
        away_two = max(away_two, away.best[g] * _most(team, own, np.int64(away.node[g])))
    onward = away_one if three else away_two

    # what the first side reaches: a chain of `link`s for each person in `table`
    link_to = np.empty(1024, dtype=np.int32)
    link_weight = np.empty(1024, dtype=np.float64)
    link_place = np.empty(1024, dtype=np.int64)
    link_after = np.empty(1024, dtype=np.int32)
    links = 0
    node = np.empty(1024, dtype=np.int32)
    node_best = np.empty(1024, dtype=np.float64)
    node_head = np.empty(1024, dtype=np.int32)
    nodes = 0
    table = np.full(4096, _NONE, dtype=np.int32)
    mask = len(table) - 1
    reach = 0.0

    for g in _best_first(side):
        so_far = side.best[g]
        floor = max(_floor(best), near.bar[g]) if forward else _floor(best)
        most = so_far * onward
        least = max(minimum, floor / most) if floor > 0 else minimum
        person = np.int64(side.node[g])
        many = _read(team, own, person, forward, least, grade, others, weights, places)
        for i in range(many):
            meet = np.int64(others[i])
            weight = so_far * weights[i]
            floor = max(_floor(best), near.bar[g]) if forward else _floor(best)
            if three:
                h = _group(away, meet)
                if h != _NONE and weight * away.best[h] >= floor:
                    if forward:
                        _complete(
                            team,
                            own,
                            question,
                            best,
                            near,
                            g,
                            far,
                            h,
                            of_three,
                            of_three,
                            weights[i],
                            0.0,
                        )
                    else:
                        one = _exact(team, own, meet, person, places[i])
                        if one >= minimum:
                            _complete(
                                team,
                                own,
                                question,
                                best,
                                near,
                                h,
                                far,
                                g,
                                of_three,
                                of_three,
                                one,
                                0.0,
                            )
            if not four or weight * away_two < floor:
                continue
            if question.middle == FREE:
                if _has(closed, meet) or _has(barred, meet):
                    continue
            elif meet != question.middle:
                continue
            spot = ((meet * 2654435769) >> 12) & mask
            while table[spot] != _NONE and node[table[spot]] != meet:
                spot = (spot + 1) & mask
            if table[spot] == _NONE:
                if nodes == len(node):
                    node, node_best, node_head = _twice(node), _twice(node_best), _twice(node_head)
                    table = np.full(2 * len(table), _NONE, dtype=np.int32)
                    mask = len(table) - 1
                    for n in range(nodes):
                        spot = ((np.int64(node[n]) * 2654435769) >> 12) & mask
                        while table[spot] != _NONE:
                            spot = (spot + 1) & mask
                        table[spot] = n
                    spot = ((meet * 2654435769) >> 12) & mask
                    while table[spot] != _NONE:
                        spot = (spot + 1) & mask
                table[spot] = nodes
                node[nodes], node_best[nodes], node_head[nodes] = meet, 0.0, _NONE
                nodes += 1
            n = table[spot]
            if links == len(link_to):
                link_to, link_weight = _twice(link_to), _twice(link_weight)
                link_place, link_after = _twice(link_place), _twice(link_after)
            link_to[links], link_weight[links], link_place[links] = g, weights[i], places[i]
            link_after[links] = node_head[n]
            node_head[n] = links
            node_best[n] = max(node_best[n], weight)
            reach = max(reach, weight)
            links += 1
    if not nodes:
        return

    for g in _best_first(away):
        so_far = away.best[g]
        floor = _floor(best) if forward else max(_floor(best), near.bar[g])
        least = max(minimum, floor / (so_far * reach)) if floor > 0 else minimum
        person = np.int64(away.node[g])
        many = _read(team, own, person, not forward, least, grade, others, weights, places)
        for i in range(many):
            meet = np.int64(others[i])
            weight = so_far * weights[i]
            floor = _floor(best) if forward else max(_floor(best), near.bar[g])
            spot = ((meet * 2654435769) >> 12) & mask
            while table[spot] != _NONE and node[table[spot]] != meet:
                spot = (spot + 1) & mask
            n = table[spot]
            if n == _NONE or node_best[n] * weight < floor:
                continue
            x = node_head[n]
            known = weights[i] if not forward else -1.0
            while x != _NONE:
                h = np.int64(link_to[x])
                if (
                    side.best[h] * link_weight[x] * weight
                    >= (max(_floor(best), near.bar[h]) if forward else floor)
                    and side.node[h] != person
                ):
                    if forward:
                        if known < 0:
                            known = _exact(team, own, meet, person, places[i])
                        if known < minimum:
                            break
                        _complete(
                            team, own, question, best, near, h, far, g, of_four, meet,
                            link_weight[x], known,
                        )  # fmt: skip
                    else:
                        two = _exact(team, own, meet, np.int64(side.node[h]), link_place[x])
                        if two >= minimum:
                            _complete(
                                team,
                                own,
                                question,
                                best,
                                near,
                                g,
                                far,
                                h,
                                of_four,
                                meet,
                                known,
                                two,
                            )
                        floor = max(_floor(best), near.bar[g])
                x = link_after[x]


@part
def _without(people: People, others: People) -> People:
    """The people who are not among the others."""
    table = set_of(others)
    kept = np.empty(len(people), dtype=np.int32)
    count = 0
    for person in people:
        if not _has(table, np.int64(person)):
            kept[count] = person
            count += 1
    return kept[:count]


@entry
def search(
    team: Rows, own: Own, question: Question, barred: People, widest: Int,
    asking: People, asking_start: Ints, wanted: People, wanted_start: Ints,
    first: Int, end: Int, best: Best,
) -> None:  # fmt: skip
    """Answers the questions from `first` to `end` of all pairs of requesters and targets.

    Question i is of the requesters in row i // targets, and of the targets in row i % targets;
    row i of `best` is its answer, which may already hold paths. `barred` is a
    table of people who are not connectors, `widest` at least the most ties of one person, the
    viewer's own included.
    """
    goals = len(wanted_start) - 1
    for i in range(first, end):
        r, t = i // goals, i % goals
        askers = asking[asking_start[r] : asking_start[r + 1]]
        goal = wanted[wanted_start[t] : wanted_start[t + 1]]
        mine = Best(
            best.people[i], best.ties[i], best.product[i], best.length[i], best.found[i : i + 1]
        )
        _search(team, own, question, askers, _without(goal, askers), barred, widest, mine)
