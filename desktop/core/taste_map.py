"""A map of tastes: models lie near each other if the same accounts buy them, and k-means tells the groups.

Likeness (``core.recommending``) is taken apart into its strongest ``FACTORS`` directions by subspace iteration (Halko
2011). The groups are found by k-means with k-means++ seeding (Arthur 2007), their number by the mean silhouette
(Rousseeuw 1987) of the points. The map shows the plane in which the groups' centres lie furthest apart, so that what is
far apart on it is far apart; what is near may still differ in what a plane cannot show.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from desktop.core.recommending import TasteModel

FACTORS = 8
LEAST_ACCOUNTS = 30
LEAST_MODELS = 12
LEAST_BUYERS = 3.0
MOST_POINTS = 600
MOST_GROUPS = 8
LEAST_SILHOUETTE = 0.25
"""Up to it there is no structure to speak of (Kaufman 1990, section 2.2), and one group is shown."""
_ROUNDS = 40
_STARTS = 4


@dataclass(frozen=True, slots=True)
class Point:
    """A model's place on the map, from -1 to 1 each way, and its group, from 0."""

    listing: int
    x: float
    y: float
    group: int


@dataclass(frozen=True, slots=True)
class TasteMap:
    """The points, how many groups they fall into, and how many accounts said so."""

    points: tuple[Point, ...]
    groups: int
    accounts: int


@dataclass(frozen=True, slots=True)
class TooLittle:
    """There are too few purchases for a map: accounts that bought from two sellers, and models with enough buyers."""

    accounts: int
    models: int


def draw_map(model: "TasteModel") -> TasteMap | TooLittle:
    """The same for the same purchases."""
    import numpy as np

    buyers = model.popularity.astype(np.float64) ** 2 * model.accounts
    places = np.flatnonzero(buyers >= LEAST_BUYERS)
    if model.accounts < LEAST_ACCOUNTS or len(places) < LEAST_MODELS:
        return TooLittle(model.accounts, len(places))
    places = places[np.argsort(-buyers[places], kind="stable")[:MOST_POINTS]]
    factors = _factors(model.likeness[np.ix_(places, places)])
    groups = _best_groups(factors)
    plane = _plane(factors, groups)
    points = tuple(
        Point(int(model.listings[place]), float(x), float(y), int(group))
        for place, (x, y), group in zip(places, plane, groups, strict=True)
    )
    return TasteMap(points, int(groups.max()) + 1, model.accounts)


def k_means(points: "NDArray[np.float64]", groups: int, seed: int = 0) -> "NDArray[np.int64]":
    """The group of each point, numbered by size, the largest first; the best of some seeded starts.

    Args:
        points: n * d.
        groups: At most n.
        seed: Of the starts.
    """
    import numpy as np

    random = np.random.default_rng(seed)
    best, least = np.zeros(len(points), dtype=np.int64), np.inf
    for _ in range(_STARTS):
        centres = _first_centres(points, groups, random)
        for _ in range(_ROUNDS):
            found = _distances(points, centres).argmin(axis=1)
            moved = np.stack([points[found == group].mean(axis=0) if np.any(found == group) else centres[group]
                              for group in range(groups)])  # fmt: skip
            if np.array_equal(moved, centres):
                break
            centres = moved
        cost = float(_distances(points, centres)[np.arange(len(points)), found].sum())
        if cost < least - 1e-12:
            best, least = found, cost
    sizes = np.bincount(best, minlength=groups)
    order = np.argsort(-sizes, kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(groups)
    return rank[best]


def silhouette(points: "NDArray[np.float64]", groups: "NDArray[np.int64]") -> float:
    """The mean over all points of (b - a) / max(a, b): a to the own group, b to the nearest other one; -1 to 1.

    0 where there is one group only.
    """
    import numpy as np

    if len(np.unique(groups)) < 2:
        return 0.0
    apart = np.sqrt(_distances(points, points))
    is_in = groups[:, None] == np.arange(int(groups.max()) + 1)
    sizes = is_in.sum(axis=0)
    means = apart @ is_in / np.maximum(sizes, 1)
    own_size = sizes[groups]
    rows = np.arange(len(points))
    near = means[rows, groups] * own_size / np.maximum(own_size - 1, 1)
    means[rows, groups] = np.inf
    means[:, sizes == 0] = np.inf
    far = means.min(axis=1)
    found = np.where(own_size > 1, (far - near) / np.maximum(np.maximum(far, near), 1e-12), 0.0)
    return float(found.mean())


def _factors(likeness: "NDArray[np.float32]") -> "NDArray[np.float64]":
    """n * FACTORS, each row of length 1: which way a model lies, not how many bought it."""
    import numpy as np

    matrix = likeness.astype(np.float64)
    basis = np.linalg.qr(np.random.default_rng(0).normal(size=(len(matrix), min(FACTORS + 4, len(matrix)))))[
        0
    ]
    for _ in range(_ROUNDS):
        basis = np.linalg.qr(matrix @ basis)[0]
    values, vectors = np.linalg.eigh(basis.T @ matrix @ basis)
    chosen = np.argsort(-values)[:FACTORS]
    found = (basis @ vectors[:, chosen]) * np.sqrt(np.maximum(values[chosen], 0.0))
    scaled: NDArray[np.float64] = found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-12)
    return scaled


def _best_groups(points: "NDArray[np.float64]") -> "NDArray[np.int64]":
    import numpy as np

    best, most = np.zeros(len(points), dtype=np.int64), LEAST_SILHOUETTE
    for groups in range(2, min(MOST_GROUPS, len(points) // 3) + 1):
        found = k_means(points, groups)
        score = silhouette(points, found)
        if score > most:
            best, most = found, score
    return best


def _plane(points: "NDArray[np.float64]", groups: "NDArray[np.int64]") -> "NDArray[np.float64]":
    """n * 2, from -1 to 1: seen from where the groups' centres lie furthest apart."""
    import numpy as np

    centred = points - points.mean(axis=0)
    centres = np.stack([centred[groups == group].mean(axis=0) for group in range(int(groups.max()) + 1)])
    # A little of all points decides what two centres leave open.
    spread = centres[groups].T @ centres[groups] + 0.1 * centred.T @ centred
    values, vectors = np.linalg.eigh(spread)
    axes = vectors[:, np.argsort(-values)[:2]]
    axes *= np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(axes.shape[1])])
    found = centred @ axes
    scaled: NDArray[np.float64] = found / max(float(np.abs(found).max()), 1e-12)
    return scaled


def _first_centres(
    points: "NDArray[np.float64]", groups: int, random: "np.random.Generator"
) -> "NDArray[np.float64]":
    import numpy as np

    chosen = [int(random.integers(len(points)))]
    while len(chosen) < groups:
        nearest = _distances(points, points[chosen]).min(axis=1)
        total = nearest.sum()
        chances = nearest / total if total > 0 else np.full(len(points), 1 / len(points))
        chosen.append(int(random.choice(len(points), p=chances)))
    return points[chosen].copy()


def _distances(first: "NDArray[np.float64]", second: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Squared, n * m."""
    import numpy as np

    found = (first**2).sum(axis=1)[:, None] - 2 * first @ second.T + (second**2).sum(axis=1)
    clipped: NDArray[np.float64] = np.maximum(found, 0.0)
    return clipped
