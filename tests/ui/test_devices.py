"""Settings, devices: what is there, what is fetched only after a yes, and what becomes of it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QPushButton

from desktop.core.devices import PackageMismatch
from desktop.ui import showcase_devices as devices
from desktop.ui.pages.settings_devices import DevicesCard, InstallDialog
from desktop.ui.showcase import Showcase
from tests.ui.conftest import Desk

MakeDesk = Callable[..., Desk]


def card(desk: Desk) -> DevicesCard:
    desk.go("settings")
    found = desk.window.findChild(DevicesCard)
    assert found is not None
    return found


def button(desk: Desk, name: str) -> QPushButton:
    found = [one for one in desk.window.findChildren(QPushButton, name) if one.isVisible()]
    assert found, name
    return found[-1]


def test_a_machine_without_a_gpu_is_told_as_such(desk: Desk) -> None:
    found = card(desk)

    assert "No graphics processor" in found.machine.text()
    assert found.device.currentData() == "cpu"
    assert [found.device.itemData(at) for at in range(found.device.count())] == ["cpu", "automatic"]


def test_nothing_is_fetched_before_size_and_origin_were_agreed_to(
    make_desk: MakeDesk, tmp_path: Path
) -> None:
    def prepare(show: Showcase) -> None:
        show.devices.graphics = (devices.RTX,)

    desk = make_desk(prepare)
    found = card(desk)
    assert found.machine.text() == "NVIDIA GeForce RTX 4070"
    button(desk, "install-cuda").click()
    dialog = desk.dialog
    assert isinstance(dialog, InstallDialog)
    assert desk.show.devices.done == []
    assert not dialog.confirm.isEnabled()

    dialog.take_folder(tmp_path)
    dialog.confirm.click()
    desk.settle()

    assert desk.show.devices.origin == str(tmp_path)
    assert desk.show.devices.done == [("install", "cuda")]
    assert found.device.findData("cuda") >= 0


def test_saying_no_fetches_nothing(make_desk: MakeDesk) -> None:
    desk = make_desk()
    card(desk)
    button(desk, "install-cuda").click()
    assert desk.dialog is not None

    desk.dialog.reject()
    desk.settle()

    assert desk.show.devices.done == []


def test_a_file_that_is_not_the_pinned_one_is_told_in_its_own_words(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        show.devices.origin = "https://packages.example.org/simple"
        show.gate.faults["devices.install"] = PackageMismatch("onnxruntime_gpu.whl", "packages.example.org")

    desk = make_desk(prepare)
    found = card(desk)
    button(desk, "install-cuda").click()
    assert isinstance(desk.dialog, InstallDialog)

    desk.dialog.confirm.click()
    desk.settle()

    assert found.note.isVisible()
    assert "another fingerprint" in found.note.body.text()
    assert not found.working.isVisible()


def test_one_click_and_a_yes_remove_it(make_desk: MakeDesk) -> None:
    def prepare(show: Showcase) -> None:
        show.devices.packages = (devices.cuda("installed"), *devices.NONE)

    desk = make_desk(prepare)
    card(desk)
    button(desk, "remove-cuda").click()
    button(desk, "confirm").click()
    desk.settle()

    assert desk.show.devices.done == [("remove", "cuda")]


def test_the_device_of_all_models_is_saved(make_desk: MakeDesk) -> None:
    desk = make_desk()
    found = card(desk)

    found.device.setCurrentIndex(found.device.findData("automatic"))
    found.device.activated.emit(found.device.currentIndex())
    desk.settle()

    assert desk.show.settings.get().device == "automatic"
