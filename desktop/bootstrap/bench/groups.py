"""The groups of the benchmarks: which there are, and how each is measured at a share of its full size."""

from collections.abc import Callable

Figures = dict[str, float | str]

SMALLEST_ROWS = 1_000


def _catalogue(scale: float) -> Figures:
    from desktop.bootstrap.bench import catalogue, search

    rows = max(SMALLEST_ROWS, round(search.MILLION * scale))
    return catalogue.measure(rows, min(catalogue.SYNC_ROWS, rows))


def _runtime(_scale: float) -> Figures:
    from desktop.bootstrap.bench import runtime

    return runtime.measure()


def _batch(scale: float) -> Figures:
    from desktop.bootstrap.bench import batches

    return batches.measure(max(batches.SHORT, round(batches.MILLION * scale)))


def _window(scale: float) -> Figures:
    from desktop.bootstrap.bench import search, window

    return window.measure(max(SMALLEST_ROWS, round(search.MILLION * scale)))


def _gas(_scale: float) -> Figures:
    from desktop.bootstrap.bench import gas

    return gas.measure()


def _recommend(scale: float) -> Figures:
    from desktop.bootstrap.bench import recommend

    return recommend.measure(max(2, round(recommend.SEEDS * scale)))


def _hostile(_scale: float) -> Figures:
    from desktop.bootstrap.bench import hostile

    return hostile.measure()


def _transfer(scale: float) -> Figures:
    from desktop.bootstrap.bench import transfer

    return transfer.measure(scale)


def _wallet(_scale: float) -> Figures:
    from desktop.bootstrap.bench import wallet

    return wallet.measure()


GROUPS: dict[str, Callable[[float], Figures]] = {
    "catalogue": _catalogue,
    "runtime": _runtime,
    "batch": _batch,
    "window": _window,
    "gas": _gas,
    "recommend": _recommend,
    "hostile": _hostile,
    "transfer": _transfer,
    "wallet": _wallet,
}
