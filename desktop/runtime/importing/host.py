"""The host's side of packing a model from elsewhere: each step in a fresh worker that inherits the files it needs."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec
import rfc8785

from desktop.core.packages import Spec
from desktop.runtime.errors import RunFailed, UnreadableModel
from desktop.runtime.exchange import Portion
from desktop.runtime.host import Normalised, read_normalised
from desktop.runtime.importing.beside import WeightsFile, weights_files
from desktop.runtime.importing.facts import ModelFacts, decode_facts
from desktop.runtime.workers import Limits, Worker, opened

_MAX_FILE_BYTES = 2 << 30
SCAN_S = 30.0


@dataclass(frozen=True, slots=True)
class DrawnVectors:
    """Test vectors: the .npz file, how many there are, and what each output looks like in them."""

    tests: bytes
    count: int
    outputs: dict[str, "Described"]


class Described(msgspec.Struct, frozen=True):
    """An output over all vectors."""

    shape: list[int]
    low: float
    high: float
    sums_to_one: bool

    @property
    def most(self) -> float:
        return max(abs(self.low), abs(self.high))


class PackingHost:
    """Starts a fresh packing worker for each step; holds nothing between calls."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def scan(self, path: Path, beside: Mapping[str, bytes]) -> tuple[ModelFacts, int]:
        """What the file and the files beside it tell, and the file's size.

        Raises:
            UnreadableModel: No ONNX model at all.
            InvalidPackage: It breaks a rule that rewriting cannot mend.
            ChildDied, ChildTimeout, ModelOutOfMemory: It held up or crashed its reader.
        """
        with self._packing(path, []) as (worker, size), worker.lock:
            worker.exchange.begin()
            portions: dict[str, Portion] = {
                name: worker.exchange.put(data) for name, data in beside.items() if name != "tokenizer.json"
            }
            facts = decode_facts(worker.call("scan", SCAN_S, size=size, beside=portions))
        with weights_files(path.parent, facts.external) as files:
            size += sum(file.size for file in files)
        return facts, size

    def rewrite(
        self,
        path: Path,
        external: Sequence[str],
        outputs: Sequence[str],
        two_sided: Sequence[str],
        form: str = "",
    ) -> Normalised:
        """The model in the profile, as it is or in another form.

        Raises:
            InvalidPackage: It uses what the profile refuses, or its weights are not where it says.
            RunFailed: The form cannot be made.
        """
        with (
            weights_files(path.parent, external) as files,
            self._packing(path, files) as (worker, size),
            worker.lock,
        ):
            answer = worker.call(
                "rewrite",
                self._limits.load_s,
                size=size,
                files=[[file.name, file.size] for file in files],
                outputs=list(outputs),
                two_sided=list(two_sided),
                form=form,
            )
            return read_normalised(answer, worker)

    def draw_vectors(
        self, made: Normalised, spec: Spec, tokenizer: bytes | None, samples: Sequence[bytes]
    ) -> DrawnVectors:
        """Run the model on samples and drawn inputs.

        Raises:
            RunFailed: It does not run, or not the same way twice.
            BadInput: A sample cannot be used.
        """
        with self._bare() as worker, worker.lock:
            put = worker.exchange.put
            worker.exchange.begin()
            answer = worker.call(
                "draw_vectors",
                self._limits.run_s,
                graph=put(made.graph),
                weights=put(made.weights),
                spec=rfc8785.dumps(msgspec.to_builtins(spec)),
                tokenizer=None if tokenizer is None else put(tokenizer),
                samples=[put(sample) for sample in samples],
            )
            match answer:
                case {"tests": dict(tests), "count": int(count), "outputs": dict(outputs)}:
                    described = msgspec.convert(outputs, dict[str, Described])
                    return DrawnVectors(bytes(worker.exchange.get(tests)), count, described)
        raise RunFailed("no vectors")

    def compare(
        self, made: Normalised, tests: bytes, inputs: Sequence[str]
    ) -> dict[str, tuple[float, float]]:
        """By output: the largest error of another form against the vectors, and the largest number of the answers."""
        with self._bare() as worker, worker.lock:
            put = worker.exchange.put
            worker.exchange.begin()
            answer = worker.call(
                "compare",
                self._limits.run_s,
                graph=put(made.graph),
                weights=put(made.weights),
                tests=put(tests),
                inputs=list(inputs),
            )
            try:
                return msgspec.convert(answer, dict[str, tuple[float, float]])
            except msgspec.ValidationError as error:
                raise RunFailed("no comparison") from error

    @contextmanager
    def _packing(self, path: Path, files: Sequence[WeightsFile]) -> Iterator[tuple[Worker, int]]:
        try:
            with opened(path) as (handle, size):
                if not path.is_file() or not 0 < size <= _MAX_FILE_BYTES:
                    raise UnreadableModel("it is no file, empty, or larger than 2 GiB")
                worker = Worker(self._limits, handle, packs=[file.handle for file in files])
        except OSError as error:
            raise UnreadableModel(os.strerror(error.errno or 0)) from error
        try:
            yield worker, size
        finally:
            worker.close()

    @contextmanager
    def _bare(self) -> Iterator[Worker]:
        worker = Worker(self._limits, packs=())
        try:
            yield worker
        finally:
            worker.close()
