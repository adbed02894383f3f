"""The worker's operations, one at a time; a second thread hears "stop" and the host's end meanwhile."""

import mmap
import os
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import msgspec
import onnxruntime
from tokenizers import Tokenizer

from desktop.core import packages
from desktop.core.errors import Bug, InvalidPackage
from desktop.core.packages import Spec
from desktop.core.runs import AudioInput, ImageInput, Picture, RunInput, RunResult, SandboxLevel
from desktop.processes import BrokenFrame, Channel, Message
from desktop.runtime import messages, tensors
from desktop.runtime.errors import (
    BadInput,
    ModelOutOfMemory,
    OutputTooLarge,
    RunFailed,
    UnreadableModel,
)
from desktop.runtime.exchange import Exchange, Portion
from desktop.runtime.heads import feeding, images, results, sounds, texts
from desktop.runtime.heads.tokens import read_tokenizer
from desktop.runtime.package_rules import Part, PublicPart, check_public, check_sealed, with_tolerance
from desktop.runtime.profile import ORT_FORMAT, check_model, parse_model
from desktop.runtime.rules import breach
from desktop.runtime.variants import best_variant
from desktop.runtime.worker import bundles, fitting, vectors
from desktop.runtime.worker.child import STOP_BYTES
from desktop.runtime.worker.engine import Engine, port_of
from desktop.runtime.worker.generating import Generation
from desktop.runtime.worker.normalising import normalise
from desktop.runtime.worker.tiled import TiledRun

MAX_PREVIEWS = 16
PREPACK_AFTER_S = 0.3
PREVIEW_SIDE = 640
MAX_SHOWN_TEXT = 64 << 10
_IMAGE_ENDINGS = (".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif", ".tif", ".tiff")
_SOUND_ENDING = ".wav"
_ZIP_MARK = b"PK"

Inputs: TypeAlias = dict[str, RunInput]


class Server:
    """Answers the host until its end of the pipe closes."""

    def __init__(
        self,
        channel: Channel,
        level: SandboxLevel,
        exchange: Exchange,
        file_fd: int | None,
        stop_fd: int,
        threads: int,
        memory_bytes: int,
        more: Mapping[str, Callable[..., Any]] | None = None,
    ) -> None:
        self._channel = channel
        self._level = level
        self._exchange = exchange
        self._file_fd = file_fd
        self._threads = threads
        self._memory_bytes = memory_bytes
        self._stop_fd = stop_fd
        self._number = 0
        self._engine: Engine | None = None
        self._public: PublicPart | None = None
        self._sealed: Part | None = None
        self._labels: list[str] = []
        self._tokenizer: Tokenizer | None = None
        self._prepacking = False
        self._handlers: Mapping[str, Callable[..., Any]] = {
            "hello": self._hello,
            "verify": self._verify,
            "read_public": self._read_public,
            "open_package": self._open_package,
            "open_plain": self._open_plain,
            "run": self._run,
            "run_many": self._run_many,
            "preview": self._preview,
            "mask": self._mask,
            "run_tensors": self._run_tensors,
            "sample": self._sample,
            "self_test": self._self_test,
            "measure": self._measure,
            "measure_fit": self._measure_fit,
            "normalise": self._normalise,
            **(more or {}),
        }

    def serve(self) -> None:
        """Answer until the host closes the pipe.

        This thread reads its requests itself: to be handed them by another one would cost each run two switches of
        threads. What must be heard during a run comes by a pipe of its own.
        """
        threading.Thread(target=self._hear_stops, name="stops", daemon=True).start()
        try:
            while (request := self._channel.receive()) is not None:
                op, self._number = str(request.pop("op", "")), request.pop("number", 0)
                self._channel.answer(lambda op=op, request=request: self._answer(op, request))  # type: ignore[misc]
        except BrokenFrame:
            os._exit(70)
        os._exit(0)

    def _hear_stops(self) -> None:
        """Stop the run whose number is said; when the host closes this pipe or dies, end whatever runs."""
        while number := os.read(self._stop_fd, STOP_BYTES):
            # One that was meant for a run which has ended meanwhile must not stop the next.
            if int.from_bytes(number, "big") == self._number and (engine := self._engine) is not None:
                engine.cancel()
        os._exit(0)

    def _answer(self, op: str, request: Message) -> Any:
        handler = self._handlers.get(op)
        if handler is None:
            raise Bug(f"no operation {op[:40]}")
        try:
            return handler(**request)
        except (MemoryError, ModelOutOfMemory):
            raise ModelOutOfMemory(self._memory_bytes) from None

    def _hello(self) -> Message:
        return {"level": msgspec.to_builtins(self._level), "onnxruntime": onnxruntime.__version__}

    def _file(self, size: int) -> memoryview:
        """The inherited file or memory, mapped for reading."""
        if self._file_fd is None or size <= 0:
            raise UnreadableModel("it is empty")
        try:
            return memoryview(mmap.mmap(self._file_fd, size, prot=mmap.PROT_READ))
        except (OSError, ValueError) as error:
            raise UnreadableModel("it became shorter while it was read") from error

    def _verify(self, size: int, kind: str) -> list[Message]:
        """The breaches of a package's public part or of a plain ONNX file; ``kind`` "any" goes by its first bytes."""
        data = self._file(size)
        if kind == "public" or (kind == "any" and bytes(data[:2]) == _ZIP_MARK):
            try:
                check_public(data)
            except InvalidPackage as error:
                return [msgspec.to_builtins(breach) for breach in error.breaches]
            return []
        return [msgspec.to_builtins(breach) for breach in check_model(parse_model(data))]

    def _read_public(self, size: int) -> Message:
        public = check_public(self._file(size))
        part = public.part
        self._exchange.begin()
        samples = part.names(packages.SAMPLES)
        shown = [*part.names(packages.PREVIEWS), *samples]
        pictures: list[Picture] = []
        for name in [name for name in shown if _is_image(name)][:MAX_PREVIEWS]:
            try:
                image = images.read_image(part[name], name)
            except BadInput as error:
                raise InvalidPackage((breach("picture", name, error.reason),)) from error
            image.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
            pictures.append(images.picture(name, image))
        return {
            "manifest": bytes(part[packages.MANIFEST]),
            "spec": bytes(part[packages.SPEC]),
            "card": _text(part[packages.CARD]),
            "license": _text(part[packages.LICENSE]),
            "samples": list(samples),
            "previews": [messages.pack_picture(picture, self._exchange) for picture in pictures],
            "sample_texts": {
                name: _text(part[name])[:MAX_SHOWN_TEXT]
                for name in samples
                if not _is_image(name) and not name.lower().endswith(_SOUND_ENDING)
            },
        }

    def _open_package(
        self, public: Portion, sealed_size: int, device: str, variant: str, free_bytes: int
    ) -> Message:
        # Copied out: the exchange is written over with the next message.
        found = check_public(bytes(self._exchange.get(public)))
        if variant == packages.BEST:
            variant = best_variant(found.manifest, free_bytes)
        sealed, model = check_sealed(self._file(sealed_size), found, variant)
        found = with_tolerance(found, variant)
        labels = found.spec.head.labels
        if labels is not None:
            self._labels = texts.read_labels(sealed[labels] if labels in sealed else found.part[labels])
        if packages.TOKENIZER in sealed:
            self._tokenizer = read_tokenizer(sealed[packages.TOKENIZER])
        graph = model.SerializeToString()
        weights = sealed[packages.weights_name(variant)]
        self._engine = Engine(graph, weights=weights, threads=self._threads, device=device)
        self._public, self._sealed = found, sealed
        return {
            "manifest": bytes(found.part[packages.MANIFEST]),
            "spec": bytes(found.part[packages.SPEC]),
            "samples": list(found.part.names(packages.SAMPLES)),
            "labels": self._labels,
            "device": msgspec.to_builtins(self._engine.device),
            "variant": variant,
        }

    def _measure_fit(self, public: Portion, device: str, free_bytes: int) -> Message:
        """Load the public graph with empty weights, which the inherited memory is, and run it."""
        bench = fitting.Bench(
            self._file, self._exchange, self._use, self._threads, device, self._memory_bytes, free_bytes
        )
        found = check_public(bytes(self._exchange.get(public)))
        told: Message = msgspec.to_builtins(fitting.measure(found, bench))
        return told

    def _use(self, engine: Engine) -> Engine:
        self._engine = engine
        return engine

    def _open_plain(self, size: int, device: str) -> Message:
        data = self._file(size)
        if bytes(data[4:8]) == b"ORTM":
            raise UnreadableModel(ORT_FORMAT)
        self._engine = Engine(bytes(data), threads=self._threads, device=device)
        return {
            "inputs": [port_of(port) for port in self._engine.inputs],
            "outputs": [port_of(port) for port in self._engine.outputs],
            "device": msgspec.to_builtins(self._engine.device),
        }

    def _run(self, inputs: dict[str, Message], params: dict[str, Any]) -> Message:
        engine, spec, _ = self._opened()
        given = {name: messages.unpack_input(value, self._exchange) for name, value in inputs.items()}
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
        self._prepack_later(engine)
        self._exchange.begin()
        frame = about.image.size if about.image is not None else (0, 0)
        result = RunResult(spec.head.type, value, seconds, engine.device, pictures, frame)
        return messages.pack_result(result, self._exchange)

    def _tiled(self, engine: Engine, spec: Spec) -> TiledRun:
        return TiledRun(engine, spec, self._labels, self._exchange, self._report)

    def _generated(
        self, engine: Engine, spec: Spec, given: Inputs, params: dict[str, Any], aids: feeding.Aids
    ) -> Message:
        if self._tokenizer is None:
            raise Bug("no tokenizer is open")
        run = Generation(engine, spec, self._tokenizer, self._memory_bytes, self._report)
        value = run.run(given, params, aids)
        self._prepack_later(engine)
        self._exchange.begin()
        result = RunResult(spec.head.type, value, run.seconds, engine.device)
        return messages.pack_result(result, self._exchange)

    def _report(self, done: int, total: int, text: str = "") -> None:
        self._channel.event("progress", done=done, total=total, text=text)

    def _run_many(self, bundle: list[dict[str, Message]], params: dict[str, Any]) -> list[Message]:
        engine, spec, _ = self._opened()
        if len(bundle) == 1 and (spec.head.tile is not None or spec.head.type == "generation"):
            return [self._in_steps(bundle[0], params)]
        given = [
            {name: messages.unpack_input(value, self._exchange) for name, value in inputs.items()}
            for inputs in bundle
        ]
        aids = feeding.Aids(self._sample_bytes, self._tokenizer)
        answered = bundles.answer_bundle(engine, spec, given, aids, self._labels, params)
        self._prepack_later(engine)
        self._exchange.begin()
        return [messages.pack_answered(one, self._exchange) for one in answered]

    def _in_steps(self, inputs: dict[str, Message], params: dict[str, Any]) -> Message:
        """The answer of an item that is made of tiles or tokens."""
        try:
            made = self._run(inputs, params)
        except (BadInput, RunFailed, OutputTooLarge) as error:
            return messages.pack_answered(error, self._exchange)
        kept = bundles.worth_keeping({picture["name"] for picture in made["pictures"]})
        made["pictures"] = [picture for picture in made["pictures"] if picture["name"] in kept]
        return {"result": made}

    def _preview(self, value: Message, side: int) -> Message:
        """A person's own picture or sound for showing."""
        given = messages.unpack_input(value, self._exchange)
        self._exchange.begin()
        if isinstance(given, AudioInput):
            drawn = sounds.waveform("preview", sounds.read_wav(given.data, "sound"))
            return messages.pack_picture(drawn, self._exchange)
        if not isinstance(given, ImageInput):
            raise BadInput("input", "there is nothing to show")
        image = images.read_image(given.data, "picture")
        image.thumbnail((side, side))
        return messages.pack_picture(images.picture("preview", image), self._exchange)

    def _mask(self, value: Message) -> Message:
        """A person's own mask: the numbers of classes of its pixels."""
        given = messages.unpack_input(value, self._exchange)
        mask = images.read_mask(given.data if isinstance(given, ImageInput) else b"", "mask")
        self._exchange.begin()
        return {"width": mask.width, "height": mask.height, **self._exchange.put(mask.tobytes())}

    def _prepack_later(self, engine: Engine) -> None:
        """After the first answer of a large model, make the next ones faster; the person reads meanwhile.

        Both copies together may take half of the worker's memory, the rest is for running.
        """
        fits = 4 * engine.weights_bytes <= self._memory_bytes
        if fits and not engine.is_prepacked and not self._prepacking:
            self._prepacking = True
            later = threading.Timer(PREPACK_AFTER_S, engine.prepack)
            later.daemon = True
            later.start()

    def _run_tensors(self, feed: Message, used: int) -> Message:
        if self._engine is None:
            raise Bug("no model is open")
        arrays = tensors.unpack_all(feed, self._exchange)
        started = time.perf_counter()
        outputs = self._engine.run(arrays)
        seconds = time.perf_counter() - started
        # Behind the inputs: an output may be a view of one.
        self._exchange.begin(used)
        packed = tensors.pack_all(outputs, self._exchange)
        return {"outputs": packed, "seconds": seconds}

    def _sample(self, name: str) -> Message:
        data = self._sample_bytes(name)
        if name.lower().endswith(_SOUND_ENDING):
            self._exchange.begin()
            drawn = sounds.waveform(name, sounds.read_wav(data, name))
            return {"picture": messages.pack_picture(drawn, self._exchange)}
        if not _is_image(name):
            return {"text": _text(data)[:MAX_SHOWN_TEXT]}
        self._exchange.begin()
        shown = images.picture(name, images.read_image(data, name))
        return {"picture": messages.pack_picture(shown, self._exchange)}

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

    def _normalise(self, size: int) -> Message:
        made = normalise(parse_model(self._file(size)))
        self._exchange.begin()
        return {
            "graph": self._exchange.put(made.graph),
            "weights": self._exchange.put(made.weights),
            "operators": list(made.inventory.operators),
            "opset": made.inventory.opset,
            "parameters": made.inventory.parameters,
            "tells_weights": made.tells_weights,
        }

    def _sample_bytes(self, name: str) -> bytes:
        if self._public is None:
            raise Bug("no package is open")
        part = self._public.part
        name = name if name.startswith(packages.SAMPLES) else packages.SAMPLES + name
        if name not in part:
            raise BadInput(name[:80], "the package has no such sample")
        return bytes(part[name])

    def _opened(self) -> tuple[Engine, Spec, Part]:
        if self._engine is None or self._public is None or self._sealed is None:
            raise Bug("no package is open")
        return self._engine, self._public.spec, self._sealed


def _is_image(name: str) -> bool:
    return name.lower().endswith(_IMAGE_ENDINGS)


def _text(data: bytes | memoryview) -> str:
    return texts.clean_text(str(data, "utf-8", "replace"), len(data))
