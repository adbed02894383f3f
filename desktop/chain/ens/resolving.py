"""ENS on a chain: names to addresses (EIP-137, ENSIP-10) and addresses to names (EIP-181), checked both ways.

Registry and resolvers are asked directly. Every operator that the person chose is asked where a name leads, because a
single endpoint that lies here takes the money. A resolver is a stranger's contract: it has little gas, its answers are
capped, and an answer that lies outside the chain (EIP-3668) is named and not fetched.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final

from desktop.assets import Assets
from desktop.chain.ens.normalising import MAX_LABEL_BYTES, InvalidEnsName, Normaliser
from desktop.chain.ens.spec import read_spec
from desktop.chain.errors import AnswerTooLarge, NodeRefused, is_retryable
from desktop.chain.nodes import Nodes
from desktop.chain.rpc import Hex, RpcClient, to_bytes
from desktop.core.errors import AppError, InsufficientFunds, Reverted
from desktop.core.identity import Address, keccak256
from desktop.services.names import NameElsewhere, NameNotFound, NamesDisagree, NamesUnserved, ResolvedName

_MAINNET_REGISTRY: Final = Address.parse("0x00000000000C2E074eC69A0dFb2997BA6C7d2e1e")
REGISTRIES: Final = {1: _MAINNET_REGISTRY, 17000: _MAINNET_REGISTRY, 11155111: _MAINNET_REGISTRY}
"""The registry by chain id (docs.ens.domains, "Deployments")."""

RESOLVER_GAS: Final = 1_000_000
_WORD = 32
_MOST_ANSWER_BYTES = 4096
_SELECTORS: Final = {
    text.partition("(")[0]: keccak256(text.encode())[:4]
    for text in ("resolver(bytes32)", "addr(bytes32)", "name(bytes32)", "resolve(bytes,bytes)")
}
_SUPPORTS = keccak256(b"supportsInterface(bytes4)")[:4]
_WILDCARD = bytes.fromhex("9061b923").ljust(_WORD, b"\0")
"""``IExtendedResolver`` of ENSIP-10."""


def namehash(name: str) -> bytes:
    """The node of a name in normal form (EIP-137, "namehash algorithm")."""
    node = bytes(32)
    for label in reversed(name.split(".")) if name else ():
        node = keccak256(node + keccak256(label.encode()))
    return node


def dns_name(name: str) -> bytes:
    """A name as DNS writes it, which wildcard resolvers read (ENSIP-10; RFC 1035, 3.1).

    Raises:
        InvalidEnsName: A label has more than 63 bytes.
    """
    out = b""
    for label in name.split("."):
        data = label.encode()
        if not 0 < len(data) <= MAX_LABEL_BYTES:
            raise InvalidEnsName(label[:40], "length")
        out += bytes([len(data)]) + data
    return out + b"\0"


class ChainNames:
    """Fits ``services.names.NameReader``."""

    def __init__(self, nodes: Nodes, registry: Address | None = None) -> None:
        """Make the reader; nothing is sent and no table is read yet.

        Args:
            nodes: The endpoints.
            registry: Where the registry is; None for the known one of the chain.
        """
        self._nodes = nodes
        self._registry = registry or REGISTRIES.get(nodes.chain_id)

    @property
    def is_served(self) -> bool:
        """Whether this network is known to have ENS."""
        return self._registry is not None

    @cached_property
    def _normaliser(self) -> Normaliser:
        return Normaliser(read_spec(Assets.find().resource("names", "ensip15.json")))

    def forward(self, name: str) -> ResolvedName:
        """Where a name leads, by every operator that answers; raises as ``NameReader.forward``."""
        normal = self._normaliser.normalise(name.strip())
        if self._registry is None:
            raise NamesUnserved(normal)
        if "." not in normal:
            raise InvalidEnsName(normal, "dot")
        found = self._asked_of_all(normal)
        if found is None or found.is_zero:
            raise NameNotFound(normal)
        return ResolvedName(normal, found)

    def reverse(self, address: Address) -> str | None:
        """The name that an address gives itself, once it leads back; what is not in normal form is no name."""
        if self._registry is None:
            return None
        told = self._nodes.first(lambda client: self._own_name(client, address))
        if told is None:
            return None
        try:
            is_true = self._normaliser.normalise(told) == told and self.forward(told).address == address
        except (InvalidEnsName, NameNotFound, NameElsewhere, NamesDisagree):
            return None
        return told if is_true else None

    def _asked_of_all(self, name: str) -> Address | None:
        """One answer of all operators; those that fail are passed over while one answers."""
        clients = self._nodes.operators()
        if len(clients) < 2:
            return self._nodes.first(lambda client: self._address(client, name))
        answers: list[Address | None] = []
        fault: AppError | None = None
        for client in clients:
            try:
                self._nodes.check(client)
                answers.append(self._address(client, name))
            except AppError as error:
                if not is_retryable(error):
                    raise
                fault = fault or error
        if fault is not None and not answers:
            raise fault
        other = next((answer for answer in answers if answer != answers[0]), answers[0])
        if other != answers[0]:
            raise NamesDisagree(name, answers[0] or _NOWHERE, other or _NOWHERE)
        return answers[0]

    def _address(self, client: RpcClient, name: str) -> Address | None:
        node = namehash(name)
        resolver, is_own = self._resolver(client, name)
        if resolver is None:
            return None
        ask = _SELECTORS["addr"] + node
        if self._is_wildcard(client, resolver):
            answer = self._resolve(client, resolver, name, ask)
        else:
            answer = self._call(client, resolver, ask) if is_own else None
        return _address_in(answer)

    def _resolver(self, client: RpcClient, name: str) -> tuple[Address | None, bool]:
        """The resolver of a name or of the nearest name above it, and whether it is the name's own (ENSIP-10)."""
        for place, parent in enumerate(_upwards(name)):
            found = _address_in(
                self._call(client, self._required_registry, _SELECTORS["resolver"] + namehash(parent))
            )
            if found is not None and not found.is_zero:
                return found, place == 0
        return None, False

    @property
    def _required_registry(self) -> Address:
        if self._registry is None:
            raise NamesUnserved("")
        return self._registry

    def _is_wildcard(self, client: RpcClient, resolver: Address) -> bool:
        answer = self._call(client, resolver, _SUPPORTS + _WILDCARD)
        return answer is not None and len(answer) >= _WORD and int.from_bytes(answer[:_WORD], "big") == 1

    def _resolve(self, client: RpcClient, resolver: Address, name: str, ask: bytes) -> bytes | None:
        """``resolve(name, ask)``; what it answers is bytes that hold the answer."""
        data = _SELECTORS["resolve"] + _two_texts(dns_name(name), ask)
        try:
            answer = self._read(client, resolver, data)
        except Reverted as error:
            raise NameElsewhere(name) from error
        return None if answer is None else _bytes_at(answer, 0)

    def _own_name(self, client: RpcClient, address: Address) -> str | None:
        reverse = f"{address.raw.hex()}.addr.reverse"
        node = namehash(reverse)
        resolver = _address_in(self._call(client, self._required_registry, _SELECTORS["resolver"] + node))
        if resolver is None or resolver.is_zero:
            return None
        answer = self._call(client, resolver, _SELECTORS["name"] + node)
        told = None if answer is None else _bytes_at(answer, 0)
        try:
            return told.decode() if told else None
        except UnicodeDecodeError:
            return None

    def _call(self, client: RpcClient, to: Address, data: bytes) -> bytes | None:
        try:
            return self._read(client, to, data)
        except Reverted:
            return None

    def _read(self, client: RpcClient, to: Address, data: bytes) -> bytes | None:
        """A contract's answer, or None; ``Reverted`` and faults that may pass are raised."""
        request: dict[str, Any] = {"to": str(to), "data": "0x" + data.hex(), "gas": hex(RESOLVER_GAS)}
        try:
            answer = to_bytes(client.call("eth_call", [request, "latest"], Hex))
        except (AnswerTooLarge, InsufficientFunds):
            return None
        except NodeRefused as error:
            if is_retryable(error):
                raise
            return None
        return answer if 0 < len(answer) <= _MOST_ANSWER_BYTES else None


_NOWHERE = Address(bytes(20))


def _upwards(name: str) -> Iterator[str]:
    labels = name.split(".")
    for place in range(len(labels)):
        yield ".".join(labels[place:])


def _address_in(answer: bytes | None) -> Address | None:
    if answer is None or len(answer) < _WORD or any(answer[:12]):
        return None
    return Address(answer[12:_WORD])


def _bytes_at(answer: bytes, place: int) -> bytes | None:
    """The bytes whose offset stands in a word (Contract ABI specification, "Use of Dynamic Types")."""
    at = int.from_bytes(answer[_WORD * place : _WORD * place + _WORD], "big")
    if at + _WORD > len(answer):
        return None
    length = int.from_bytes(answer[at : at + _WORD], "big")
    end = at + _WORD + length
    return answer[at + _WORD : end] if end <= len(answer) else None


def _two_texts(first: bytes, second: bytes) -> bytes:
    """(bytes, bytes) as arguments."""
    packed = [len(part).to_bytes(_WORD, "big") + part + bytes(-len(part) % _WORD) for part in (first, second)]
    offsets = (2 * _WORD).to_bytes(_WORD, "big") + (2 * _WORD + len(packed[0])).to_bytes(_WORD, "big")
    return offsets + packed[0] + packed[1]
