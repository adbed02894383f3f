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
from typing import Any, TypeAlias

import numpy as np
from onnx import AttributeProto, GraphProto

from desktop.core import packages
from desktop.core.errors import EnvironmentFault, UserError
from desktop.core.packages import InputSpec
from desktop.core.runs import RunInput, SampleInput
from desktop.runtime.errors import BadInput, ModelOutOfMemory, RunFailed
from desktop.runtime.heads import feeding
from desktop.runtime.heads.answering import Given
from desktop.runtime.heads.tokens import read_tokenizer
from desktop.runtime.package_rules import PublicPart
from desktop.runtime.tensors import DTYPES, Array
from desktop.runtime.worker.engine import Engine

Load: TypeAlias = Callable[[bytes, memoryview], Engine]
Answer: TypeAlias = Callable[[dict[str, Array], Given], object]

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
class Bounds:
    """When loading began (``time.perf_counter``), and the bytes that the worker may use."""

    started: float
    memory_bytes: int


def measure(
    public: PublicPart, weights: memoryview, load: Load, answer: Answer, limits: Bounds
) -> dict[str, Any]:
    """Load the graph, run it once, and then as the person will see it.

    Args:
        public: A public part with its graph.
        weights: As many zeros as the manifest says.
        load: Makes the session (and keeps it, so that it can be stopped).
        answer: Makes the result that a person would see, for what that takes.
        limits: Since when it is being loaded, and what it may use.

    Returns:
        ``core.fit.Fit`` without its memory, which the host reads.
    """
    if public.model is None:
        return {"outcome": "sealed"}
    unknown = ["data-dependent"] if _DATA_DEPENDENT & set(_operators(public.model.graph)) else []
    try:
        engine = load(public.model.SerializeToString(), weights)
    except RunFailed as error:
        is_lacking = "NOT_IMPLEMENTED" in error.reason
        return {"outcome": "refused" if is_lacking else "unclear", "unknown": unknown, "detail": error.reason}
    load_s = time.perf_counter() - limits.started
    feed = _Feed(public)
    told: dict[str, Any] = {"device": engine.device, "sample": feed.sample}
    unknown += feed.unknown
    try:
        first_s = _run_once(engine, public, feed, answer)
        if 4 * engine.weights_bytes <= limits.memory_bytes:
            engine.prepack()  # as the server does behind the first answer
        elif not engine.is_prepacked:
            unknown.append("unprepared")
        later = list(_later(lambda: _run_once(engine, public, feed, answer)))
    except (RunFailed, BadInput) as error:
        return {**told, "outcome": "unclear", "unknown": unknown, "detail": error.reason}
    figures = {"load_ms": load_s, "first_ms": first_s, "run_ms": statistics.median(later)}
    milliseconds = {name: 1000 * seconds for name, seconds in figures.items()}
    return {**told, "outcome": "runs", "unknown": unknown, "figures": {**milliseconds, "memory_bytes": 0}}


def _run_once(engine: Engine, public: PublicPart, feed: "_Feed", answer: Answer) -> float:
    """Seconds of the run itself, between reading the input and making the answer as at each real run."""
    tensors, given = feed()
    started = time.perf_counter()
    outputs = engine.run(tensors, [port.name for port in public.spec.outputs])
    seconds = time.perf_counter() - started
    # What empty weights answer may have no meaning at all, such as a class without a label.
    with contextlib.suppress(
        EnvironmentFault, UserError, LookupError, ValueError, ArithmeticError, TypeError
    ):
        answer(outputs, given)
    return seconds


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
        self._aids = feeding.Aids(lambda name: bytes(public.part[name]), tokenizer)
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
        given: dict[str, RunInput] = {self._wanted[0]: SampleInput(sample)}
        return feeding.feed(self._spec, given, self._aids)


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
