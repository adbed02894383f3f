"""The licence tokens of a market: their state, their transfers, and the holder's calls (ERC-721, ERC-2981, ERC-5192)."""

import msgspec

from desktop.chain.errors import LyingNode
from desktop.chain.events import MalformedLog, RpcLog, Topics, decode_with
from desktop.chain.log_ranges import TopicFilter, read_logs
from desktop.chain.market import address_word, word
from desktop.chain.nodes import Nodes
from desktop.chain.rpc import Hex, Quantity, to_bytes, to_int
from desktop.core.errors import NoContract, Reverted
from desktop.core.events import LogPlace
from desktop.core.identity import ZERO_ADDRESS, Address, keccak256
from desktop.core.licences import LicenceMoved, Standing
from desktop.core.transactions import Call

SIGNATURES = {
    "transfer": "transferFrom(address,address,uint256)",
    "burn": "burn(uint256)",
}
"""Method name to Solidity signature, of every function of the licence that this app calls."""
VIEWS = {"standing": "standing(uint256)"}
_SELECTORS = {name: keccak256(text.encode())[:4] for name, text in (SIGNATURES | VIEWS).items()}
TRANSFER = keccak256(b"Transfer(address,address,uint256)")


class _Head(msgspec.Struct):
    """The part of a block that dates a proof."""

    number: Quantity
    timestamp: Quantity


def licence_address(market: Address) -> Address:
    """The licence's contract, which a market makes before anything else: no node is asked, so none can name another.

    keccak256(rlp([market, 1])), the address rule of CREATE with the first nonce of a contract (EIP-161).
    """
    return Address(keccak256(b"\xd6\x94" + market.raw + b"\x01")[12:])


class LicenceCalls:
    """Makes the holder's calls; nothing is sent here."""

    def __init__(self, market: Address) -> None:
        self.licence = licence_address(market)

    def pass_on(self, owner: Address, to: Address, token_id: int) -> Call:
        """Transfers a licence; reverts while it is locked, for ever if it is bound."""
        arguments = address_word(owner) + address_word(to) + word(token_id)
        return Call(self.licence, _SELECTORS["transfer"] + arguments, 0)

    def give_up(self, token_id: int) -> Call:
        """Burns a licence that has begun."""
        return Call(self.licence, _SELECTORS["burn"] + word(token_id), 0)


class LicenceReader:
    """Reads the licences of one market from one set of endpoints."""

    def __init__(self, nodes: Nodes, market: Address, first_block: int = 0) -> None:
        self._nodes = nodes
        self._licence = licence_address(market)
        self._first_block = first_block

    def standing(self, token_id: int) -> Standing:
        """Owner and end of a licence as the chain has them now; one that does not exist has no owner.

        Raises:
            NoContract: There is no licence contract.
        """
        head = self._nodes.find("eth_getBlockByNumber", ["latest", False], _Head)
        if head is None:
            raise LyingNode(self._nodes.origin, "no latest block")
        number, time = to_int(head.number), to_int(head.timestamp)
        request = {"to": str(self._licence), "data": "0x" + (_SELECTORS["standing"] + word(token_id)).hex()}
        try:
            output = to_bytes(self._nodes.call("eth_call", [request, hex(number)], Hex))
        except Reverted:
            return Standing(token_id, None, 0, number, time)
        if len(output) != 64:
            raise NoContract(str(self._licence))
        until = int.from_bytes(output[32:], "big")
        return Standing(token_id, Address(output[12:32]), until & (2**64 - 1), number, time)

    def moves_to(self, account: Address) -> list[LicenceMoved]:
        """Every licence that came to an account from another holder, oldest first."""
        found = self._moves([[TRANSFER], None, [address_word(account)]])
        return [move for move in found if move.sender != ZERO_ADDRESS]

    def moves_of(self, token_id: int) -> list[LicenceMoved]:
        """The whole way of one licence, oldest first."""
        return self._moves([[TRANSFER], None, None, [word(token_id)]])

    def _moves(self, topics: TopicFilter) -> list[LicenceMoved]:
        logs, _last = read_logs(self._nodes, self._licence, topics, self._first_block)
        return [move for move in map(self._decode, logs) if move is not None]

    def _decode(self, log: RpcLog) -> LicenceMoved | None:
        try:
            if bytes.fromhex(log.address[2:]) != self._licence.raw:
                raise MalformedLog("address")
            return decode_with({TRANSFER: _moved}, log, int(log.block_timestamp or "0x0", 16))
        except ValueError as error:
            raise LyingNode(self._nodes.origin, "a log that the licence cannot have written") from error


def _moved(at: LogPlace, topics: Topics, _data: bytes) -> LicenceMoved:
    sender, receiver = Address(topics[1][12:]), Address(topics[2][12:])
    return LicenceMoved(at.block_number, at.timestamp, sender, receiver, int.from_bytes(topics[3], "big"))
