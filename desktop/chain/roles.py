"""What is at an address: one of our own contracts, a token or a collection by its own word, a stranger, nobody."""

from typing import Final

from desktop.chain.deployment import PROXY
from desktop.chain.errors import AnswerTooLarge, NodeRefused, is_retryable
from desktop.chain.licences import licence_address
from desktop.chain.market import word
from desktop.chain.nodes import Nodes
from desktop.chain.rpc import Hex, to_bytes
from desktop.chain.tokens import READ_GAS
from desktop.core.calls import Role
from desktop.core.errors import InsufficientFunds, Reverted
from desktop.core.identity import Address, keccak256
from desktop.core.splits import decode_shares, split_address

_DELEGATED: Final = b"\xef\x01\x00"
"""EIP-7702: the code of an account that lets a contract act for it; it is an account all the same."""
_INTERFACES: Final = (0x80AC58CD, 0xD9B67A26)  # ERC-721, ERC-1155
_MOST_KNOWN: Final = 1_000


def _selector(signature: str) -> bytes:
    return keccak256(signature.encode())[:4]


class ChainRoles:
    """Asks the node, and remembers what cannot change (``services.effects.ports.Roles``)."""

    def __init__(
        self, nodes: Nodes, market: Address, *, records: Address | None = None, splits: Address | None = None
    ) -> None:
        self._nodes = nodes
        self._splits = splits
        self._known = {market: Role.MARKET, licence_address(market): Role.LICENCE, PROXY: Role.DEPLOYER}
        if records is not None:
            self._known[records] = Role.RECORDS
        if splits is not None:
            self._known[splits] = Role.SPLITS

    def role_of(self, address: Address) -> Role:
        """What is there now; an account may become a contract later, so only contracts are remembered.

        Raises:
            AppError: No endpoint answered.
        """
        known = self._known.get(address)
        if known is not None:
            return known
        code = to_bytes(self._nodes.call("eth_getCode", [str(address), "latest"], Hex))
        if not code or code.startswith(_DELEGATED):
            return Role.ACCOUNT
        role = self._of_contract(address)
        if len(self._known) < _MOST_KNOWN:
            self._known[address] = role
        return role

    def _of_contract(self, address: Address) -> Role:
        if self._is_split(address):
            return Role.SPLIT
        for interface in _INTERFACES:
            data = _selector("supportsInterface(bytes4)") + interface.to_bytes(4, "big").ljust(32, b"\0")
            if self._ask(address, data) == word(1):
                return Role.ITEMS
        balance = self._ask(address, _selector("balanceOf(address)") + bytes(32))
        allowance = self._ask(address, _selector("allowance(address,address)") + bytes(64))
        is_token = all(answer is not None and len(answer) == 32 for answer in (balance, allowance))
        return Role.TOKEN if is_token else Role.STRANGER

    def _is_split(self, address: Address) -> bool:
        """Our maker puts these very shares at this very address: nobody else can."""
        told = self._ask(address, _selector("shares()")) if self._splits is not None else None
        if told is None or self._splits is None:
            return False
        try:
            return split_address(self._splits, decode_shares(told)) == address
        except ValueError:
            return False

    def _ask(self, address: Address, data: bytes) -> bytes | None:
        request = {"to": str(address), "data": "0x" + data.hex(), "gas": hex(READ_GAS)}
        try:
            return to_bytes(self._nodes.call("eth_call", [request, "latest"], Hex))
        except (Reverted, AnswerTooLarge, InsufficientFunds):
            return None
        except NodeRefused as error:
            if is_retryable(error):
                raise
            return None
