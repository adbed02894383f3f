"""A batch that is killed at any moment goes on from where it was: everything comes home once, to the wei."""

import json
import signal
import subprocess
from collections.abc import Iterator

import pytest

from desktop.chain.embedded.genesis import CHAIN_ID
from desktop.chain.log_ranges import read_logs
from desktop.chain.market import address_word
from desktop.core.identity import keccak256
from tests.helpers.forks import Template, template
from tests.helpers.treasury import MINE, OTHER_MINE, Treasury
from tests.integration.collecting.conftest import STRANGER, Bank

PRICE, BOND, LATE = 10**16, 10**15, 10**14
WITHDRAWN = keccak256(b"Withdrawn(address,address,uint256,address)")
MOMENTS = [
    *(f"{kind}:1" for kind in ("before-kept", "after-kept", "before-send", "after-send", "after-done")),
    *(f"{kind}:4" for kind in ("after-kept", "after-send", "before-done")),
]


@pytest.fixture(scope="module")
def collector() -> Iterator[Template]:
    with template("tests.helpers.treasury", "eth_account") as made:
        yield made


def collect(collector: Template, bank: Bank, kill: str = "") -> subprocess.CompletedProcess[str]:
    arguments = {
        "--folder": bank.folder, "--rpc": bank.url, "--market": bank.gateway.market, "--chain-id": CHAIN_ID,
        "--kill": kill,
    }  # fmt: skip
    return collector.run(*(part for pair in arguments.items() for part in pair))


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_batch_survives_being_killed(
    moment: str, collector: Template, bank: Bank, treasury: Treasury
) -> None:
    split = bank.split(treasury, (MINE.address, 2500), (STRANGER.address, 7500))
    bank.sell(treasury, MINE)
    bank.sell(treasury, MINE, payee=split.address)
    bank.buy(treasury, OTHER_MINE)
    bank.travel(7200)
    before = {wallet: bank.balance(wallet) for wallet in (MINE, OTHER_MINE)}

    killed = collect(collector, bank, moment)
    resumed = collect(collector, bank)

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
