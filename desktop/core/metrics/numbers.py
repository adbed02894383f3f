"""Measures of predicted numbers: regressions, their bands, and forecasts."""

from dataclasses import dataclass

import numpy as np

from desktop.core.metrics.resampling import Array, Sums, ratio

NUMBERS = ("mae", "rmse", "r2", "mape", "bias")
BAND = ("coverage", "interval_width", "interval_score", "pinball_loss")
FORECAST = ("mae", "rmse", "mase", "bias")


def regression(truth: Array, said: Array) -> Sums:
    """``NUMBERS``: mean absolute error, root mean squared error, R squared, mean absolute percentage error, mean error.

    R squared is not defined where all truths are the same; the percentage error (a fraction: 0.1 is 10 %) not where a
    truth is 0.
    """
    # Sums of squares around the mean of all items: around 0, large numbers close together would cancel.
    error, around = said - truth, truth - truth.mean()
    relative = np.abs(error) / np.abs(truth) if (truth != 0).all() else np.full(len(truth), np.nan)
    parts = np.stack(
        [np.abs(error), error**2, around, around**2, relative, error, np.ones(len(truth))], axis=1
    )

    def finish(sums: Array) -> Array:
        absolute, squared, first, second, share, signed, n = sums.T
        spread = second - ratio(first**2, n)
        spread = np.where(spread > 1e-12 * np.maximum(second, 1e-300), spread, 0.0)
        return np.stack(
            [
                ratio(absolute, n),
                np.sqrt(ratio(squared, n)),
                1 - ratio(squared, spread),
                ratio(share, n),
                ratio(signed, n),
            ],
            axis=1,
        )

    return Sums(parts, finish)


def band(truth: Array, lower: Array, upper: Array, nominal: float) -> Sums:
    """``BAND`` of a prediction interval of ``nominal`` coverage.

    Share of truths inside; mean width; interval score (Gneiting and Raftery, JASA 102, 2007, eq. 43); mean pinball
    loss of the two ends as quantiles at (1 - nominal) / 2 and (1 + nominal) / 2.
    """
    alpha = 1 - nominal
    under, over = np.maximum(lower - truth, 0.0), np.maximum(truth - upper, 0.0)
    width = upper - lower
    inside = ((truth >= lower) & (truth <= upper)).astype(np.float64)
    losses = (pinball(truth, lower, alpha / 2) + pinball(truth, upper, 1 - alpha / 2)) / 2
    score = width + (2 / alpha) * (under + over)
    parts = np.stack([inside, width, score, losses, np.ones(len(truth))], axis=1)
    return Sums(parts, lambda sums: ratio(sums[:, :4], sums[:, 4:]))


def pinball(truth: Array, said: Array, quantile: float) -> Array:
    """The quantile loss of each item (Koenker and Bassett, 1978)."""
    error = truth - said
    loss: Array = np.maximum(quantile * error, (quantile - 1) * error)
    return loss


@dataclass(frozen=True, slots=True)
class Origins:
    """Forecasts from a number of origins of one series.

    Attributes:
        truth: What came, [origins, steps].
        said: What was said, [origins, steps].
        naive: Mean absolute error of saying "as one season before" over what was known at each origin, [origins].
    """

    truth: Array
    said: Array
    naive: Array


def forecast(origins: Origins) -> Sums:
    """``FORECAST``, each origin one item.

    MASE is the error over that of the naive forecast (Hyndman and Koehler, 2006), the mean over the origins; not
    defined where the past of an origin did not move.
    """
    error = origins.said - origins.truth
    scaled = ratio(np.abs(error).mean(axis=1), origins.naive)
    parts = np.stack(
        [
            np.abs(error).mean(axis=1),
            (error**2).mean(axis=1),
            scaled,
            error.mean(axis=1),
            np.ones(len(error)),
        ],
        axis=1,
    )

    def finish(sums: Array) -> Array:
        means = ratio(sums[:, :4], sums[:, 4:])
        means[:, 1] = np.sqrt(means[:, 1])
        return means

    return Sums(parts, finish)


def naive_errors(series: Array, origins: Array, season: int = 1) -> Array:
    """Mean |x[t] - x[t - season]| of what lies before each origin; nan where nothing does."""
    steps = np.abs(series[season:] - series[:-season])
    sums = np.concatenate([[0.0], np.cumsum(steps)])
    counts = np.maximum(origins - season, 0)
    return ratio(sums[counts], counts.astype(np.float64))
