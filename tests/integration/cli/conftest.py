"""Programs that run until they are told to end, started as a person starts them."""

import json
import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.cli import ROOT, command


@contextmanager
def service(*arguments: object, data_dir: Path | None = None) -> Iterator[Any]:
    """A command that first says where it is; afterwards it must end at once and in peace."""
    process = subprocess.Popen(
        command(*arguments, "--json", data_dir=data_dir),
        cwd="/",
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        assert line, process.communicate()[1]
        yield json.loads(line)
        process.send_signal(signal.SIGINT)
        _rest, errors = process.communicate(timeout=30)
        assert (process.returncode, errors) == (0, "")
    finally:
        process.kill()
        process.communicate()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """``licet chain``."""
    file = tmp_path_factory.mktemp("chain") / "chain.db"
    with service("chain", "--port", 0, "--file", file, "--block-time", 1) as told:
        yield told
