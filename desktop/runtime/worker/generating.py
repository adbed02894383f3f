"""Text generation: one token after the other, what the model remembers kept where it lies, until something ends it."""

import math
import time
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from desktop.core.errors import Cancelled
from desktop.core.packages import InputSpec, Spec
from desktop.core.runs import RunInput, SampleInput, TextInput
from desktop.runtime.errors import BadInput, RunFailed
from desktop.runtime.heads import feeding, generation, results
from desktop.runtime.heads.sampling import SETTINGS, Chooser, Sampling
from desktop.runtime.tensors import DTYPES, Array
from desktop.runtime.worker.engine import Engine

PREFILL_TOKENS = 256
"""A long prompt is read in parts: a model may give a score for each token of the vocabulary at each of its places."""
CACHE_SHARE = 4
"""What the model remembers may take this part of the worker's memory; the context is cut to what fits."""

Report = Callable[[int, int, str], None]


class Generation:
    """One answer of a model with the head ``generation``."""

    def __init__(
        self, engine: Engine, spec: Spec, tokenizer: Tokenizer, memory_bytes: int, report: Report
    ) -> None:
        self._engine, self._spec, self._tokenizer = engine, spec, tokenizer
        self._report = report
        self._texts = [port for port in spec.inputs if port.kind == "text"]
        self._caches = generation.caches(spec)
        self._cache: dict[str, Any] = {port.name: engine.value(_empty(port)) for port in self._caches}
        self._length = 0
        self._context = min(_context(self._texts[0]), _fitting(self._caches, memory_bytes))
        self.seconds = 0.0

    def run(
        self, inputs: Mapping[str, RunInput], params: Mapping[str, object], aids: feeding.Aids
    ) -> list[dict[str, Any]]:
        """``[{"generated_text", "stopped", "tokens", "prompt_tokens", "first_token_s", "tokens_per_s"}]``.

        ``stopped`` says what ended it: ``end`` (a token of the model's), ``stop`` (a text), ``length``, ``context`` or
        ``person``; what was said until then is kept.

        Raises:
            BadInput: The text is empty or longer than the model can read.
            RunFailed, ModelOutOfMemory: The model failed.
            Cancelled: Before the first token.
        """
        settings = {p.name: float(p.default) for p in self._spec.params if p.name in SETTINGS}
        settings |= results.settings_of(self._spec, params)
        prompt = self._prompt(inputs, aids)
        most = generation.most_new(self._spec, settings.get("max_new_tokens"))
        parts = -(-len(prompt) // PREFILL_TOKENS)
        total = parts + most
        started = time.perf_counter()
        scores: Array = np.zeros(0)
        for part in range(parts):
            scores = self._step(prompt[part * PREFILL_TOKENS : (part + 1) * PREFILL_TOKENS])
            self._report(part + 1, total, "")
        first_s = time.perf_counter() - started
        writer = generation.Writer(self._tokenizer, self._spec.head.stop or ())
        chooser = Chooser(Sampling.of(settings))
        count, stopped = self._write(prompt, scores, most, writer, chooser, lambda n, text: self._report(parts + n, total, text))  # fmt: skip
        took = time.perf_counter() - started - first_s
        return [
            {
                "generated_text": writer.text,
                "stopped": stopped,
                "tokens": count,
                "prompt_tokens": len(prompt),
                "first_token_s": round(first_s, 4),
                "tokens_per_s": round(max(count - 1, 0) / took, 2) if took > 0 else 0.0,
            }
        ]

    def _write(
        self,
        prompt: list[int],
        scores: Array,
        most: int,
        writer: generation.Writer,
        chooser: Chooser,
        told: Callable[[int, str], None],
    ) -> tuple[int, str]:
        """Tokens until something ends it: how many there are, and what it was."""
        seen = list(prompt)
        ends = frozenset(self._spec.head.end_tokens or ())
        stopped = "length"
        count = 0
        while count < most:
            token = chooser.choose(scores, seen)
            if token in ends:
                stopped = "end"
                break
            seen.append(token)
            count += 1
            text = writer.add(token)
            if writer.is_stopped:
                told(count, text)
                return count, "stop"
            told(count, text)
            if count == most:
                break
            if self._length + 1 > self._context:
                stopped = "context"
                break
            try:
                scores = self._step([token])
            except Cancelled:
                stopped = "person"
                break
        writer.finish()
        return count, stopped

    def _prompt(self, inputs: Mapping[str, RunInput], aids: feeding.Aids) -> list[int]:
        port = next(port for port in self._texts if port.source is None)
        value = inputs.get(port.name)
        if isinstance(value, SampleInput):
            value = feeding.text_of(port, aids.read_sample(value.name))
        if not isinstance(value, TextInput) or not value.text.strip():
            raise BadInput(port.name, "the text is empty or too long")
        text = TextInput(generation.prompt_of(self._spec, value.text))
        tensors, given = feeding.feed(self._spec, {port.name: text}, aids)
        of_ids = next((p for p in self._texts if p.preprocess[-1].args["part"] == "ids"), port)
        ids: list[int] = tensors[of_ids.name][0].tolist()
        if (given.tokens is not None and given.tokens.is_cut) or len(ids) >= self._context:
            raise BadInput(port.name, "the text is longer than the model can read")
        return ids

    def _step(self, ids: list[int]) -> Array:
        """The scores behind these tokens, which the model then remembers."""
        begin, end = self._length, self._length + len(ids)
        feed: dict[str, Any] = dict(self._cache)
        for port in self._texts:
            values = {
                "ids": ids,
                "mask": [1] * end,
                "types": [0] * len(ids),
                "positions": range(begin, end),
            }[port.preprocess[-1].args["part"]]
            feed[port.name] = self._engine.value(np.array([values], dtype=DTYPES[port.dtype]))
        started = time.perf_counter()
        outputs = self._engine.run_values(feed, [port.name for port in self._spec.outputs])
        self.seconds += time.perf_counter() - started
        by_role = {port.role: outputs[port.name] for port in self._spec.outputs}
        for port in self._caches:
            self._remember(port, by_role[port.name], end)
        self._length = end
        scores: Array = by_role["logits"].numpy()
        if scores.ndim not in (2, 3) or scores.shape[0] != 1 or scores.dtype.kind != "f" or not scores.size:
            raise RunFailed(f"scores of shape {list(scores.shape)}")
        last: Array = scores.reshape(-1, scores.shape[-1])[-1]
        return last

    def _remember(self, port: InputSpec, value: Any, length: int) -> None:
        wanted = [_size(axis.type, axis.size, length) for axis in port.axes]
        if list(value.shape()) != wanted:
            raise RunFailed(f"a memory of shape {list(value.shape())}, {wanted} wanted")
        self._cache[port.name] = value


def _size(kind: str, size: int | None, length: int) -> int:
    if kind == "batch":
        return 1
    return length if kind == "time" else size or 1


def _empty(port: InputSpec) -> Array:
    shape = [_size(axis.type, axis.size, 0) for axis in port.axes]
    return np.zeros(shape, dtype=DTYPES[port.dtype])


def _context(port: InputSpec) -> int:
    return int(port.preprocess[-1].args["length"])


def _fitting(ports: list[InputSpec], memory_bytes: int) -> int:
    """How many tokens may be remembered in the memory that is set apart for it; each is held twice for a moment."""
    per_token = sum(
        math.prod(_size(axis.type, axis.size, 1) for axis in port.axes)
        * np.dtype(DTYPES[port.dtype]).itemsize
        for port in ports
    )
    if not memory_bytes:  # nobody set a limit
        return generation.MAX_CONTEXT
    return int(memory_bytes // CACHE_SHARE // max(2 * per_token, 1))
