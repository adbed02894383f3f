"""A child process that is ended, politely or not."""

import sys

import pytest

from desktop import processes
from desktop.core.errors import ChildDied
from desktop.processes import Child


@pytest.fixture(autouse=True)
def idle_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """The child waits for the end of its input."""
    monkeypatch.setattr(
        processes, "child_command", lambda _: [sys.executable, "-S", "-c", "import sys; sys.stdin.read()"]
    )


@pytest.mark.parametrize("end", [Child.kill, Child.close], ids=["killed", "closed"])
def test_an_ended_child_leaves_no_open_pipe(end: object) -> None:
    assert callable(end)
    child = Child("idle")

    end(child)
    end(child)

    assert not child.is_alive
    assert child._process.stdin is not None
    assert child._process.stdin.closed


@pytest.mark.parametrize(
    "frame",
    [b"\x81\xa1\xff\x01", b"\xff\xff\xff", b"\x91" * 5000, b"\x01"],
    ids=["half letters", "no msgpack", "nested", "no map"],
)
@pytest.mark.expects_log("broke the protocol")
def test_a_child_that_sends_no_frame_is_ended_and_nobody_waits_for_it(
    monkeypatch: pytest.MonkeyPatch, frame: bytes
) -> None:
    """Regression, found by fuzzing: a text that is no UTF-8 ended the thread that reads, and the caller hung."""
    says = f"import sys; sys.stdin.buffer.read(4); o = sys.stdout.buffer; d = {frame!r}"
    code = f"{says}; o.write(len(d).to_bytes(4, 'big') + d); o.flush(); sys.stdin.read()"
    monkeypatch.setattr(processes, "child_command", lambda _: [sys.executable, "-S", "-c", code])
    child = Child("liar")

    with pytest.raises(ChildDied):
        child.call("anything", timeout_s=20.0)

    assert not child.is_alive
    child.close()
