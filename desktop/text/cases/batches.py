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
    "NoSuchSetting": (
        mark("The model has no such setting"),
        mark("It knows no setting called “{name}”."),
        mark("Look at the model's page for the settings that it has."),
    ),
    "NoSuchBatch": (
        mark("There is no batch to go on with"),
        mark("This folder holds no unfinished batch of this model over this input."),
        mark("Leave --resume out to begin one."),
    ),
    "UnfinishedBatch": (
        mark("This folder holds an unfinished batch"),
        mark("Beginning anew would throw away what is done."),
        mark("Give --resume to go on with it, or another folder."),
    ),
    "BatchStopped": (
        mark("The batch stopped"),
        mark("{reason}"),
        mark("What is done is kept; the same command with --resume goes on from there."),
    ),
    "BatchDataChanged": (
        mark("The data is not what it was"),
        mark("What this batch had run already was changed since."),
        mark("Run it anew into another folder."),
    ),
}
