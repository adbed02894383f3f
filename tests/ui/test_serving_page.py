"""Where your models are served: asked only on demand, each address in words, places with their own outcomes, seeding."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit

from desktop.core.errors import ContentUnavailable
from desktop.core.mirrors import Mirror, MirrorKind, MirrorOutcome
from desktop.services.accounts import WalletState
from desktop.services.seeding import CannotServe, SeedSettings
from desktop.ui import showcase_values as values
from desktop.ui.dialogs import ConfirmDialog
from desktop.ui.pages.places_card import PlaceDialog
from desktop.ui.pages.sell import SellPage
from desktop.ui.pages.serving import ServingPage
from desktop.ui.screens_keeping import COPY, FOLDER, NODE, OLD, WEB, full_serving
from desktop.ui.showcase import Showcase
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]


def selling(show: Showcase) -> None:
    rows = values.listings()
    show.selling.listings = [values.own_listing(rows[0]), values.own_listing(rows[3])]
    full_serving(show)


def opened(make_desk: MakeDesk, prepare: Callable[[Showcase], None] = selling) -> tuple[Desk, ServingPage]:
    desk = make_desk(prepare)
    desk.go("serving")
    return desk, desk.page(ServingPage)


def texts(page: ServingPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_opening_the_page_asks_nobody(make_desk: MakeDesk) -> None:
    desk, page = opened(make_desk)

    assert desk.show.mirrors.sources[4][0].standing is None
    assert "Nobody has looked yet whether it serves." in texts(page)


def test_each_address_says_what_it_gave_or_what_is_wrong(make_desk: MakeDesk) -> None:
    _desk, page = opened(make_desk)

    shown = texts(page)
    assert "4 random pieces were right: 268 kB in less than a second, asked 4 minutes ago." in shown
    assert "It answers with the error 404. Asked 4 minutes ago; it last served 9 days ago." in shown
    assert "It sent wrong bytes in chunk 17." in shown
    assert "1 of 3 serve" in shown


def test_asking_shows_the_answers(make_desk: MakeDesk) -> None:
    desk, page = opened(make_desk)

    desk.press("serving-ask")
    desk.settle()

    assert "1 of 1 serve" in texts(page)


def test_publishing_again_says_the_cost_first_and_each_outcome_after(make_desk: MakeDesk) -> None:
    desk, page = opened(make_desk)
    desk.show.mirrors.outcomes = (
        MirrorOutcome(FOLDER, (WEB,)),
        MirrorOutcome(NODE, error=ContentUnavailable(("node",))),
    )

    desk.press("serving-again-1")
    desk.settle()
    dialog = desk.dialog
    assert isinstance(dialog, ConfirmDialog)
    said = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    dialog.confirm.click()
    desk.settle()

    assert "pays the fee of one transaction" in said
    assert desk.show.mirrors.published == [(1, (FOLDER, COPY, NODE))]
    assert page.work.said.title.text() == "1 place did not take it"
    assert "/mnt/nas/models" in page.work.said.body.text()


def test_an_address_is_taken_out_after_a_question(make_desk: MakeDesk) -> None:
    desk, page = opened(make_desk)

    page.take_out(page.served[0], OLD)
    desk.settle()
    dialog = desk.dialog
    assert isinstance(dialog, ConfirmDialog)
    dialog.confirm.click()
    desk.settle()

    assert desk.show.mirrors.dropped == [(1, OLD)]


def test_seeding_from_here_needs_an_address_and_then_adds_it(make_desk: MakeDesk) -> None:
    desk, page = opened(make_desk)
    address = desk.show.seeding.kept.settings.address

    desk.press("serving-seed-1")
    desk.settle()

    assert desk.show.mirrors.published == [(1, (Mirror(MirrorKind.APP, address=address),))]
    desk.show.seeding.change(SeedSettings())
    desk.settle()
    page.seed_from_here(page.served[0])
    desk.settle()
    assert len(desk.show.mirrors.published) == 1


def test_what_needs_a_transaction_needs_an_open_wallet(make_desk: MakeDesk) -> None:
    def locked(show: Showcase) -> None:
        selling(show)
        show.accounts.state = WalletState.LOCKED

    desk, page = opened(make_desk, locked)

    page.publish_again(page.served[0])
    desk.settle()

    assert desk.show.mirrors.published == []


def test_the_switch_serves_and_says_where(make_desk: MakeDesk) -> None:
    desk, page = opened(make_desk, lambda _show: None)
    assert page.seed.details.isHidden()

    page.seed.switch.click()
    desk.settle()

    assert desk.show.seeding.kept.settings.is_on
    assert page.seed.here.text() == "http://127.0.0.1:41234"
    assert page.seed.badge.text() == "Serving"
    assert not page.seed.details.isHidden()


def test_seed_settings_are_saved_as_typed(make_desk: MakeDesk) -> None:
    desk, page = opened(make_desk)

    desk.type("seed-address", "https://mine.example/ ")
    desk.type("seed-port", "8443")
    page.seed.limit.setCurrentIndex(page.seed.limit.findData(10 << 20))
    page.seed.licences.click()
    desk.press("seed-save")
    desk.settle()

    assert desk.show.seeding.kept.settings == SeedSettings(
        is_on=True, port=8443, address="https://mine.example", limit_bytes_s=10 << 20, with_licences=True
    )


@pytest.mark.parametrize("port", ["0x10", "65536", "-1", "٣", "a"])
def test_what_is_no_port_is_refused(make_desk: MakeDesk, port: str) -> None:
    desk, page = opened(make_desk)
    before = desk.show.seeding.kept.settings

    desk.type("seed-port", port)
    desk.press("seed-save")
    desk.settle()

    assert desk.show.seeding.kept.settings == before
    assert page.seed.fault.title.text() == "This is no port"


def test_a_taken_port_is_said_where_the_switch_is(make_desk: MakeDesk) -> None:
    desk, page = opened(make_desk)
    desk.show.gate.faults["seeding.change"] = CannotServe("127.0.0.1:80")

    desk.press("seed-save")
    desk.settle()

    assert "127.0.0.1:80" in page.seed.fault.body.text()
    assert page.seed.badge.text() == "Not serving"


def test_a_node_is_added_with_its_address(make_desk: MakeDesk) -> None:
    desk, page = opened(make_desk, lambda _show: None)

    desk.press("places-ipfs")
    dialog = desk.dialog
    assert isinstance(dialog, PlaceDialog)
    dialog.target.setText("127.0.0.1:5001")
    dialog.confirm.click()
    refused = dialog.wrong.text()
    dialog.target.setText("http://127.0.0.1:5001/")
    dialog.confirm.click()
    desk.settle()

    assert "begins with https://" in refused
    assert desk.show.mirrors.places == (Mirror(MirrorKind.IPFS, "http://127.0.0.1:5001"),)
    assert "http://127.0.0.1:5001" in texts(page)


def test_this_computer_is_a_place_once_it_has_an_address(make_desk: MakeDesk) -> None:
    desk, page = opened(make_desk)

    desk.press("places-app")
    desk.settle()

    assert desk.show.mirrors.places[-1] == Mirror(MirrorKind.APP, address="https://seed.example.org:8443")
    assert page.places.app.isHidden()


def test_a_new_model_goes_to_the_places_that_are_ticked(make_desk: MakeDesk) -> None:
    from pathlib import Path

    from PySide6.QtWidgets import QCheckBox

    desk = make_desk(selling)
    desk.go("sell")
    page = desk.page(SellPage)
    page.form.inspect(Path())
    desk.settle()

    desk.find(QCheckBox, "sell-place-1").click()
    desk.find(QLineEdit, "sell-sources").setText("https://own.example")
    desk.press("sell-publish")
    desk.settle()

    assert desk.show.selling.mirrored == [(FOLDER, NODE)]


def test_a_place_that_failed_is_told_when_the_model_is_listed(make_desk: MakeDesk) -> None:
    from desktop.ui.mirror_words import listed_words

    outcomes = [MirrorOutcome(FOLDER, error=ContentUnavailable(("x",))), MirrorOutcome(NODE)]

    tone, words = listed_words("Digits", outcomes, is_revision=False)

    assert tone == "warning"
    assert "1 place did not take it" in words
    assert listed_words("Digits", [replace(outcomes[1])], is_revision=False)[0] == "success"


def test_asking_by_itself_is_a_switch_that_is_off_at_first(make_desk: MakeDesk) -> None:
    desk, page = opened(make_desk)
    before = page.watch.isChecked()

    page.watch.click()
    desk.settle()

    assert not before
    assert desk.show.settings.get().watch_sources


def test_the_sell_page_says_that_addresses_do_not_serve(make_desk: MakeDesk) -> None:
    desk = make_desk(selling)
    desk.go("sell")
    page = desk.page(SellPage)

    assert page.silent.title.text() == "2 addresses of your listings do not serve"
    page.silent.button.click()
    desk.settle()
    desk.page(ServingPage)
