"""The scenes of comparing models, for ``licet screenshots``."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QCheckBox

from desktop.core.orders import PurchaseState
from desktop.services.comparing.service import NotComparable
from desktop.ui import showcase_comparing as compared
from desktop.ui import showcase_values as values
from desktop.ui.page import Route
from desktop.ui.scenes import Act, Prepare, Scene
from desktop.ui.shell import MainWindow
from desktop.ui.showcase import Showcase
from desktop.ui.waiting import wait_until


def comparing_scenes(full_library: Prepare, hold: Callable[[str], Prepare]) -> tuple[Scene, ...]:
    """In the order in which a person meets them."""

    def with_models(prepare: Prepare = lambda _show: None) -> Prepare:
        def all_of_it(show: Showcase) -> None:
            full_library(show)
            risk = next(row for row in show.catalogue.rows if row.title == "Credit risk")
            show.purchases.kept["risk"] = values.purchase("risk", risk, PurchaseState.FINAL)
            prepare(show)

        return all_of_it

    some, two = Route("compare"), Route("compare", "tumour,risk")
    return (
        Scene("compare-01-empty", some),
        Scene("compare-02-choose", some, with_models()),
        Scene("compare-03-chosen", two, with_models()),
        Scene("compare-04-labels", two, with_models(), _look),
        Scene("compare-05-no-labels", two, with_models(_no_labels), _look),
        Scene("compare-06-busy", two, with_models(hold("comparing.compare")), _start, settles=False),
        Scene("compare-07-figures", two, with_models(), _start),
        Scene("compare-08-agreement", two, with_models(), _tab(1)),
        Scene("compare-09-cost", two, with_models(), _tab(2)),
        Scene("compare-10-items", two, with_models(), _tab(3)),
        Scene("compare-11-answers", two, with_models(), _full),
        Scene(
            "compare-12-pictures", two, with_models(lambda show: compared.of_pictures(show.comparing)), _full
        ),
        Scene("compare-13-numbers", two, with_models(_numbers), _start),
        Scene("compare-14-numbers-agreement", two, with_models(_numbers), _tab(1)),
        Scene("compare-15-unlabelled", two, with_models(_unlabelled), _start),
        Scene("compare-16-unlabelled-cost", two, with_models(_unlabelled), _tab(2)),
        Scene("compare-17-other-tasks", two, with_models(_not_comparable), _start),
        Scene("compare-18-small", two, with_models(), _start, size=(960, 640)),
    )


def _no_labels(show: Showcase) -> None:
    show.comparing.labels = ()


def _unlabelled(show: Showcase) -> None:
    show.comparing.labels = ()
    show.comparing.found = compared.comparison_of(is_labelled=False)


def _numbers(show: Showcase) -> None:
    show.comparing.found = compared.numbers_comparison()


def _not_comparable(show: Showcase) -> None:
    show.gate.faults["comparing.compare"] = NotComparable()


def _look(window: MainWindow) -> None:
    from desktop.ui.pages.compare import ComparePage

    page = window.page
    if isinstance(page, ComparePage):
        wait_until(lambda: page.findChild(QCheckBox, "compare-tumour") is not None, "the models")
        page.drops.dropped.emit([Path("/home/me/measurements.csv")])


def _start(window: MainWindow) -> None:
    from desktop.ui.pages.compare import ComparePage

    _look(window)
    page = window.page
    if isinstance(page, ComparePage):
        wait_until(lambda: page.setup.prepared is not None, "the data to be looked at")
        page.setup.start.click()


def _tab(at: int) -> Act:
    def act(window: MainWindow) -> None:
        from desktop.ui.pages.compare import ComparePage

        _start(window)
        page = window.page
        if isinstance(page, ComparePage):
            wait_until(lambda: page.view is not None, "the comparison")
            if page.view is not None:
                page.view.tabs.setCurrentIndex(at)

    return act


def _full(window: MainWindow) -> None:
    from desktop.ui.pages.compare import ComparePage

    _tab(3)(window)
    page = window.page
    if isinstance(page, ComparePage) and page.view is not None:
        wait_until(page.view.items.full.isVisible, "an item")
        page.view.items.full.click()
