"""A child process that is ended, politely or not."""

import sys

import pytest

from desktop import processes
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
