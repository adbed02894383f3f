"""What judging and comparing need of the runtime, of the disk, and of the shelf of open models."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, TypeAlias

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError
from desktop.core.items import DataChoice, ItemSource
from desktop.core.judging import Judgement, Observed
from desktop.core.packages import Manifest, Spec
from desktop.core.runs import Picture, RunInput, RunResult

OpenItems: TypeAlias = Callable[[DataChoice, Spec], ItemSource]
Suggest: TypeAlias = Callable[[Sequence[Path], Spec], DataChoice]


class Model(Protocol):
    """An open model, as far as judging goes."""

    @property
    def manifest(self) -> Manifest: ...
    @property
    def spec(self) -> Spec: ...
    @property
    def labels(self) -> tuple[str, ...]: ...
    @property
    def memory_bytes(self) -> int: ...
    @property
    def is_alive(self) -> bool: ...
    @property
    def bundle_size(self) -> int: ...
    def answer_many(
        self, bundle: Sequence[dict[str, RunInput]], params: dict[str, object], cancel: CancelToken
    ) -> list[RunResult | AppError]: ...


class ModelHold(Protocol):
    """Somebody's hold on an open model; ``alive`` opens it again if its process has ended."""

    @property
    def model(self) -> Model: ...
    def alive(self) -> Model: ...
    def release(self) -> None: ...


class Models(Protocol):
    """The models of this wallet, each opened once."""

    def hold(self, purchase_id: str, device: str = "cpu") -> ModelHold: ...


class Previewer(Protocol):
    """Decodes a person's own pictures and sounds for showing, in the sandbox."""

    def draw(self, value: RunInput, side: int) -> Picture:
        """Pixels, no wider or higher than ``side``.

        Raises:
            BadInput: It cannot be read.
        """


class JudgementBook(Protocol):
    """The judgements of this wallet, on disk."""

    def add(self, judgement: Judgement, observed: Sequence[Observed]) -> int:
        """Keep both; returns the number."""

    def history(self, purchase_id: str, limit: int = 50) -> list[Judgement]:
        """Newest first."""

    def observed(self, judgement_id: int) -> Iterator[Observed]:
        """The items behind one; none if there were too many to keep."""

    def remove(self, judgement_id: int) -> None: ...
