"""Compiled contracts as committed: ABI and bytecode, and what is computed from them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self

import msgspec

from desktop.core.errors import Bug, Reverted
from desktop.core.identity import Address, keccak256

_ERROR_STRING = keccak256(b"Error(string)")[:4]
_PANIC = keccak256(b"Panic(uint256)")[:4]
_MAX_TEXT_CHARS = 200


class _Entry(msgspec.Struct):
    """One entry of a contract ABI (Solidity documentation, "JSON")."""

    type: str
    name: str = ""
    inputs: list[dict[str, Any]] = []
    outputs: list[dict[str, Any]] = []


class _File(msgspec.Struct):
    abi: list[_Entry]
    bytecode: str


def canonical_type(parameter: dict[str, Any]) -> str:
    """The type as it stands in a signature: structs as tuples of their fields' types."""
    kind = str(parameter["type"])
    if not kind.startswith("tuple"):
        return kind
    fields = ",".join(canonical_type(field) for field in parameter["components"])
    return f"({fields}){kind.removeprefix('tuple')}"


@dataclass(frozen=True, slots=True)
class Artifact:
    """A contract's ABI entries and its creation code."""

    entries: tuple[_Entry, ...]
    creation_code: bytes

    @classmethod
    def parse(cls, raw: bytes) -> Self:
        """Read a file of ``contracts/artifacts``.

        Raises:
            Bug: It is no artifact; the package is broken.
        """
        try:
            file = msgspec.json.decode(raw, type=_File)
            return cls(tuple(file.abi), bytes.fromhex(file.bytecode.removeprefix("0x")))
        except (msgspec.MsgspecError, ValueError) as error:
            raise Bug("a contract artifact cannot be read") from error

    def _signatures(self, kind: str) -> Iterator[tuple[str, str, _Entry]]:
        for entry in self.entries:
            if entry.type == kind:
                types = ",".join(canonical_type(item) for item in entry.inputs)
                yield entry.name, f"{entry.name}({types})", entry

    def selectors(self) -> dict[str, bytes]:
        """Each function's signature and the first four bytes of its hash."""
        return {text: keccak256(text.encode())[:4] for _, text, _ in self._signatures("function")}

    def topics(self) -> dict[str, bytes]:
        """Each event's name and its first topic."""
        return {name: keccak256(text.encode()) for name, text, _ in self._signatures("event")}

    def errors(self) -> dict[bytes, tuple[str, tuple[tuple[str, str], ...]]]:
        """Each error's selector with its name and its (field, type) pairs."""
        return {
            keccak256(text.encode())[:4]: (
                name,
                tuple((str(item["name"]), canonical_type(item)) for item in entry.inputs),
            )
            for name, text, entry in self._signatures("error")
        }


class RevertNames:
    """Names a revert from its data by the errors of known contracts (Solidity documentation, "Revert")."""

    def __init__(self, *artifacts: Artifact) -> None:
        self._errors = {
            selector: error for artifact in artifacts for selector, error in artifact.errors().items()
        }

    def decode(self, data: bytes) -> Reverted:
        """The error with its values as text; one without a name if nothing fits."""
        from eth_abi.abi import decode
        from eth_abi.exceptions import DecodingError

        selector, body = data[:4], data[4:]
        known = {
            **self._errors,
            _ERROR_STRING: ("Error", (("text", "string"),)),
            _PANIC: ("Panic", (("code", "uint256"),)),
        }
        name, fields = known.get(selector, ("", ()))
        try:
            values = decode([kind for _, kind in fields], body)
        except (DecodingError, UnicodeDecodeError, OverflowError):
            return Reverted(name)
        return Reverted(
            name, tuple((field, _text(value)) for (field, _), value in zip(fields, values, strict=True))
        )


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        return "0x" + value.hex()
    text = str(value)
    if len(text) == 42 and text.startswith("0x"):
        return str(Address(bytes.fromhex(text[2:])))
    return "".join(c for c in text if c.isprintable())[:_MAX_TEXT_CHARS]
