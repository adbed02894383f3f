"""A person's own pictures made small by a worker that has no model."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.runtime.errors import BadInput
from desktop.runtime.previews import Previews
from tests.integration.runtime.conftest import MODELS

PICTURE = MODELS / "image-upscaler" / "samples" / "small-coffee.png"


@pytest.fixture(scope="module")
def previews() -> Iterator[Previews]:
    made = Previews()
    yield made
    made.close()


def test_a_picture_is_shown_no_larger_than_asked(previews: Previews) -> None:
    shown = previews.show(PICTURE, 32)

    assert max(shown.width, shown.height) == 32
    assert len(shown.rgba) == 4 * shown.width * shown.height


def test_what_is_no_picture_is_refused_and_the_next_one_is_shown(previews: Previews, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\nno")
    with pytest.raises(BadInput):
        previews.show(path, 32)

    assert previews.show(PICTURE, 32).width


def test_a_killed_worker_is_started_again_with_the_next_picture(previews: Previews) -> None:
    previews.show(PICTURE, 32)
    worker = previews._worker
    assert worker is not None
    os.kill(worker.pid, signal.SIGKILL)
    worker._child._process.wait(10)

    assert previews.show(PICTURE, 32).width
