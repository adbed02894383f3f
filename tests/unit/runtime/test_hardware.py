"""What a machine has, told by files that a test can write."""

from pathlib import Path

from desktop.core.devices import Graphics
from desktop.runtime.hardware import linux_graphics


def write(root: Path, name: str, text: str = "") -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text)


def test_a_machine_without_any_has_none(tmp_path: Path) -> None:
    assert linux_graphics(tmp_path) == ()


def test_nvidia_is_told_by_its_driver_with_its_name_and_once(tmp_path: Path) -> None:
    write(
        tmp_path,
        "proc/driver/nvidia/gpus/0000:01:00.0/information",
        "Model: \t\t NVIDIA GeForce RTX 4070\nIRQ: 1\n",
    )
    write(tmp_path, "sys/class/drm/card0/device/vendor", "0x10de\n")

    assert linux_graphics(tmp_path) == (Graphics("nvidia", "NVIDIA GeForce RTX 4070", has_driver=True),)


def test_a_card_without_its_driver_is_told_as_such(tmp_path: Path) -> None:
    write(tmp_path, "sys/class/drm/card0/device/vendor", "0x10de\n")
    write(tmp_path, "sys/class/drm/card1/device/vendor", "0x1002\n")
    write(tmp_path, "sys/class/drm/card1/device/product_name", "Radeon RX 7900\n")
    write(tmp_path, "dev/kfd")

    assert linux_graphics(tmp_path) == (
        Graphics("nvidia", "", has_driver=False),
        Graphics("amd", "Radeon RX 7900", has_driver=True),
    )


def test_displays_that_no_model_runs_on_are_left_out(tmp_path: Path) -> None:
    write(tmp_path, "sys/class/drm/card0/device/vendor", "0x1234\n")

    assert linux_graphics(tmp_path) == ()


def test_what_a_driver_says_is_one_short_line(tmp_path: Path) -> None:
    write(tmp_path, "proc/driver/nvidia/gpus/0/information", "Model: " + "a\x1b[31m\u202e" * 100)

    (found,) = linux_graphics(tmp_path)

    assert len(found.name) <= 80
    assert found.name.isprintable()
