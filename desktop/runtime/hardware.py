"""Which graphics processors this machine has, as the system's own files tell: no driver is loaded and nothing is run."""

import platform
import sys
from pathlib import Path

from desktop.core.devices import Graphics, Maker

_MAKERS: dict[str, Maker] = {"0x10de": "nvidia", "0x1002": "amd", "0x8086": "intel"}
_DRIVERS = {"nvidia": "/dev/nvidiactl", "amd": "/dev/kfd", "intel": "/dev/dri"}
_DISPLAY_CLASS = r"SYSTEM\CurrentControlSet\Control\Class\{4d36e968-e325-11ce-bfc1-08002be10318}"


def look(root: Path = Path("/")) -> tuple[Graphics, ...]:
    """What is there; ``root`` is where the file system begins."""
    if sys.platform == "darwin":
        return (Graphics("apple", "Apple", has_driver=True),) if platform.machine() == "arm64" else ()
    if sys.platform == "win32":
        return _windows()
    return linux_graphics(root)


def linux_graphics(root: Path) -> tuple[Graphics, ...]:
    """NVIDIA's own list with names, then the cards of the kernel's display drivers (drm) by their makers."""
    found: list[Graphics] = []
    for information in sorted((root / "proc/driver/nvidia/gpus").glob("*/information")):
        lines = _text(information).splitlines()
        name = next((line.partition(":")[2].strip() for line in lines if line.startswith("Model:")), "")
        found.append(Graphics("nvidia", _clean(name) or "NVIDIA", has_driver=True))
    for vendor in sorted((root / "sys/class/drm").glob("card[0-9]*/device/vendor")):
        maker = _MAKERS.get(_text(vendor).strip())
        if maker is None or (maker == "nvidia" and found):
            continue
        driver = root / _DRIVERS[maker].lstrip("/")
        found.append(Graphics(maker, _clean(_text(vendor.parent / "product_name")), driver.exists()))
    return tuple(found)


if sys.platform == "win32":
    import winreg

    def _windows() -> tuple[Graphics, ...]:
        """The display adapters of the registry."""
        found = []
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _DISPLAY_CLASS) as adapters:
            for number in range(winreg.QueryInfoKey(adapters)[0]):
                try:
                    with winreg.OpenKey(adapters, f"{number:04}") as adapter:
                        name = _clean(str(winreg.QueryValueEx(adapter, "DriverDesc")[0]))
                except OSError:
                    continue
                found.append(Graphics(_maker_by_name(name), name, has_driver=True))
        return tuple(found)


def _maker_by_name(name: str) -> Maker:
    words = name.lower()
    if "nvidia" in words:
        return "nvidia"
    if "amd" in words or "radeon" in words:
        return "amd"
    return "intel" if "intel" in words else "other"


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(4096).decode("utf-8", "replace")
    except OSError:
        return ""


def _clean(text: str) -> str:
    return "".join(c for c in text.strip() if c.isprintable())[:80]
