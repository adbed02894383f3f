"""Areas that a model coloured beside the true ones."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from desktop.core.areas import IGNORED, TrueMask
from desktop.core.errors import AppError
from desktop.core.items import ItemSource
from desktop.core.judging import Kind, Observed
from desktop.core.metrics.values import Figure
from desktop.core.runs import Picture, RunResult
from desktop.services.judging.figures import Found, figure, plan_for
from desktop.services.judging.observing import NoAnswer

if TYPE_CHECKING:
    from desktop.core.metrics.resampling import Array

_MOST_CLASSES = 1000


class MaskSource(ItemSource, Protocol):
    """Pictures whose true masks are known."""

    def mask_of(self, name: str) -> TrueMask | None: ...
    def name_of(self, number: int) -> str: ...


class AreaExaminer:
    """Classes of pixels. What a picture leaves uncoloured is the model's background class, if it has one."""

    kind: Kind = "areas"

    def __init__(
        self, classes: tuple[str, ...], names: Mapping[str, str], source: MaskSource, background: int | None
    ) -> None:
        self.classes = classes[:_MOST_CLASSES]
        self._names, self._source = names, source
        self._background = -1 if background is None else background
        self._counts: dict[str, Array] = {}

    def truth(self, item: str, label: str | float | None) -> str | float | None:  # noqa: ARG002
        return "" if label is not None else None

    def observe(self, item: str, truth: str | float | None, result: RunResult) -> list[Observed]:
        from desktop.core.metrics.areas import pixel_counts

        picture = next((one for one in result.pictures if one.name == "mask"), None)
        if picture is None or not isinstance(result.value, list):
            raise NoAnswer
        said = ", ".join(sorted(str(part.get("label")) for part in result.value))
        if truth is None:
            return [Observed(item, None, said, seconds=result.seconds)]
        try:
            mask = self._source.mask_of(item)
        except AppError as error:
            raise NoAnswer from error
        if mask is None:
            raise NoAnswer
        true, told = self._true(mask), self._said(picture, result.value, mask)
        counts = pixel_counts(true.ravel(), told.ravel(), len(self.classes))
        self._counts[item] = counts
        wrong = 1.0 - counts[0].sum() / max(counts[1].sum(), 1)
        in_it = ", ".join(name for name, pixels in zip(self.classes, counts[1], strict=True) if pixels)
        return [Observed(item, in_it, said, seconds=result.seconds, off=float(wrong))]

    def work_out(self, observed: Sequence[Observed]) -> Found:
        kept = [self._counts[one.item] for one in observed if one.item in self._counts]
        return area_figures(kept, self.classes)

    def _true(self, mask: TrueMask) -> "Array":
        import numpy as np

        number = {label: at for at, label in enumerate(self.classes)}
        table = np.full(256, -1, dtype=np.int64)
        for value in range(IGNORED):
            table[value] = number.get(self._names.get(self._source.name_of(value), ""), -1)
        values = np.frombuffer(mask.values, dtype=np.uint8)
        found: Array = table[values].reshape(mask.height, mask.width)
        return found

    def _said(self, picture: Picture, parts: list[dict[str, object]], mask: TrueMask) -> "Array":
        """The class of each pixel of the true mask, by the colours of the shown one (nearest pixel)."""
        import numpy as np

        number = {label: at for at, label in enumerate(self.classes)}
        rgba = np.frombuffer(picture.rgba, dtype=np.uint8).reshape(picture.height, picture.width, 4)
        rows = (np.arange(mask.height) + 0.5) * picture.height / mask.height
        columns = (np.arange(mask.width) + 0.5) * picture.width / mask.width
        pixels = rgba[rows.astype(int)[:, np.newaxis], columns.astype(int)].astype(np.int64)
        colors = pixels[..., 0] << 16 | pixels[..., 1] << 8 | pixels[..., 2]
        found: Array = np.full(colors.shape, self._background)
        for part in parts:
            color = str(part.get("color", ""))
            if len(color) == 7 and str(part.get("label")) in number:
                found[(colors == int(color[1:], 16)) & (pixels[..., 3] > 0)] = number[str(part["label"])]
        return found


def area_figures(counts: "Sequence[Array]", classes: Sequence[str]) -> Found:
    """IoU and Dice over pictures, and the IoU of each class that occurs."""
    if not counts:
        return Found(())
    import numpy as np

    from desktop.core.metrics.areas import AREAS, areas
    from desktop.core.metrics.resampling import bootstrap

    n = len(counts)
    found = bootstrap(areas(np.stack(counts)), plan_for(n, few=True))
    overall: list[Figure] = [figure(name, found, at, n) for at, name in enumerate(AREAS)]
    single = [
        figure("iou", found, len(AREAS) + at, n, label=label)
        for at, label in enumerate(classes)
        if np.isfinite(found.values[len(AREAS) + at])
    ]
    return Found(tuple(overall), tuple(single))
