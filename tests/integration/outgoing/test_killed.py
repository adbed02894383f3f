"""Killed between signing, keeping and sending: what was kept goes out once, what was not kept never."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.core.outgoing import Standing
from tests.integration.outgoing.conftest import YOU, Desk

ROOT = Path(__file__).resolve().parents[3]


def pay_and_die(desk: Desk, number: int, moment: str) -> None:
    desk.close()
    command = [
        sys.executable, "-m", "tests.integration.outgoing.mortal", moment, str(desk.folder), desk.node.url, str(number)
    ]  # fmt: skip
    ended = subprocess.run(command, cwd=ROOT, check=False, timeout=60, capture_output=True)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    desk.start()


@pytest.mark.parametrize("moment", ["before-sent", "after-sent"])
def test_what_was_kept_is_mined_exactly_once(desk: Desk, number: int, moment: str) -> None:
    before = desk.balance(YOU)

    pay_and_die(desk, number, moment)
    (act,) = desk.book.watched(desk.gateway.chain_id)
    assert desk.gateway.is_known(act.newest.hash) is (moment == "after-sent")
    desk.look()
    desk.mine()
    desk.look()

    assert desk.standing(act.newest.hash) is Standing.DONE
    assert desk.the_line().status == "done"
    assert desk.balance(YOU) == before + 7
    assert desk.gateway.mined_nonce(desk.wallet.address) == 1


def test_what_was_not_kept_was_not_sent(desk: Desk, number: int) -> None:
    pay_and_die(desk, number, "half-kept")
    desk.look()
    desk.mine()

    assert desk.book.watched(desk.gateway.chain_id) == []
    assert desk.lines.page(0, 10) == []
    assert desk.gateway.mined_nonce(desk.wallet.address) == 0
