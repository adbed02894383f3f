"""The showcase's run records: the real service over a history in memory, signed by a key of its own."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop.core.changes import Change
from desktop.core.errors import NoSuchRecord, WalletLocked
from desktop.core.identity import Address
from desktop.core.run_diff import PictureApart
from desktop.core.run_records import InputNote, ModelNote, RunDetail, RunRecord, Versions, output_digest
from desktop.core.runs import Picture, RunInput, RunResult
from desktop.services.accounts import WalletState
from desktop.services.run_records import (
    CheckedRecord,
    KeptData,
    RecordPage,
    RecordQuery,
    Repeat,
    RunRecordService,
)
from desktop.services.running import summary_of
from desktop.ui import showcase_results as results
from desktop.ui import showcase_values as values
from desktop.ui.showcase_parts import Gate
from desktop.ui.showcase_running import STRICT, Running

DIGEST = "5b1f0c" + "9e" * 29


def detail(model: str = "Handwritten digits", **changes: object) -> RunDetail:
    """What a run of today keeps."""
    made = RunDetail(
        model=ModelNote(model, "1.0.0", "ab" * 32, "1"), task="image-classification", head="image-classification",
        params={"top": 3, "threshold": 0.5},
        inputs=(InputNote("image", "sample", "samples/digit-3.png", "cd" * 32),),
        versions=Versions("0.4.0", "1.31.1", 1, 1), asked="cpu", reason="", sandbox=STRICT,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def record(number: int, result: RunResult, **changes: object) -> RunRecord:
    """A run whose answer this is."""
    made = RunRecord(
        "digits", values.NOW - 3600 * (40 - number), result.seconds, "cpu", DIGEST, output_digest(result),
        summary_of(result), detail(), number,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


@dataclass
class _Signer:
    accounts: "object"

    def sign_run_record(self, _account: Address, _record: bytes) -> bytes:
        if getattr(self.accounts, "state", None) is not WalletState.UNLOCKED:
            raise WalletLocked
        return bytes(65)


@dataclass
class _Data:
    files: dict[str, bytes] = field(default_factory=dict)

    def put(self, kind: str, digest: str, data: bytes) -> None:
        self.files[kind + digest] = data

    def get(self, kind: str, digest: str) -> bytes | None:
        return self.files.get(kind + digest)

    def usage(self) -> tuple[int, int]:
        return len(self.files), sum(map(len, self.files.values()))

    def clear(self) -> None:
        self.files.clear()


@dataclass
class Records:
    """``services.run_records.RunRecordService`` with a gate in front."""

    gate: Gate
    running: Running
    accounts: object
    publish: Callable[[Change], None]
    is_kept: bool = False

    def __post_init__(self) -> None:
        self.data = _Data()
        self.real = RunRecordService(
            book=self, data=self.data, signer=_Signer(self.accounts), recover=lambda _digest, _signature: values.BUYER,
            active_account=lambda: values.BUYER, is_data_kept=lambda: self.is_kept, keep_data=self._set,
            compare_pictures=_compare, publish=self.publish,
        )  # fmt: skip

    def _set(self, kept: bool) -> None:
        self.is_kept = kept

    def add(self, record_: RunRecord, result: RunResult | None = None) -> None:
        """One more run, newest first."""
        self.running.records.insert(0, record_)
        if result is not None:
            self.real.keep(record_, {}, result)

    # services.run_records.RecordBook

    def record(self, number: int) -> RunRecord:
        for one in self.running.records:
            if one.id == number:
                return one
        raise NoSuchRecord("run", str(number))

    def page(self, query: RecordQuery) -> RecordPage:
        self.gate.pass_through("run_records.page")
        found = [
            one for one in self.running.records if query.text.lower() in f"{one.summary} {one.detail}".lower()
        ]
        found = [one for one in found if query.device in {"", one.device}]
        rows = [one for one in found if not query.before or one.id < query.before][: query.limit]
        devices = tuple(sorted({one.device for one in self.running.records}))
        return RecordPage(tuple(rows), len(found), devices)

    # The service.

    def keep(self, record_: RunRecord, inputs: dict[str, RunInput], result: RunResult) -> None:
        self.real.keep(record_, inputs, result)

    def result(self, record_: RunRecord) -> RunResult | None:
        return self.real.result(record_)

    def repeat(self, record_: RunRecord) -> Repeat:
        return self.real.repeat(record_)

    def from_file(self, note: InputNote, path: Path) -> RunInput:
        return self.real.from_file(note, path)

    def diff(self, before: RunRecord, after: RunRecord) -> object:
        return self.real.diff(before, after)

    def signer(self) -> Address:
        return values.BUYER

    def export(self, number: int) -> bytes:
        self.gate.pass_through("run_records.export")
        return self.real.export(number)

    def check(self, data: bytes) -> CheckedRecord:
        self.gate.pass_through("run_records.check")
        return self.real.check(data)

    def kept_data(self) -> KeptData:
        return self.real.kept_data()

    def set_data_kept(self, *, kept: bool) -> None:
        self.real.set_data_kept(kept=kept)

    def forget_data(self) -> None:
        self.real.forget_data()


def _compare(before: Picture, after: Picture) -> PictureApart:
    """A few differing pixels, wherever two pictures differ."""
    if before.rgba == after.rgba:
        return PictureApart(before.name, 0.0, 0, before)
    pairs = zip(before.rgba[::4], after.rgba[::4], strict=True)
    steps = [abs(one - other) for one, other in pairs]
    shown = b"".join(bytes((255, 0, 0, min(255, 64 + 4 * step))) if step else bytes(4) for step in steps)
    picture = Picture(before.name, before.width, before.height, shown)
    return PictureApart(before.name, sum(map(bool, steps)) / len(steps), max(steps), picture)


def history(records: Records) -> None:
    """Some runs: the same twice, one near, one on another device, one of old."""
    one = results.result_of("image-classification")
    near = replace(
        one, value=[{**item, "score": item["score"] * 0.9999} for item in one.value], seconds=0.0007
    )
    other = replace(one, value=[{"label": "8", "score": 0.71}, {"label": "3", "score": 0.29}])
    old = RunRecord("digits", values.NOW - 86400 * 40, 0.0009, "cpu", "0" * 64, "0" * 64, "3 99.1%", None, 1)
    own = detail(inputs=(InputNote("image", "image", "scan of page 4, left margin, box 17.png", "ef" * 32),))
    records.add(old)
    records.add(record(2, one), one)
    records.add(record(3, other, detail=own, input_digest="77" * 32), other)
    records.add(
        record(4, near, device="cuda", detail=detail(asked="cuda", params={"top": 5, "threshold": 0.5})), near
    )
    records.add(record(5, one, detail=detail(repeats=2)), one)
