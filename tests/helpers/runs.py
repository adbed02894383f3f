"""Records of runs that tests build upon."""

from dataclasses import replace
from typing import Any

from desktop.core.run_records import InputNote, ModelNote, RunDetail, RunRecord, Versions
from desktop.core.runs import SandboxLevel

DETAIL = RunDetail(
    model=ModelNote("Handwritten digits", "1.0.0", "ab" * 32, "7"),
    task="image-classification",
    head="image-classification",
    params={"top": 3, "threshold": 0.5, "name": "x", "on": True},
    inputs=(InputNote("image", "image", "seven.png", "cd" * 32),),
    versions=Versions("0.3.0", "1.31.1", 1, 1),
    asked="cpu",
    reason="",
    sandbox=SandboxLevel("strict", ("seccomp",), ("landlock-tcp",)),
    seed=7,
)


def make_record(*, number: int = 1, detail: RunDetail | None = DETAIL, **changes: Any) -> RunRecord:
    """A run of one model."""
    record = RunRecord(
        purchase_id="aa",
        time=1_800_000_000 + number,
        seconds=0.25,
        device="cpu",
        input_digest="12" * 32,
        output_digest="34" * 32,
        summary="seven 98.0%",
        detail=detail,
        id=number,
    )
    return replace(record, **changes)
