"""The log holds what was meant for it, on one line each, and what nobody caught."""

import logging
import os
import stat
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.core.identity import Address
from desktop.logs import LOG_FILE, install_hooks, start_logging, stop_logging


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    handler = start_logging(tmp_path)
    yield tmp_path / LOG_FILE
    stop_logging(handler)


@pytest.fixture
def hooks() -> Iterator[list[BaseException]]:
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    seen: list[BaseException] = []
    install_hooks(seen.append)
    yield seen
    sys.excepthook, threading.excepthook, sys.unraisablehook = before


class Holder:
    """An object that holds a secret."""

    def __repr__(self) -> str:
        return "abandon abandon about"


def test_bytes_and_unknown_objects_show_as_their_types(log_file: Path) -> None:
    logging.getLogger("licet.test").info("%s %s %s", b"\x01" * 32, Holder(), [Holder()])

    text = log_file.read_text()

    assert "<32 bytes> <Holder> <list>" in text
    assert "abandon" not in text


def test_plain_values_show_as_they_are(log_file: Path) -> None:
    logging.getLogger("licet.test").info("%s %d %s", "text", 7, Address(bytes(20)))

    assert f"licet.test: text 7 {Address(bytes(20))}" in log_file.read_text()


def test_named_arguments_are_redacted_too(log_file: Path) -> None:
    logging.getLogger("licet.test").info("%(key)s", {"key": b"\x02" * 16})

    assert "<16 bytes>" in log_file.read_text()


def test_a_strangers_text_cannot_forge_a_line(log_file: Path) -> None:
    logging.getLogger("licet.test").info(
        "name: %s", "model\n2026-01-01T00:00:00Z INFO licet.wallet: sent\x1b[2J"
    )

    lines = log_file.read_text().splitlines()

    assert len(lines) == 1
    assert "\\n2026" in lines[0]
    assert "\x1b" not in lines[0]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_the_log_is_private(log_file: Path) -> None:
    logging.getLogger("licet.test").info("something")

    assert stat.S_IMODE(log_file.stat().st_mode) == 0o600


@pytest.mark.expects_log("unexpected error in thread worker")
def test_an_error_in_a_thread_is_logged_and_handed_on(log_file: Path, hooks: list[BaseException]) -> None:
    def work() -> None:
        raise RuntimeError("broken")

    thread = threading.Thread(target=work, name="worker")
    thread.start()
    thread.join()

    assert [str(error) for error in hooks] == ["broken"]
    assert "RuntimeError: broken" in log_file.read_text()


@pytest.mark.expects_log("unexpected error in a slot")
def test_an_error_in_a_slot_is_logged_and_handed_on(log_file: Path, hooks: list[BaseException]) -> None:
    error = ValueError("in a slot")

    sys.excepthook(ValueError, error, None)

    assert hooks == [error]
    assert "ValueError: in a slot" in log_file.read_text()
