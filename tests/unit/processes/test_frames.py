"""The framing between processes: whole frames or a clear error, and errors that arrive as what they were."""

import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.errors import (
    AppError,
    Breach,
    Bug,
    Cancelled,
    ChildDied,
    ChildTimeout,
    InsufficientFunds,
    InvalidPackage,
)
from desktop.processes import (
    BrokenFrame,
    Child,
    _rebuild,
    child_environment,
    error_data,
    read_frame,
    write_frame,
)

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)


@given(st.lists(st.dictionaries(st.text(), values, max_size=4), max_size=4))
def test_frames_come_out_as_they_went_in(messages: list[dict[str, object]]) -> None:
    stream = io.BytesIO()
    for message in messages:
        write_frame(stream, message)
    stream.seek(0)

    assert [read_frame(stream) for _ in messages] == messages
    assert read_frame(stream) is None


@given(st.binary(min_size=1, max_size=40))
def test_anything_else_is_a_broken_frame_and_never_another_error(data: bytes) -> None:
    stream = io.BytesIO(data)
    try:
        while read_frame(stream) is not None:
            pass
    except BrokenFrame:
        return
    assert stream.read() == b""


def test_a_length_beyond_the_cap_is_refused_before_memory_is_taken() -> None:
    with pytest.raises(BrokenFrame, match="length"):
        read_frame(io.BytesIO(b"\xff\xff\xff\xff"))


@pytest.mark.parametrize("depth", [20_000, 200_000, 3_000_000])
def test_deep_nesting_is_refused_and_never_a_crash(depth: int) -> None:
    """Regression: with py_ecc's recursion limit of 100,000 msgspec overran the stack."""
    body = b"\x81\xa1x" + b"\x91" * depth + b"\xc0"
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(100_000)
    try:
        with pytest.raises(BrokenFrame):
            read_frame(io.BytesIO(len(body).to_bytes(4, "big") + body))
    finally:
        sys.setrecursionlimit(before)


CHILD = """
import sys
from desktop.core.errors import *
from desktop.processes import Channel, serve
def poor(): raise InsufficientFunds(2**80, 5)
def breach(): raise InvalidPackage((Breach("a", "b", "c"),))
def stop(): raise Cancelled
def leak(): raise ValueError("the secret is swordfish")
def count(n):
    for i in range(n): channel.event("step", i=i)
    return n
channel = Channel()
print("this goes to stderr, not into the frames", flush=True) if "noisy" in sys.argv else None
serve(channel, {"poor": poor, "breach": breach, "stop": stop, "leak": leak, "count": count,
    "echo": lambda value: value, "exit": lambda: sys.exit(3), "hang": lambda: __import__("time").sleep(60)})
"""


class Script(Child):
    """A child that runs the code above."""

    command = (sys.executable, "-c", CHILD)


@pytest.fixture
def child(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("desktop.processes.child_command", lambda _name: list(Script.command))
    made = Script("script")
    yield made
    made.close()


def test_values_and_events_arrive_in_order(child: Child) -> None:
    events: list[int] = []

    assert child.call("count", n=5, on_event=lambda e: events.append(e["i"])) == 5
    assert events == [0, 1, 2, 3, 4]
    assert child.call("echo", value=b"\x00\xff") == b"\x00\xff"


def test_errors_arrive_as_their_own_class_with_their_data(child: Child) -> None:
    with pytest.raises(InsufficientFunds) as funds:
        child.call("poor")
    with pytest.raises(InvalidPackage) as invalid:
        child.call("breach")
    with pytest.raises(Cancelled):
        child.call("stop")

    assert (funds.value.needed_wei, funds.value.available_wei) == (2**80, 5)
    assert invalid.value.breaches == (Breach("a", "b", "c"),)


def test_an_unexpected_error_tells_its_place_and_never_its_message(child: Child) -> None:
    with pytest.raises(Bug) as caught:
        child.call("leak")

    assert "ValueError" in str(caught.value)
    assert "swordfish" not in str(caught.value)


def test_an_unknown_operation_is_answered(child: Child) -> None:
    with pytest.raises(Bug):
        child.call("no such thing")

    assert child.call("echo", value=1) == 1


def test_a_child_that_ends_is_reported_with_its_exit_code(child: Child) -> None:
    with pytest.raises(ChildDied) as caught:
        child.call("exit")

    assert caught.value.exit_code == 3
    with pytest.raises(ChildDied):
        child.call("echo", value=1)


def test_a_silent_child_is_killed_after_its_time(child: Child) -> None:
    with pytest.raises(ChildTimeout):
        child.call("hang", timeout_s=0.2)

    assert not child.is_alive


def test_closing_twice_is_fine(child: Child) -> None:
    child.close()
    child.close()

    assert not child.is_alive


def test_children_never_send_telemetry() -> None:
    assert child_environment()["ORT_DISABLE_TELEMETRY"] == "1"


@pytest.mark.parametrize("error", [InsufficientFunds(1, 2), ChildDied("x", None), Cancelled(), Bug("text")])
def test_every_error_has_portable_data(error: AppError) -> None:
    stream = io.BytesIO()

    write_frame(stream, {"error": type(error).__name__, "data": error_data(error)})

    assert stream.tell()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("InsufficientFunds", {}),
        ("InsufficientFunds", None),
        ("InsufficientFunds", {"needed_wei": "x", "available_wei": 1}),
        ("InvalidPackage", {"breaches": 5}),
        ("ChildDied", ["vault"]),
    ],
)
def test_an_error_that_a_taken_over_child_made_up_is_a_broken_frame(name: str, data: object) -> None:
    with pytest.raises(BrokenFrame):
        _rebuild(name, data)
