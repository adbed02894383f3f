"""Scenes of what is shown before signing, and of a transaction that did more than it had shown."""

import json
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.core.effects import Fullness, Preview
from desktop.core.money import Money
from desktop.core.warnings import FIRST_TIME, UNLIMITED, Alert, alert
from desktop.ui import showcase_effects as samples
from desktop.ui import showcase_values as values
from desktop.ui.dialogs import Dialog
from desktop.ui.effect_bar import EffectBar
from desktop.ui.page import Route
from desktop.ui.scenes import Act, Scene
from desktop.ui.shell import MainWindow
from desktop.ui.showcase import Showcase
from desktop.ui.waiting import wait_until
from desktop.ui.widgets.basic import Scroll
from desktop.ui.widgets.confirmation import ConfirmationView

WALLET = Route("wallet")
TALL = (1280, 1180)


def effect_scenes() -> tuple[Scene, ...]:
    """All of them."""
    unlimited = alert(UNLIMITED, spender=samples.STRANGER)
    first = alert(FIRST_TIME)
    return (
        Scene("a0-confirm-payment", WALLET, act=_shown(samples.payment, first)),
        Scene("a1-confirm-purchase", WALLET, act=_shown(samples.purchase, details=True), size=TALL),
        Scene("a2-confirm-unlimited", WALLET, act=_shown(samples.approval, unlimited)),
        Scene("a3-confirm-known", WALLET, act=_shown(lambda: samples.approval(12_500_000, Fullness.TRIED))),
        Scene("a4-confirm-unknown", WALLET, act=_shown(lambda: samples.unknown(measured=True))),
        Scene("a5-confirm-unmeasured", WALLET, act=_shown(lambda: samples.unknown(measured=False), details=True)),
        Scene("a6-confirm-would-fail", WALLET, act=_shown(samples.failing)),
        Scene("a7-message-permit", WALLET, act=_message(_permit()), size=TALL),
        Scene("a7-message-order", WALLET, act=_message(_sell_order()), size=TALL),
        Scene("a7-message-manager", WALLET, act=_message(_manager()), size=TALL),
        Scene("a8-message-other", WALLET, act=_message(_order()), size=TALL),
        Scene("a9-took-more", WALLET, _took_more),
        Scene("aa-took-more-dialog", WALLET, _took_more, _look),
    )  # fmt: skip


def _took_more(show: Showcase) -> None:
    show.effects.kept = [samples.took_more()]


def _look(window: MainWindow) -> None:
    bar = window.findChild(EffectBar)
    if bar is not None:
        wait_until(lambda: bool(bar.alarms), "the alarm")
        bar.banner.button.click()


def show_in_dialog(window: MainWindow, inner: QWidget) -> Dialog:
    """A dialog with nothing else in it."""
    dialog = Dialog(window, "Licet")
    dialog.setMinimumWidth(640)
    dialog.resize(680, min(window.height() - 80, inner.sizeHint().height() + 160))
    dialog.lines.addWidget(Scroll(inner))
    dialog.open()
    return dialog


def _shown(make: Callable[[], Preview], *alerts: Alert, details: bool = False) -> Act:
    def act(window: MainWindow) -> None:
        view = ConfirmationView(make(), alerts)
        if details:
            view.more.click()
        show_in_dialog(window, view)

    return act


def _message(message: dict[str, object]) -> Act:
    def act(window: MainWindow) -> None:
        from desktop.ui.pages.message_dialog import MessageDialog

        if window.services is not None:
            data = json.dumps(message).encode()
            dialog = MessageDialog(window, window.services.messages, window.jobs, data)
            dialog.open()
            wait_until(dialog.check.isEnabled, "the message")

    return act


def _domain(name: str, chain_id: int) -> dict[str, object]:
    return {"name": name, "version": "1", "chainId": chain_id, "verifyingContract": str(values.TOKEN.address)}


_DOMAIN_TYPE = [
    {"name": "name", "type": "string"}, {"name": "version", "type": "string"},
    {"name": "chainId", "type": "uint256"}, {"name": "verifyingContract", "type": "address"},
]  # fmt: skip


def _permit() -> dict[str, object]:
    kinds = {
        "owner": "address",
        "spender": "address",
        "value": "uint256",
        "nonce": "uint256",
        "deadline": "uint256",
    }
    return {
        "types": {
            "EIP712Domain": _DOMAIN_TYPE,
            "Permit": [{"name": name, "type": kind} for name, kind in kinds.items()],
        },
        "primaryType": "Permit",
        "domain": _domain("Example Dollar", values.CHAIN_ID),
        "message": {
            "owner": str(values.BUYER), "spender": str(samples.STRANGER), "value": Money(12_500_000).value,
            "nonce": 0, "deadline": values.NOW + 1800,
        },
    }  # fmt: skip


def _sell_order() -> dict[str, object]:
    """What a page asks for that wants an account emptied: everything, for nothing."""
    item = {"itemType": "uint8", "token": "address", "identifierOrCriteria": "uint256", "startAmount": "uint256", "endAmount": "uint256"}  # fmt: skip
    gives = [(1, values.TOKEN.address, 0, 84_250_000), (2, values.MARKET, 5, 1)]
    return {
        "types": {
            "EIP712Domain": _DOMAIN_TYPE,
            "OrderComponents": _members({"offerer": "address", "offer": "OfferItem[]", "consideration": "OfferItem[]", "endTime": "uint256"}),
            "OfferItem": _members(item),
        },
        "primaryType": "OrderComponents",
        "domain": _domain("Seaport", values.CHAIN_ID),
        "message": {
            "offerer": str(values.BUYER), "consideration": [], "endTime": values.NOW + 86_400,
            "offer": [
                {"itemType": kind, "token": str(token), "identifierOrCriteria": item, "startAmount": amount, "endAmount": amount}
                for kind, token, item, amount in gives
            ],
        },
    }  # fmt: skip


def _manager() -> dict[str, object]:
    members = {
        "authorizer": "address",
        "authorized": "address",
        "isAuthorized": "bool",
        "nonce": "uint256",
        "deadline": "uint256",
    }
    return {
        "types": {"EIP712Domain": _DOMAIN_TYPE, "Authorization": _members(members)},
        "primaryType": "Authorization",
        "domain": _domain("Morpho", values.CHAIN_ID),
        "message": {
            "authorizer": str(values.BUYER), "authorized": str(samples.STRANGER), "isAuthorized": True, "nonce": 0,
            "deadline": values.NOW + 1800,
        },
    }  # fmt: skip


def _members(kinds: dict[str, str]) -> list[dict[str, str]]:
    return [{"name": name, "type": kind} for name, kind in kinds.items()]


def _order() -> dict[str, object]:
    return {
        "types": {
            "EIP712Domain": _DOMAIN_TYPE,
            "Login": [{"name": "statement", "type": "string"}, {"name": "account", "type": "address"}],
        },
        "primaryType": "Login",
        "domain": _domain("Example Forum", 1),
        "message": {"statement": "I want to sign in.", "account": str(values.BUYER)},
    }
