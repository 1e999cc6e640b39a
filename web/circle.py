"""A ring or chain of introductions as a picture: people on a circle or a line, gives as arrows.

Plain shapes with places, so that the page needs no script and no style of its own. Initials stand
in the discs, names beside them, and on each arrow the number of its step.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from web.words import initials, tint

_RADIUS = 96.0
_DISC = 22.0
_TIP = 9.0
_BEND = 0.18
_MARGIN_X, _MARGIN_Y = 104.0, 62.0
_STEP = 150.0
_LONGEST = 18

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disc:
    """Somebody at a place; the name stands at `label_y`."""

    name: str
    initials: str
    tint: int
    x: float
    y: float
    label_y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """A give from one disc to the next: a curve, its tip, and its number at a place."""

    curve: str
    tip: str
    number: int
    x: float
    y: float
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """The whole picture, in pixels."""

    width: float
    height: float
    discs: tuple[Disc, ...]
    arrows: tuple[Arrow, ...]


def circle(
    names: Sequence[str], steps: Sequence[tuple[int, int]], done: Sequence[bool], *, ring: bool
) -> Circle:
    """The picture of people in order; `steps` are the gives, by place, in order of doing."""
    count = len(names)
    if ring:
        spots = [
            (
                _MARGIN_X + _RADIUS + _RADIUS * math.sin(2 * math.pi * place / count),
                _MARGIN_Y + _RADIUS - _RADIUS * math.cos(2 * math.pi * place / count),
            )
            for place in range(count)
        ]
        width, height = 2 * (_MARGIN_X + _RADIUS), 2 * (_MARGIN_Y + _RADIUS)
    else:
        spots = [(_MARGIN_X + place * _STEP, _MARGIN_Y) for place in range(count)]
        width, height = 2 * _MARGIN_X + (count - 1) * _STEP, 2 * _MARGIN_Y
    return Circle(
        width=round(width, 1),
        height=round(max(y for _, y in spots) + _DISC + 34, 1),
        discs=tuple(
            Disc(
                name=name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "…",
                initials=initials(name),
                tint=tint(name),
                x=round(x, 1),
                y=round(y, 1),
                label_y=round(y - _DISC - 10 if ring and y < height / 2 else y + _DISC + 18, 1),
            )
            for name, (x, y) in zip(names, spots, strict=True)
        ),
        arrows=tuple(
            _arrow(spots[of], spots[to], number, done=was)
            for number, ((of, to), was) in enumerate(zip(steps, done, strict=True), start=1)
        ),
    )


def _arrow(
    start: tuple[float, float], end: tuple[float, float], number: int, *, done: bool
) -> Arrow:
    """A bent arrow between the rims of two discs; it bends to its left, so two never meet."""
    (x1, y1), (x2, y2) = start, end
    dx, dy = x2 - x1, y2 - y1
    cx, cy = (x1 + x2) / 2 + _BEND * dy, (y1 + y2) / 2 - _BEND * dx
    ax, ay = _towards(start, (cx, cy), _DISC + 4)
    bx, by = _towards(end, (cx, cy), _DISC + 4 + _TIP)
    px, py = _towards(end, (cx, cy), _DISC + 4)
    ux, uy = (px - bx) / _TIP, (py - by) / _TIP
    half = _TIP / 2
    tip = " ".join(
        f"{x:.1f},{y:.1f}"
        for x, y in (
            (px, py),
            (bx - uy * half, by + ux * half),
            (bx + uy * half, by - ux * half),
        )
    )
    mx, my = (ax + 2 * cx + bx) / 4, (ay + 2 * cy + by) / 4
    return Arrow(
        curve=f"M{ax:.1f},{ay:.1f} Q{cx:.1f},{cy:.1f} {bx:.1f},{by:.1f}",
        tip=tip,
        number=number,
        x=round(mx, 1),
        y=round(my, 1),
        done=done,
    )


def _towards(of: Spot, towards: Spot, far: float) -> Spot:
    length = math.dist(of, towards) or 1.0
    return (
        of[0] + (towards[0] - of[0]) * far / length,
        of[1] + (towards[1] - of[1]) * far / length,
    )
