"""Scenes of what the chain says of orders: marks, reorganisations, deadlines."""

from dataclasses import replace

from desktop.core.deadlines import Alarm, AlarmKind, Level
from desktop.core.errors import NodeUnreachable
from desktop.core.settlement import ChainNotice, Mark, Undone
from desktop.services.deadlines import ChainMoment
from desktop.ui import showcase_values as values
from desktop.ui.alarm_bar import AlarmBar
from desktop.ui.page import Route
from desktop.ui.scenes import Prepare, Scene
from desktop.ui.screens_pages import full_library, press
from desktop.ui.shell import MainWindow
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_chain import settlement

_DAY = 86_400
PROVE = Alarm(AlarmKind.PROVE, Level.URGENT, "wrong", "Credit risk", values.NOW + 5_400, 26 * 10**15)
MONEY_BACK = Alarm(
    AlarmKind.MONEY_BACK, Level.WARNING, "late", "Retail demand", values.NOW - 60, 155 * 10**14
)
SLEPT = Alarm(AlarmKind.TOO_LATE, Level.WARNING, "wrong", "Credit risk", values.NOW - 2 * _DAY, 0, slept=True)
CHECK = Alarm(
    AlarmKind.CHECK, Level.NOTICE, "prov", "Programming language", values.NOW + 5 * _DAY, 21 * 10**15
)
CREDIT = Alarm(AlarmKind.CREDIT, Level.NOTICE, "late", "Retail demand", None, 155 * 10**14)
LICENCE = Alarm(AlarmKind.LICENCE_ENDS, Level.WARNING, "pump", "Machine fault alarm", values.NOW + 20 * 3600)
ENDED = Alarm(
    AlarmKind.LICENCE_ENDED, Level.NOTICE, "pump", "Machine fault alarm", values.NOW - _DAY, slept=True
)
DELIVER = Alarm(AlarmKind.DELIVER, Level.URGENT, "01", "Handwritten digits", values.NOW + 1_800, 55 * 10**14)
MISSED = Alarm(AlarmKind.MISSED, Level.WARNING, "02", "Handwritten digits", values.NOW - 300, 55 * 10**14)


def chain_scenes() -> tuple[Scene, ...]:
    """All of them."""
    market, library = Route("market"), Route("library")
    return (
        Scene("50-library-marks", library, _marked),
        Scene("51-library-marks-small", library, _marked, size=(960, 640)),
        Scene("52-order-safe", Route("order", "prov"), _marked),
        Scene("53-order-final-on-the-chain", Route("order", "digits"), _marked),
        Scene("54-order-node-says-nothing", Route("order", "prov"), _silent),
        Scene("55-order-payment-taken-back", Route("order", "late"), _taken_back("late", Undone.PAYMENT)),
        Scene("56-order-key-taken-back", Route("order", "late"), _taken_back("late", Undone.DELIVERY)),
        Scene("57-order-release-taken-back", Route("order", "prov"), _taken_back("prov", Undone.FINAL)),
        Scene("58-order-refund-taken-back", Route("order", "late"), _taken_back("late", Undone.REFUND, None)),
        Scene("59-listing-bought-mark", Route("listing", "4"), _marked),
        Scene("60-alarm-prove", market, _alarmed(PROVE)),
        Scene("61-alarm-several", market, _alarmed(PROVE, MONEY_BACK, LICENCE, CHECK, CREDIT)),
        Scene("62-alarm-all-open", market, _alarmed(PROVE, MONEY_BACK, LICENCE, CHECK, CREDIT), _open),
        Scene("63-alarm-slept", market, _alarmed(SLEPT, ENDED), _open),
        Scene("64-alarm-counted", Route("order", "wrong"), _counted),
        Scene("65-alarm-seller", Route("sell"), _alarmed(DELIVER, MISSED), _open),
        Scene("66-alarm-small", market, _alarmed(PROVE, MONEY_BACK), size=(960, 640)),
        Scene("67-alarm-200", market, _alarmed(PROVE, MONEY_BACK), scale=2.0),
        Scene("68-order-wrong-near-the-end", Route("order", "wrong"), _alarmed(PROVE)),
        Scene("70-order-complaint-waits", Route("order", "wrong"), _wanted),
        Scene("69-order-confirm-safe", Route("order", "prov"), _marked, press("order-confirm")),
    )  # fmt: skip


def _marked(show: Showcase) -> None:
    full_library(show)
    latest, safe, final = Mark.LATEST, Mark.SAFE, Mark.FINALIZED
    for one in (
        settlement("prov", final, safe), settlement("digits", final, final, final), settlement("wrong", safe, latest),
        settlement("late", latest), settlement("tumour", final, final, safe), settlement("pump", final, final, latest),
        settlement("photo", final, final, final), settlement("code", final, final, final),
    ):  # fmt: skip
        show.memory.kept[one.purchase_id] = one


def _silent(show: Showcase) -> None:
    full_library(show)
    show.memory.kept["prov"] = settlement("prov", Mark.LATEST, Mark.LATEST, tells=False)


def _taken_back(purchase_id: str, undone: Undone, block: int | None = 4_188) -> Prepare:
    def prepare(show: Showcase) -> None:
        _marked(show)
        show.deadlines.moment = ChainMoment(values.NOW - 1_800, is_counted=False)
        show.memory.told.append(ChainNotice(1, purchase_id, values.NOW, undone, block))

    return prepare


def _alarmed(*alarms: Alarm) -> Prepare:
    def prepare(show: Showcase) -> None:
        _marked(show)
        show.deadlines.alarms = alarms

    return prepare


def _counted(show: Showcase) -> None:
    _alarmed(PROVE)(show)
    show.network.fault = NodeUnreachable("https://rpc.example.org")
    show.gate.faults["purchases.refund_options"] = show.network.fault
    show.deadlines.moment = ChainMoment(values.NOW, is_counted=True)


def _wanted(show: Showcase) -> None:
    """A complaint that was asked for waits for its block."""
    _marked(show)
    show.purchases.kept["wrong"] = replace(show.purchases.kept["wrong"], claim_asked=True)


def _open(window: MainWindow) -> None:
    bar = window.findChild(AlarmBar)
    if bar is not None:
        bar.more.click()
