"""The chain's process, spoken to as the app does."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.chain.embedded.genesis import CHAIN_ID
from desktop.chain.rpc import RpcClient
from desktop.core.errors import NodeUnreachable
from desktop.processes import read_frame, write_frame

START = "from desktop.chain.embedded.child import main; main()"


@pytest.fixture
def child() -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-c", START],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )
    yield process
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout, process.stderr):
        assert stream is not None
        stream.close()


def start(process: subprocess.Popen[bytes], **arguments: Any) -> dict[str, Any]:
    assert process.stdin is not None
    assert process.stdout is not None
    write_frame(process.stdin, {"op": "start", "port": 0, "block_time_s": None, **arguments})
    answer = read_frame(process.stdout)
    assert answer is not None
    return answer


def test_it_starts_answers_and_ends_with_its_parent(child: subprocess.Popen[bytes], tmp_path: Path) -> None:
    ready = start(child, path=str(tmp_path / "chain.db"))["ok"]
    rpc = RpcClient(ready["url"], attempts=1)
    assert ready["chain_id"] == CHAIN_ID
    assert rpc.call("eth_chainId", [], str) == hex(CHAIN_ID)
    assert child.stdin is not None

    child.stdin.close()

    assert child.wait(10) == 0
    with pytest.raises(NodeUnreachable):
        rpc.call("eth_chainId", [], str)
    rpc.close()


def test_a_port_in_use_is_named(child: subprocess.Popen[bytes], server) -> None:
    port = server.server_address[1]

    assert start(child, path=None, port=port) == {"error": "PortTaken", "data": {"port": port}}


def test_a_damaged_file_is_named_and_left_alone(child: subprocess.Popen[bytes], tmp_path: Path) -> None:
    path = tmp_path / "chain.db"
    path.write_bytes(b"not a database" * 100)

    answer = start(child, path=str(path))

    assert answer == {"error": "ChainFileDamaged", "data": {"path": str(path)}}
    assert path.read_bytes() == b"not a database" * 100
