"""Scenes of the sheet before a signature."""

from collections.abc import Callable

from desktop.core.agreements import Sheet
from desktop.core.effect_checks import Difference, DifferenceKind, EffectsChanged, Expectation
from desktop.core.money import COIN, Money
from desktop.core.warnings import FEE_ABOVE_VALUE, NO_CODE, alert
from desktop.services.agreeing import Agreement
from desktop.services.journal import Activity
from desktop.ui import showcase_agreements as samples
from desktop.ui import showcase_effects as calls
from desktop.ui import showcase_values as values
from desktop.ui.agreement_sheet import AgreementSheet
from desktop.ui.page import Route
from desktop.ui.pages.activity import ActivityPage
from desktop.ui.pages.transaction_dialog import TransactionDialog
from desktop.ui.scenes import Act, Prepare, Scene
from desktop.ui.shell import MainWindow
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_effects import MILLI, took_more
from desktop.ui.showcase_outgoing import FIRST, FRIEND, mined, sent_act
from desktop.ui.waiting import wait_until

_WALLET, _ACTIVITY = Route("wallet"), Route("activity")
_TALL = (1280, 1240)


def agreement_scenes() -> tuple[Scene, ...]:
    """All of them."""
    return (
        Scene("c0-sheet-rating", _WALLET, act=_shown(lambda: samples.sheet_of(samples.rating()))),
        Scene("c1-sheet-details", _WALLET, act=_shown(lambda: samples.sheet_of(samples.rating()), _details), size=_TALL),
        Scene("c2-sheet-listing", _WALLET, act=_shown(lambda: samples.sheet_of(samples.bond(), samples.listing())), size=_TALL),
        Scene("c3-sheet-batch", _WALLET, act=_shown(_batch), size=_TALL),
        Scene("c4-sheet-changed", _WALLET, act=_shown(lambda: samples.sheet_of(samples.bond()), _changed)),
        Scene("c5-sheet-fails-now", _WALLET, act=_shown(lambda: samples.sheet_of(samples.rating()), _fails)),
        Scene("c6-sheet-unmeasured", _WALLET, act=_shown(_unmeasured), size=_TALL),
        Scene("c7-sheet-poor", _WALLET, act=_shown(lambda: samples.sheet_of(samples.bond(2000 * MILLI)))),
        Scene("c8-sheet-later", _WALLET, act=_shown(lambda: samples.sheet_of(samples.key_request(), is_later=True))),
        Scene("c9-sheet-again", _WALLET, act=_again),
        Scene("ca-outcome-same", _ACTIVITY, _came(samples.came()), _opened),
        Scene("cb-outcome-more", _ACTIVITY, _came(took_more()), _opened),
        Scene("cc-outcome-line", _ACTIVITY, _came(took_more()), _line),
    )  # fmt: skip


def _came(outcome: Expectation) -> Prepare:
    def ready(show: Showcase) -> None:
        show.outgoing.acts = [sent_act(FIRST, fate=mined(FIRST, is_final=True))]
        show.outgoing.came = outcome
        line = Activity(
            1, values.NOW, "send", values.BUYER, -50 * MILLI, 42 * 10**13, FIRST.hash, "done", FRIEND
        )
        show.activity.lines = [line]

    return ready


def _opened(window: MainWindow) -> None:
    page = window.page
    if window.services is not None and isinstance(page, ActivityPage):
        dialog = TransactionDialog.ask(page, page.tools, window.services.outgoing, FIRST.hash)
        wait_until(lambda: dialog.outcome.outcome is not None, "the outcome")
        if dialog.outcome.outcome is not None and not dialog.outcome.outcome.found:
            dialog.outcome.turn.click()


def _line(window: MainWindow) -> None:
    page = window.page
    if isinstance(page, ActivityPage):
        wait_until(lambda: page.model.rowCount() > 0, "the lines")
        page.table.selectRow(0)
        line = page.line
        wait_until(lambda: line.outcome.outcome is not None, "the outcome")


def _shown(make: Callable[[], Sheet], then: Callable[[AgreementSheet], object] | None = None) -> Act:
    def act(window: MainWindow) -> None:
        sheet = make()
        dialog = AgreementSheet(window, Agreement(sheet, lambda: sheet))
        dialog.open()
        if then is not None:
            then(dialog)

    return act


def _again(window: MainWindow) -> None:
    sheet = samples.sheet_of(samples.bond())
    more = Difference(DifferenceKind.LEFT_MORE, COIN, -12 * MILLI, -24 * MILLI)
    AgreementSheet(window, Agreement(sheet, lambda: sheet, EffectsChanged((more,)))).open()


def _batch() -> Sheet:
    token = samples.long_named()
    return samples.sheet_of(
        samples.settling(), samples.withdrawal(), samples.withdrawal(token, 10**30 + 12_345_678)
    )


def _unmeasured() -> Sheet:
    found = (
        alert(NO_CODE),
        alert(FEE_ABOVE_VALUE, fee=Money(9 * MILLI), value=Money(5 * MILLI)),
    )
    return samples.sheet_of(calls.unknown(measured=False), alerts=found)


def _details(sheet: AgreementSheet) -> None:
    for view in sheet.views:
        view.more.click()


def _changed(sheet: AgreementSheet) -> None:
    sheet.take(samples.sheet_of(samples.taking_more()))


def _fails(sheet: AgreementSheet) -> None:
    sheet.take(samples.sheet_of(samples.failing_now(samples.rating())))
