"""Child processes: started from this executable, spoken to in length-prefixed msgpack over stdin and stdout.

One request is in flight at a time per child. A frame is a 4-byte big-endian length and that many bytes of
msgpack. The parent sends ``{"op": name, ...}``; the child answers with any number of ``{"event": ...}``
frames and then one ``{"ok": value}`` or ``{"error": class name, "data": {...}}``. Integers of more than 63
bits cross as 32 big-endian bytes, because msgpack has no wider ones. The child's stderr is drained into the
log, line by line, as untrusted text.
"""

import logging
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import IO, Any, ClassVar, Protocol, TypeAlias, get_type_hints, runtime_checkable

import msgspec

from desktop.core.errors import AppError, Bug, ChildDied, ChildTimeout
from desktop.core.nesting import cap_recursion

log = logging.getLogger("licet.process")

Message: TypeAlias = dict[str, Any]
EventSink: TypeAlias = Callable[[Message], None]

MAX_FRAME_BYTES = 256 << 20
# Made once: a codec for each frame costs a short run of a model several percent of its time.
_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(dict[str, Any])
_STDERR_LINE_CHARS = 400


@runtime_checkable
class DataclassInstance(Protocol):
    """Any instance of a dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


class BrokenFrame(Bug):
    """The other side sent something that is no frame of the protocol."""


def write_frame(stream: IO[bytes], message: Message) -> None:
    """Write one frame and flush it."""
    body = _ENCODER.encode(message)
    if len(body) > MAX_FRAME_BYTES:
        raise BrokenFrame(f"frame of {len(body)} bytes")
    stream.write(len(body).to_bytes(4, "big") + body)
    stream.flush()


def read_frame(stream: IO[bytes]) -> Message | None:
    """The next frame, or None at the end of the stream.

    Raises:
        BrokenFrame: Cut short, too long, or no map.
    """
    head = stream.read(4)
    if not head:
        return None
    length = int.from_bytes(head, "big")
    if len(head) < 4 or length > MAX_FRAME_BYTES:
        raise BrokenFrame("length")
    body = stream.read(length)
    if len(body) < length:
        raise BrokenFrame("cut short")
    cap_recursion()
    try:
        return _DECODER.decode(body)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise BrokenFrame("not msgpack") from error


def child_command(name: str) -> list[str]:
    """How this program starts itself as the child ``name``."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--child", name]
    # -P: the current directory is no place to import from.
    return [sys.executable, "-P", "-m", "desktop", "--child", name]


def child_environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a child: ours, importable, and without onnxruntime's telemetry."""
    env = dict(os.environ)
    env["PYTHONPATH"] = str(Path(__file__).resolve().parent.parent)
    env["ORT_DISABLE_TELEMETRY"] = "1"
    env["PYTHONUTF8"] = "1"
    env.update(extra or {})
    return env


class Child:
    """One child process; safe to call from several threads, which then wait for each other."""

    def __init__(
        self, name: str, *, pass_fds: Sequence[int] = (), env: Mapping[str, str] | None = None
    ) -> None:
        self.name = name
        self._calls = threading.Lock()
        self._writes = threading.Lock()
        started: queue.SimpleQueue[subprocess.Popen[bytes] | BaseException] = queue.SimpleQueue()
        arguments = (started, tuple(pass_fds), child_environment(env))
        threading.Thread(
            target=self._start_and_drain, args=arguments, name=f"{name}-stderr", daemon=True
        ).start()
        outcome = started.get()
        if isinstance(outcome, BaseException):
            raise outcome
        self._process = outcome

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def call(
        self,
        op: str,
        /,
        *,
        timeout_s: float | None = None,
        on_event: EventSink | None = None,
        **arguments: Any,
    ) -> Any:
        """Send a request and wait for its answer.

        Args:
            op: The operation.
            timeout_s: Longest silence; past it the child is killed. None waits for ever.
            on_event: Called in this thread with each event frame.
            **arguments: What msgpack can carry.

        Raises:
            ChildDied: The child ended before it answered.
            ChildTimeout: It was silent too long and was killed.
            AppError: What the child raised, as the same class.
        """
        with self._calls:
            self._send({"op": op, **arguments})
            with _Silence(timeout_s, self.kill) as silence:
                while (frame := self._read()) is not None:
                    silence.broken()
                    if "event" in frame:
                        if on_event is not None:
                            on_event(frame)
                    elif "error" in frame:
                        raise _rebuild(str(frame["error"]), frame.get("data"))
                    else:
                        return frame.get("ok")
            if silence.was_too_long:
                self._process.wait()
                raise ChildTimeout(self.name, timeout_s or 0.0)
            raise ChildDied(self.name, self._exit_code())

    def _send(self, message: Message) -> None:
        with self._writes:
            try:
                if self._process.stdin is None or self._process.stdin.closed:
                    raise ChildDied(self.name, self._exit_code())
                write_frame(self._process.stdin, message)
            except OSError as error:
                raise ChildDied(self.name, self._exit_code()) from error

    def close(self, grace_s: float = 3.0) -> None:
        """End the child: close its stdin, then terminate, then kill. Safe to call twice."""
        self._close_input()
        try:
            self._process.wait(grace_s)
        except subprocess.TimeoutExpired:
            self._process.terminate()
            try:
                self._process.wait(grace_s)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._close_output()

    def kill(self) -> None:
        """End the child at once."""
        self._process.kill()
        self._process.wait()
        self._close_input()
        self._close_output()

    def _close_output(self) -> None:
        """Of an ended child. Where a call still reads what it said last, that call closes it at the end."""
        if self._process.stdout is not None and self._calls.acquire(blocking=False):
            try:
                self._process.stdout.close()
            finally:
                self._calls.release()

    def _close_input(self) -> None:
        with self._writes:
            if self._process.stdin is not None and not self._process.stdin.closed:
                try:
                    self._process.stdin.close()
                except OSError:
                    log.debug("%s had closed its side first", self.name)

    def _exit_code(self) -> int | None:
        try:
            return self._process.wait(1.0)
        except subprocess.TimeoutExpired:
            return None

    def _start_and_drain(
        self,
        started: "queue.SimpleQueue[subprocess.Popen[bytes] | BaseException]",
        pass_fds: Sequence[int],
        env: Mapping[str, str],
    ) -> None:
        """Start the process and read its stderr to the end, in one thread.

        A confined child is killed when the *thread* that started it ends (PR_SET_PDEATHSIG, prctl(2)): so it must
        be one that lives as long as the child, not a thread of some pool.
        """
        try:
            process = subprocess.Popen(
                child_command(self.name),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                pass_fds=pass_fds,
                env=env,
            )
        except BaseException as error:  # noqa: BLE001 - raised again in the thread that asked
            started.put(error)
            return
        started.put(process)
        assert process.stderr is not None  # noqa: S101 - Popen was given a pipe
        with process.stderr as stream:
            for line in stream:
                text = line.decode("utf-8", "replace").rstrip()
                log.warning("%s: %s", self.name, text[:_STDERR_LINE_CHARS])

    def _read(self) -> Message | None:
        """The next frame; None where the child has ended, or broke the protocol and was killed.

        Read by the thread that waits for it: a reader of its own would cost every call a switch of threads.
        """
        stream = self._process.stdout
        assert stream is not None  # noqa: S101 - Popen was given a pipe
        if stream.closed:
            return None
        try:
            frame = read_frame(stream)
        except BrokenFrame as error:
            log.warning("%s broke the protocol: %s", self.name, error)
            self._process.kill()
            frame = None
        if frame is None:
            stream.close()
        return frame


class _Silence:
    """Ends a child that says nothing for too long, while another thread waits for its next frame."""

    def __init__(self, timeout_s: float | None, end: Callable[[], None]) -> None:
        self._timeout_s = timeout_s
        self._end = end
        self._since = time.monotonic()
        self._timer: threading.Timer | None = None
        self._is_over = False
        self.was_too_long = False

    def __enter__(self) -> "_Silence":
        if self._timeout_s is not None:
            self._wait(self._timeout_s)
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over = True
        if self._timer is not None:
            self._timer.cancel()

    def broken(self) -> None:
        """Something was said: count from now."""
        self._since = time.monotonic()

    def _wait(self, seconds: float) -> None:
        self._timer = threading.Timer(seconds, self._look)
        self._timer.daemon = True
        self._timer.start()

    def _look(self) -> None:
        left_s = self._since + (self._timeout_s or 0.0) - time.monotonic()
        if self._is_over:
            return
        if left_s > 0:
            self._wait(left_s)
        else:
            self.was_too_long = True
            self._end()


class Channel:
    """The child's end of the pipe."""

    def __init__(self) -> None:
        # File descriptor 1 is moved away, so that a stray print or a native library cannot break the framing.
        self._output = os.fdopen(os.dup(1), "wb")
        os.dup2(2, 1)
        self._input = os.fdopen(os.dup(0), "rb")
        self._writes = threading.Lock()

    def receive(self) -> Message | None:
        """The next request, or None when the parent is gone."""
        return read_frame(self._input)

    def send(self, message: Message) -> None:
        with self._writes:
            write_frame(self._output, message)

    def event(self, name: str, /, **data: Any) -> None:
        """Report progress of the request that is running."""
        self.send({"event": name, **data})

    def answer(self, operation: Callable[[], Any]) -> None:
        """Run one request and send its result or its error."""
        try:
            value = operation()
        except AppError as error:
            self.send({"error": type(error).__name__, "data": error_data(error)})
        except Exception as error:  # noqa: BLE001 - the boundary of the process: the parent must get an answer
            # Only the place, never the message: it may hold what must not leave the process.
            self.send({"error": "Bug", "data": {"text": f"{type(error).__name__} at {_place(error)}"}})
        else:
            self.send({"ok": value})


def serve(channel: Channel, handlers: Mapping[str, Callable[..., Any]]) -> None:
    """Answer requests one after the other until the parent closes its end."""
    while (request := channel.receive()) is not None:
        op = str(request.pop("op", ""))
        handler = handlers.get(op)
        if handler is None:
            channel.send({"error": "Bug", "data": {"text": f"no operation {op[:40]}"}})
            continue
        channel.answer(lambda handler=handler, request=request: handler(**request))  # type: ignore[misc]


def error_data(error: AppError) -> dict[str, Any]:
    """The fields of an error as builtins; wide integers as text."""
    if not isinstance(error, DataclassInstance):
        return {"text": str(error)} if error.args else {}
    return {field.name: _portable(getattr(error, field.name)) for field in fields(error)}


def _portable(value: Any) -> Any:
    if isinstance(value, int) and value.bit_length() > 63:
        return str(value)
    return msgspec.to_builtins(value, builtin_types=(bytes,))


def _rebuild(name: str, data: object) -> AppError:
    """The error a child raised. Field by field: msgspec 0.22 crashes on a dataclass that is an exception."""
    cls = {cls.__name__: cls for cls in _descendants(AppError)}.get(name)
    values: dict[str, Any] = data if isinstance(data, dict) else {}
    if cls is None:
        return Bug(f"{name}: {values}")
    shape: Any = cls
    if not is_dataclass(shape):
        return cls(*values.values())
    hints = get_type_hints(cls)
    try:
        return cls(
            **{
                f.name: msgspec.convert(values[f.name], type=hints[f.name], strict=False)
                for f in fields(shape)
            }
        )
    except (KeyError, msgspec.ValidationError) as error:
        # A child that a stranger's model has taken over says what it likes.
        raise BrokenFrame(f"an error {name} without its fields") from error


def _descendants(cls: type[AppError]) -> list[type[AppError]]:
    return [cls, *(d for child in cls.__subclasses__() for d in _descendants(child))]


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "?"
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
