"""Errors of batches in words: class name to (title, body, remedy)."""

from desktop.text.catalog import mark

CASES: dict[str, tuple[str, str, str]] = {
    "ModelKeepsDying": (
        mark("The model keeps failing"),
        mark("Its process ended on several items in a row, so the batch was stopped. What is done is kept."),
        mark("Run one of the model's own samples. If that fails too, tell the seller."),
    ),
    "BatchRunning": (
        mark("This batch is running"),
        mark("It cannot be changed while it runs."),
        mark("Pause it or end it first."),
    ),
    "NoSuchBatch": (
        mark("There is no batch to go on with"),
        mark("No unfinished batch over {source} was found."),
        mark("Start it without --resume."),
    ),
}
