"""Batches: an owned model run over much own data, from checkpoint to checkpoint."""

from desktop.services.batches.answering import ModelKeepsDying
from desktop.services.batches.service import (
    CHANGED_AHEAD,
    CHANGED_MEANWHILE,
    BatchRunning,
    BatchService,
    BatchView,
    NoSuchSetting,
)

__all__ = [
    "CHANGED_AHEAD",
    "CHANGED_MEANWHILE",
    "BatchRunning",
    "BatchService",
    "BatchView",
    "ModelKeepsDying",
    "NoSuchSetting",
]
