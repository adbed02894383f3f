"""Errors of judging and comparing models, in words: class name to (title, body, remedy)."""

from desktop.text.catalog import mark

CASES: dict[str, tuple[str, str, str]] = {
    "Unjudged": (
        mark("Labels cannot judge this model"),
        mark("What it answers has no right or wrong that a label could tell."),
        mark("Compare it with another model on the same data instead."),
    ),
    "NothingToJudge": (
        mark("No item could be judged"),
        mark("No label was one that the model knows, or no item was answered."),
        mark("Match the labels to the model's, or choose other data."),
    ),
    "NotComparable": (
        mark("These models cannot be compared"),
        mark("They do not answer the same kind of question."),
        mark("Choose models of one task."),
    ),
    "NoAnswer": (
        mark("The answer cannot be judged"),
        mark("It holds no class and no number."),
        mark("Try the model's own samples. If they fail too, tell the seller."),
    ),
}
