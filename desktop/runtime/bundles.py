"""The host's side of many items at once: how many go together, and rows of a table as one table."""

from collections.abc import Sequence
from typing import Protocol

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError
from desktop.core.packages import Manifest, Spec
from desktop.core.runs import AudioInput, ImageInput, RunInput, RunResult, TableInput
from desktop.runtime.errors import BadInput, RunFailed

ROWS = 1024
MOST_ITEMS = 64
_BUNDLE_MS = 50.0
MOST_BYTES = 64 << 20
_ALONE = frozenset({"image-to-image", "segmentation", "depth", "generation"})
"""Their answers are large, or made in many steps."""


class Runs(Protocol):
    """Runs one item."""

    def run(
        self, inputs: dict[str, RunInput], params: dict[str, object], cancel: CancelToken
    ) -> RunResult: ...


def bundle_size(spec: Spec, manifest: Manifest) -> int:
    """How many items go to the worker together.

    Rows of a table by the thousand where the graph's batch axis is free; others as many as take about 50 ms by the
    seller's measurement, which anybody reads the same: a bundle's size must not depend on this machine's mood.
    """
    if _is_table(spec):
        free = all(port.axes and port.axes[0].size is None for port in spec.inputs)
        return ROWS if free else 1
    if spec.head.type in _ALONE:
        return 1
    return max(1, min(MOST_ITEMS, int(_BUNDLE_MS / max(manifest.measured.run_ms, 0.01))))


def is_table_bundle(spec: Spec, bundle: Sequence[dict[str, RunInput]]) -> bool:
    """Whether the items are rows that can be one table."""
    return _is_table(spec) and all(
        isinstance(value, TableInput) and len(value.rows) == 1
        for inputs in bundle
        for value in inputs.values()
    )


def run_rows(
    model: Runs, bundle: Sequence[dict[str, RunInput]], params: dict[str, object], cancel: CancelToken
) -> list[RunResult | AppError]:
    """Rows as one table, each with its own answer. A row that cannot be used is looked for by halves."""
    if not bundle:
        return []
    names = bundle[0].keys()
    table: dict[str, RunInput] = {name: TableInput(_rows(bundle, name)) for name in names}
    fault: AppError = RunFailed("another number of rows came out")
    try:
        result = model.run(table, params, cancel)
    except (BadInput, RunFailed) as error:
        fault = error
    else:
        if isinstance(result.value, list) and len(result.value) == len(bundle):
            seconds = result.seconds / len(bundle)
            return [RunResult(result.head, [value], seconds, result.device) for value in result.value]
    if len(bundle) == 1:
        return [fault]
    half = len(bundle) // 2
    return [*run_rows(model, bundle[:half], params, cancel), *run_rows(model, bundle[half:], params, cancel)]


def portions(bundle: Sequence[dict[str, RunInput]]) -> list[list[dict[str, RunInput]]]:
    """The bundle in parts whose files fit into the shared memory together."""
    parts: list[list[dict[str, RunInput]]] = []
    size = 0
    for inputs in bundle:
        own = sum(len(v.data) for v in inputs.values() if isinstance(v, ImageInput | AudioInput))
        if not parts or size + own > MOST_BYTES:
            parts.append([])
            size = 0
        parts[-1].append(inputs)
        size += own
    return parts


def _rows(bundle: Sequence[dict[str, RunInput]], name: str) -> tuple[dict[str, float | str], ...]:
    return tuple(
        row for inputs in bundle if isinstance(value := inputs[name], TableInput) for row in value.rows
    )


def _is_table(spec: Spec) -> bool:
    return all(port.kind == "table" for port in spec.inputs)
