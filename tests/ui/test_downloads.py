"""Downloads in the window: their page, the status line, the purchase's own line, and the settings."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from desktop.core.changes import Change, Topic
from desktop.core.transfers import DownloadPaused, Urgency
from desktop.text import describe
from desktop.ui.page import Route
from desktop.ui.pages.downloads import DownloadsPage
from desktop.ui.pages.listing import ListingPage
from desktop.ui.pages.settings import SettingsPage
from desktop.ui.pages.settings_downloads import DownloadsCard
from desktop.ui.screens_pages import full_library, hold
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_downloads import running
from desktop.ui.waiting import wait_until
from desktop.ui.widgets.basic import Label
from desktop.ui.widgets.states import Phase
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]


def busy(show: Showcase) -> None:
    full_library(show)
    show.downloads.views = running()


@pytest.fixture
def desk(make_desk: MakeDesk) -> Desk:
    made = make_desk(busy)
    made.go("downloads")
    return made


def page(desk: Desk) -> DownloadsPage:
    return desk.page(DownloadsPage)


def card(desk: Desk, number: int):  # type: ignore[no-untyped-def]
    return page(desk).cards[bytes([number]) * 32]


def test_each_download_says_how_far_how_fast_and_from_whom(desk: Desk) -> None:
    shown = card(desk, 1)

    words = [label.text() for label in shown.findChildren(Label) if label.isVisibleTo(shown)]
    assert shown.amount.text() == "1.3 GB of 2.1 GB · 18.4 MB/s · 45 seconds left"
    assert "gave 902 MB · 14.1 MB/s" in words
    assert "It sent wrong bytes in chunk 1204. They were thrown away." in words
    assert "It does not answer." in words


def test_each_state_has_its_words_and_its_buttons(desk: Desk) -> None:
    found = {
        number: (
            card(desk, number).badge.text(),
            [name for name in ("pause", "resume", "cancel") if getattr(card(desk, number), name).isVisible()],
        )
        for number in range(1, 6)
    }

    assert found == {
        1: ("Downloading", ["pause", "cancel"]),
        2: ("Checking what is here", ["pause", "cancel"]),
        3: ("Paused", ["resume", "cancel"]),
        4: ("Stopped", ["cancel"]),
        5: ("Done", []),
    }


def test_pausing_stops_it_and_resuming_has_the_purchase_go_on(desk: Desk) -> None:
    card(desk, 1).pause.click()
    desk.settle()
    paused = card(desk, 1).badge.text()

    card(desk, 1).resume.click()
    desk.settle()

    assert paused == "Paused"
    assert not desk.show.downloads.views[0].download.is_paused
    assert desk.window.flows is not None
    assert desk.window.flows.flow("prov") is not None


def test_cancelling_takes_it_off_the_list(desk: Desk) -> None:
    card(desk, 4).cancel.click()
    desk.settle()

    assert bytes([4]) * 32 not in page(desk).cards


def test_who_goes_first_is_chosen_in_the_list(desk: Desk) -> None:
    choice = card(desk, 2).urgency
    choice.setCurrentIndex(choice.findData(Urgency.FIRST))
    choice.activated.emit(choice.currentIndex())
    desk.settle()

    assert desk.show.downloads.views[1].download.urgency is Urgency.FIRST


def test_what_is_done_can_be_cleared(desk: Desk) -> None:
    page(desk).forget.click()
    desk.settle()

    assert len(page(desk).cards) == 4
    assert not page(desk).done_title.isVisible()


def test_a_card_stays_the_same_widget_while_bytes_flow(desk: Desk) -> None:
    before = card(desk, 1)
    view = desk.show.downloads.views[0]
    assert view.status is not None
    desk.show.downloads.views[0] = replace(view, status=replace(view.status, done=2_000_000_000))

    desk.window.bus.publish(Change(Topic.TRANSFERS))
    desk.settle()

    assert card(desk, 1) is before
    assert before.amount.text().startswith("2.0 GB of 2.1 GB")


def test_the_limit_is_saved_at_once(desk: Desk) -> None:
    limit = page(desk).limit
    limit.setCurrentIndex(limit.findData(1024))
    limit.activated.emit(limit.currentIndex())
    desk.settle()

    assert desk.show.settings.kept.download_limit_kib == 1024


def test_an_empty_list_says_what_will_be_here(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.go("downloads")

    assert page(desk).states.phase is Phase.EMPTY


def test_the_status_line_tells_of_running_downloads_and_leads_to_them(make_desk: MakeDesk) -> None:
    desk = make_desk(busy)
    desk.window.bus.publish(Change(Topic.TRANSFERS))
    wait_until(desk.window.status.downloads.isVisible, "the status line")

    words = desk.window.status.downloads.text()
    desk.window.status.downloads.click()
    desk.settle()

    assert words == "2 downloads, 18.4 MB/s"
    assert isinstance(desk.window.page, DownloadsPage)


def test_the_purchases_line_names_the_sources(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        show.purchases.sources = ("https://a.example", "https://b.example")
        hold("purchases.fetch")(show)

    desk = make_desk(prepare)
    desk.go("listing", "1")
    desk.press("buy")
    progress = desk.page(ListingPage).progress
    wait_until(progress.sources.isVisible, "the sources")

    assert progress.sources.text() == "From https://a.example, https://b.example"
    desk.show.gate.held["purchases.fetch"].set()
    desk.settle()


def test_a_paused_purchase_is_no_failure_and_resume_lets_its_download_go_on(make_desk: MakeDesk) -> None:
    error = DownloadPaused(61_000_000, 180_000_000)

    def prepare(show: Showcase) -> None:
        show.downloads.views = running()
        show.gate.faults["purchases.fetch"] = error

    desk = make_desk(prepare)
    desk.go("listing", "1")
    desk.press("buy")
    desk.settle()
    progress = desk.page(ListingPage).progress
    first = (progress.title.text(), progress.line.steps[0], progress.retry.text())

    progress.retry.click()
    desk.settle()

    assert first == ("Paused", ("fetch", "now"), "Resume")
    assert describe(error).body == "61.0 MB of 180 MB are kept."


def test_the_settings_keep_how_ipfs_is_reached_and_refuse_what_is_no_address(desk: Desk) -> None:
    desk.window.navigate(Route("settings"))
    desk.settle()
    form = desk.page(SettingsPage).findChild(DownloadsCard)
    assert form is not None

    form.gateway.setText("ftp://gateway.example")
    form.save.click()
    desk.settle()
    refused = desk.show.settings.kept.ipfs_gateway
    form.gateway.setText("https://gateway.example")
    form.node.setText("http://127.0.0.1:5001")
    form.save.click()
    form.inside.click()
    desk.settle()

    kept = desk.show.settings.kept
    assert refused == ""
    assert (kept.ipfs_gateway, kept.ipfs_node) == ("https://gateway.example", "http://127.0.0.1:5001")
    assert kept.local_sources
