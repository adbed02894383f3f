"""Logging: one rotating file of topic loggers (``licet.*``), and nothing in it that was not meant for it.

Secrets never reach a logger: the code that holds them does not log. As a second line, arguments are written by a
whitelist of types, so that bytes, or an object that happens to hold some, show as their type alone.
"""

import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from datetime import date
from enum import Enum
from logging.handlers import RotatingFileHandler
from pathlib import Path, PurePath
from types import TracebackType

from desktop.core.identity import Address
from desktop.paths import PRIVATE_FILE

LOG_FILE = "licet.log"
MAX_LOG_BYTES = 2 << 20
KEPT_FILES = 4
MAX_MESSAGE_CHARS = 4000
_PLAIN = (str, int, float, bool, type(None), PurePath, Enum, Address, BaseException, date)

log = logging.getLogger("licet.process")

OnBug = Callable[[BaseException], None]


class TypeRedaction(logging.Filter):
    """Shows arguments of plain types; of every other object its type's name, and of bytes their length."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, dict):
            record.args = {name: _shown(value) for name, value in record.args.items()}
        elif record.args:
            record.args = tuple(_shown(value) for value in record.args)
        return True


def _shown(value: object) -> object:
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, (bytes, bytearray, memoryview)):
        return f"<{len(value)} bytes>"
    if isinstance(value, (tuple, list, set, frozenset)) and all(isinstance(item, _PLAIN) for item in value):
        return value
    return f"<{type(value).__name__}>"


class OneLineFormatter(logging.Formatter):
    """UTC time, level, topic, message; text from strangers cannot begin a line of its own."""

    converter = staticmethod(time.gmtime)

    def __init__(self) -> None:
        super().__init__("%(asctime)sZ %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        text = super().formatMessage(record)[:MAX_MESSAGE_CHARS]
        return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


class PrivateRotatingFile(RotatingFileHandler):
    """The log file, readable by its person alone."""

    def _open(self):  # type: ignore[no-untyped-def]  # typed in the base class's stub alone
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, PRIVATE_FILE)
        return os.fdopen(descriptor, "a", encoding="utf-8")


def start_logging(folder: Path, level: int = logging.INFO) -> logging.Handler:
    """Write Licet's topics from ``level``, and warnings of libraries, to the log file in ``folder``.

    Returns the handler, for ``stop_logging``.
    """
    handler = PrivateRotatingFile(
        folder / LOG_FILE, maxBytes=MAX_LOG_BYTES, backupCount=KEPT_FILES, encoding="utf-8"
    )
    handler.setFormatter(OneLineFormatter())
    handler.addFilter(TypeRedaction())
    logging.getLogger("licet").setLevel(level)
    logging.getLogger().addHandler(handler)
    return handler


def stop_logging(handler: logging.Handler) -> None:
    """Take the handler away and close its file."""
    logging.getLogger().removeHandler(handler)
    handler.close()


def install_hooks(on_bug: OnBug) -> None:
    """Log what nobody caught, in any thread, and hand it to ``on_bug`` (called in the thread where it happened).

    Slots of Qt end in ``sys.excepthook``, plain threads in ``threading.excepthook``, destructors in
    ``sys.unraisablehook``.
    """

    def report(error: BaseException | None, trace: TracebackType | None, place: str) -> None:
        if error is None or isinstance(error, (KeyboardInterrupt, SystemExit)):
            return
        log.critical("unexpected error in %s", place, exc_info=(type(error), error, trace))
        on_bug(error)

    def in_main(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        report(error, trace, "a slot or the main thread")

    def in_thread(raised: threading.ExceptHookArgs) -> None:
        name = raised.thread.name if raised.thread is not None else "?"
        report(raised.exc_value, raised.exc_traceback, f"thread {name}")

    def in_destructor(raised: "sys.UnraisableHookArgs") -> None:
        report(raised.exc_value, raised.exc_traceback, "a destructor")

    sys.excepthook = in_main
    threading.excepthook = in_thread
    sys.unraisablehook = in_destructor
