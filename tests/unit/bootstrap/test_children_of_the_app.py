"""What the children do when their parent is gone, and when a terminal's Ctrl-C reaches all of them."""

import os
import signal
import threading
from pathlib import Path

import pytest

from desktop.bootstrap import indexer, indexing
from desktop.core.identity import Address
from desktop.processes import Channel, Child

NOBODY_THERE = "http://127.0.0.1:9"


class _ParentGoneAfterOneEvent(Channel):
    """The pipe breaks after the first frame, as it does when the parent is killed."""

    def __init__(self) -> None:
        self.events: list[str] = []

    def event(self, name: str, /, **data: object) -> None:
        if self.events:
            raise BrokenPipeError
        self.events.append(name)


def test_an_indexer_without_a_node_notices_that_its_parent_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "POLL_S", 0.01)
    monkeypatch.setattr(indexing, "LONGEST_SILENCE_S", 0.02)
    channel = _ParentGoneAfterOneEvent()
    ended = threading.Event()

    def follow() -> None:
        market = Address(b"\x11" * 20)
        try:
            indexer.index(tmp_path / "catalogue.db", [NOBODY_THERE], 1, market, channel, threading.Event())
        except BrokenPipeError:
            ended.set()

    threading.Thread(target=follow, daemon=True).start()

    assert ended.wait(30), "it goes on for nobody"
    assert channel.events == ["fault"]


def test_ctrl_c_in_the_terminal_ends_no_child() -> None:
    child = Child("vault")
    try:
        before = child.call("confinement", timeout_s=60)
        os.kill(child.pid, signal.SIGINT)

        assert child.call("confinement", timeout_s=60) == before
    finally:
        child.close()
