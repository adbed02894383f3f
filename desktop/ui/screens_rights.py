"""Scenes of licences after the purchase: timed, renewed, a later version, passed on, received."""

from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QPushButton

from desktop.core.cards import make_card
from desktop.core.orders import PurchaseState
from desktop.core.requests import RequestState
from desktop.services.rights import Hindrance, LicenceExpired
from desktop.ui import showcase_values as values
from desktop.ui.page import Route
from desktop.ui.pages.licence_dialogs import PassDialog
from desktop.ui.pages.sell import SellPage
from desktop.ui.scenes import Act, Scene
from desktop.ui.shell import MainWindow
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_rights import (
    DAY_S,
    FRIEND,
    next_version,
    offer_for,
    received_holding,
    request_of,
    timed,
)
from desktop.ui.waiting import wait_until

_TOKEN = f"{received_holding(values.listings()[0]).token_id:x}"


def rights_scenes() -> tuple[Scene, ...]:
    """In the order in which a licence lives."""
    order = Route("order", "timed")
    received = Route("licence", _TOKEN)
    return (
        Scene("60-listing-timed", Route("listing", "1"), _timed_market),
        Scene("61-market-timed", Route("market"), _timed_market),
        Scene("62-library-licences", Route("library"), _library),
        Scene("63-order-licence", order, _timed_order),
        Scene("64-order-ends-soon", order, _ends_soon),
        Scene("65-order-ended", order, _ended),
        Scene("66-renew", order, _ends_soon, _press("licence-renew")),
        Scene("67-order-update", order, _update),
        Scene("68-ask-for-key", order, _update, _press("licence-get")),
        Scene("69-pass-on", order, _timed_order, _fill_pass),
        Scene("70-order-passed-on", order, _passed_on),
        Scene("71-received", received, _received),
        Scene("72-received-asking", received, _asking),
        Scene("73-sell-rights", Route("sell"), act=_rights, size=(1280, 1500)),
        Scene("74-sell-new-version", Route("sell"), _own, _new_version, size=(1280, 1500)),
        Scene("75-library-licences-small", Route("library"), _library, size=(960, 640)),
        Scene("76-order-licence-200", order, _update, scale=2.0),
        Scene("77-run-ended", Route("run", "timed"), _ended_run),
        Scene("78-give-up", order, _timed_order, _press("licence-give-up")),
        Scene("79-request-wrong", order, _wrong),
    )


def _press(name: str) -> Act:
    def act(window: MainWindow) -> None:
        page = window.page
        button = page.findChild(QPushButton, name) if page is not None else None
        if button is not None:
            button.click()

    return act


def _timed_market(show: Showcase) -> None:
    show.catalogue.rows = tuple(timed(row) if row.id % 2 else row for row in show.catalogue.rows)


def _timed_order(show: Showcase) -> None:
    _timed_market(show)
    show.purchases.kept["timed"] = values.purchase("timed", show.catalogue.rows[0], PurchaseState.FINAL)
    show.licences.ends_in_s["timed"] = 24 * DAY_S


def _ends_soon(show: Showcase) -> None:
    _timed_order(show)
    show.licences.ends_in_s["timed"] = 2 * DAY_S


def _ended(show: Showcase) -> None:
    _timed_order(show)
    show.licences.ends_in_s["timed"] = -DAY_S
    show.licences.hindrances["timed"] = Hindrance("expired", ended_at=values.NOW - DAY_S)


def _ended_run(show: Showcase) -> None:
    _ended(show)
    show.gate.faults["running.open"] = LicenceExpired(values.NOW - DAY_S)


def _update(show: Showcase) -> None:
    _timed_order(show)
    show.licences.updates["timed"] = next_version(show.catalogue.rows[0])


def _passed_on(show: Showcase) -> None:
    _timed_order(show)
    show.licences.hindrances["timed"] = Hindrance("passed-on", FRIEND)
    show.licences.asked = [offer_for(show.licences.views()[0].holding)]


def _received(show: Showcase) -> None:
    _timed_market(show)
    holding = received_holding(show.catalogue.rows[0])
    show.licences.received = [holding]
    show.licences.updates[""] = next_version(show.catalogue.rows[0], "1.0.0")


def _asking(show: Showcase) -> None:
    _received(show)
    holding, row = show.licences.received[0], show.catalogue.rows[0]
    card = make_card(row.card) if row.card else b"{}"
    show.licences.requests = [request_of("r0", holding, row.terms, card, RequestState.WAITING)]
    show.licences.updates.clear()


def _wrong(show: Showcase) -> None:
    _timed_order(show)
    holding, newer = show.licences.views()[0].holding, next_version(show.catalogue.rows[0])
    card = make_card(newer.card) if newer.card else b"{}"
    show.licences.requests = [request_of("r0", holding, newer.terms, card, RequestState.WRONG_CONTENT)]


def _library(show: Showcase) -> None:
    _ends_soon(show)
    rows = show.catalogue.rows
    for key, row, state in (
        ("ended", rows[4], PurchaseState.FINAL), ("given", rows[5], PurchaseState.FINAL),
        ("newer", rows[3], PurchaseState.FINAL), ("plain", rows[1], PurchaseState.FINAL),
    ):  # fmt: skip
        show.purchases.kept[key] = values.purchase(key, row, state)
    show.licences.hindrances["ended"] = Hindrance("expired", ended_at=values.NOW - DAY_S)
    show.licences.ends_in_s["ended"] = -DAY_S
    show.licences.hindrances["given"] = Hindrance("passed-on", FRIEND)
    show.licences.updates["newer"] = next_version(rows[3])
    show.licences.received = [received_holding(rows[6])]
    plain = next(v.holding for v in show.licences.views() if v.holding.purchase_id == "plain")
    newer = next_version(rows[1])
    card = make_card(newer.card) if newer.card else b"{}"
    show.licences.requests = [request_of("r0", plain, newer.terms, card, RequestState.INSTALLED)]


def _fill_pass(window: MainWindow) -> None:
    _press("licence-pass")(window)
    dialog = window.findChild(PassDialog)
    edit = dialog.findChild(QLineEdit, "pass-to") if dialog is not None else None
    if dialog is None or edit is None:
        return
    edit.setText(str(FRIEND))
    edit.textEdited.emit(str(FRIEND))
    wait_until(dialog.check.isVisible, "the quote")


def _rights(window: MainWindow) -> None:
    page = window.page
    if isinstance(page, SellPage):
        page.form.inspect(Path())
        wait_until(page.form.publish.isVisible, "the verdict")
        page.form.rights.open()
        page.form.rights.kind.setCurrentIndex(1)
        page.form.rights.royalty.setText("5")


def _own(show: Showcase) -> None:
    _timed_market(show)
    show.selling.listings = [values.own_listing(row) for row in show.catalogue.rows[:2]]


def _new_version(window: MainWindow) -> None:
    page = window.page
    if isinstance(page, SellPage):
        _press("sell-revise")(window)
        page.form.inspect(Path())
        wait_until(page.form.publish.isVisible, "the verdict")
        page.form.rights.open()
