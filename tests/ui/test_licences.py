"""Licences in the window: what hinders, what ends, what can be agreed to and what is said before."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop.core.changes import Topic
from desktop.core.licences import Rights
from desktop.core.orders import PurchaseState
from desktop.core.requests import RequestState
from desktop.services.rights import Hindrance, LicenceExpired
from desktop.ui import showcase_values as values
from desktop.ui.pages.library import LibraryPage
from desktop.ui.pages.licence import LicencePage
from desktop.ui.pages.licence_dialogs import KeyDialog, PassDialog, RenewDialog
from desktop.ui.pages.order import OrderPage
from desktop.ui.pages.run import RunPage
from desktop.ui.pages.sell import SellPage
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_rights import (
    DAY_S,
    FRIEND,
    next_version,
    offer_for,
    received_holding,
    timed,
)
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]


def words_of(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def owned(show: Showcase) -> None:
    show.catalogue.rows = tuple(timed(row) for row in show.catalogue.rows)
    show.purchases.kept["timed"] = values.purchase("timed", show.catalogue.rows[0], PurchaseState.FINAL)
    show.licences.ends_in_s["timed"] = 24 * DAY_S


def order_of(desk: Desk) -> OrderPage:
    desk.go("order", "timed")
    desk.settle()
    return desk.page(OrderPage)


def test_an_order_says_until_when_its_licence_holds(make_desk: MakeDesk) -> None:
    page = order_of(make_desk(owned))

    assert "24 days left" in page.licence.sentence.text()
    assert page.licence.renew.isVisible()
    assert page.licence.pass_on.isVisible()
    assert "royalty 5 %" in words_of(page.licence)
    assert "As the chain said on" in page.licence.proof.text()


def test_a_bound_licence_offers_no_passing_on(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        show.purchases.kept["timed"] = values.purchase("timed", show.catalogue.rows[0], PurchaseState.FINAL)

    page = order_of(make_desk(prepare))

    assert not page.licence.pass_on.isVisible()
    assert not page.licence.renew.isVisible()
    assert "Bound to the buyer" in words_of(page.licence)


def test_an_ended_licence_is_said_and_can_only_be_renewed(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        owned(show)
        show.licences.hindrances["timed"] = Hindrance("expired", ended_at=values.NOW)

    page = order_of(make_desk(prepare))

    assert page.state.text() == "Ended"
    assert not page.progress.isVisible()
    assert page.licence.renew.isVisible()
    assert not page.licence.pass_on.isVisible()


def test_renewing_shows_price_limit_and_that_nothing_is_held_and_then_pays(make_desk: MakeDesk) -> None:
    desk = make_desk(owned)
    page = order_of(desk)
    page.licence.renew.click()
    dialog = page.findChild(RenewDialog)
    assert dialog is not None
    desk.until(dialog.confirm.isEnabled, "the quote")

    desk.type("renew-periods", "3")
    desk.until(lambda: dialog.quote is not None and dialog.quote.periods == 3, "the quote for three")
    desk.settle()

    words = words_of(dialog)
    assert "cannot give anything back" in words
    assert "Renewable until" in words
    assert "0.015 ETH" in words
    dialog.confirm.click()
    desk.until(lambda: desk.show.licences.acts == [("renew", 3)], "the renewal")


def test_a_licence_at_its_limit_is_not_renewed(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        owned(show)
        show.licences.ends_in_s["timed"] = 729 * DAY_S

    desk = make_desk(prepare)
    page = order_of(desk)
    page.licence.renew.click()
    dialog = page.findChild(RenewDialog)
    assert dialog is not None
    desk.settle()

    assert "no whole period is left" in words_of(dialog)
    assert not dialog.confirm.isEnabled()


def test_a_later_version_is_said_and_its_key_asked_for_after_saying_that_nothing_is_in_escrow(
    make_desk: MakeDesk,
) -> None:
    def prepare(show: Showcase) -> None:
        owned(show)
        show.licences.updates["timed"] = next_version(show.catalogue.rows[0])

    desk = make_desk(prepare)
    desk.go("library")
    desk.settle()
    assert "Version 1.1.0 is out" in words_of(desk.page(LibraryPage))
    page = order_of(desk)
    page.licence.get.click()
    dialog = page.findChild(KeyDialog)
    assert dialog is not None
    desk.until(dialog.confirm.isEnabled, "the quote")
    desk.until(lambda: "There is no escrow here" in words_of(dialog), "the words")

    dialog.confirm.click()
    desk.until(
        lambda: [r.state for r in desk.show.licences.requests] == [RequestState.INSTALLED], "the version"
    )

    desk.go("library")
    desk.settle()
    card = desk.page(LibraryPage).findChild(QWidget, f"version-{desk.show.licences.requests[0].id}")
    assert card is not None
    assert "version 1.1.0" in words_of(card)


def test_passing_on_needs_an_address_and_a_tick(make_desk: MakeDesk) -> None:
    desk = make_desk(owned)
    page = order_of(desk)
    page.licence.pass_on.click()
    dialog = page.findChild(PassDialog)
    assert dialog is not None
    desk.type("pass-to", str(FRIEND)[:-1] + "0")
    assert not dialog.confirm.isEnabled()

    desk.type("pass-to", str(FRIEND))
    desk.until(dialog.check.isVisible, "the quote")

    assert not dialog.confirm.isEnabled()
    desk.until(lambda: "The new holder needs the model's key" in words_of(dialog), "the words")
    dialog.check.setChecked(True)
    dialog.confirm.click()
    desk.until(lambda: desk.show.licences.acts == [("pass-on", FRIEND)], "the transfer")
    desk.until(lambda: page.state.text() == "Passed on", "the state")


def test_an_address_changed_after_the_tick_takes_the_tick_back(make_desk: MakeDesk) -> None:
    desk = make_desk(owned)
    page = order_of(desk)
    page.licence.pass_on.click()
    dialog = page.findChild(PassDialog)
    assert dialog is not None
    desk.type("pass-to", str(FRIEND))
    desk.until(dialog.check.isVisible, "the quote")
    dialog.check.setChecked(True)

    desk.type("pass-to", str(values.SELLERS[1]))

    assert not dialog.check.isChecked()
    assert not dialog.confirm.isEnabled()


def test_who_gets_a_passed_on_licence_can_be_answered(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        owned(show)
        show.licences.hindrances["timed"] = Hindrance("passed-on", FRIEND)
        show.licences.asked = [offer_for(show.licences.views()[0].holding)]

    desk = make_desk(prepare)
    page = order_of(desk)
    desk.until(page.licence.answer.isVisible, "the offer")

    page.licence.answer.click()

    desk.until(lambda: desk.show.licences.acts == [("answer", FRIEND)], "the answer")
    desk.until(lambda: not page.licence.answer.isVisible(), "the offer to go")


def test_a_received_licence_asks_for_its_key(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        show.licences.received = [received_holding(timed(show.catalogue.rows[0]))]
        show.licences.updates[""] = next_version(timed(show.catalogue.rows[0]), "1.0.0")

    desk = make_desk(prepare)
    desk.go("library")
    desk.settle()
    page = desk.page(LibraryPage)
    assert "Received, key missing" in words_of(page)
    button = page.findChild(QPushButton, "library-licence")
    assert button is not None

    button.click()
    desk.settle()

    licence = desk.page(LicencePage)
    assert licence.panel.get.isVisible()
    assert "Passed on by" in words_of(licence)


def test_a_passed_on_model_is_not_run_from_the_library(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        owned(show)
        show.licences.hindrances["timed"] = Hindrance("passed-on", FRIEND)

    desk = make_desk(prepare)
    desk.go("library")
    desk.settle()
    page = desk.page(LibraryPage)
    run = page.findChild(QPushButton, "library-run")

    assert run is not None
    assert not run.isEnabled()
    assert "Passed on" in words_of(page)


def test_running_an_ended_licence_says_so_and_offers_the_library(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        owned(show)
        show.gate.faults["running.open"] = LicenceExpired(values.NOW)

    desk = make_desk(prepare)
    desk.go("run", "timed")
    desk.settle()

    assert "The licence has ended" in words_of(desk.page(RunPage))


def test_the_library_shows_what_the_chain_says_also_when_the_node_is_away(make_desk: MakeDesk) -> None:
    from desktop.core.errors import NodeUnreachable

    def prepare(show: Showcase) -> None:
        owned(show)
        show.gate.faults["licences.look"] = NodeUnreachable("https://rpc.example.org")

    desk = make_desk(prepare)
    desk.go("library")
    desk.settle()

    assert "until" in words_of(desk.page(LibraryPage))


def inspected(desk: Desk) -> SellPage:
    from pathlib import Path

    desk.go("sell")
    desk.settle()
    page = desk.page(SellPage)
    page.form.inspect(Path())
    desk.until(page.form.publish.isVisible, "the verdict")
    desk.settle()
    return page


def test_the_defaults_are_perpetual_transferable_and_answered(make_desk: MakeDesk) -> None:
    desk = make_desk()
    page = inspected(desk)

    page.form.publish.click()
    desk.until(lambda: desk.show.selling.granted, "the listing")

    assert desk.show.selling.granted == [(Rights(key_fee=2 * 10**14), None)]


def test_a_seller_lists_timed_licences_with_a_royalty(make_desk: MakeDesk) -> None:
    desk = make_desk()
    page = inspected(desk)
    rights = page.form.rights
    rights.open()
    rights.kind.setCurrentIndex(1)
    rights.days.setText("30")
    rights.royalty.setText("2.5")

    page.form.publish.click()
    desk.until(lambda: desk.show.selling.granted, "the listing")

    ((granted, _revises),) = desk.show.selling.granted
    assert (granted.period_s, granted.royalty_bps, granted.royalty_to) == (30 * DAY_S, 250, values.BUYER)
    assert granted.renew_until % DAY_S == DAY_S - 1


@pytest.mark.parametrize("text", ["0x12", "nobody"])
def test_a_royalty_for_no_address_is_said_and_not_listed(make_desk: MakeDesk, text: str) -> None:
    desk = make_desk()
    page = inspected(desk)
    page.form.rights.open()
    page.form.rights.royalty.setText("5")
    page.form.rights.royalty_to.setText(text)

    page.form.publish.click()
    desk.settle()

    assert "no address" in words_of(page.form.rights)
    assert desk.show.selling.granted == []


def test_a_limit_without_room_for_a_period_is_said(make_desk: MakeDesk) -> None:
    desk = make_desk()
    page = inspected(desk)
    rights = page.form.rights
    rights.open()
    rights.kind.setCurrentIndex(1)
    rights.days.setText("40000")

    page.form.publish.click()
    desk.settle()

    assert "leaves room for one whole period" in words_of(rights)


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("days", "", "at least one day"), ("days", "0", "at least one day"), ("days", "1e3", "at least one day"),
        ("until", "31.12.2030", "written as"), ("until", "9999-12-31", "written as"),
        ("royalty", "101", "between 0 and 100"), ("royalty", "1.234", "between 0 and 100"), ("royalty", "-1", "between"),
    ],
)  # fmt: skip
def test_what_is_no_number_or_date_is_said_and_not_listed(
    make_desk: MakeDesk, field: str, text: str, words: str
) -> None:
    desk = make_desk()
    page = inspected(desk)
    rights = page.form.rights
    rights.open()
    rights.kind.setCurrentIndex(1)
    getattr(rights, field).setText(text)

    page.form.publish.click()
    desk.settle()

    assert words in words_of(rights)
    assert desk.show.selling.granted == []


def test_more_periods_than_are_left_become_those_that_are_left(make_desk: MakeDesk) -> None:
    desk = make_desk(owned)
    page = order_of(desk)
    page.licence.renew.click()
    dialog = page.findChild(RenewDialog)
    assert dialog is not None
    desk.until(dialog.confirm.isEnabled, "the quote")

    desk.type("renew-periods", "999")
    desk.until(dialog.confirm.isEnabled, "the quote")

    assert dialog.periods.text() == "23"
    desk.type("renew-periods", "x")
    assert not dialog.confirm.isEnabled()


def test_a_new_version_begins_with_the_terms_of_the_old_one_and_keeps_its_royalty(
    make_desk: MakeDesk,
) -> None:
    def prepare(show: Showcase) -> None:
        show.selling.listings = [values.own_listing(timed(show.catalogue.rows[0]))]

    desk = make_desk(prepare)
    desk.go("sell")
    desk.settle()
    page = desk.page(SellPage)
    button = page.findChild(QPushButton, "sell-revise")
    assert button is not None
    button.click()
    inspected(desk)
    assert not page.form.rights.royalty.isEnabled()

    page.form.publish.click()
    desk.until(lambda: desk.show.selling.granted, "the version")

    ((granted, revises),) = desk.show.selling.granted
    assert revises == 1
    assert (granted.period_s, granted.royalty_bps) == (30 * DAY_S, 500)
    desk.until(lambda: page.form.title.text() == "List a model", "the form to be empty")


def test_a_change_of_licences_reloads_the_pages_that_show_them() -> None:
    assert Topic.LIBRARY in OrderPage.topics & LibraryPage.topics & LicencePage.topics
