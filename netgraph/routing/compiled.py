"""How a function is compiled, and the little that all compiled code shares.

Compiled functions take positional arguments and plain numbers, since compiled code knows no
others. The compiler's cache looks at the file of an entry function only, not at those it calls:
after a change here, `touch` the files that import it.

A tie's probability is kept exactly where it is asked from; where it is asked *of* there is a
code of 16 bits in its place: the exponent and the 11 highest bits of the fraction. It bounds the
probability from both sides within 0.05 %, and finds the exact one by bisection when a path needs
it. Bounds only ever err upwards, so no path is lost; complete paths are compared exactly.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np

from netgraph.routing.rows import Ints

Int = int | np.int64

TOP_CODE = 65535

_LOW_BITS = 41
_BELOW = 2029568
_FEW = 32

# nobody calls a part from Python: leaving out the way in saves half the time of compiling
_PART: Any = numba.njit(
    error_model="numpy",
    no_cpython_wrapper=True,  # type: ignore[call-overload]  # options not in numba's stubs
    no_cfunc_wrapper=True,
)

_Function = TypeVar("_Function", bound=Callable[..., Any])


def entry(function: _Function) -> _Function:
    """The function in machine code, kept on disk where a folder can be written to.

    It releases the interpreter's lock, so questions asked by several threads run side by side.
    """
    try:
        return cast("_Function", numba.njit(cache=True, nogil=True, error_model="numpy")(function))
    except RuntimeError:  # no folder of the cache can be written to
        return cast("_Function", numba.njit(nogil=True, error_model="numpy")(function))


def part(function: _Function) -> _Function:
    """A function that only compiled code calls; it is kept as part of those that call it."""
    return cast("_Function", _PART(function))


@part
def code_of(probability: float) -> Int:
    """The code of a probability: 0 of 0, otherwise 1 to 65,535, never falling."""
    if probability <= 0.0:
        return 0
    bits = np.int64(np.float64(probability).view(np.int64))
    code: Int = min(max((bits >> _LOW_BITS) - _BELOW, np.int64(1)), np.int64(TOP_CODE))
    return code


@part
def lowest(code: Int) -> float:
    """No probability of this code is lower."""
    if code <= 1:
        return 0.0
    return np.int64((code + _BELOW) << _LOW_BITS).view(np.float64)


@part
def highest(code: Int) -> float:
    """No probability of this code is higher."""
    return 1.0 if code >= TOP_CODE else lowest(code + 1)


@part
def sort(keys: Any, places: Ints) -> None:
    """Sorts keys, and their places with them: by insertion when few, otherwise by a heap."""
    count = len(keys)
    if count <= _FEW:
        for i in range(1, count):
            key, place = keys[i], places[i]
            j = i - 1
            while j >= 0 and keys[j] > key:
                keys[j + 1], places[j + 1] = keys[j], places[j]
                j -= 1
            keys[j + 1], places[j + 1] = key, place
        return
    begin, end = count // 2, count
    while end > 1:
        if begin > 0:
            begin -= 1
        else:
            end -= 1
            keys[0], keys[end] = keys[end], keys[0]
            places[0], places[end] = places[end], places[0]
        root, key, place = begin, keys[begin], places[begin]
        while 2 * root + 1 < end:
            child = 2 * root + 1
            if child + 1 < end and keys[child + 1] > keys[child]:
                child += 1
            if keys[child] <= key:
                break
            keys[root], places[root] = keys[child], places[child]
            root = child
        keys[root], places[root] = key, place
