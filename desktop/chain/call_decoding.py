"""Calldata as function and arguments: by the committed ABIs of our own contracts, else by the standards' signatures.

A selector says only what a function is called. So our own ABIs are used at our own addresses alone, and of a stranger's
contract no more is known than a standard's name for the call. Calldata that is not exactly what an encoder would write
is not decoded: two programs could read it in two ways.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, Final

from desktop.chain.artifacts import Artifact, canonical_type
from desktop.core.calls import Act, DecodedCall, Part, Role, Shape
from desktop.core.identity import Address, keccak256
from desktop.core.plain_text import clean

Parameter = dict[str, Any]

STANDARDS: Final = (
    # ERC-20, and what OpenZeppelin added to it
    "transfer(address to,uint256 amount)",
    "transferFrom(address from,address to,uint256 amount)",
    "approve(address spender,uint256 amount)",
    "increaseAllowance(address spender,uint256 addedValue)",
    "decreaseAllowance(address spender,uint256 subtractedValue)",
    # ERC-2612, and DAI's own permit
    "permit(address owner,address spender,uint256 value,uint256 deadline,uint8 v,bytes32 r,bytes32 s)",
    "permit(address holder,address spender,uint256 nonce,uint256 expiry,bool allowed,uint8 v,bytes32 r,bytes32 s)",
    # Permit2
    "approve(address token,address spender,uint160 amount,uint48 expiration)",
    # Aave's debt tokens, Morpho, Compound III: others may borrow, or do everything, in one's name
    "approveDelegation(address delegatee,uint256 amount)",
    "setAuthorization(address authorized,bool newIsAuthorized)",
    "allow(address manager,bool isAllowed)",
    # ERC-721 and ERC-1155
    "safeTransferFrom(address from,address to,uint256 tokenId)",
    "safeTransferFrom(address from,address to,uint256 tokenId,bytes data)",
    "setApprovalForAll(address operator,bool approved)",
    "safeTransferFrom(address from,address to,uint256 id,uint256 value,bytes data)",
    "safeBatchTransferFrom(address from,address to,uint256[] ids,uint256[] values,bytes data)",
    # Wrapped coins
    "deposit()",
    "withdraw(uint256 amount)",
)
MOST_PARTS = 400
"""More arguments are not read by anybody; the bytes are there."""
MOST_TEXT_CHARS = 300
_PARAMETER = re.compile(r"(?P<kind>[a-z0-9]+(?:\[\])*) (?P<name>\w+)")


class _Function:
    def __init__(self, name: str, inputs: list[Parameter]) -> None:
        self.inputs = inputs
        self.types = [canonical_type(item) for item in inputs]
        self.signature = f"{name}({','.join(self.types)})"
        self.selector = keccak256(self.signature.encode())[:4]


def _standard(text: str) -> _Function:
    name, _, rest = text.partition("(")
    inputs = [{"type": m["kind"], "name": m["name"]} for m in _PARAMETER.finditer(rest)]
    return _Function(name, inputs)


_LOCKDOWN = _Function(
    "lockdown",
    [
        {
            "type": "tuple[]",
            "name": "approvals",
            "components": [{"type": "address", "name": "token"}, {"type": "address", "name": "spender"}],
        }
    ],
)
"""Permit2's: several of its approvals taken back at once."""


class CallDecoder:
    """Decodes by what is called (``services.effects.ports.Decoder``)."""

    def __init__(self, own: Mapping[Role, Artifact]) -> None:
        self._standard = {f.selector: f for f in (*map(_standard, STANDARDS), _LOCKDOWN)}
        self._own = {role: _functions(artifact) for role, artifact in own.items()}

    def decode(self, role: Role, data: bytes) -> DecodedCall:
        """Function and arguments. What cannot be read has its selector as its only fact."""
        unknown = DecodedCall(Act.UNKNOWN, role, facts=_selector(data))
        function = self._own.get(role, self._standard).get(data[:4])
        if function is None:
            return unknown
        from eth_abi.abi import decode, encode
        from eth_abi.exceptions import DecodingError, EncodingError

        body = data[4:]
        try:
            values = decode(function.types, body)
            plain = encode(function.types, values)
        except (DecodingError, EncodingError, UnicodeError, OverflowError, ValueError):
            return unknown
        if not body.startswith(plain):
            return unknown
        parts = tuple(islice(_parts(function.inputs, values, ""), MOST_PARTS))
        extra = len(body) - len(plain)
        return DecodedCall(Act.UNKNOWN, role, function.signature, _selector(data), parts, extra)


def _functions(artifact: Artifact) -> dict[bytes, _Function]:
    found = (_Function(entry.name, entry.inputs) for entry in artifact.entries if entry.type == "function")
    return {function.selector: function for function in found}


def _selector(data: bytes) -> tuple[Part, ...]:
    return (Part("selector", Shape.BYTES, data[:4]),) if len(data) >= 4 else ()


def _parts(inputs: list[Parameter], values: Any, prefix: str) -> Iterator[Part]:
    for parameter, value in zip(inputs, values, strict=True):
        yield from _part(parameter, str(parameter["type"]), value, prefix + str(parameter["name"]))


def _part(parameter: Parameter, kind: str, value: Any, path: str) -> Iterator[Part]:
    if kind.endswith("]"):
        yield Part(path, Shape.NUMBER, len(value))
        inner = kind[: kind.rindex("[")]
        for place, item in enumerate(value):
            yield from _part(parameter, inner, item, f"{path}.{place}")
    elif kind.startswith("tuple"):
        yield from _parts(parameter["components"], value, f"{path}.")
    elif kind == "address":
        yield Part(path, Shape.ADDRESS, Address(bytes.fromhex(value[2:])))
    elif kind == "bool":
        yield Part(path, Shape.FLAG, bool(value))
    elif kind == "string":
        yield Part(path, Shape.TEXT, clean(value[:MOST_TEXT_CHARS]))
    elif kind.startswith("bytes"):
        yield Part(path, Shape.BYTES, bytes(value))
    else:
        yield Part(path, Shape.NUMBER, int(value))
