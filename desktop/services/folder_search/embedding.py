"""A model that is owned and open, as something that gives embeddings."""

from typing import Any, Protocol

from desktop.core.cancel import CancelToken
from desktop.core.packages import InputSpec, Spec
from desktop.core.runs import RunInput, RunResult, TextInput
from desktop.services.folder_search.service import WrongEmbedding

_CHARS_PER_TOKEN = 4
"""Rather too many: what turns out too long is cut in two."""


class Answering(Protocol):
    """A model that is open (``services.running.OpenModel``)."""

    @property
    def spec(self) -> Spec: ...

    def answer(
        self, inputs: dict[str, RunInput], params: dict[str, object], cancel: CancelToken
    ) -> RunResult: ...


class Opened(Protocol):
    """Gives the model, started again if its process has ended (``services.shelf.Hold``)."""

    def alive(self) -> Answering: ...


def can_search(spec: Spec) -> bool:
    """Whether a model gives embeddings of one text."""
    return spec.head.type == "embedding" and _text_port(spec) is not None


class OwnedEmbedder:
    """Fits ``services.folder_search.Embedder``; its runs are no entries in the history."""

    def __init__(self, opened: Opened, identity: bytes) -> None:
        """Use this model.

        Raises:
            WrongEmbedding: It gives no embeddings of a text.
        """
        port = _text_port(opened.alive().spec)
        if port is None:
            raise WrongEmbedding
        self._opened, self._identity, self._port = opened, identity, port

    @property
    def identity(self) -> bytes:
        return self._identity

    @property
    def most_chars(self) -> int:
        last = self._port.preprocess[-1]
        length = max(int(last.args.get("length", 1)), 1)
        return length if last.op == "utf8_bytes" else length * _CHARS_PER_TOKEN

    def embed(self, text: str, cancel: CancelToken) -> tuple[list[float], bool]:
        result = self._opened.alive().answer({self._port.name: TextInput(text)}, {}, cancel)
        value: Any = result.value
        match value:
            case {"embedding": [*numbers]} if all(isinstance(n, int | float) for n in numbers):
                return [float(number) for number in numbers], bool(value.get("is_cut"))
        raise WrongEmbedding


def _text_port(spec: Spec) -> InputSpec | None:
    ports = [port for port in spec.inputs if port.source is None]
    if len(ports) != 1 or ports[0].kind != "text" or ports[0].pair is not None or not ports[0].preprocess:
        return None
    return ports[0]
