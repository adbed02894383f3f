"""Scenes of the batch page: empty, decided on, running, resting, done, in the way."""

import threading
from collections.abc import Callable
from pathlib import Path

from desktop.core.batches import BatchProgress, BatchState
from desktop.core.errors import WalletLocked
from desktop.core.items import Amount, DataChoice
from desktop.core.orders import PurchaseState
from desktop.ui import showcase_values as values
from desktop.ui.page import Route
from desktop.ui.pages.batch import BatchPage
from desktop.ui.scenes import Act, Prepare, Scene
from desktop.ui.shell import MainWindow
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_batches import batch_of

_DIGITS, _LANGUAGE = 0, 3


def _own(show: Showcase, row: int = _DIGITS) -> None:
    show.purchases.kept["mine"] = values.purchase("mine", show.catalogue.rows[row], PurchaseState.FINAL)


def _drop(window: MainWindow) -> None:
    if isinstance(window.page, BatchPage):
        window.page.plan([Path("/home/me/holiday")])


def _setup_table(show: Showcase) -> None:
    _own(show, _LANGUAGE)
    show.batches.choice = DataChoice(
        "csv", "/home/me/snippets.csv", (), (("text", "text"),), "column", "label"
    )
    show.batches.found = Amount(1_204_000, is_exact=False)


def _locked(show: Showcase) -> None:
    _own(show)
    show.gate.faults["running.open"] = WalletLocked()


def _with(*states: BatchState, count: int = 412, table: bool = False, **more: str) -> Prepare:
    def prepare(show: Showcase) -> None:
        _own(show)
        for place, state in enumerate(reversed(states)):
            head, kind = ("table-regression", "csv") if table else ("image-classification", "folder")
            made = batch_of(f"b{place}", "mine", head, state, kind=kind, **more)  # type: ignore[arg-type]
            show.batches.add(made, count if state is not BatchState.QUEUED else 0)

    return prepare


def _running(show: Showcase) -> None:
    _with(BatchState.RUNNING, BatchState.QUEUED, BatchState.DONE)(show)
    running = show.batches.kept[0].id
    show.gate.held["batches.waiting"] = threading.Event()
    show.batches.live[running] = BatchProgress(412, 1204, is_exact=True, failed=3)


def _interrupted(show: Showcase) -> None:
    _with(BatchState.RUNNING)(show)


def batch_scenes() -> tuple[Scene, ...]:
    """In the order in which a person meets them."""
    page = Route("batch", "mine")

    def scene(name: str, prepare: Callable[[Showcase], None], act: Act | None = None) -> Scene:
        return (
            Scene(f"batch-{name}", page, prepare)
            if act is None
            else Scene(f"batch-{name}", page, prepare, act)
        )

    return (
        scene("empty", _own),
        scene("setup", _own, _drop),
        scene("setup-table", _setup_table, _drop),
        scene("locked", _locked, _drop),
        scene("running", _running),
        scene("interrupted", _interrupted),
        scene("paused", _with(BatchState.PAUSED)),
        scene("done", _with(BatchState.DONE, BatchState.DONE, count=1204)),
        scene("done-values", _with(BatchState.DONE, count=20_000, table=True)),
        scene(
            "stopped",
            _with(
                BatchState.STOPPED,
                fault="LicenceExpired",
                reason="The licence has ended. It ended on 2026-11-01 12:00.",
            ),
        ),
        scene("changed", _with(BatchState.CHANGED)),
    )
