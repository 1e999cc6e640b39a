"""Made-up networks with the shape of a professional one, the same for the same seed.

Degrees are log-normal with a few hubs: 20 ties a person on average, 13 at the median, about 130
at the 99th percentile, up to 4,000. Of all ties 55 % are inside companies, whose sizes follow a
power law. A tie has a strength of its own in each direction: most are weak, some are strong, and
what one gives the other resembles what they get.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

MEDIAN, SPREAD = 11.5, 1.06
HUBS, HIGHEST = 0.0002, 4000
INSIDE = 0.64  # drawn; some of these are drawn twice, so fewer remain
LARGEST_COMPANY = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Directed ties, two a pair: `source[i]` → `target[i]` with a `probability`."""

    people: int
    source: Ints
    target: Ints
    probability: Floats
    inside: float

    @property
    def pairs(self) -> int:
        """How many pairs of people are tied."""
        return len(self.source) // 2

    def shape(self) -> str:
        """The figures that tell whether the network looks like a professional one."""
        degree = np.bincount(self.source, minlength=self.people)
        median, high = np.percentile(degree, (50, 99))
        return (
            f"ties a person: {degree.mean():.1f} on average, {median:.0f} at the median, "
            f"{high:.0f} at the 99th percentile, {degree.max():,} at most; "
            f"{self.inside:.0%} inside companies"
        )


def professional(people: int, pairs: int, *, seed: int = 7) -> Network:
    """A network of so many people and pairs tied; half the ties of 20 a person are ten pairs."""
    rng = np.random.default_rng(seed)
    weight = rng.lognormal(np.log(MEDIAN), SPREAD, people)
    hubs = rng.choice(people, max(1, int(people * HUBS)), replace=False)
    weight[hubs] = np.exp(rng.uniform(np.log(300), np.log(HIGHEST), len(hubs)))
    company, limits = _companies(rng, people)
    weight = np.clip(weight, 1, people / 5)
    upto = np.concatenate(([0.0], np.cumsum(weight)))
    found = np.empty(0, dtype=np.int64)
    while len(found) < pairs:
        many = int((pairs - len(found)) * 1.3) + 1000
        one = np.searchsorted(upto, rng.random(many) * upto[-1], side="right") - 1
        own = rng.random(many) < INSIDE
        low = np.where(own, upto[limits[company[one]]], 0.0)
        high = np.where(own, upto[limits[company[one] + 1]], upto[-1])
        two = np.searchsorted(upto, low + rng.random(many) * (high - low), side="right") - 1
        fits = one != two
        key = np.minimum(one, two)[fits] * people + np.maximum(one, two)[fits]
        found = np.unique(np.concatenate((found, key)))
    found = np.sort(rng.choice(found, pairs, replace=False))
    one, two = found // people, found % people
    inside = float(np.mean(company[one] == company[two]))
    base = rng.beta(0.9, 4.0, pairs)
    there, back = (np.clip(base * np.exp(rng.normal(0, 0.4, pairs)), 1e-3, 0.97) for _ in range(2))
    # companies are runs of numbers; people are renumbered so that nothing rests on that
    shuffled = rng.permutation(people)
    one, two = shuffled[one], shuffled[two]
    return Network(
        people=people,
        source=np.concatenate((one, two)),
        target=np.concatenate((two, one)),
        probability=np.concatenate((there, back)),
        inside=inside,
    )


def _companies(rng: np.random.Generator, people: int) -> tuple[Ints, Ints]:
    """The company of each person, and between which numbers the people of each are."""
    sizes = np.minimum(20 * (1 + rng.pareto(1.1, people // 20)), people * LARGEST_COMPANY)
    limits = np.concatenate(([0], np.cumsum(np.ceil(sizes).astype(np.int64))))
    limits = np.append(limits[limits < people], people)
    company = np.repeat(np.arange(len(limits) - 1), np.diff(limits))
    return company, limits
