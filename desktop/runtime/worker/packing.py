"""What only the seller's worker does: read a model from elsewhere, bring it into the profile, draw and run test vectors."""

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

from desktop.core.errors import Bug
from desktop.core.packages import Spec
from desktop.core.runs import AudioInput, ImageInput, RunInput, TextInput
from desktop.processes import Message
from desktop.runtime.errors import RunFailed
from desktop.runtime.exchange import Portion
from desktop.runtime.heads import feeding
from desktop.runtime.heads.tokens import read_tokenizer
from desktop.runtime.importing import conventions, scanning
from desktop.runtime.importing.facts import Hint, ModelFacts
from desktop.runtime.profile import check_model, parse_model
from desktop.runtime.tensors import Array
from desktop.runtime.worker import vectors
from desktop.runtime.worker.drawing import draw_input
from desktop.runtime.worker.engine import Engine
from desktop.runtime.worker.normalising import normalise
from desktop.runtime.worker.place import Place, mapped
from desktop.runtime.worker.rewriting import Plan, rewrite
from desktop.runtime.worker.variants import make_variant

LEAST_VECTORS = 4
MOST_VECTORS = 16


class PackingDesk:
    """The operations of a packing worker; ``handlers`` go beside those of every worker."""

    def __init__(self, place: Place, more_fds: Sequence[int]) -> None:
        self._place = place
        self._exchange = place.exchange
        self._more_fds = more_fds
        self.handlers: Mapping[str, Callable[..., Any]] = {
            "scan": self._scan,
            "rewrite": self._rewrite,
            "draw_vectors": self._draw_vectors,
            "compare": self._compare,
        }

    def _scan(self, size: int, beside: dict[str, Portion]) -> Message:
        model = parse_model(self._place.file(size))
        scanning.check_expansion(model)
        inputs, outputs = scanning.ports(model)
        metadata = {entry.key: entry.value for entry in list(model.metadata_props)[: conventions.MAX_ENTRIES]}
        files = {name: bytes(self._exchange.get(portion)) for name, portion in beside.items()}
        hints, unread = understand(metadata, files)
        facts = ModelFacts(
            exporter=f"{model.producer_name} {model.producer_version}".strip(),
            inputs=inputs,
            outputs=outputs,
            operators=scanning.count_operators(model),
            external=scanning.external_names(model),
            hints=[*scanning.operator_hints(model), *hints],
            unread=unread,
        )
        told: Message = msgspec.to_builtins(facts)
        return told

    def _rewrite(
        self, size: int, files: list[list[Any]], outputs: list[str], two_sided: list[str], form: str
    ) -> Message:
        """``files``: name and size of each inherited file, in the order of the descriptors."""
        model = parse_model(self._place.file(size))
        data = {
            str(name): mapped(fd, length) for (name, length), fd in zip(files, self._more_fds, strict=True)
        }
        model = rewrite(model, data, Plan(tuple(outputs), tuple(two_sided)))
        if form and not check_model(model):
            model = make_variant(model, form)
        made = normalise(model)
        self._exchange.begin()
        return {
            "graph": self._exchange.put(made.graph),
            "weights": self._exchange.put(made.weights),
            "operators": list(made.inventory.operators),
            "opset": made.inventory.opset,
            "parameters": made.inventory.parameters,
            "tells_weights": made.tells_weights,
        }

    def _draw_vectors(
        self,
        graph: Portion,
        weights: Portion,
        spec: bytes,
        tokenizer: Portion | None,
        samples: list[Portion],
    ) -> Message:
        """Run the model on the samples, and on drawn inputs where they are few; what it gives are the test vectors."""
        told = msgspec.json.decode(spec, type=Spec)
        given = [bytes(self._exchange.get(sample)) for sample in samples[:MOST_VECTORS]]
        reader = read_tokenizer(bytes(self._exchange.get(tokenizer))) if tokenizer is not None else None
        engine = self._engine(graph, weights)
        aids = feeding.Aids(_no_sample, reader)
        feeds = [feeding.feed(told, _from_sample(told, data), aids)[0] for data in given]
        while len(feeds) < LEAST_VECTORS:
            inputs = {p.name: draw_input(p, len(feeds)) for p in told.inputs if p.source is None}
            feeds.append(feeding.feed(told, inputs, aids)[0])
        names = [port.name for port in told.outputs]
        runs = [(feed, _steady(engine, feed, names)) for feed in feeds]
        alike = _alike(runs)
        arrays = {name: np.concatenate([feed[name] for feed, _ in alike]) for name in alike[0][0]}
        arrays |= {name: np.concatenate([made[name] for _, made in alike]) for name in names}
        self._exchange.begin()
        return {
            "tests": self._exchange.put(vectors.write_vectors(arrays)),
            "count": len(alike),
            "outputs": {name: _described(arrays[name]) for name in names},
        }

    def _compare(self, graph: Portion, weights: Portion, tests: Portion, inputs: list[str]) -> Message:
        """How far another form of the model is from the vectors: by output, the largest error and the range of answers."""
        arrays = vectors.read_vectors(bytes(self._exchange.get(tests)))
        engine = self._engine(graph, weights)
        count = len(arrays[inputs[0]])
        found: dict[str, list[float]] = {}
        for at in range(count):
            feed = {name: np.ascontiguousarray(arrays[name][at : at + 1]) for name in inputs}
            for name, got in engine.run(feed).items():
                expected = arrays[name][at : at + 1].astype(np.float64)
                if got.shape != expected.shape:
                    raise RunFailed("an output of another shape")
                error = np.abs(got.astype(np.float64) - expected).max(initial=0.0)
                kept = found.setdefault(name, [0.0, 0.0])
                if not np.isfinite(error):
                    raise RunFailed("an answer that is no number")
                kept[0] = max(kept[0], float(error))
                kept[1] = max(kept[1], float(np.abs(expected).max(initial=0.0)))
        return found

    def _engine(self, graph: Portion, weights: Portion) -> Engine:
        # Copied: the exchange is written over with the answer.
        data = bytes(self._exchange.get(weights))
        return Engine(bytes(self._exchange.get(graph)), weights=memoryview(data), threads=self._place.threads)


def understand(metadata: Mapping[str, str], files: Mapping[str, bytes]) -> tuple[list[Hint], dict[str, str]]:
    """Hints of all conventions, the model's own metadata first; and what could not be read, with the reason."""
    hints: list[Hint] = []
    unread: dict[str, str] = {}
    readers: list[tuple[str, Callable[[], list[Hint]]]] = [
        ("metadata", lambda: conventions.ultralytics(metadata)),
        ("metadata", lambda: conventions.openvino_metadata(metadata)),
    ]
    for name, read in conventions.READERS.items():
        if name in files:
            readers.append((name, lambda read=read, name=name: read(files[name])))  # type: ignore[misc]
    for name, understand in readers:
        try:
            hints += understand()
        except ValueError as error:
            unread[name] = str(error)[:200]
    return hints, unread


def _no_sample(_name: str) -> bytes:
    raise Bug("no samples here")


def _from_sample(spec: Spec, data: bytes) -> dict[str, RunInput]:
    """A seller's own file as the one input of the model."""
    port = next(p for p in spec.inputs if p.source is None)
    if port.kind == "image":
        return {port.name: ImageInput(data)}
    if port.kind == "audio":
        return {port.name: AudioInput(data)}
    text = data.decode("utf-8", "replace")
    first, _, second = text.replace("\r\n", "\n").partition("\n\n")
    return {port.name: TextInput(first, second) if port.pair is not None else TextInput(text)}


def _steady(engine: Engine, feed: dict[str, Array], names: list[str]) -> dict[str, Array]:
    """The outputs of one run, which a second run must give again.

    Raises:
        RunFailed: It gives something else each time, numbers that are none, or no row for its one input.
    """
    first, second = engine.run(feed, names), engine.run(feed, names)
    for name in names:
        if first[name].dtype.kind not in "fiub":
            raise RunFailed("an answer that is no number")
        if not np.array_equal(first[name], second[name], equal_nan=first[name].dtype.kind == "f"):
            raise RunFailed("random")
        if first[name].ndim < 1 or len(first[name]) != 1:
            raise RunFailed("no-batch")
        if not np.isfinite(first[name]).all():
            raise RunFailed("not-finite")
    return {name: array.copy() for name, array in first.items()}


def _alike(
    runs: list[tuple[dict[str, Array], dict[str, Array]]],
) -> list[tuple[dict[str, Array], dict[str, Array]]]:
    """The runs whose tensors have the commonest shapes: test vectors are rows of one array."""
    groups: dict[Any, list[tuple[dict[str, Array], dict[str, Array]]]] = {}
    for run in runs:
        shapes = tuple(array.shape for tensors in run for array in tensors.values())
        groups.setdefault(shapes, []).append(run)
    return max(groups.values(), key=len)


def _described(array: Array) -> dict[str, Any]:
    values = array.astype(np.float64)
    sums = values.sum(axis=-1)
    return {
        "shape": list(array.shape),
        "low": float(values.min()),
        "high": float(values.max()),
        "sums_to_one": bool(np.allclose(sums, 1, atol=1e-3)),
    }


def inherited(text: str) -> list[int]:
    """The descriptors that the host named."""
    return [int(part) for part in text.split(",") if part and os.fstat(int(part))]
