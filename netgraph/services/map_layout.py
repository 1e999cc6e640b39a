"""Where everybody stands on the map: the same network looks the same tomorrow.

A place follows from who is there and who is tied to whom, never from chance, from the day or
from a filter. A company is drawn from the place that its id names towards the companies it is
tied to, by a contraction, so that one tie more moves it by a little; discs that would overlap
are pushed apart, which moves neighbours alone. Within a company people stand in rings, the most
senior in the middle: one person more moves others of the company by one place at most.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

GAP = 54
"""Units between two rings, and about as much between two people of a ring."""

MOST_PLACED = 600
"""People of one group who have a place of their own in its rings; others stand anywhere in it."""

PULL = 0.55
"""How far a company goes from the place its id names to the middle of those it is tied to."""

_FILL = 0.42
_STEP = 1.05
_ROUNDS = 250
_BETWEEN = 26.0

Links = tuple[tuple[str, str, int], ...]
"""Two groups and how many pairs of their people are tied."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map, in units of which a person's sign is about twenty wide."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Disc:
    """The round room of a group."""

    x: int
    y: int
    radius: int


@dataclass(frozen=True, slots=True)
class Members:
    """The people of one group, the most important first, each with a rank (0 the lowest)."""

    group: str
    people: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The rooms of all groups, and everybody's place."""

    discs: Mapping[str, Disc]
    people: Mapping[str, Spot]


@lru_cache(maxsize=16)
def lay_out(groups: tuple[Members, ...], links: Links) -> Layout:
    """Rooms that do not overlap, and a place for each person in the room of their group.

    With p_i the place that the id of group i names, nearer to the middle the more ties it has,
    and w_ij = ln(1 + tied pairs), its centre before overlaps are removed is the one solution of

        x_i = (1 - PULL) p_i + PULL · Σ_j w_ij x_j / Σ_j w_ij

    stretched by 1 / (1 - PULL) and bent back into the field by tanh, which keep it continuous.
    The result depends on its input alone and is kept for the next time.
    """
    rings = [_rings(members) for members in groups]
    radii = np.array([radius for radius, _ in rings], dtype=np.float64)
    middles = _apart(_wanted([members.group for members in groups], radii, links), radii)
    discs: dict[str, Disc] = {}
    people: dict[str, Spot] = {}
    for members, (radius, spots), (x, y) in zip(groups, rings, middles, strict=True):
        discs[members.group] = Disc(x=round(x), y=round(y), radius=round(radius))
        for person, (dx, dy) in spots.items():
            people[person] = Spot(x=round(x + dx), y=round(y + dy))
    return Layout(discs=discs, people=people)


def _rings(members: Members) -> tuple[float, dict[str, tuple[float, float]]]:
    """The radius of a room, and the place of each of its people from its middle.

    The middle holds one person and ring k holds 6 k, filled by rank from within, each ring from
    the same side: a newcomer pushes whoever comes later by one place, never across the room.
    People of one rank stand in the order of a number that their id names.
    """
    waiting = [
        person
        for person, _ in sorted(
            members.people[:MOST_PLACED],
            key=lambda one: (-one[1], _number(one[0], "order"), one[0]),
        )
    ]
    turn = _number(members.group, "turn")
    spots: dict[str, tuple[float, float]] = {}
    ring = 0
    while waiting:
        here, waiting = waiting[: max(1, 6 * ring)], waiting[max(1, 6 * ring) :]
        for place, person in enumerate(here):
            angle = math.tau * (turn + place / max(1, 6 * ring))
            spots[person] = (ring * GAP * math.cos(angle), ring * GAP * math.sin(angle))
        ring += 1
    radius = (max(ring, 1) - 1) * GAP + 0.6 * GAP
    for person, _ in members.people[MOST_PLACED:]:
        angle = math.tau * _number(person, "angle")
        away = (radius - 0.5 * GAP) * math.sqrt(_number(person, "away"))
        spots[person] = (away * math.cos(angle), away * math.sin(angle))
    return radius, spots


def _wanted(groups: Sequence[str], radii: NDArray[np.float64], links: Links) -> NDArray[np.float64]:
    """Where each group would stand if discs could overlap."""
    from scipy.sparse import csr_array  # noqa: PLC0415 # slow to import, for the map only

    size = len(groups)
    if not size:
        return np.zeros((0, 2))
    index = {group: number for number, group in enumerate(groups)}
    ends = np.array([(index[one], index[other]) for one, other, _ in links], dtype=np.int64)
    ends = ends.reshape(-1, 2)
    weights = np.log1p(np.array([count for _, _, count in links], dtype=np.float64))
    ties = csr_array(
        (
            np.concatenate([weights, weights]),
            (
                np.concatenate([ends[:, 0], ends[:, 1]]),
                np.concatenate([ends[:, 1], ends[:, 0]]),
            ),
        ),
        shape=(size, size),
    )
    degree = np.asarray(ties.sum(axis=1), dtype=np.float64).reshape(-1)
    share = degree / max(float(degree.max()), 1e-9)
    angle = math.tau * np.array([_number(group, "angle") for group in groups])
    away = np.sqrt([_number(group, "away") for group in groups]) * (1 - 0.8 * share)
    anchor = _field(radii) * np.column_stack([away * np.cos(angle), away * np.sin(angle)])
    pull = np.where(degree > 0, PULL, 0.0).reshape(-1, 1)
    scale = np.divide(1.0, degree, out=np.zeros(size), where=degree > 0).reshape(-1, 1)
    at = anchor
    for _ in range(80):
        at = (1 - pull) * anchor + pull * scale * (ties @ at)
    field = _field(radii)
    away = np.hypot(at[:, 0], at[:, 1]) * np.where(degree > 0, 1 / (1 - PULL), 1.0)
    within = field * np.tanh(away / field) / np.maximum(np.hypot(at[:, 0], at[:, 1]), 1e-9)
    spread: NDArray[np.float64] = at * within.reshape(-1, 1)
    return spread


def _field(radii: NDArray[np.float64]) -> float:
    """The radius of the whole picture, in steps, so that one person more rarely changes it."""
    area = math.sqrt(float(((radii + _BETWEEN / 2) ** 2).sum()) / _FILL)
    return float(_STEP ** math.ceil(math.log(max(area, 1.0), _STEP)))


def _apart(at: NDArray[np.float64], radii: NDArray[np.float64]) -> NDArray[np.float64]:
    """The places with overlapping discs pushed apart, large ones moving least."""
    at = at.copy()
    mass = radii**2
    for round_ in range(_ROUNDS):
        away = at[:, None, :] - at[None, :, :]
        distance = np.hypot(away[..., 0], away[..., 1])
        over = radii[:, None] + radii[None, :] + _BETWEEN - distance
        np.fill_diagonal(over, 0.0)
        touching = over > 0
        if not touching.any():
            break
        share = mass[None, :] / (mass[:, None] + mass[None, :])
        force = np.where(touching, over * share, 0.0) / np.maximum(distance, 1e-6)
        push = (away * force[..., None]).sum(axis=1)
        strongest = np.maximum(touching.sum(axis=1), 1).reshape(-1, 1)
        at += push / np.sqrt(strongest) * (1.0 if round_ < _ROUNDS // 2 else 0.8)
    return at


def _number(name: str, what: str) -> float:
    """A number in [0, 1) that a name always gets."""
    return int.from_bytes(sha256(f"{what}:{name}".encode()).digest()[:6]) / 2**48
