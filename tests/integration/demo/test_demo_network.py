"""The demo network's processes, killed: they come back at the same address with the same chain and listings."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import httpx
import pytest

from desktop.bootstrap.demo import DemoNetwork

PATIENCE_S = 60.0
T = TypeVar("T")


def answered(ask: Callable[[], T]) -> T:
    """What is answered as soon as somebody does."""
    end = time.monotonic() + PATIENCE_S
    while True:
        try:
            return ask()
        except (httpx.HTTPError, AssertionError):
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def first_block(url: str) -> str:
    body = {"jsonrpc": "2.0", "id": 1, "method": "eth_getBlockByNumber", "params": ["0x1", False]}
    return str(httpx.post(url, json=body).json()["result"]["hash"])


@pytest.mark.parametrize("name", ["chain", "seller"])
def test_a_killed_process_comes_back_at_the_same_address(tmp_path: Path, name: str) -> None:
    (tmp_path / "models").mkdir()
    with DemoNetwork(tmp_path / "network", tmp_path / "models", 0.2, look_every_s=0.05) as network:
        places = network.start()
        before, killed = first_block(places.rpc_url), network.pid(name)

        os.kill(killed, signal.SIGKILL)

        assert answered(lambda: _other_than(killed, network.pid(name))) != killed
        assert answered(lambda: first_block(places.rpc_url)) == before
        # Any answer will do: somebody listens there.
        assert answered(lambda: httpx.get(places.content_url)).status_code == 404


def test_a_closed_network_starts_nothing_again(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    with DemoNetwork(tmp_path / "network", tmp_path / "models", 0.2, look_every_s=0.05) as network:
        places = network.start()

    time.sleep(0.5)
    with pytest.raises(httpx.ConnectError):
        httpx.get(places.rpc_url)


def test_a_network_that_went_away_comes_back_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    with DemoNetwork(tmp_path / "network", tmp_path / "models", 0.2, look_every_s=0.05) as network:
        places = network.start()
        before = first_block(places.rpc_url)

        network.go_away()
        time.sleep(0.5)  # longer than it takes the keeper to look
        with pytest.raises(httpx.ConnectError):
            httpx.get(places.rpc_url)
        network.come_back()

        assert answered(lambda: first_block(places.rpc_url)) == before
        assert answered(lambda: httpx.get(places.content_url)).status_code == 404


def _other_than(killed: int, now: int) -> int:
    assert now != killed
    return now
