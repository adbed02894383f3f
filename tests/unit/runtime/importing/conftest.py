"""The small models of tests/data/imports, read in this process: they are our own."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import onnx
import pytest

from desktop.runtime.importing import scanning
from desktop.runtime.importing.beside import side_files
from desktop.runtime.importing.facts import ModelFacts
from desktop.runtime.importing.proposing import Outline, propose
from desktop.runtime.worker.packing import understand

IMPORTS = Path(__file__).resolve().parents[3] / "data" / "imports"
ABOUT = {"name": "N", "summary": "S.", "licence": "MIT"}

Outlined = Callable[..., Outline]


@cache
def facts_of(name: str) -> tuple[ModelFacts, tuple[str, ...]]:
    path = IMPORTS / name / "model.onnx"
    model = onnx.load(path, load_external_data=False)
    beside = side_files(path)
    inputs, outputs = scanning.ports(model)
    hints, unread = understand({p.key: p.value for p in model.metadata_props}, beside)
    facts = ModelFacts(
        f"{model.producer_name} {model.producer_version}", inputs, outputs, scanning.count_operators(model),
        scanning.external_names(model), [*scanning.operator_hints(model), *hints], unread,
    )  # fmt: skip
    return facts, tuple(beside)


@pytest.fixture
def outlined() -> Outlined:
    def outline(model: str, /, **answers: Any) -> Outline:
        facts, beside = facts_of(model)
        told = ABOUT | {key.replace("__", "."): value for key, value in answers.items()}
        return propose(facts, told, beside, model)

    return outline
