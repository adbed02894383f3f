"""Errors of models and what runs them, in words: class name to (title, body, remedy)."""

from desktop.text.catalog import mark

CASES: dict[str, tuple[str, str, str]] = {
    "UnreadableModel": (
        mark("This file cannot be read as a model"),
        mark("What is wrong: {reason}."),
        mark("Choose another file, or export the model again as plain ONNX."),
    ),
    "BadInput": (
        mark("The model cannot use this input"),
        mark("{name}: {reason}."),
        mark("Change the input and run again."),
    ),
    "RunFailed": (
        mark("The model did not run"),
        mark("The reason that was given: {reason}"),
        mark("Try another input. If the model's own samples fail too, tell the seller."),
    ),
    "OutputTooLarge": (
        mark("The answer is too large"),
        mark("The model gave {size_bytes}; at most {limit_bytes} can be taken over."),
        mark("Try a smaller input."),
    ),
    "ModelOutOfMemory": (
        mark("The model needs too much memory"),
        mark("It asked for more than the {limit_bytes} that it may use on this computer and was stopped."),
        mark("Try a smaller input, or close other programs."),
    ),
    "NotARunRecord": (
        mark("This file is no run record"),
        mark("It is not a signed record as Licet writes them, byte for byte."),
        mark("Ask for the file again, as it was exported."),
    ),
    "RunRecordAltered": (
        mark("This record is not genuine"),
        mark(
            "Its content is not what the account that it names has signed. Somebody has changed one of the two."
        ),
        mark("Do not rely on it. Ask for the file again."),
    ),
    "NothingToExport": (
        mark("This run cannot be exported"),
        mark("It is from an older Licet, which did not keep what a signed record must say."),
        mark("Run it again: the new record can be exported."),
    ),
    "OtherFile": (
        mark("This is another file"),
        mark("Its content is not what the run was made on."),
        mark("Choose the file that was used then."),
    ),
    "PackageMismatch": (
        mark("This is not the file that was named"),
        mark(
            "{file} from {origin} has another fingerprint than the one that came with Licet. It was thrown away."
        ),
        mark("Nothing was installed. Try another source."),
    ),
    "PackageUnavailable": (
        mark("The files could not be fetched"),
        mark("{origin} does not answer, or has not got them."),
        mark("What was fetched already is kept. Try again, or name another source."),
    ),
    "InvalidOrigin": (
        mark("Packages cannot be fetched from there"),
        mark("“{text}” is neither the https address of a package index nor a folder on this computer."),
        mark("Correct the address, or choose a folder with the files."),
    ),
    "ModelCrashed": (
        mark("The model's process ended"),
        mark(
            "It crashed or was stopped while it was at work. It was walled in: the window, your files and your wallet are not touched."
        ),
        mark("Try again: a fresh process is started. If it ends again, the model is at fault."),
    ),
    "ModelTooSlow": (
        mark("The model took too long"),
        mark("It gave no answer within {timeout_s} and was stopped. Nothing else is touched."),
        mark("Try a smaller input. If the model's own samples take as long, tell the seller."),
    ),
    "NoSharedMemory": (
        mark("This system cannot open sealed models yet"),
        mark(
            "Licet passes unsealed weights in memory only, never in a file, and {system} has no such memory."
        ),
        mark("Use Linux for now."),
    ),
}
