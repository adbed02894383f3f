"""How a listed model runs here: tried on demand, shown, and warned about before paying."""

import threading
from collections.abc import Callable

import msgspec
import pytest

from desktop.core.fit import Fit
from desktop.core.runs import DeviceReport
from desktop.runtime.errors import NoSharedMemory
from desktop.services.fitting import FitService
from desktop.ui import showcase_devices as devices
from desktop.ui.pages.fit_panel import FitPanel
from desktop.ui.pages.listing import ListingPage
from desktop.ui.pages.run_place import RunPlace
from desktop.ui.screens_pages import full_library
from desktop.ui.showcase import Showcase
from desktop.ui.showcase_values import manifest_of
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]


def panel(desk: Desk) -> FitPanel:
    found: FitPanel = desk.page(ListingPage).fitting
    return found


def test_nothing_is_tried_before_the_person_asks(desk: Desk) -> None:
    desk.go("listing", "1")

    assert desk.show.fitting.tried == []
    assert panel(desk).badge.text() == "Not tried"
    assert "The seller says: 0.42 ms" in panel(desk).claim.text()
    assert not desk.page(ListingPage).panel.fit.isVisible()


def test_a_trial_is_told_on_the_listing_and_above_the_buy_button(desk: Desk) -> None:
    desk.go("listing", "1")

    panel(desk).try_here.click()
    desk.settle()

    assert panel(desk).sentence.text() == "Runs here: 18.2 ms, 210 MB, CPU"
    assert desk.page(ListingPage).fit.text() == "Runs here"
    assert desk.page(ListingPage).panel.fit.body.text() == "Runs here: 18.2 ms, 210 MB, CPU"
    assert "depends on the weights" in panel(desk).notes.text()


def test_a_model_that_does_not_fit_is_warned_about_before_paying(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        show.fitting.fit = Fit("memory")

    desk = make_desk(prepare)
    desk.go("listing", "1")

    warning = desk.page(ListingPage).panel.fit
    assert warning.isVisible()
    assert warning.property("tone") == "danger"
    assert desk.page(ListingPage).fit.text() == "Needs too much memory"


def test_a_trial_that_says_nothing_warns_of_nothing(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        show.fitting.answer = Fit("unclear")

    desk = make_desk(prepare)
    desk.go("listing", "1")

    panel(desk).try_here.click()
    desk.settle()

    assert panel(desk).badge.text() == "Not known"
    assert desk.page(ListingPage).fit.text() == "Should run here"
    assert not desk.page(ListingPage).panel.fit.isVisible()


def test_a_trial_can_be_stopped(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        show.gate.held["fitting.try_here"] = threading.Event()

    desk = make_desk(prepare)
    desk.go("listing", "1")
    panel(desk).try_here.click()
    assert panel(desk).badge.text() == "Trying"

    panel(desk).stop.click()
    desk.settle()

    assert panel(desk).badge.text() == "Not tried"
    assert panel(desk).try_here.isVisible()


def test_what_was_looked_at_before_and_is_small_is_tried_unasked(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        show.fitting.was_here = True

    desk = make_desk(prepare)
    desk.go("listing", "1")

    assert len(desk.show.fitting.tried) == 1
    assert panel(desk).badge.text() == "Runs here"


def test_large_sealed_or_tried_models_are_not_tried_unasked(desk: Desk) -> None:
    listing = desk.show.catalogue.rows[0]
    manifest, look = manifest_of(listing), desk.show.fitting.look(b"")
    seen = type(look)(look.history, was_here=True)
    large = msgspec.structs.replace(
        manifest, blobs=[msgspec.structs.replace(blob, size=1 << 30) for blob in manifest.blobs]
    )

    assert FitService.tries_unasked(seen, manifest)
    assert not FitService.tries_unasked(look, manifest)
    assert not FitService.tries_unasked(seen, large)
    assert not FitService.tries_unasked(seen, msgspec.structs.replace(manifest, graph_sealed=True))


def test_a_failed_trial_is_said_and_can_be_asked_for_again(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        show.gate.faults["fitting.try_here"] = NoSharedMemory("darwin")

    desk = make_desk(prepare)
    desk.go("listing", "1")

    panel(desk).try_here.click()
    desk.settle()

    assert panel(desk).fault.isVisible()
    assert panel(desk).try_here.isVisible()


def test_what_really_came_stands_beside_the_estimate_with_the_worst_ever(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        full_library(show)
        show.fitting.fit = devices.FIT
        show.fitting.seen = (devices.seen(19.1, 214_000_000), devices.seen(36.4, 214_000_000, 9999))

    desk = make_desk(prepare)
    desk.go("listing", "2")
    words = panel(desk).seen.text()
    assert "estimated 18.2 ms and 210 MB, here 19.1 ms and 214 MB" in words
    assert "2 times open: time 2 times the estimate, memory as estimated" in words

    desk.go("run", "digits")
    place = desk.window.findChild(RunPlace)

    assert place is not None
    assert "estimated 18.2 ms and 210 MB, here 19.1 ms and 214 MB" in place.seen.accessibleName()


@pytest.mark.parametrize("device", ["cuda"])
def test_a_fallback_is_said_and_can_be_tried_again(make_desk: MakeDesk, device: str) -> None:
    def prepare(show: Showcase) -> None:
        full_library(show)
        show.devices.packages = (devices.cuda("installed"), *devices.NONE)
        show.running.device = DeviceReport(device, "cpu", "self-test")
        show.devices.failures = (devices.DeviceFailure(device, 1_800_000_000, "self-test"),)

    desk = make_desk(prepare)
    desk.go("run", "digits")
    place = desk.window.findChild(RunPlace)
    assert place is not None
    assert place.banner.title.text() == "Runs on Processor (CPU), not on NVIDIA GPU (CUDA)"
    assert "test vectors did not come out" in place.banner.body.text()
    desk.show.running.device = DeviceReport(device, device)

    place.banner.button.click()
    desk.settle()

    assert desk.show.devices.done == [("try again", device)]
    assert not place.banner.isVisible()
    assert "now on NVIDIA GPU (CUDA)" in place.seen.accessibleName()


def test_a_device_chosen_for_a_model_is_kept_and_the_model_is_loaded_there(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        full_library(show)
        show.devices.packages = (devices.cuda("installed"), *devices.NONE)

    desk = make_desk(prepare)
    desk.go("run", "digits")
    place = desk.window.findChild(RunPlace)
    assert place is not None

    place.choice.setCurrentIndex(place.choice.findData("cuda"))
    place.choice.activated.emit(place.choice.currentIndex())
    desk.settle()

    assert desk.show.devices.choice == "cuda"
