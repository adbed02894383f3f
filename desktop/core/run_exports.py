"""A signed run record as a file: strict canonical JSON, and the EIP-712 message that its signature is of.

docs/run-records.md section 3 is the specification. The vault builds the message from these fields itself; whoever has
the file can check it without a network.
"""

from typing import Annotated, Any, Final, Literal, Self, TypeVar

import msgspec

from desktop.core.canonical_json import (
    NotCanonical,
    Signature,
    canonical_bytes,
    read_canonical,
    read_signer,
    signature_text,
)
from desktop.core.errors import EnvironmentFault, UserError
from desktop.core.flat_typed_data import FlatType, Value
from desktop.core.identity import Address, keccak256
from desktop.core.run_records import InputKind, RunRecord

MAX_FILE_BYTES: Final = 256 << 10
PRIMARY_TYPE: Final = "LicetRunRecord"
DOMAIN: Final = ("Licet run record", "1")
MEMBERS: Final = (
    ("string", "model"), ("string", "modelVersion"), ("bytes32", "identity"), ("string", "listing"),
    ("string", "parameters"), ("bytes32", "inputDigest"), ("bytes32", "outputDigest"), ("string", "licet"),
    ("string", "engine"), ("string", "device"), ("string", "sandbox"), ("uint256", "time"),
    ("uint256", "microseconds"), ("bytes32", "record"),
)  # fmt: skip
_MESSAGE: Final = FlatType(DOMAIN, PRIMARY_TYPE, MEMBERS)

Text = Annotated[str, msgspec.Meta(max_length=400)]
Hex32 = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
Whole = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]
Seconds = Annotated[float, msgspec.Meta(ge=0, le=1e9)]
Shape = TypeVar("Shape")


class NotARunRecord(EnvironmentFault):
    """A file that is no run record of this format, or whose bytes are not its canonical ones."""


class RunRecordAltered(EnvironmentFault):
    """A run record whose signature is not of this content by the account that it names."""


class NothingToExport(UserError):
    """A run from before Licet kept what a signed record must say."""


class ExportedModel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: Text
    version: Text
    identity: Hex32
    listing: Text


class ExportedInput(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: Text
    kind: InputKind
    label: Text
    digest: Hex32


class ExportedVersions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    licet: Text
    engine: Text
    package: Whole
    spec: Whole


class ExportedDevice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    asked: Text
    used: Text
    reason: Text


class ExportedSandbox(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    level: Text
    active: Annotated[list[Text], msgspec.Meta(max_length=64)]
    missing: Annotated[list[Text], msgspec.Meta(max_length=64)]


class ExportedRun(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A run as others see it: ``core.run_records`` without what only means something here."""

    model: ExportedModel
    task: Text
    head: Text
    parameters: Annotated[dict[Text, bool | int | float | Text], msgspec.Meta(max_length=64)]
    inputs: Annotated[list[ExportedInput], msgspec.Meta(max_length=64)]
    digests: Text
    input_digest: Hex32
    output_digest: Hex32
    summary: Text
    versions: ExportedVersions
    device: ExportedDevice
    sandbox: ExportedSandbox
    seed: int | None
    time: Whole
    seconds: Seconds

    @classmethod
    def of(cls, record: RunRecord) -> Self:
        """A run of the history.

        Raises:
            NothingToExport: It was kept before records held this.
        """
        detail = record.detail
        if detail is None:
            raise NothingToExport
        return cls(
            model=ExportedModel(
                detail.model.name, detail.model.version, detail.model.identity, detail.model.listing
            ),
            task=detail.task,
            head=detail.head,
            parameters=detail.params,
            inputs=[ExportedInput(note.name, note.kind, note.label, note.digest) for note in detail.inputs],
            digests=detail.digests,
            input_digest=record.input_digest,
            output_digest=record.output_digest,
            summary=record.summary,
            versions=ExportedVersions(
                detail.versions.licet, detail.versions.engine, detail.versions.package, detail.versions.spec
            ),
            device=ExportedDevice(detail.asked, record.device, detail.reason),
            sandbox=ExportedSandbox(
                detail.sandbox.level, list(detail.sandbox.active), list(detail.sandbox.missing)
            ),
            seed=detail.seed,
            time=record.time,
            seconds=record.seconds,
        )


class SignedRun(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file."""

    format: Literal[1]
    record: ExportedRun
    signature: Signature


def record_bytes(run: ExportedRun) -> bytes:
    """The record alone, canonical: what goes to the vault.

    Raises:
        NotARunRecord: A value in it has no canonical JSON.
    """
    return _dumps(run)


def read_record(data: bytes) -> ExportedRun:
    """A record alone, read strictly.

    Raises:
        NotARunRecord: It is none, or not canonical.
    """
    return _read(data, ExportedRun)


def write_signed(run: ExportedRun, account: Address, signature: bytes) -> bytes:
    """The file's bytes."""
    return _dumps(SignedRun(1, run, Signature(str(account), signature_text(signature))))


def read_signed(data: bytes) -> tuple[ExportedRun, Address, bytes]:
    """Record, account and signature of a file; the signature is not checked here.

    Raises:
        NotARunRecord: Not a file of this format, byte for byte.
    """
    signed = _read(data, SignedRun)
    try:
        return signed.record, *read_signer(signed.signature)
    except NotCanonical as error:
        raise NotARunRecord from error


def signing_digest(run: ExportedRun) -> bytes:
    """What is signed: the EIP-712 hash of the record in a domain of its own, without chain and contract."""
    values: dict[str, Value] = {
        "model": run.model.name,
        "modelVersion": run.model.version,
        "identity": bytes.fromhex(run.model.identity),
        "listing": run.model.listing,
        "parameters": _dumps(run.parameters).decode(),
        "inputDigest": bytes.fromhex(run.input_digest),
        "outputDigest": bytes.fromhex(run.output_digest),
        "licet": run.versions.licet,
        "engine": run.versions.engine,
        "device": run.device.used,
        "sandbox": run.sandbox.level,
        "time": run.time,
        "microseconds": round(run.seconds * 1_000_000),
        "record": keccak256(record_bytes(run)),
    }
    return _MESSAGE.digest(values)


def _read(data: bytes, shape: type[Shape]) -> Shape:
    try:
        return read_canonical(data, shape, MAX_FILE_BYTES)
    except NotCanonical as error:
        raise NotARunRecord from error


def _dumps(value: Any) -> bytes:
    try:
        return canonical_bytes(value)
    except NotCanonical as error:
        raise NotARunRecord from error
