"""A batch that is killed at any moment goes on from where it was: everything comes home once, to the wei."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.chain.embedded.genesis import CHAIN_ID
from desktop.chain.log_ranges import read_logs
from desktop.chain.market import address_word
from desktop.core.identity import keccak256
from tests.helpers.treasury import MINE, OTHER_MINE, Treasury
from tests.integration.collecting.conftest import STRANGER, Bank

ROOT = Path(__file__).resolve().parents[3]
PRICE, BOND, LATE = 10**16, 10**15, 10**14
WITHDRAWN = keccak256(b"Withdrawn(address,address,uint256,address)")
MOMENTS = [
    *(f"{kind}:1" for kind in ("before-kept", "after-kept", "before-send", "after-send", "after-done")),
    *(f"{kind}:4" for kind in ("after-kept", "after-send", "before-done")),
]


def collect(bank: Bank, kill: str = "") -> subprocess.CompletedProcess[str]:
    arguments = {
        "--folder": bank.folder, "--rpc": bank.url, "--market": bank.gateway.market, "--chain-id": CHAIN_ID,
        "--kill": kill,
    }  # fmt: skip
    command = [sys.executable, "-m", "tests.helpers.treasury"]
    command += [str(part) for pair in arguments.items() for part in pair]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_batch_survives_being_killed(moment: str, bank: Bank, treasury: Treasury) -> None:
    split = bank.split(treasury, (MINE.address, 2500), (STRANGER.address, 7500))
    bank.sell(treasury, MINE)
    bank.sell(treasury, MINE, payee=split.address)
    bank.buy(treasury, OTHER_MINE)
    bank.travel(7200)
    before = {wallet: bank.balance(wallet) for wallet in (MINE, OTHER_MINE)}

    killed = collect(bank, moment)
    resumed = collect(bank)

    assert killed.returncode == -signal.SIGKILL, killed.stderr[-2000:]
    assert resumed.returncode == 0, resumed.stderr[-2000:]
    assert {state for _kind, state, _fault in json.loads(resumed.stdout)} == {"done"}
    fees = dict.fromkeys(before, 0)
    lines = treasury.activity.page(0, 20)
    assert {line.status for line in lines} == {"done"}
    for line in lines:
        fees[next(wallet for wallet in fees if wallet.address == line.account)] += line.fee_wei
    assert bank.balance(MINE) == before[MINE] + PRICE + PRICE // 4 + 18 * BOND - fees[MINE]
    assert bank.balance(OTHER_MINE) == before[OTHER_MINE] + PRICE + LATE - fees[OTHER_MINE]
    for account in (MINE.address, OTHER_MINE.address, split.address):
        topics = [[WITHDRAWN], [address_word(account)]]
        assert len(read_logs(bank.gateway._nodes, bank.gateway.market, topics, 0)[0]) == 1
