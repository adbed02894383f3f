"""What a worker does with a model: load it, run it in every way, test and measure it."""

import time
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import msgspec
from tokenizers import Tokenizer

from desktop.core import packages
from desktop.core.errors import Bug
from desktop.core.packages import Spec
from desktop.core.runs import RunInput, RunResult
from desktop.processes import Message
from desktop.runtime import messages, tensors
from desktop.runtime.errors import BadInput, OutputTooLarge, RunFailed, UnreadableModel
from desktop.runtime.exchange import Portion
from desktop.runtime.heads import feeding, images, results, sounds, texts
from desktop.runtime.heads.tokens import read_tokenizer
from desktop.runtime.package_rules import Part, PublicPart, check_public, check_sealed, with_tolerance
from desktop.runtime.profile import ORT_FORMAT
from desktop.runtime.variants import best_variant
from desktop.runtime.worker import bundles, fitting, vectors
from desktop.runtime.worker.engine import Engine, port_of
from desktop.runtime.worker.generating import Generation
from desktop.runtime.worker.place import Place
from desktop.runtime.worker.reading import MAX_SHOWN_TEXT, SOUND_ENDING, is_image, shown_text
from desktop.runtime.worker.tiled import TiledRun

Inputs: TypeAlias = dict[str, RunInput]


class ModelDesk:
    """The operations on the one model of a worker; ``handlers`` by their names."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._public: PublicPart | None = None
        self._sealed: Part | None = None
        self._labels: list[str] = []
        self._tokenizer: Tokenizer | None = None
        self.handlers: Mapping[str, Callable[..., Any]] = {
            "open_package": self._open_package,
            "open_plain": self._open_plain,
            "run": self._run,
            "run_many": self._run_many,
            "run_tensors": self._run_tensors,
            "sample": self._sample,
            "self_test": self._self_test,
            "measure": self._measure,
            "measure_fit": self._measure_fit,
        }

    def _open_package(
        self, public: Portion, sealed_size: int, device: str, variant: str, free_bytes: int
    ) -> Message:
        # Copied out: the exchange is written over with the next message.
        found = check_public(bytes(self._place.exchange.get(public)))
        if variant == packages.BEST:
            variant = best_variant(found.manifest, free_bytes)
        sealed, model = check_sealed(self._place.file(sealed_size), found, variant)
        found = with_tolerance(found, variant)
        labels = found.spec.head.labels
        if labels is not None:
            self._labels = texts.read_labels(sealed[labels] if labels in sealed else found.part[labels])
        if packages.TOKENIZER in sealed:
            self._tokenizer = read_tokenizer(sealed[packages.TOKENIZER])
        graph = model.SerializeToString()
        weights = sealed[packages.weights_name(variant)]
        engine = self._place.use(Engine(graph, weights=weights, threads=self._place.threads, device=device))
        self._public, self._sealed = found, sealed
        return {
            "manifest": bytes(found.part[packages.MANIFEST]),
            "spec": bytes(found.part[packages.SPEC]),
            "samples": list(found.part.names(packages.SAMPLES)),
            "labels": self._labels,
            "device": msgspec.to_builtins(engine.device),
            "variant": variant,
        }

    def _measure_fit(self, public: Portion, device: str, free_bytes: int) -> Message:
        """Load the public graph with empty weights, which the inherited memory is, and run it."""
        bench = fitting.Bench(self._place, device, free_bytes)
        found = check_public(bytes(self._place.exchange.get(public)))
        told: Message = msgspec.to_builtins(fitting.measure(found, bench))
        return told

    def _open_plain(self, size: int, device: str) -> Message:
        data = self._place.file(size)
        if bytes(data[4:8]) == b"ORTM":
            raise UnreadableModel(ORT_FORMAT)
        engine = self._place.use(Engine(bytes(data), threads=self._place.threads, device=device))
        return {
            "inputs": [port_of(port) for port in engine.inputs],
            "outputs": [port_of(port) for port in engine.outputs],
            "device": msgspec.to_builtins(engine.device),
        }

    def _run(self, inputs: dict[str, Message], params: dict[str, Any]) -> Message:
        engine, spec, _ = self._opened()
        given = {name: messages.unpack_input(value, self._place.exchange) for name, value in inputs.items()}
        aids = feeding.Aids(self._sample_bytes, self._tokenizer)
        if spec.head.tile is not None:
            return self._tiled(engine, spec).run(given, params, aids)
        if spec.head.type == "generation":
            return self._generated(engine, spec, given, params, aids)
        feed, about = feeding.feed(spec, given, aids)
        started = time.perf_counter()
        outputs = engine.run(feed, [port.name for port in spec.outputs])
        seconds = time.perf_counter() - started
        value, pictures = results.answer(spec, outputs, self._labels, params, about)
        self._place.prepack_later(engine)
        self._place.exchange.begin()
        frame = about.image.size if about.image is not None else (0, 0)
        result = RunResult(spec.head.type, value, seconds, engine.device, pictures, frame)
        return messages.pack_result(result, self._place.exchange)

    def _tiled(self, engine: Engine, spec: Spec) -> TiledRun:
        return TiledRun(engine, spec, self._labels, self._place.exchange, self._place.report)

    def _generated(
        self, engine: Engine, spec: Spec, given: Inputs, params: dict[str, Any], aids: feeding.Aids
    ) -> Message:
        if self._tokenizer is None:
            raise Bug("no tokenizer is open")
        run = Generation(engine, spec, self._tokenizer, self._place.memory_bytes, self._place.report)
        value = run.run(given, params, aids)
        self._place.prepack_later(engine)
        self._place.exchange.begin()
        result = RunResult(spec.head.type, value, run.seconds, engine.device)
        return messages.pack_result(result, self._place.exchange)

    def _run_many(self, bundle: list[dict[str, Message]], params: dict[str, Any]) -> list[Message]:
        engine, spec, _ = self._opened()
        if len(bundle) == 1 and (spec.head.tile is not None or spec.head.type == "generation"):
            return [self._in_steps(bundle[0], params)]
        given = [
            {name: messages.unpack_input(value, self._place.exchange) for name, value in inputs.items()}
            for inputs in bundle
        ]
        aids = feeding.Aids(self._sample_bytes, self._tokenizer)
        answered = bundles.answer_bundle(engine, spec, given, aids, self._labels, params)
        self._place.prepack_later(engine)
        self._place.exchange.begin()
        return [messages.pack_answered(one, self._place.exchange) for one in answered]

    def _in_steps(self, inputs: dict[str, Message], params: dict[str, Any]) -> Message:
        """The answer of an item that is made of tiles or tokens."""
        try:
            made = self._run(inputs, params)
        except (BadInput, RunFailed, OutputTooLarge) as error:
            return messages.pack_answered(error, self._place.exchange)
        kept = bundles.worth_keeping({picture["name"] for picture in made["pictures"]})
        made["pictures"] = [picture for picture in made["pictures"] if picture["name"] in kept]
        return {"result": made}

    def _run_tensors(self, feed: Message, used: int) -> Message:
        engine = self._place.engine
        if engine is None:
            raise Bug("no model is open")
        arrays = tensors.unpack_all(feed, self._place.exchange)
        started = time.perf_counter()
        outputs = engine.run(arrays)
        seconds = time.perf_counter() - started
        # Behind the inputs: an output may be a view of one.
        self._place.exchange.begin(used)
        packed = tensors.pack_all(outputs, self._place.exchange)
        return {"outputs": packed, "seconds": seconds}

    def _sample(self, name: str) -> Message:
        data = self._sample_bytes(name)
        if name.lower().endswith(SOUND_ENDING):
            self._place.exchange.begin()
            drawn = sounds.waveform(name, sounds.read_wav(data, name))
            return {"picture": messages.pack_picture(drawn, self._place.exchange)}
        if not is_image(name):
            return {"text": shown_text(data)[:MAX_SHOWN_TEXT]}
        self._place.exchange.begin()
        shown = images.picture(name, images.read_image(data, name))
        return {"picture": messages.pack_picture(shown, self._place.exchange)}

    def _self_test(self) -> Message:
        engine, spec, sealed = self._opened()
        arrays = vectors.read_vectors(sealed[packages.TESTS]) if packages.TESTS in sealed else {}
        tested: Message = msgspec.to_builtins(vectors.self_test(spec, arrays, engine.run))
        return tested

    def _measure(self, times: int) -> float:
        """Seconds of one run of the first test vector: the median of several, after one that warms up."""
        engine, spec, sealed = self._opened()
        arrays = vectors.read_vectors(sealed[packages.TESTS])
        feed = {port.name: arrays[port.name][:1].copy() for port in spec.inputs}
        taken: list[float] = []
        for _ in range(times + 1):
            started = time.perf_counter()
            engine.run(feed)
            taken.append(time.perf_counter() - started)
        return sorted(taken[1:])[times // 2]

    def _sample_bytes(self, name: str) -> bytes:
        if self._public is None:
            raise Bug("no package is open")
        part = self._public.part
        name = name if name.startswith(packages.SAMPLES) else packages.SAMPLES + name
        if name not in part:
            raise BadInput(name[:80], "the package has no such sample")
        return bytes(part[name])

    def _opened(self) -> tuple[Engine, Spec, Part]:
        engine = self._place.engine
        if engine is None or self._public is None or self._sealed is None:
            raise Bug("no package is open")
        return engine, self._public.spec, self._sealed
