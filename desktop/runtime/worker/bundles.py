"""Several items in one message, and in one run of the graph where its batch axis is free."""

from collections.abc import Mapping, Sequence, Set
from time import perf_counter

import numpy as np

from desktop.core.errors import AppError
from desktop.core.packages import Spec
from desktop.core.runs import FULL, Picture, RunInput, RunResult
from desktop.runtime.errors import BadInput, OutputTooLarge, RunFailed
from desktop.runtime.heads import feeding, results
from desktop.runtime.heads.answering import Given
from desktop.runtime.tensors import Array
from desktop.runtime.worker.engine import Engine

_OF_ONE_ITEM = (BadInput, RunFailed, OutputTooLarge)
GIVEN = "input"
"""The picture that was given comes back with many answers, for showing; of a batch nobody sees it."""

Feed = dict[str, Array]


def answer_bundle(
    engine: Engine,
    spec: Spec,
    bundle: Sequence[Mapping[str, RunInput]],
    aids: feeding.Aids,
    labels: Sequence[str],
    params: Mapping[str, object],
) -> list[RunResult | AppError]:
    """An answer for each item, or why it has none; one item's fault is not another's.

    Raises:
        ModelOutOfMemory, Cancelled: The whole bundle has none.
    """
    fed: list[tuple[Feed, Given] | AppError] = [_fed(spec, inputs, aids) for inputs in bundle]
    feeds = [one[0] for one in fed if not isinstance(one, AppError)]
    started = perf_counter()
    ran = iter(_run_together(engine, spec, feeds) or [_run_alone(engine, spec, feed) for feed in feeds])
    seconds = (perf_counter() - started) / max(len(feeds), 1)
    answered: list[RunResult | AppError] = []
    for one in fed:
        if isinstance(one, AppError):
            answered.append(one)
            continue
        outputs = next(ran)
        answered.append(
            outputs
            if isinstance(outputs, AppError)
            else _answer(engine, spec, outputs, labels, params, one[1], seconds)
        )
    return answered


def worth_keeping(names: Set[str]) -> Set[str]:
    """Of an answer's pictures those that a batch keeps: the whole one in place of what is shown, and not the given one."""
    return names - ({GIVEN, "output"} if FULL in names else {GIVEN})


def _fed(spec: Spec, inputs: Mapping[str, RunInput], aids: feeding.Aids) -> tuple[Feed, Given] | AppError:
    try:
        return feeding.feed(spec, inputs, aids)
    except _OF_ONE_ITEM as error:
        return error


def _run_alone(engine: Engine, spec: Spec, feed: Feed) -> Feed | AppError:
    try:
        return engine.run(feed, [port.name for port in spec.outputs])
    except _OF_ONE_ITEM as error:
        return error


def _run_together(engine: Engine, spec: Spec, feeds: Sequence[Feed]) -> list[Feed | AppError] | None:
    """One run for all, cut apart again; None where the graph or the items do not allow it."""
    if len(feeds) < 2 or any(not port.shape or isinstance(port.shape[0], int) for port in engine.inputs):
        return None
    shapes = {name: array.shape for name, array in feeds[0].items()}
    if any({name: array.shape for name, array in feed.items()} != shapes for feed in feeds):
        return None
    if any(not shape or shape[0] != 1 for shape in shapes.values()):
        return None
    together = {name: np.concatenate([feed[name] for feed in feeds]) for name in shapes}
    try:
        outputs = engine.run(together, [port.name for port in spec.outputs])
    except _OF_ONE_ITEM:
        return None  # perhaps one of them alone is at fault
    if any(array.ndim == 0 or array.shape[0] != len(feeds) for array in outputs.values()):
        return None
    return [{name: array[at : at + 1] for name, array in outputs.items()} for at in range(len(feeds))]


def _answer(
    engine: Engine,
    spec: Spec,
    outputs: Feed,
    labels: Sequence[str],
    params: Mapping[str, object],
    given: Given,
    seconds: float,
) -> RunResult | AppError:
    try:
        value, pictures = results.answer(spec, outputs, labels, params, given)
    except _OF_ONE_ITEM as error:
        return error
    frame = given.image.size if given.image is not None else (0, 0)
    kept = worth_keeping({picture.name for picture in pictures})
    made: tuple[Picture, ...] = tuple(picture for picture in pictures if picture.name in kept)
    return RunResult(spec.head.type, value, seconds, engine.device, made, frame)
