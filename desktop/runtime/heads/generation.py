"""Text generation: what a spec must declare, a prompt by a plain template, and tokens that become text as they come."""

from collections.abc import Iterator, Sequence

from tokenizers import Tokenizer

from desktop.core.errors import Breach
from desktop.core.packages import Head, InputSpec, Spec
from desktop.runtime.errors import RunFailed
from desktop.runtime.heads import sampling
from desktop.runtime.heads.answering import Answer, Answering, HeadRule
from desktop.runtime.heads.tokens import guarded
from desktop.runtime.rules import breach

TYPE = "generation"
CACHE = "cache"
PLACE = "{text}"
MAX_PROMPT_CHARS = 20_000
MAX_STOPS = 16
MAX_STOP_CHARS = 100
MAX_NEW_TOKENS = 4096
MAX_CONTEXT = 1 << 17
MAX_CACHE_SIZE = 1 << 16
_DEFAULT_NEW = 256
MAX_CACHE_AXES = 8
_REPLACED = "\ufffd"
_MOST_WAITING = 8
"""Tokens; no character has more bytes, so what still ends in none is no character."""


def prompt_of(spec: Spec, text: str) -> str:
    """The person's text in the template of the package; what the text itself says of places is left alone."""
    before, place, after = (spec.head.prompt or PLACE).partition(PLACE)
    return before + text + after if place else text


def most_new(spec: Spec, wanted: float | None) -> int:
    """How many tokens may be written at most."""
    return max(1, min(int(wanted or spec.head.max_new or _DEFAULT_NEW), MAX_NEW_TOKENS))


def caches(spec: Spec) -> list[InputSpec]:
    """The inputs that hold what the model remembers of the text so far."""
    return [port for port in spec.inputs if port.kind == CACHE]


class Writer:
    """Tokens become text, held back while a character or a stop text may be incomplete.

    A byte-level vocabulary splits characters: the text of the last tokens is decoded together with a few before them,
    and what ends in a replacement character waits.
    """

    def __init__(self, tokenizer: Tokenizer, stops: Sequence[str]) -> None:
        self._tokenizer, self._stops = tokenizer, tuple(stop for stop in stops if stop)
        self._ids: list[int] = []
        self._begin = self._read = 0
        self._held = ""
        self.text = ""
        self.is_stopped = False

    def add(self, token: int) -> str:
        """The next token; returns what may be shown now."""
        self._ids.append(token)
        return self._let_go(self._fresh(is_last=False), is_last=False)

    def finish(self) -> str:
        """What was held back, when nothing more comes."""
        return "" if self.is_stopped else self._let_go(self._fresh(is_last=True), is_last=True)

    def _fresh(self, *, is_last: bool) -> str:
        """The text of the tokens that were not read yet; empty while it ends within a character."""
        known = self._decoded(self._ids[self._begin : self._read])
        now = self._decoded(self._ids[self._begin :])
        waits = now.endswith(_REPLACED) and len(self._ids) - self._read <= _MOST_WAITING and not is_last
        if len(now) <= len(known) or waits:
            return ""
        self._begin, self._read = self._read, len(self._ids)
        return now[len(known) :]

    def _let_go(self, fresh: str, *, is_last: bool) -> str:
        self._held += fresh
        found = [at for stop in self._stops if (at := self._held.find(stop)) >= 0]
        if found:
            self.is_stopped = True
            shown, self._held = self._held[: min(found)], ""
        else:
            kept = 0 if is_last else self._undecided()
            shown, self._held = self._held[: len(self._held) - kept], self._held[len(self._held) - kept :]
        self.text += shown
        return shown

    def _undecided(self) -> int:
        """How many characters at the end may be the beginning of a stop text."""
        longest = max((len(stop) - 1 for stop in self._stops), default=0)
        for count in range(min(longest, len(self._held)), 0, -1):
            if any(stop.startswith(self._held[-count:]) for stop in self._stops):
                return count
        return 0

    def _decoded(self, ids: Sequence[int]) -> str:
        return guarded(lambda: str(self._tokenizer.decode(list(ids), skip_special_tokens=True)))


def check_generation(spec: Spec) -> Iterator[Breach]:
    """Each thing in a spec that text generation cannot do, and a cache where nothing is generated."""
    if spec.head.type == TYPE:
        yield from _inputs(spec)
        yield from _caches(spec)
        yield from _fields(spec.head)
    elif caches(spec):
        yield breach("spec", "inputs", f"{CACHE} without the head {TYPE}")


def _inputs(spec: Spec) -> Iterator[Breach]:
    texts = [port for port in spec.inputs if port.kind == "text"]
    if len(texts) + len(caches(spec)) != len(spec.inputs) or sum(port.source is None for port in texts) != 1:
        yield breach("spec", "inputs", "one text and what is made of it")
    if any(port.pair for port in texts):
        yield breach("spec", "inputs", "two texts cannot be gone on with")
    lengths = set()
    for port in texts:
        last = port.preprocess[-1] if port.preprocess else None
        if last is None or last.op != "tokenize" or last.args.get("pad", 0) >= 0:
            yield breach("spec", f"{port.name}.preprocess", "tokenize with pad -1 wanted")
            continue
        lengths.add(last.args.get("length", 0))
    if any(not 2 <= length <= MAX_CONTEXT for length in lengths) or len(lengths) > 1:
        yield breach("spec", "tokenize", f"lengths {sorted(lengths)[:8]}")


def _caches(spec: Spec) -> Iterator[Breach]:
    for port in caches(spec):
        kinds = [axis.type for axis in port.axes]
        sizes = [axis.size for axis in port.axes if axis.type not in ("batch", "time")]
        if kinds.count("batch") != 1 or kinds.count("time") != 1 or len(kinds) > MAX_CACHE_AXES:
            yield breach("spec", f"{port.name}.axes", "one batch and one time wanted")
        elif not all(size is not None and 1 <= size <= MAX_CACHE_SIZE for size in sizes):
            yield breach("spec", f"{port.name}.axes", "sizes wanted")
        if port.preprocess or port.dtype not in ("FP16", "FP32"):
            yield breach("spec", port.name, f"{CACHE} of {port.dtype}")
    roles = sorted(output.role for output in spec.outputs)
    if roles != sorted(["logits", *(port.name for port in caches(spec))]) or any(
        output.postprocess for output in spec.outputs
    ):
        yield breach("spec", "head", f"{TYPE} with roles {roles[:8]}"[:200])


def _fields(head: Head) -> Iterator[Breach]:
    prompt, stops = head.prompt, head.stop or []
    if prompt is not None and (len(prompt) > MAX_PROMPT_CHARS or prompt.count(PLACE) != 1):
        yield breach("spec", "head.prompt", f"{PLACE} once, and {MAX_PROMPT_CHARS} characters at most")
    if len(stops) > MAX_STOPS or any(not 1 <= len(stop) <= MAX_STOP_CHARS for stop in stops):
        yield breach("spec", "head.stop", f"{MAX_STOPS} texts of {MAX_STOP_CHARS} characters at most")
    if len(head.end_tokens or ()) > MAX_STOPS:
        yield breach("spec", "head.end_tokens", f"{len(head.end_tokens or ())}")
    if head.max_new is not None and not 1 <= head.max_new <= MAX_NEW_TOKENS:
        yield breach("spec", "head.max_new", f"{head.max_new}")


def _never(run: Answering) -> Answer:
    raise RunFailed(f"{run.head.type} is not one run")


HEADS = {
    TYPE: HeadRule(_never, kind="text", settings=sampling.SETTINGS, layouts={"": (frozenset(), frozenset())})
}
