"""Errors of searching a folder, in words: class name to (title, body, remedy)."""

from desktop.text.catalog import mark

CASES: dict[str, tuple[str, str, str]] = {
    "FolderUnreadable": (
        mark("The folder cannot be read"),
        mark("{folder}: {reason}."),
        mark("Choose it again, or look whether its disk is there. What was read before is kept."),
    ),
    "NothingIndexed": (
        mark("There is nothing to search yet"),
        mark("No text of this folder was read."),
        mark("Read the folder first. Texts are .txt, .md, .csv and .html files of up to 8 MB."),
    ),
    "WrongEmbedding": (
        mark("The model's answers do not fit this search"),
        mark("It gave no embedding, or one of another length than when the folder was read."),
        mark("Forget the folder and read it again, or use another model. Your files are untouched."),
    ),
}
