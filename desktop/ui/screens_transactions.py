"""Scenes of one sent transaction, in each way that it can stand."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QPushButton

from desktop.core.errors import InsufficientFunds
from desktop.core.outgoing import AttemptKind, Outgoing, Situation
from desktop.ui import showcase_values as values
from desktop.ui.page import Route
from desktop.ui.pages.activity import ActivityPage
from desktop.ui.pages.transaction_dialog import TransactionDialog
from desktop.ui.scenes import Act, Prepare, Scene
from desktop.ui.shell import MainWindow
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_outgoing import FIRST, SENT, attempt, mined, sent_act, waiting
from desktop.ui.waiting import wait_until

ACTIVITY = Route("activity")
FASTER = attempt(AttemptKind.SPEED_UP, max_gwei=60, tip_gwei=4, made_at=SENT + 200, number=1)
BACK = attempt(AttemptKind.CANCEL, max_gwei=70, tip_gwei=5, made_at=SENT + 300, number=2)


def transaction_scenes() -> tuple[Scene, ...]:
    """All of them."""
    dropped = replace(waiting(), situation=Situation.DROPPED)
    taken = replace(waiting(next_nonce=42), situation=Situation.TAKEN)
    return (
        _scene("70-sent-waiting", sent_act(), now=SENT + 20),
        _scene("70-sent-queued", sent_act(fate=waiting(next_nonce=39)), now=SENT + 20),
        _scene("70-sent-undone", sent_act(fate=replace(waiting(), undone_block=4_207)), now=SENT + 20),
        _scene("70-sent-underpriced", sent_act(fate=waiting(base_gwei=44)), now=SENT + 20),
        _scene("70-sent-stuck", sent_act()),
        _scene("70-sent-dropped", sent_act(fate=dropped)),
        _scene("70-sent-done", sent_act(fate=mined(FIRST))),
        _scene("70-sent-final", sent_act(FIRST, FASTER, fate=mined(FASTER, is_final=True))),
        _scene("70-sent-failed", sent_act(fate=mined(FIRST, succeeded=False))),
        _scene("70-sent-back", sent_act(FIRST, FASTER, BACK, fate=mined(BACK))),
        _scene("70-sent-going-back", sent_act(FIRST, FASTER, BACK)),
        _scene("70-sent-replaced", sent_act(fate=taken)),
        _scene("71-speed-up", sent_act(), _press("tx-speed-up")),
        _scene("71-speed-up-own", sent_act(), _press("tx-speed-up"), _own_fee("41", "1")),
        _scene("71-take-back", sent_act(), _press("tx-cancel")),
        _scene("71-take-back-poor", sent_act(), _press("tx-cancel"), _press("tx-sign"), prepare=_poor),
        Scene("71-activity-states", ACTIVITY, _every_state),
        Scene("71-activity-stuck", ACTIVITY, _stuck),
    )


def _scene(
    name: str, act: Outgoing, *then: Act, now: int = values.NOW, prepare: Prepare | None = None
) -> Scene:
    def ready(show: Showcase) -> None:
        show.outgoing.acts, show.outgoing.now = [act], now
        if prepare is not None:
            prepare(show)

    return Scene(name, ACTIVITY, ready, _opened(act, *then))


def _opened(act: Outgoing, *then: Act) -> Act:
    def go(window: MainWindow) -> None:
        services, page = window.services, window.page
        if services is None or not isinstance(page, ActivityPage):
            return
        dialog = TransactionDialog.ask(page, page.tools, services.outgoing, act.newest.hash)
        wait_until(lambda: bool(dialog.what.text()), "the transaction")
        for each in then:
            each(window)

    return go


def _dialog(window: MainWindow) -> TransactionDialog | None:
    return window.findChild(TransactionDialog)


def _press(name: str) -> Act:
    def act(window: MainWindow) -> None:
        dialog = _dialog(window)
        button = dialog.findChild(QPushButton, name) if dialog is not None else None
        if dialog is not None and button is not None:
            button.click()
            wait_until(dialog.fees.isEnabled, "the fees")

    return act


def _own_fee(most: str, tip: str) -> Callable[[MainWindow], None]:
    def act(window: MainWindow) -> None:
        dialog = _dialog(window)
        if dialog is not None:
            dialog.fees.own.click()
            dialog.fees.most.setText(most)
            dialog.fees.tip.setText(tip)
            dialog.fees.most.textEdited.emit(most)

    return act


def _poor(show: Showcase) -> None:
    show.gate.faults["outgoing.sign_again"] = InsufficientFunds(15 * 10**14, 3 * 10**14)


def _every_state(show: Showcase) -> None:
    from desktop.services.journal import Activity
    from desktop.ui.phrases import ACTIVITY_STATES
    from desktop.ui.showcase_outgoing import FRIEND

    show.activity.lines = [
        Activity(i, values.NOW - i * 3700, "send", values.BUYER, -5 * 10**16, 42 * 10**12 if status in {"done", "failed", "cancelled"} else 0, bytes(32), status, FRIEND)
        for i, status in enumerate(ACTIVITY_STATES)
    ]  # fmt: skip


def _stuck(show: Showcase) -> None:
    _every_state(show)
    show.outgoing.acts = [sent_act()]
