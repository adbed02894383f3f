"""Revenue splits on the chain: calldata, and the events of the one contract that makes them."""

from desktop.chain.errors import LyingNode
from desktop.chain.events import MalformedLog, RpcLog
from desktop.chain.log_ranges import read_logs
from desktop.chain.market import address_word
from desktop.chain.nodes import Nodes
from desktop.core.identity import Address, keccak256
from desktop.core.splits import Shares, Split, decode_shares, encode_shares, split_address
from desktop.core.transactions import Call

SIGNATURES = {
    "create": "create((address,uint16)[])",
    "withdraw": "withdraw(address,address)",
    "withdraw_for": "withdrawFor(address,address)",
}
SPLIT_CREATED = keccak256(b"SplitCreated(address,address,(address,uint16)[])")
_SELECTORS = {name: keccak256(signature.encode())[:4] for name, signature in SIGNATURES.items()}


class SplitCalls:
    """Makes the calls to the maker of revenue splits and to its splits; nothing is sent here."""

    def __init__(self, factory: Address) -> None:
        self.factory = factory

    def create(self, shares: Shares) -> Call:
        """Makes the split of these shares, whose address follows from them and their order."""
        return Call(self.factory, _SELECTORS["create"] + encode_shares(shares), 0)

    def withdraw(self, split: Address, currency: Address, to: Address) -> Call:
        """Pays the caller's share."""
        return Call(split, _SELECTORS["withdraw"] + address_word(currency) + address_word(to), 0)

    def withdraw_for(self, split: Address, currency: Address, account: Address) -> Call:
        """Pays the share of an account to that account."""
        return Call(split, _SELECTORS["withdraw_for"] + address_word(currency) + address_word(account), 0)


class ChainSplits(SplitCalls):
    """What the maker of revenue splits made, and the calls to it (``services.splits``)."""

    def __init__(self, nodes: Nodes, factory: Address) -> None:
        super().__init__(factory)
        self._nodes = nodes

    def made_since(self, block: int) -> tuple[list[Split], int]:
        """Every split made from a block on, each proven by its address, and the last block that was read."""
        return self._read([[SPLIT_CREATED]], block)

    def find(self, address: Address) -> Split | None:
        """The split at an address, if our factory made it; what the contract there says of itself is not asked."""
        found, _last = self._read([[SPLIT_CREATED], [address_word(address)]], 0)
        return found[-1] if found else None

    def _read(self, topics: list[list[bytes]], first: int) -> tuple[list[Split], int]:
        logs, last = read_logs(self._nodes, self.factory, topics, first)
        return [self._decode(log) for log in logs], last

    def _decode(self, log: RpcLog) -> Split:
        """Raise ``LyingNode`` for a log that the factory cannot have written."""
        try:
            if bytes.fromhex(log.address[2:]) != self.factory.raw:
                raise MalformedLog("address")
            shares = decode_shares(bytes.fromhex(log.data[2:]))
            split = Address(bytes.fromhex(log.topics[1][2:])[12:])
            if split_address(self.factory, shares) != split:
                raise MalformedLog("split")
        except (ValueError, IndexError) as error:
            raise LyingNode(self._nodes.origin, "a split that cannot have been made") from error
        return Split(split, shares)
