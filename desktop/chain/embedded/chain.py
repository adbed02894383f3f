"""The embedded chain itself: takes transactions, makes blocks, answers from any block's state."""

import itertools
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import rlp
from eth.constants import CREATE_CONTRACT_ADDRESS
from eth.db.schema import SchemaV1
from eth.exceptions import HeaderNotFound
from eth.rlp.sedes import chain_gaps
from eth.vm.chain_context import ChainContext
from eth_typing import BlockNumber, Hash32
from eth_utils.exceptions import ValidationError

from desktop.chain.embedded.admission import check_transaction, read_transaction
from desktop.chain.embedded.clock import Clock
from desktop.chain.embedded.faults import refused
from desktop.chain.embedded.genesis import CHAIN_ID, FAUCET_ADDRESS, FAUCET_KEY, FEE_RECIPIENT, open_chain
from desktop.chain.embedded.pool import Pool, Waiting
from desktop.chain.embedded.rows import LogRow, TransactionRow, index_block
from desktop.chain.embedded.simulate import CallRequest, Override, Simulator
from desktop.chain.embedded.storage import ChainFile
from desktop.core.identity import keccak256

SAFE_DEPTH = 2
FINALIZED_DEPTH = 4
_ANCESTORS = 256
"""How far the BLOCKHASH instruction sees."""

GWEI = 10**9
SUGGESTED_TIP_WEI = GWEI


@dataclass(frozen=True, slots=True)
class MinedBlock:
    """A block and the rows that were written with it."""

    header: Any
    transactions: tuple[TransactionRow, ...]
    logs: tuple[LogRow, ...]


class EmbeddedChain:
    """One chain file with its pool and clock.

    Every public method takes the chain's lock, so that any thread may call it. What a method returns was
    read at one moment.
    """

    def __init__(self, file: ChainFile, evm: Any, clock: Clock, *, automine: bool = True) -> None:
        self.lock = threading.RLock()
        self.closed = False
        self.automine = automine
        self._file = file
        self._evm = evm
        self._clock = clock
        self._pool = Pool()

    @classmethod
    def open(cls, path: Path | None, *, automine: bool = True) -> Self:
        """Open or begin the chain in ``path``; None keeps it in memory."""
        file, evm = open_chain(path)
        return cls(file, evm, Clock(int(file.setting("clock_offset_s") or 0)), automine=automine)

    def close(self) -> None:
        with self.lock:
            self.closed = True
            self._file.close()

    # --- blocks ---

    def head(self) -> Any:
        with self.lock:
            return self._evm.get_canonical_head()

    def header(self, number: int) -> Any | None:
        """The header of a block of the chain, or None if there is none with this number."""
        with self.lock:
            if not 0 <= number <= self.head().block_number:
                return None
            return self._evm.get_canonical_block_header_by_number(number)

    def header_by_hash(self, block_hash: bytes) -> Any | None:
        """The header with this hash, or None if it is not part of the chain."""
        with self.lock:
            try:
                header = self._evm.get_block_header_by_hash(block_hash)
            except HeaderNotFound:
                return None
            own = self.header(header.block_number)
            return header if own is not None and own.hash == header.hash else None

    def pending_header(self) -> Any:
        """The header that the next block would have if it were made now."""
        with self.lock:
            parent = self.head()
            return self._next_header(parent, self._clock.peek(parent.timestamp))

    def block_size(self, header: Any) -> int:
        with self.lock:
            return len(rlp.encode(self._evm.get_block_by_header(header)))

    def mine(self, timestamp: int | None = None) -> MinedBlock:
        """Make one block of the waiting transactions that can be executed, empty if there are none.

        Raises:
            RpcFault: ``timestamp`` is not later than the last block's.
        """
        with self.lock:
            if timestamp is not None:
                self.set_next_timestamp(timestamp)
            parent = self.head()
            header = self._next_header(parent, self._clock.take(parent.timestamp))
            try:
                return self._build(header)
            except BaseException:
                self._file.discard()
                raise

    def _next_header(self, parent: Any, timestamp: int) -> Any:
        return self._evm.create_header_from_parent(
            parent,
            timestamp=timestamp,
            gas_limit=parent.gas_limit,
            coinbase=FEE_RECIPIENT,
            # No beacon chain stands behind this one: both values are made from the parent, as unpredictable
            # as a demo needs and the same on every replay.
            mix_hash=keccak256(b"licet randao" + parent.hash),
            parent_beacon_block_root=keccak256(b"licet beacon" + parent.hash),
        )

    def _build(self, header: Any) -> MinedBlock:
        vm = self._evm.get_vm(header)
        block = vm.get_block()
        vm.block_preprocessing(block)
        taken: list[Waiting] = []
        receipts: list[Any] = []
        contracts: list[bytes | None] = []
        for waiting in self._pool.executable(vm.state.get_nonce):
            if header.gas_used + waiting.evm.gas > header.gas_limit:
                continue
            if waiting.evm.max_fee_per_gas < header.base_fee_per_gas:
                continue
            snapshot = vm.state.snapshot()
            try:
                receipt, computation = vm.apply_transaction(header, waiting.evm)
            except ValidationError:
                # It was valid when it came; meanwhile the sender's money went elsewhere.
                vm.state.revert(snapshot)
                self._pool.remove(waiting)
                continue
            except BaseException:
                # What breaks the EVM must not break every later block too.
                self._pool.remove(waiting)
                raise
            header = vm.add_receipt_to_header(header, receipt)
            taken.append(waiting)
            receipts.append(receipt)
            is_creation = waiting.evm.to == CREATE_CONTRACT_ADDRESS
            contracts.append(computation.msg.storage_address if is_creation else None)
        transactions = [waiting.evm for waiting in taken]
        filled = vm.set_block_transactions_and_withdrawals(block, header, transactions, receipts)
        result = vm.mine_block(vm.block_postprocessing(filled))
        self._evm.chaindb.persist_block(result.block)
        mined = MinedBlock(result.block.header, *index_block(result.block.header, taken, receipts, contracts))
        self._file.commit(mined.transactions, mined.logs, self._settings())
        for waiting in taken:
            self._pool.remove(waiting)
        return mined

    def rewind(self, blocks: int, *, keep_transactions: bool) -> None:
        """Undo the last blocks, as a reorganisation does.

        Args:
            blocks: How many.
            keep_transactions: Put their transactions back among the waiting ones.

        Raises:
            RpcFault: The chain has fewer blocks.
        """
        with self.lock:
            head = self.head()
            target = self.header(head.block_number - blocks)
            if blocks < 1 or target is None:
                raise refused("cannot rewind that far")
            undone = self._file.transactions_above(target.block_number)
            pairs = self._file.pairs
            for row in undone:
                pairs.delete(SchemaV1.make_transaction_hash_to_block_lookup_key(Hash32(row.hash)))
            for number in range(target.block_number + 1, head.block_number + 1):
                pairs.delete(SchemaV1.make_block_number_to_hash_lookup_key(BlockNumber(number)))
            pairs[SchemaV1.make_canonical_head_hash_lookup_key()] = target.hash
            whole = rlp.encode(((), target.block_number + 1), sedes=chain_gaps)
            for key in (SchemaV1.make_chain_gaps_lookup_key(), SchemaV1.make_header_chain_gaps_lookup_key()):
                pairs[key] = whole
            self._file.commit(drop_above=target.block_number)
            if keep_transactions:
                for row in undone:
                    self._pool.add(read_transaction(row.raw))

    # --- time ---

    def increase_time(self, seconds: int) -> int:
        """Move the clock forward, seen from the last block, and return its whole offset in seconds."""
        with self.lock:
            # Blocks made in quick succession run ahead of the clock, each a second later than its parent.
            lead = max(0, self.head().timestamp - self._clock.time())
            self._clock.advance(lead + seconds)
            self._file.commit(settings=self._settings())
            return self._clock.offset_s

    def set_next_timestamp(self, timestamp: int) -> None:
        """Give the next block this timestamp.

        Raises:
            RpcFault: It is not later than the last block's.
        """
        with self.lock:
            parent = self.head().timestamp
            if timestamp <= parent:
                raise refused(f"timestamp {timestamp} is not later than the last block's {parent}")
            self._clock.set_next(timestamp)
            self._file.commit(settings=self._settings())

    def time(self) -> int:
        with self.lock:
            return self._clock.time()

    def _settings(self) -> list[tuple[str, str]]:
        return [("clock_offset_s", str(self._clock.offset_s))]

    # --- transactions ---

    def submit(self, raw: bytes) -> bytes:
        """Take a signed transaction, mine it at once if automine is on, and return its hash.

        Raises:
            RpcFault: The transaction is refused; the message is geth's.
        """
        with self.lock:
            waiting = read_transaction(raw)
            if self._pool.get(waiting.hash) is not None:
                raise refused("already known")
            state = self._evm.get_vm(self.pending_header()).state
            check_transaction(
                waiting,
                nonce=state.get_nonce(waiting.sender),
                balance_wei=state.get_balance(waiting.sender),
                earlier_cost_wei=self._pool.cost_before(waiting.sender, waiting.nonce),
            )
            self._pool.add(waiting)
            if self.automine:
                self.mine()
            return waiting.hash

    def waiting(self, tx_hash: bytes) -> Waiting | None:
        with self.lock:
            return self._pool.get(tx_hash)

    def waiting_count(self) -> int:
        with self.lock:
            return len(self._pool)

    def pending_nonce(self, sender: bytes) -> int:
        with self.lock:
            return self._pool.next_nonce(sender, self.state(self.head()).get_nonce(sender))

    def transaction(self, tx_hash: bytes) -> TransactionRow | None:
        with self.lock:
            return self._file.transaction(tx_hash)

    def transactions_in(self, block: int) -> list[TransactionRow]:
        with self.lock:
            return self._file.transactions_in(block)

    def logs_of(self, row: TransactionRow) -> list[LogRow]:
        with self.lock:
            return self._file.logs_of(row)

    def find_logs(
        self, first: int, last: int, addresses: list[bytes], topics: list[list[bytes]], limit: int
    ) -> list[LogRow]:
        with self.lock:
            return self._file.find_logs(first, last, addresses, topics, limit)

    def give(self, address: bytes, amount_wei: int) -> bytes:
        """Send demo coins from the faucet account in a real transaction and return its hash."""
        with self.lock:
            header = self.pending_header()
            unsigned = (
                self._evm.get_vm(header)
                .get_transaction_builder()
                .new_unsigned_dynamic_fee_transaction(
                    chain_id=CHAIN_ID,
                    nonce=self.pending_nonce(FAUCET_ADDRESS.raw),
                    max_priority_fee_per_gas=SUGGESTED_TIP_WEI,
                    max_fee_per_gas=SUGGESTED_TIP_WEI + 2 * header.base_fee_per_gas,
                    gas=60_000,
                    to=address,
                    value=amount_wei,
                    data=b"",
                    access_list=[],
                )
            )
            signed = unsigned.as_signed_transaction(FAUCET_KEY, CHAIN_ID)
            return self.submit(signed.encode())

    # --- state ---

    def state(self, header: Any) -> Any:
        """py-evm's state after ``header``'s block; read it before anything else is called."""
        return self._evm.get_vm_class(header).build_state(
            self._evm.chaindb.db, header, ChainContext(CHAIN_ID), ()
        )

    def simulator(self, header: Any, overrides: dict[bytes, Override]) -> Simulator:
        with self.lock:
            return Simulator(self._evm, header, self._ancestors(header), overrides)

    def call(self, header: Any, request: CallRequest, overrides: dict[bytes, Override]) -> bytes:
        with self.lock:
            return self.simulator(header, overrides).call(request)

    def estimate(self, header: Any, request: CallRequest, overrides: dict[bytes, Override]) -> int:
        with self.lock:
            return self.simulator(header, overrides).estimate(request)

    def _ancestors(self, header: Any) -> Iterable[bytes]:
        """Hashes of the block's parents, nearest first, read only as far as BLOCKHASH asks."""
        return _LazyHashes(self._evm, header)


class _LazyHashes:
    """The parents' hashes; each iteration starts again, because one simulator runs many times."""

    def __init__(self, evm: Any, header: Any) -> None:
        self._evm = evm
        self._header = header

    def __iter__(self) -> Iterator[bytes]:
        parents = self._evm.get_vm_class(self._header).get_prev_hashes(
            self._header.parent_hash, self._evm.chaindb
        )
        yield from itertools.islice(parents, _ANCESTORS)
