"""Real workers that die, grow, and share nothing."""

import io
import os
import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from desktop.core.cancel import CancelToken
from desktop.core.errors import ModelCrashed
from desktop.core.runs import ImageInput, RunInput
from desktop.runtime.host import ModelHost
from desktop.runtime.models import PackageModel
from desktop.runtime.packing import open_packed
from desktop.runtime.workers import Limits
from desktop.services.renewing import RenewedModel
from desktop.services.running import OpenModel
from desktop.services.shelf import ModelShelf
from desktop.text import describe
from tests.integration.runtime.conftest import Pack

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="procfs tells what is resident")

MIB = 1 << 20


class Clock:
    def now(self) -> int:
        return 0


def picture(side: int) -> dict[str, RunInput]:
    file = io.BytesIO()
    pixels = np.random.default_rng(side).integers(0, 256, (side, side), dtype=np.uint8)
    Image.fromarray(pixels).save(file, "PNG")
    return {"image": ImageInput(file.getvalue())}


@pytest.fixture
def upscaler(pack: Pack) -> Iterator[Any]:
    """Opens the image upscaler, as often as it is asked to; a host that renews soon."""
    host = ModelHost(Limits(memory_bytes=2 << 30, growth_bytes=32 * MIB, growth_factor=0.0))
    packed = pack("image-upscaler")
    opened: list[PackageModel] = []

    def load() -> PackageModel:
        opened.append(open_packed(packed, host))
        return opened[-1]

    load.opened = opened  # type: ignore[attr-defined]
    yield load
    for model in opened:
        model.close()


def pixels(model: Any, inputs: dict[str, RunInput]) -> bytes:
    result = model.run(inputs, {}, CancelToken())
    return bytes(next(p for p in result.pictures if p.name == "output").rgba)


def test_a_model_whose_memory_grew_is_renewed_before_the_next_run(upscaler: Any) -> None:
    """onnxruntime keeps what a large picture needed for good: memory that no small one gives back."""
    model = RenewedModel(upscaler(), upscaler, Clock())
    name = next(iter(model.spec.inputs)).name
    small, large = ({name: picture(side)["image"]} for side in (16, 700))

    first = pixels(model, small)
    grown = pixels(model, large)
    assert model.has_grown
    again = pixels(model, small)

    old, new = upscaler.opened
    assert (old.is_alive, new.is_alive, model.renewed) == (False, True, 1)
    assert again == first
    assert len(grown) > len(first)
    assert not model.has_grown
    model.close()


class Opener:
    """``shelf.Opener`` over real workers."""

    def __init__(self, load: Any) -> None:
        self._load = load

    def open(self, purchase_id: str, device: str = "cpu") -> OpenModel:
        loaded = RenewedModel(self._load(), self._load, Clock())
        return OpenModel(purchase_id, None, loaded, lambda: None, lambda _record: None, Clock())

    def size_bytes(self, _purchase_id: str) -> int:
        return MIB


def test_a_worker_that_dies_says_so_and_the_next_run_has_a_new_one(upscaler: Any) -> None:
    shelf = ModelShelf(Opener(upscaler), lambda: 8 << 30)
    hold = shelf.hold("mine")
    inputs = {hold.model.spec.inputs[0].name: picture(16)["image"]}
    hold.run(inputs, {}, CancelToken())
    os.kill(upscaler.opened[0].pid, signal.SIGKILL)

    with pytest.raises(ModelCrashed) as died:
        hold.model.run(inputs, {}, CancelToken())
    answer = hold.run(inputs, {}, CancelToken())

    said = describe(died.value)
    assert said.title == "The model's process ended"
    assert "fresh process" in said.remedy
    assert answer.pictures
    assert hold.reopened == 1
    shelf.close_all()


def shared_memories(pid: int) -> set[tuple[int, int]]:
    """Device and inode of each memory that the process holds by a descriptor or has mapped."""
    found: set[tuple[int, int]] = set()
    for link in Path(f"/proc/{pid}/fd").iterdir():
        try:
            if "memfd" in str(link.readlink()):
                status = link.stat()
                found.add((status.st_dev, status.st_ino))
        except FileNotFoundError:
            continue
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        if mapped := re.match(r"\S+ \S+ \S+ (\w+):(\w+) (\d+)\s+/memfd:", line):
            found.add((os.makedev(int(mapped[1], 16), int(mapped[2], 16)), int(mapped[3])))
    return found


def test_two_models_share_no_memory_and_no_descriptor(host: ModelHost, pack: Pack) -> None:
    one, two = open_packed(pack("handwritten-digits"), host), open_packed(pack("sunspots"), host)
    try:
        memories = shared_memories(one.pid), shared_memories(two.pid)
        held = [
            {str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir() if link.is_symlink()}
            for pid in (one.pid, two.pid)
        ]
    finally:
        one.close()
        two.close()

    assert all(len(found) == 2 for found in memories)  # the exchange and the weights
    assert memories[0].isdisjoint(memories[1])
    pipes = [{name for name in names if name.startswith(("pipe:", "socket:"))} for names in held]
    assert pipes[0].isdisjoint(pipes[1])
    for names in held:
        assert {name.split(":")[0] for name in names} <= {"pipe", "/memfd"}, names
