"""The scenes of own data as judge, for ``licet screenshots``."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from desktop.core.errors import WalletLocked
from desktop.services.judging.figures import class_figures
from desktop.services.judging.service import NothingToJudge
from desktop.ui import showcase_judging as judged
from desktop.ui.page import Route
from desktop.ui.scenes import Act, Prepare, Scene
from desktop.ui.shell import MainWindow
from desktop.ui.showcase import Showcase
from desktop.ui.waiting import wait_until


def judging_scenes(full_library: Prepare, hold: Callable[[str], Prepare]) -> tuple[Scene, ...]:
    """In the order in which a person meets them."""
    digits, tumour = Route("judge", "digits"), Route("judge", "tumour")

    def with_library(prepare: Prepare) -> Prepare:
        def both(show: Showcase) -> None:
            full_library(show)
            prepare(show)

        return both

    return (
        Scene("judge-01-empty", digits, full_library),
        Scene("judge-02-labels", digits, with_library(_strange_labels), _drop),
        Scene("judge-03-no-labels", digits, with_library(_no_labels), _drop),
        Scene("judge-04-busy", digits, with_library(hold("judging.judge")), _drop_and_start, settles=False),
        Scene("judge-05-figures", digits, with_library(_digits)),
        Scene("judge-06-confusion", digits, with_library(_digits), _tab(1)),
        Scene("judge-07-charts", tumour, with_library(_tumours), _tab(2)),
        Scene("judge-08-mistakes", digits, with_library(_digits), _tab(3)),
        Scene("judge-09-cell", digits, with_library(_digits), _cell),
        Scene("judge-10-classes", digits, with_library(_digits), _tab(4)),
        Scene("judge-11-two-classes", tumour, with_library(_tumours)),
        Scene("judge-12-two-confusion", tumour, with_library(_tumours), _tab(1)),
        Scene("judge-13-hundred", digits, with_library(_hundred), _tab(1)),
        Scene("judge-14-hundred-larger", digits, with_library(_hundred), _larger),
        Scene("judge-15-long-names", digits, with_library(_long), _tab(1)),
        Scene("judge-16-numbers", digits, with_library(_numbers)),
        Scene("judge-17-numbers-charts", digits, with_library(_numbers), _tab(1)),
        Scene("judge-18-failed", digits, with_library(_nothing_known), _drop_and_start),
        Scene("judge-19-locked", digits, with_library(_locked), _drop),
        Scene("judge-20-small", digits, with_library(_digits), size=(960, 640)),
        Scene("judge-21-200", digits, with_library(_digits), scale=2.0),
    )


def _digits(show: Showcase) -> None:
    observed = judged.observed_classes(judged.DIGITS, 450)
    older = judged.observed_classes(judged.DIGITS, 60, seed=7)
    show.judging.add(
        replace(judged.digits_judgement(older, judged.DIGITS), time=int(time.time()) - 86_400), older
    )
    show.judging.add(judged.digits_judgement(observed, judged.DIGITS), observed)


def _tumours(show: Showcase) -> None:
    show.judging.add(*judged.tumour_judgement())
    show.judging.preview_of = "mean_radius: 17.99\nmean_texture: 10.38\nmean_perimeter: 122.8"


def _hundred(show: Showcase) -> None:
    observed = judged.observed_classes(judged.MANY, 5000, 0.8)
    found = class_figures(observed, judged.MANY, None)
    show.judging.add(judged.judgement_of("classes", observed, found, {"accuracy": 0.91}), observed)


def _long(show: Showcase) -> None:
    observed = judged.observed_classes(judged.LONG, 12, 0.5)
    found = class_figures(observed, judged.LONG, None)
    show.judging.add(judged.judgement_of("classes", observed, found, {"accuracy": 0.91}), observed)


def _numbers(show: Showcase) -> None:
    show.judging.add(*judged.demand_judgement())


def _strange_labels(show: Showcase) -> None:
    show.judging.classes = ("nought", "one", "two", "three")
    show.judging.labels = {"One": 120, "TWO ": 80, "0": 44, "th": 12, "unicorn": 7}


def _no_labels(show: Showcase) -> None:
    show.judging.labels = {}


def _nothing_known(show: Showcase) -> None:
    show.gate.faults["judging.judge"] = NothingToJudge()


def _locked(show: Showcase) -> None:
    show.gate.faults["judging.suggest"] = WalletLocked()


def _drop(window: MainWindow) -> None:
    from desktop.ui.pages.judge import JudgePage

    if isinstance(window.page, JudgePage):
        window.page.drops.dropped.emit([Path("/home/me/my digits")])


def _drop_and_start(window: MainWindow) -> None:
    from desktop.ui.pages.judge import JudgePage

    _drop(window)
    page = window.page
    if isinstance(page, JudgePage):
        wait_until(lambda: page.setup.prepared is not None, "the data to be looked at")
        page.setup.start.click()


def _tab(at: int) -> Act:
    def act(window: MainWindow) -> None:
        from desktop.ui.pages.judge import JudgePage

        page = window.page
        if isinstance(page, JudgePage) and page.view is not None:
            page.view.tabs.setCurrentIndex(at)

    return act


def _cell(window: MainWindow) -> None:
    from desktop.ui.pages.judge import JudgePage

    page = window.page
    if isinstance(page, JudgePage) and page.view is not None and page.view.confusion is not None:
        wrong = next((t, s) for t, s, _ in page.view.judgement.table if t != s)
        page.view.confusion.matrix.choose(*wrong)


def _larger(window: MainWindow) -> None:
    from desktop.ui.pages.judge import JudgePage

    _tab(1)(window)
    page = window.page
    if isinstance(page, JudgePage) and page.view is not None and page.view.confusion is not None:
        page.view.confusion.zoom(3)
