"""What of the file system a graphics driver needs on Linux: its nodes, and what it reads to find itself.

Source: NVIDIA's README "Installed components" and Appendix on device nodes; ROCm's "Device access" (kfd and render
nodes). Written from these and never tried on a GPU of ours.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

_NODES = (
    "nvidiactl", "nvidia[0-9]*", "nvidia-uvm", "nvidia-uvm-tools", "nvidia-caps/*",  # NVIDIA
    "kfd", "dri/renderD*",  # AMD
)  # fmt: skip
# Libraries that the driver loads late, and what it asks of the machine. No home folder, no /tmp, nothing to write.
_READ = (
    "/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/local/cuda", "/opt/rocm", "/etc/ld.so.cache", "/etc/OpenCL",
    "/proc/driver/nvidia", "/proc/devices", "/proc/meminfo", "/proc/cpuinfo", "/proc/self", "/proc/modules",
    "/sys/devices/system", "/sys/bus/pci", "/sys/devices/pci0000:00", "/sys/class/kfd", "/sys/module/nvidia",
    "/usr/share/nvidia", "/dev/null", "/dev/urandom", "/dev/zero",
)  # fmt: skip


def devices(root: Path = Path("/dev")) -> tuple[Path, ...]:
    """The device nodes of graphics drivers that this machine has."""
    return tuple(sorted(path for pattern in _NODES for path in root.glob(pattern) if not path.is_dir()))


def readable() -> tuple[Path, ...]:
    """What may be read besides: where libraries lie, also those of the environment that the worker runs from."""
    return tuple(dict.fromkeys(path for path in _existing() if path.exists()))


def _existing() -> Iterator[Path]:
    yield from map(Path, _READ)
    yield from (Path(place) for place in sys.path if place.endswith(("site-packages", "dist-packages")))
