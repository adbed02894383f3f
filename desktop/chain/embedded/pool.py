"""Transactions that wait for a block: one per sender and nonce, replaced only for a clearly higher fee."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from desktop.chain.embedded.faults import refused

PRICE_BUMP_PERCENT = 10
"""Both fees must rise by this much to replace a waiting transaction, as in geth's pool."""

MAX_TRANSACTIONS = 4096


@dataclass(frozen=True, slots=True)
class Waiting:
    """A checked, signed transaction; ``evm`` is py-evm's own object."""

    evm: Any
    hash: bytes
    sender: bytes
    raw: bytes

    @property
    def nonce(self) -> int:
        return int(self.evm.nonce)

    @property
    def cost_wei(self) -> int:
        """The most that the sender can lose: value and gas at the full fee."""
        return int(self.evm.value + self.evm.gas * self.evm.max_fee_per_gas)


class Pool:
    """The waiting transactions, by sender and nonce, senders in order of their first arrival."""

    def __init__(self) -> None:
        self._by_sender: dict[bytes, dict[int, Waiting]] = {}
        self._by_hash: dict[bytes, Waiting] = {}

    def __len__(self) -> int:
        return len(self._by_hash)

    def get(self, tx_hash: bytes) -> Waiting | None:
        return self._by_hash.get(tx_hash)

    def add(self, new: Waiting) -> None:
        """Take a transaction in, or in place of an earlier one with the same nonce.

        Raises:
            RpcFault: It is there already, pays too little to replace the other, or the pool is full.
        """
        if new.hash in self._by_hash:
            raise refused("already known")
        queue = self._by_sender.setdefault(new.sender, {})
        old = queue.get(new.nonce)
        if old is not None:
            if not _outbids(new.evm, old.evm):
                raise refused("replacement transaction underpriced")
            del self._by_hash[old.hash]
        elif len(self) >= MAX_TRANSACTIONS:
            raise refused("txpool is full")
        queue[new.nonce] = new
        self._by_hash[new.hash] = new

    def remove(self, transaction: Waiting) -> None:
        self._by_hash.pop(transaction.hash, None)
        queue = self._by_sender.get(transaction.sender, {})
        if queue.get(transaction.nonce) is transaction:
            del queue[transaction.nonce]
        if not queue:
            self._by_sender.pop(transaction.sender, None)

    def next_nonce(self, sender: bytes, mined: int) -> int:
        """The first nonce from ``mined`` on that no waiting transaction uses."""
        queue = self._by_sender.get(sender, {})
        nonce = mined
        while nonce in queue:
            nonce += 1
        return nonce

    def cost_before(self, sender: bytes, nonce: int) -> int:
        """What the sender's earlier waiting transactions may cost, in wei."""
        return sum(item.cost_wei for n, item in self._by_sender.get(sender, {}).items() if n < nonce)

    def executable(self, mined_nonce: Callable[[bytes], int]) -> Iterator[Waiting]:
        """Transactions whose nonces follow on from the chain's; drops the ones that came too late."""
        for sender in list(self._by_sender):
            nonce = mined_nonce(sender)
            for late in [t for n, t in self._by_sender[sender].items() if n < nonce]:
                self.remove(late)
            queue = dict(self._by_sender.get(sender, {}))
            while nonce in queue:
                yield queue[nonce]
                nonce += 1


def _outbids(new: Any, old: Any) -> bool:
    return all(
        100 * getattr(new, fee) >= (100 + PRICE_BUMP_PERCENT) * getattr(old, fee)
        for fee in ("max_fee_per_gas", "max_priority_fee_per_gas")
    )
