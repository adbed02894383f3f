"""From the facts of a model and a person's answers to a spec, or to the questions that are left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.core.importing import TASKS, GeneratingModel, Proposal
from desktop.core.packages import InputSpec, Spec, TestsSpec
from desktop.runtime.importing import draft_heads, draft_inputs
from desktop.runtime.importing.draft import Draft
from desktop.runtime.importing.facts import ModelFacts

LICENCES = (
    "Apache-2.0", "MIT", "BSD-3-Clause", "CC-BY-4.0", "CC0-1.0", "GPL-3.0-only", "AGPL-3.0-only",
    "LicenseRef-Proprietary",
)  # fmt: skip
NO_TESTS = TestsSpec(0, 0.0, 0.0)
_REGRESSORS = {"TreeEnsembleRegressor", "LinearRegressor", "SVMRegressor"}


@dataclass(frozen=True, slots=True)
class Listing:
    """What people read of the model."""

    name: str
    version: str
    summary: str
    licence: str


@dataclass(frozen=True, slots=True)
class Outline:
    """A proposal, and the spec (its tests still empty) and listing once no question is open."""

    proposal: Proposal
    spec: Spec | None = None
    listing: Listing | None = None
    labels: tuple[str, ...] = ()
    two_sided: tuple[str, ...] = ()


def propose(facts: ModelFacts, answers: Mapping[str, Any], beside: Sequence[str], name: str) -> Outline:
    """What can be said of a model so far.

    Args:
        facts: From the worker.
        answers: Of the person, by the key of each question.
        beside: Names of the files beside the model that will go into the package.
        name: Suggested name.

    Raises:
        BadAnswer: An answer cannot be used.
        Unimportable: No package can be made of it for this task.
    """
    draft = Draft(facts, answers, beside)
    if any(hint.key == "generates" for hint in facts.hints):
        raise GeneratingModel
    task = draft.need("task", "choice", choices=_possible(draft), **_likely(draft))
    inputs: list[InputSpec] = []
    answering: draft_heads.Answering | None = None
    if task is not None:
        kind, head = TASKS[task]
        inputs = _inputs(draft, kind, task)
        answering = draft_heads.HEADS[head](draft, head)
    listing = _listing(draft, name)
    proposal = draft.proposal
    if not proposal.is_complete or answering is None or task is None or listing is None:
        return Outline(proposal)
    spec = Spec(1, task, inputs, answering.outputs, answering.head, NO_TESTS, answering.params)
    told = next((g.value for g in proposal.guesses if g.key == "labels"), ())
    labels = tuple(told) if answering.head.labels is not None else ()
    return Outline(proposal, spec, listing, labels, answering.two_sided)


def _listing(draft: Draft, name: str) -> Listing | None:
    title = draft.need("name", "text", suggestion=name, reason="people")
    summary = draft.need("summary", "paragraph", reason="people")
    licence = draft.need("licence", "choice", choices=LICENCES, reason="people")
    version = draft.need("version", "text", derived="1.0.0", source="usual")
    if title is None or summary is None or licence is None:
        return None
    return Listing(title, version, summary, licence)


def _inputs(draft: Draft, kind: str, task: str) -> list[InputSpec]:
    match kind:
        case "image":
            return draft_inputs.image_input(draft)
        case "text":
            return draft_inputs.text_inputs(draft, pair=task == "question-answering")
        case "audio":
            return draft_inputs.audio_input(draft)
        case "table":
            return draft_inputs.table_input(draft)
        case "series":
            return draft_inputs.series_input(draft)
        case _:
            return draft_inputs.tensor_inputs(draft)


def _possible(draft: Draft) -> list[str]:
    """The tasks whose input could be this model's."""
    kinds = {"tensor"}
    ports = list(draft.inputs)
    if len(ports) == 1 and draft_inputs.is_picture(ports[0]):
        kinds.add("image")
    if draft_inputs.is_tokens(ports):
        kinds.add("text")
    if len(ports) == 1 and ports[0].dtype in {"FP32", "FP16", "FP64"} and len(ports[0].dims) in (2, 3):
        kinds |= {"audio", "series"}
        if len(ports[0].dims) == 2 and ports[0].dims[1] is not None:
            kinds.add("table")
    return [task for task, (kind, _) in TASKS.items() if kind in kinds]


def _likely(draft: Draft) -> dict[str, Any]:
    """The task that operators or names prove, or else the one to suggest."""
    facts = draft.facts
    outputs = {port.name for port in facts.outputs}
    if any(hint.source == "classifier" for hint in facts.hints):
        return {"derived": "tabular-classification", "source": "operators"}
    if _REGRESSORS & facts.operators.keys():
        if {"label", "scores"} <= outputs:
            return {"derived": "tabular-anomaly-detection", "source": "sklearn"}
        return {"derived": "tabular-regression", "source": "operators"}
    if {"start_logits", "end_logits"} <= outputs:
        return {"derived": "question-answering", "source": "name"}
    return {"suggestion": _by_shape(draft)}


def _by_shape(draft: Draft) -> str | None:
    ports, numeric = list(draft.inputs), draft.numeric_outputs()
    rank = len(numeric[0].dims) if numeric else 0
    if len(ports) == 1 and draft_inputs.is_picture(ports[0]):
        channels = numeric[0].dims[1] if rank == 4 else None
        if rank == 4:
            return "image-to-image" if channels in (1, 3) else "image-segmentation"
        return {2: "image-classification", 3: "object-detection"}.get(rank)
    if draft_inputs.is_tokens(ports):
        return {2: "text-classification", 3: "token-classification"}.get(rank)
    if len(ports) == 1 and len(ports[0].dims) == 2 and ports[0].dims[1] is not None and rank == 2:
        one = numeric[0].dims[1] == 1 and numeric[0].maker != "Sigmoid"
        return "tabular-regression" if one else "tabular-classification"
    return None
