"""The embedded chain: blocks, restarts, kills, time, reorganisations."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop.chain.embedded.chain import EmbeddedChain
from desktop.chain.embedded.faults import RpcFault
from desktop.chain.embedded.genesis import CHAIN_ID, COIN, FAUCET_ADDRESS
from desktop.chain.embedded.server import running
from desktop.chain.errors import ChainFileBusy, ChainFileDamaged
from desktop.chain.rpc import RpcClient
from desktop.core.transactions import UnsignedTransaction
from tests.helpers.chain import Wallet

ALICE, BOB = Wallet.number(1), Wallet.number(2)


@pytest.fixture
def chain(tmp_path: Path):
    chain = EmbeddedChain.open(tmp_path / "chain.db")
    yield chain
    chain.close()


def payment(nonce: int, value_wei: int = 1, **changes: int) -> bytes:
    fields = {"gas_limit": 21_000, "max_fee_wei": 10**10, "max_priority_fee_wei": 10**9} | changes
    return ALICE.sign(
        UnsignedTransaction(
            chain_id=CHAIN_ID, nonce=nonce, to=BOB.address, value_wei=value_wei, data=b"", **fields
        )
    )


def mine_for_ever(chain: EmbeddedChain) -> None:
    while True:
        chain.mine()


def hashes(chain: EmbeddedChain) -> list[bytes]:
    return [chain.header(number).hash for number in range(chain.head().block_number + 1)]


def test_a_payment_is_mined_at_once(chain: EmbeddedChain) -> None:
    chain.give(ALICE.address.raw, COIN)

    sent = chain.submit(payment(0, 12345))

    row = chain.transaction(sent)
    assert row is not None
    assert (row.status, row.gas_used, row.block) == (1, 21_000, 2)
    assert chain.state(chain.head()).get_balance(BOB.address.raw) == 12345


def test_the_genesis_block_is_the_same_on_every_machine(tmp_path: Path) -> None:
    first, second = EmbeddedChain.open(tmp_path / "a.db"), EmbeddedChain.open(None)

    assert first.head().hash == second.head().hash

    first.close()
    second.close()


def test_a_restart_reopens_the_same_chain_with_identical_hashes(tmp_path: Path) -> None:
    path = tmp_path / "chain.db"
    chain = EmbeddedChain.open(path)
    chain.give(ALICE.address.raw, COIN)
    sent = chain.submit(payment(0))
    chain.mine()
    before, row = hashes(chain), chain.transaction(sent)
    chain.close()

    chain = EmbeddedChain.open(path)

    assert hashes(chain) == before
    assert chain.transaction(sent) == row
    assert chain.submit(payment(1))
    assert chain.header(2).hash == before[2]
    chain.close()


_MINER = """
import sys
from pathlib import Path
from desktop.chain.embedded.chain import EmbeddedChain
chain = EmbeddedChain.open(Path(sys.argv[1]))
print("ready", flush=True)
for number in range(100_000):
    chain.give((1_000_000 + number).to_bytes(20, "big"), 1)  # small addresses are precompiled contracts
"""


@pytest.mark.parametrize("delay_s", [0.15, 0.31, 0.57])
def test_a_kill_during_mining_leaves_whole_blocks_only(tmp_path: Path, delay_s: float) -> None:
    path = tmp_path / "chain.db"
    miner = subprocess.Popen(
        [sys.executable, "-c", _MINER, str(path)],
        stdout=subprocess.PIPE,
        cwd=Path.cwd(),
        env=dict(os.environ),
    )
    assert miner.stdout is not None
    assert miner.stdout.readline() == b"ready\n"
    time.sleep(delay_s)
    miner.send_signal(signal.SIGKILL)
    miner.wait()
    miner.stdout.close()

    chain = EmbeddedChain.open(path)

    head = chain.head()
    assert head.block_number > 0
    for number in range(1, head.block_number + 1):
        header = chain.header(number)
        assert header.parent_hash == chain.header(number - 1).hash
        (row,) = chain.transactions_in(number)
        assert (row.block, row.status) == (number, 1)
    given = [
        chain.state(head).get_balance((1_000_000 + number).to_bytes(20, "big"))
        for number in range(head.block_number)
    ]
    assert given == [1] * head.block_number
    assert chain.state(head).get_nonce(FAUCET_ADDRESS.raw) == head.block_number
    assert chain.mine().header.block_number == head.block_number + 1
    chain.close()


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "chain.db"
    path.write_bytes(b"this is not a database, but long enough to look like one" * 100)

    with pytest.raises(ChainFileDamaged):
        EmbeddedChain.open(path)


def test_a_second_process_on_the_same_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "chain.db"
    chain = EmbeddedChain.open(path)
    chain.mine()

    with pytest.raises(ChainFileBusy):
        EmbeddedChain.open(path)

    chain.mine()
    chain.close()
    EmbeddedChain.open(path).close()


def test_a_full_disk_loses_the_new_block_and_nothing_else(chain: EmbeddedChain) -> None:
    chain.give(ALICE.address.raw, COIN)
    sql = chain._file._connection
    pages = sql.execute("PRAGMA page_count").fetchone()[0]
    sql.execute(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(sqlite3.OperationalError, match="full"):
        mine_for_ever(chain)

    before, number = chain.head().hash, chain.head().block_number

    sql.execute("PRAGMA max_page_count = 1000000")
    sent = chain.submit(payment(0))

    header = chain.header(number + 1)
    assert header.parent_hash == before
    row = chain.transaction(sent)
    assert row is not None
    assert row.status == 1


def test_the_clock_moves_forward_and_stays_moved_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "chain.db"
    chain = EmbeddedChain.open(path)
    chain.increase_time(7 * 86_400)
    chain.close()

    chain = EmbeddedChain.open(path)

    assert chain.mine().header.timestamp >= int(time.time()) + 7 * 86_400
    chain.close()


def test_time_moves_on_from_the_last_block_also_when_that_ran_ahead(chain: EmbeddedChain) -> None:
    for _ in range(10):
        chain.mine()
    before = chain.head().timestamp

    chain.increase_time(3600)

    assert chain.mine().header.timestamp >= before + 3600


def test_the_next_timestamp_is_exact_and_time_goes_on_from_there(chain: EmbeddedChain) -> None:
    wanted = int(time.time()) + 1_000_000

    chain.set_next_timestamp(wanted)

    assert chain.mine().header.timestamp == wanted
    assert wanted < chain.mine().header.timestamp < wanted + 60


def test_time_never_goes_back(chain: EmbeddedChain) -> None:
    with pytest.raises(RpcFault):
        chain.set_next_timestamp(chain.head().timestamp)


def test_the_timer_makes_empty_blocks(tmp_path: Path) -> None:
    with running(None, block_time_s=0.02) as server:
        rpc = RpcClient(server.url)
        deadline = time.monotonic() + 20
        # The clock has whole seconds, so a second block needs a second.
        while int(rpc.call("eth_blockNumber", [], str), 16) < 2:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        rpc.close()


def test_transactions_wait_in_order_while_automine_is_off(chain: EmbeddedChain) -> None:
    chain.give(ALICE.address.raw, COIN)
    chain.automine = False
    later, first = chain.submit(payment(1)), chain.submit(payment(0))

    mined = chain.mine()

    assert [row.hash for row in mined.transactions] == [first, later]


def test_a_gap_in_the_nonces_waits(chain: EmbeddedChain) -> None:
    chain.give(ALICE.address.raw, COIN)

    sent = chain.submit(payment(1))

    assert chain.transaction(sent) is None
    assert chain.waiting(sent) is not None
    assert chain.pending_nonce(ALICE.address.raw) == 0


def test_a_fee_below_the_base_fee_waits_until_the_base_fee_has_fallen(chain: EmbeddedChain) -> None:
    chain.give(ALICE.address.raw, COIN)
    fee = chain.pending_header().base_fee_per_gas - 1
    sent = chain.submit(payment(0, max_fee_wei=fee, max_priority_fee_wei=0))
    assert chain.transaction(sent) is None

    chain.mine()

    assert chain.transaction(sent) is not None


def test_the_base_fee_follows_eip_1559(chain: EmbeddedChain) -> None:
    first = chain.head().base_fee_per_gas

    second = chain.mine().header.base_fee_per_gas

    assert second == first - first // 8


@pytest.mark.parametrize("keep", [True, False])
def test_a_rewind_undoes_blocks_and_the_chain_goes_on(chain: EmbeddedChain, keep: bool) -> None:
    chain.give(ALICE.address.raw, COIN)
    kept = chain.head().hash
    sent = chain.submit(payment(0))
    old = hashes(chain)[2]
    chain.mine()

    chain.rewind(2, keep_transactions=keep)

    assert chain.head().hash == kept
    assert chain.transaction(sent) is None
    assert chain.header_by_hash(old) is None
    chain.increase_time(5)
    mined = chain.mine()
    assert mined.header.hash != old
    assert (chain.transaction(sent) is not None) is keep


def test_a_rewound_chain_reopens(tmp_path: Path) -> None:
    path = tmp_path / "chain.db"
    chain = EmbeddedChain.open(path)
    for _ in range(5):
        chain.mine()
    chain.rewind(3, keep_transactions=False)
    before = hashes(chain)
    chain.close()

    chain = EmbeddedChain.open(path)

    assert hashes(chain) == before
    assert chain.mine().header.block_number == 3
    chain.close()


def test_a_rewind_beyond_the_first_block_is_refused(chain: EmbeddedChain) -> None:
    with pytest.raises(RpcFault):
        chain.rewind(1, keep_transactions=False)
