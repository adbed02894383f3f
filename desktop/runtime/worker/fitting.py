"""How a public graph would run here: loaded with empty weights and run on the package's own sample, in the worker.

The weights are zeros of the right size, so that as much memory is read and as many products are computed as with the
real ones. What the numbers decide cannot be seen that way, and is named in the answer.
"""

import contextlib
import json
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from onnx import AttributeProto, GraphProto

from desktop.core import packages
from desktop.core.errors import EnvironmentFault, UserError
from desktop.core.packages import InputSpec
from desktop.core.runs import RunInput, SampleInput
from desktop.runtime import messages
from desktop.runtime.errors import BadInput, ModelOutOfMemory, RunFailed
from desktop.runtime.exchange import Exchange
from desktop.runtime.heads import feeding, results
from desktop.runtime.heads.answering import Given
from desktop.runtime.heads.texts import read_labels
from desktop.runtime.heads.tokens import read_tokenizer
from desktop.runtime.package_rules import PublicPart
from desktop.runtime.tensors import DTYPES, Array
from desktop.runtime.variants import best_variant
from desktop.runtime.worker.engine import Engine
from desktop.runtime.worker.place import Place
from desktop.runtime.worker.tiled import TiledRun

MOST_RUNS = 9
LONGEST_RUNS_S = 3.0
_MADE_UP_SIZE = 8
_MADE_UP_BYTES = 256 << 20
_DATA_DEPENDENT = frozenset({"NonZero", "NonMaxSuppression", "Loop", "If", "Compress", "Unique"})
_WORDS = json.dumps(
    {
        "version": "1.0",
        "added_tokens": [],
        "normalizer": None,
        "pre_tokenizer": {"type": "Whitespace"},
        "model": {"type": "WordLevel", "vocab": {"?": 0}, "unk_token": "?"},
    }
).encode()
"""Every word and every mark one token, and all of them the first of the vocabulary."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What a trial works with.

    Attributes:
        place: The worker's; its inherited memory is empty.
        device: To ask for.
        free_bytes: What the machine has left.
    """

    place: Place
    device: str
    free_bytes: int


def measure(public: PublicPart, bench: Bench) -> dict[str, Any]:
    """Load the graph, run it once, and then as the person will see it.

    Returns:
        ``core.fit.Fit`` without its memory, which the host reads.
    """
    started = time.perf_counter()
    variant = best_variant(public.manifest, bench.free_bytes)
    model = public.models.get(variant)
    if model is None:
        return {"outcome": "sealed"}
    size = sum(blob.size for blob in public.manifest.blobs if blob.name == packages.weights_name(variant))
    if size > bench.free_bytes:
        return {"outcome": "memory"}
    unknown = ["data-dependent"] if _DATA_DEPENDENT & set(_operators(model.graph)) else []
    weights = bench.place.file(size) if size else memoryview(b"")
    try:
        graph = model.SerializeToString()
        engine = bench.place.use(
            Engine(graph, weights=weights, threads=bench.place.threads, device=bench.device)
        )
    except RunFailed as error:
        is_lacking = "NOT_IMPLEMENTED" in error.reason
        return {"outcome": "refused" if is_lacking else "unclear", "unknown": unknown, "detail": error.reason}
    load_s = time.perf_counter() - started
    try:
        run = _Run(engine, public, bench.place.exchange)
        told: dict[str, Any] = {"device": engine.device, "sample": run.sample}
        unknown += run.unknown
        first_s = run()
        if 4 * engine.weights_bytes <= bench.place.memory_bytes:
            engine.prepack()  # as the server does behind the first answer
        elif not engine.is_prepacked:
            unknown.append("unprepared")
        later = list(_later(run))
    except (RunFailed, BadInput) as error:
        return {"device": engine.device, "outcome": "unclear", "unknown": unknown, "detail": error.reason}
    figures = {"load_ms": load_s, "first_ms": first_s, "run_ms": statistics.median(later)}
    milliseconds = {name: 1000 * seconds for name, seconds in figures.items()}
    return {**told, "outcome": "runs", "unknown": unknown, "figures": {**milliseconds, "memory_bytes": 0}}


class _Run:
    """One run as the server makes it: the input read, the engine run, the answer made. Gives the engine's seconds."""

    def __init__(self, engine: Engine, public: PublicPart, exchange: Exchange) -> None:
        self._engine, self._spec, self._exchange = engine, public.spec, exchange
        self._feed = _Feed(public)
        name = public.spec.head.labels
        has_labels = name is not None and name in public.part
        self._labels = read_labels(public.part[name]) if has_labels and name is not None else []
        self.sample = self._feed.sample
        self.unknown = [*self._feed.unknown]
        if public.spec.head.type == "generation":
            self.unknown.append("in-steps")

    def __call__(self) -> float:
        if self._spec.head.tile is not None and self.sample:
            tiled = TiledRun(self._engine, self._spec, self._labels, self._exchange, _unheard)
            return float(tiled.run(self._feed.given(self.sample), {}, self._feed.aids)["seconds"])
        tensors, given = self._feed()
        started = time.perf_counter()
        outputs = self._engine.run(tensors, [port.name for port in self._spec.outputs])
        seconds = time.perf_counter() - started
        # What empty weights answer may have no meaning at all, such as a class without a label.
        with contextlib.suppress(
            EnvironmentFault, UserError, LookupError, ValueError, ArithmeticError, TypeError
        ):
            self._answer(outputs, given)
        return seconds

    def _answer(self, outputs: dict[str, Array], given: Given) -> None:
        _value, pictures = results.answer(self._spec, outputs, self._labels, {}, given)
        self._exchange.begin()
        for picture in pictures:
            messages.pack_picture(picture, self._exchange)


def _unheard(_done: int, _total: int, _text: str = "") -> None:
    """Nobody waits for single tiles."""


def _later(run: Callable[[], float]) -> Iterator[float]:
    """Runs after the first: several, or as many as fit into a few seconds."""
    until = time.perf_counter() + LONGEST_RUNS_S
    for _ in range(MOST_RUNS):
        yield run()
        if time.perf_counter() > until:
            return


class _Feed:
    """The tensors of the package's first usable sample, or made-up ones, made anew for each run."""

    def __init__(self, public: PublicPart) -> None:
        spec = public.spec
        reads_tokens = [args for port in spec.inputs if (args := _tokenize(port)) is not None]
        tokenizer = read_tokenizer(_WORDS) if reads_tokens else None
        self._spec = spec
        self.aids = feeding.Aids(lambda name: bytes(public.part[name]), tokenizer)
        self._wanted = [port.name for port in spec.inputs if port.source is None]
        self.sample = ""
        self.sample = next((name for name in public.part.names(packages.SAMPLES) if self._can_use(name)), "")
        self.unknown = ["guessed-tokens"] if any(args["pad"] < 0 for args in reads_tokens) else []
        if not self.sample:
            self.unknown = ["made-up-input"]

    def __call__(self) -> tuple[dict[str, Array], Given]:
        if not self.sample:
            return {port.name: _made_up(port) for port in self._spec.inputs}, Given()
        return self._from(self.sample)

    def _can_use(self, sample: str) -> bool:
        """Not one of another kind, or one that needs what is sealed."""
        if len(self._wanted) != 1:
            return False
        try:
            self._from(sample)
        except (BadInput, RunFailed):
            return False
        return True

    def _from(self, sample: str) -> tuple[dict[str, Array], Given]:
        return feeding.feed(self._spec, self.given(sample), self.aids)

    def given(self, sample: str) -> dict[str, RunInput]:
        """The sample as a person gives it."""
        return {self._wanted[0]: SampleInput(sample)}


def _tokenize(port: InputSpec) -> dict[str, Any] | None:
    last = port.preprocess[-1] if port.preprocess else None
    return last.args if last is not None and last.op == "tokenize" else None


def _made_up(port: InputSpec) -> Array:
    """Zeros in the shape of the axes; where a size is free, a small one."""
    tokens = _tokenize(port)
    length = tokens["length"] if tokens is not None else None
    shape = [
        1 if axis.type == "batch" else axis.size or length or max(axis.min or 0, _MADE_UP_SIZE)
        for axis in port.axes
    ] or [1, length or _MADE_UP_SIZE]
    dtype = np.dtype(DTYPES[port.dtype])
    size = dtype.itemsize
    for side in shape:
        size *= side
        if size > _MADE_UP_BYTES:
            raise ModelOutOfMemory(0)
    return np.zeros(shape, dtype=dtype)


def _operators(graph: GraphProto) -> Iterator[str]:
    for node in graph.node:
        yield node.op_type
        for attribute in node.attribute:
            if attribute.type == AttributeProto.GRAPH:
                yield from _operators(attribute.g)
            for inner in attribute.graphs:
                yield from _operators(inner)
