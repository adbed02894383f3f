"""Run records: found, repeated, compared, signed and checked; and the data of runs, kept only if the person asks."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from desktop.core.changes import Change, Topic
from desktop.core.errors import UserError
from desktop.core.identity import Address
from desktop.core.run_data import (
    MAX_BYTES,
    read_inputs,
    read_result,
    result_bytes,
    write_inputs,
    write_result,
)
from desktop.core.run_diff import PictureApart, RunDiff, compare
from desktop.core.run_exports import (
    ExportedRun,
    RunRecordAltered,
    read_signed,
    record_bytes,
    signing_digest,
    write_signed,
)
from desktop.core.run_records import InputNote, RunRecord, note_of
from desktop.core.runs import AudioInput, ImageInput, Picture, RunInput, RunResult, SampleInput

_MOST_RESULTS = 32
_MOST_RESULT_BYTES = 128 << 20
_MOST_FILE_BYTES = 64 << 20


class OtherFile(UserError):
    """A file that is not the one a run was made on."""


@dataclass(frozen=True, slots=True)
class RecordQuery:
    """Which records to list: of a purchase; whose summary, inputs or parameters hold the text; on a device."""

    purchase_id: str
    text: str = ""
    device: str = ""
    before: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class RecordPage:
    """Newest first; ``devices`` are all that any run of the purchase was on."""

    rows: tuple[RunRecord, ...]
    total: int
    devices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """What a repetition needs: the inputs that are at hand, and those whose files the person must choose again."""

    inputs: dict[str, RunInput]
    missing: tuple[InputNote, ...]

    @property
    def is_ready(self) -> bool:
        return not self.missing


@dataclass(frozen=True, slots=True)
class CheckedRecord:
    """A record from a file, and the account that signed it."""

    run: ExportedRun
    account: Address


@dataclass(frozen=True, slots=True)
class KeptData:
    """Whether data of runs is kept from now on, and how much is there."""

    is_kept: bool
    count: int
    size_bytes: int


class RecordBook(Protocol):
    """The history of runs, on disk."""

    def record(self, number: int) -> RunRecord: ...
    def page(self, query: RecordQuery) -> RecordPage: ...


class DataFolder(Protocol):
    """Data of runs in files named by digest."""

    def put(self, kind: str, digest: str, data: bytes) -> None: ...
    def get(self, kind: str, digest: str) -> bytes | None: ...
    def usage(self) -> tuple[int, int]:
        """(files, bytes)."""

    def clear(self) -> None: ...


class RecordSigner(Protocol):
    """The vault, as far as records go: it reads the record itself and signs nothing else."""

    def sign_run_record(self, account: Address, record: bytes) -> bytes: ...


def check_record(data: bytes, recover: Callable[[bytes, bytes], Address]) -> CheckedRecord:
    """A record from a file; ``recover`` gives the account of a signature of a digest.

    Raises:
        NotARunRecord: It is no file of this format.
        RunRecordAltered: Its content is not what the account signed.
    """
    run, account, signature = read_signed(data)
    if recover(signing_digest(run), signature) != account:
        raise RunRecordAltered
    return CheckedRecord(run, account)


class RunRecordService:
    """The records of all models."""

    def __init__(
        self,
        *,
        book: RecordBook,
        data: DataFolder,
        signer: RecordSigner,
        recover: Callable[[bytes, bytes], Address],
        active_account: Callable[[], Address],
        is_data_kept: Callable[[], bool],
        keep_data: Callable[[bool], object],
        compare_pictures: Callable[[Picture, Picture], PictureApart],
        publish: Callable[[Change], None],
    ) -> None:
        """Compose it.

        Args:
            book: The history.
            data: Where inputs and results lie if they are kept.
            signer: Signs with an account's key.
            recover: The account of a signature (65 bytes) of a digest; raises ``RunRecordAltered`` where there is none.
            active_account: Who signs.
            is_data_kept: The person's switch.
            keep_data: Sets it.
            compare_pictures: Pixel by pixel.
            publish: Tells the pages.
        """
        self._book = book
        self._data = data
        self._signer = signer
        self._recover = recover
        self._active_account = active_account
        self._is_data_kept = is_data_kept
        self._keep_data = keep_data
        self._compare_pictures = compare_pictures
        self._publish = publish
        self._lock = threading.Lock()
        self._results: OrderedDict[str, RunResult] = OrderedDict()

    # While models run.

    def keep(self, record: RunRecord, inputs: dict[str, RunInput], result: RunResult) -> None:
        """Hold the result for this session; write inputs and result down if the person asked for it."""
        with self._lock:
            self._results[record.output_digest] = result
            self._results.move_to_end(record.output_digest)
            while self._results and (
                len(self._results) > _MOST_RESULTS
                or sum(map(result_bytes, self._results.values())) > _MOST_RESULT_BYTES
            ):
                self._results.popitem(last=False)
        if self._is_data_kept():
            for kind, digest, data in (
                ("input", record.input_digest, write_inputs(inputs)),
                ("output", record.output_digest, write_result(result)),
            ):
                if len(data) <= MAX_BYTES:
                    self._data.put(kind, digest, data)

    # Looking.

    def page(self, query: RecordQuery) -> RecordPage:
        return self._book.page(query)

    def record(self, number: int) -> RunRecord:
        """One record.

        Raises:
            NoSuchRecord: There is none of this number.
        """
        return self._book.record(number)

    def result(self, record: RunRecord) -> RunResult | None:
        """The answer of a run, if it is still at hand."""
        with self._lock:
            held = self._results.get(record.output_digest)
        if held is not None:
            return held
        data = self._data.get("output", record.output_digest)
        return None if data is None else read_result(data, record.output_digest)

    # Repeating.

    def repeat(self, record: RunRecord) -> Repeat:
        """What is at hand for running it again."""
        notes = record.detail.inputs if record.detail is not None else ()
        data = self._data.get("input", record.input_digest)
        if data is not None and (kept := read_inputs(data, record.input_digest)) is not None:
            return Repeat(kept, ())
        inputs: dict[str, RunInput] = {n.name: SampleInput(n.label) for n in notes if n.kind == "sample"}
        return Repeat(inputs, tuple(note for note in notes if note.name not in inputs))

    def from_file(self, note: InputNote, path: Path) -> RunInput:
        """An input from the file that the person chose again.

        Raises:
            OtherFile: Its content is not that of the run.
        """
        if note.kind not in {"image", "audio"} or path.stat().st_size > _MOST_FILE_BYTES:
            raise OtherFile
        make = ImageInput if note.kind == "image" else AudioInput
        value = make(path.read_bytes(), path.name)
        if note_of(note.name, value).digest != note.digest:
            raise OtherFile
        return value

    # Comparing.

    def diff(self, before: RunRecord, after: RunRecord) -> RunDiff:
        """How two runs differ; numbers and pictures where both answers are at hand.

        Near is what lies within the package's own tolerance.
        """
        detail = before.detail or after.detail
        rtol, atol = (detail.rtol, detail.atol) if detail is not None else (0.0, 0.0)
        results = self.result(before), self.result(after)
        first, second = results
        pictures: tuple[PictureApart, ...] = ()
        if first is not None and second is not None:
            by_name: Mapping[str, Picture] = {picture.name: picture for picture in second.pictures}
            pictures = tuple(
                self._compare_pictures(picture, by_name[picture.name])
                for picture in first.pictures
                if picture.name in by_name
            )
        return compare(before, after, results, pictures, rtol, atol)

    # Showing it to others.

    def signer(self) -> Address:
        """The account that would sign now."""
        return self._active_account()

    def export(self, number: int) -> bytes:
        """A record as a file, signed by the active account.

        Raises:
            NothingToExport: It is from before records held what a file must say.
            WalletLocked: The vault holds no keys now.
        """
        run = ExportedRun.of(self._book.record(number))
        account = self._active_account()
        signature = self._signer.sign_run_record(account, record_bytes(run))
        return write_signed(run, account, signature)

    def check(self, data: bytes) -> CheckedRecord:
        """A record from a file. Needs no network and no wallet.

        Raises:
            NotARunRecord: It is no file of this format.
            RunRecordAltered: Its content is not what the account signed.
        """
        return check_record(data, self._recover)

    # Data of runs.

    def kept_data(self) -> KeptData:
        count, size = self._data.usage()
        return KeptData(self._is_data_kept(), count, size)

    def set_data_kept(self, *, kept: bool) -> None:
        self._keep_data(kept)
        self._publish(Change(Topic.LIBRARY))

    def forget_data(self) -> None:
        """Delete every kept input and result; the records stay."""
        self._data.clear()
        with self._lock:
            self._results.clear()
        self._publish(Change(Topic.LIBRARY))
