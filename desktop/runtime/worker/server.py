"""The worker's operations. One at a time in the main thread; a reader thread hears "cancel" and the host's end."""

import mmap
import os
import queue
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
import onnxruntime
from tokenizers import Tokenizer

from desktop.core import packages
from desktop.core.errors import Bug, InvalidPackage
from desktop.core.packages import Spec
from desktop.core.runs import Picture, RunResult, SandboxLevel
from desktop.processes import BrokenFrame, Channel, Message
from desktop.runtime import messages, tensors
from desktop.runtime.errors import BadInput, ModelOutOfMemory, UnreadableModel
from desktop.runtime.exchange import Exchange, Portion
from desktop.runtime.heads import feeding, images, results, sounds, texts
from desktop.runtime.heads.answering import Given
from desktop.runtime.heads.tokens import read_tokenizer
from desktop.runtime.package_rules import Part, PublicPart, check_public, check_sealed
from desktop.runtime.profile import ORT_FORMAT, check_model, parse_model
from desktop.runtime.rules import breach
from desktop.runtime.tensors import Array
from desktop.runtime.worker import bundles, fitting, vectors
from desktop.runtime.worker.engine import Engine
from desktop.runtime.worker.normalising import normalise

MAX_PREVIEWS = 16
PREPACK_AFTER_S = 0.3
PREVIEW_SIDE = 640
MAX_SHOWN_TEXT = 64 << 10
_IMAGE_ENDINGS = (".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif", ".tif", ".tiff")
_SOUND_ENDING = ".wav"
_ZIP_MARK = b"PK"


class Server:
    """Answers the host until its end of the pipe closes."""

    def __init__(
        self,
        channel: Channel,
        level: SandboxLevel,
        exchange: Exchange,
        file_fd: int | None,
        threads: int,
        memory_bytes: int,
    ) -> None:
        self._channel = channel
        self._level = level
        self._exchange = exchange
        self._file_fd = file_fd
        self._threads = threads
        self._memory_bytes = memory_bytes
        self._requests: queue.SimpleQueue[Message] = queue.SimpleQueue()
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
            "run_tensors": self._run_tensors,
            "sample": self._sample,
            "self_test": self._self_test,
            "measure": self._measure,
            "measure_fit": self._measure_fit,
            "normalise": self._normalise,
        }

    def serve(self) -> None:
        """Answer for ever; the process ends when the host closes the pipe, whatever runs at that time."""
        threading.Thread(target=self._listen, name="listen", daemon=True).start()
        while True:
            request = self._requests.get()
            op = str(request.pop("op", ""))
            self._channel.answer(lambda op=op, request=request: self._answer(op, request))  # type: ignore[misc]

    def _listen(self) -> None:
        try:
            while (message := self._channel.receive()) is not None:
                if message.get("op") != "cancel":
                    self._requests.put(message)
                elif (engine := self._engine) is not None:
                    engine.cancel()
        except BrokenFrame:
            os._exit(70)
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

    def _open_package(self, public: Portion, sealed_size: int, device: str) -> Message:
        # Copied out: the exchange is written over with the next message.
        found = check_public(bytes(self._exchange.get(public)))
        sealed, model = check_sealed(self._file(sealed_size), found)
        labels = found.spec.head.labels
        if labels is not None:
            self._labels = texts.read_labels(sealed[labels] if labels in sealed else found.part[labels])
        if packages.TOKENIZER in sealed:
            self._tokenizer = read_tokenizer(sealed[packages.TOKENIZER])
        graph = model.SerializeToString()
        self._engine = Engine(graph, weights=sealed[packages.WEIGHTS], threads=self._threads, device=device)
        self._public, self._sealed = found, sealed
        return {
            "manifest": bytes(found.part[packages.MANIFEST]),
            "spec": bytes(found.part[packages.SPEC]),
            "samples": list(found.part.names(packages.SAMPLES)),
            "device": msgspec.to_builtins(self._engine.device),
        }

    def _measure_fit(self, public: Portion, device: str, free_bytes: int) -> Message:
        """Load the public graph with empty weights, which the inherited memory is, and run it."""
        bounds = fitting.Bounds(time.perf_counter(), self._memory_bytes)
        found = check_public(bytes(self._exchange.get(public)))
        size = sum(blob.size for blob in found.manifest.blobs if blob.name == packages.WEIGHTS)
        if size > free_bytes:
            return {"outcome": "memory"}
        name = found.spec.head.labels
        labels = texts.read_labels(found.part[name]) if name is not None and name in found.part else []

        def load(graph: bytes, weights: memoryview) -> Engine:
            self._engine = Engine(graph, weights=weights, threads=self._threads, device=device)
            return self._engine

        def answer(outputs: dict[str, Array], given: Given) -> None:
            _value, pictures = results.answer(found.spec, outputs, labels, {}, given)
            self._exchange.begin()
            for picture in pictures:
                messages.pack_picture(picture, self._exchange)

        weights = self._file(size) if size else memoryview(b"")
        told: Message = msgspec.to_builtins(fitting.measure(found, weights, load, answer, bounds))
        return told

    def _open_plain(self, size: int, device: str) -> Message:
        data = self._file(size)
        if bytes(data[4:8]) == b"ORTM":
            raise UnreadableModel(ORT_FORMAT)
        self._engine = Engine(bytes(data), threads=self._threads, device=device)
        return {
            "inputs": [_port(port) for port in self._engine.inputs],
            "outputs": [_port(port) for port in self._engine.outputs],
            "device": msgspec.to_builtins(self._engine.device),
        }

    def _run(self, inputs: dict[str, Message], params: dict[str, Any]) -> Message:
        engine, spec, _ = self._opened()
        given = {name: messages.unpack_input(value, self._exchange) for name, value in inputs.items()}
        feed, about = feeding.feed(spec, given, feeding.Aids(self._sample_bytes, self._tokenizer))
        started = time.perf_counter()
        outputs = engine.run(feed, [port.name for port in spec.outputs])
        seconds = time.perf_counter() - started
        value, pictures = results.answer(spec, outputs, self._labels, params, about)
        self._prepack_later(engine)
        self._exchange.begin()
        frame = about.image.size if about.image is not None else (0, 0)
        result = RunResult(spec.head.type, value, seconds, engine.device, pictures, frame)
        return messages.pack_result(result, self._exchange)

    def _run_many(self, bundle: list[dict[str, Message]], params: dict[str, Any]) -> list[Message]:
        engine, spec, _ = self._opened()
        given = [
            {name: messages.unpack_input(value, self._exchange) for name, value in inputs.items()}
            for inputs in bundle
        ]
        aids = feeding.Aids(self._sample_bytes, self._tokenizer)
        answered = bundles.answer_bundle(engine, spec, given, aids, self._labels, params)
        self._prepack_later(engine)
        self._exchange.begin()
        return [messages.pack_answered(one, self._exchange) for one in answered]

    def _preview(self, picture: Portion, side: int) -> Message:
        """A person's own picture for showing."""
        image = images.read_image(bytes(self._exchange.get(picture)), "")
        image.thumbnail((side, side))
        self._exchange.begin()
        return messages.pack_picture(images.picture("preview", image), self._exchange)

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
        return {"outputs": packed, "seconds": seconds, "used": self._exchange.used}

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


def _port(port: Any) -> Message:
    shape = [size if isinstance(size, int) else None for size in port.shape]
    return {"name": str(port.name), "type": str(port.type), "shape": shape}
