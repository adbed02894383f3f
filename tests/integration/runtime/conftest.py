"""Real models of resources/models, packed once for the session."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from desktop.runtime.host import ModelHost
from desktop.runtime.packing import PackedModel, pack_directory
from desktop.runtime.workers import Limits

MODELS = Path(__file__).resolve().parents[3] / "resources" / "models"
SLUGS = sorted(path.parent.name for path in MODELS.glob("*/model.onnx"))

Pack = Callable[[str], PackedModel]


@pytest.fixture(scope="session")
def host() -> ModelHost:
    return ModelHost(Limits(verify_s=30.0, load_s=30.0, run_s=30.0, memory_bytes=2 << 30))


@pytest.fixture(scope="session")
def pack(host: ModelHost) -> Pack:
    return cache(lambda slug: pack_directory(MODELS / slug, host))
