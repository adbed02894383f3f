"""Errors of the wallet's records in words: class name to (title, body, remedy)."""

from desktop.text.catalog import mark

CASES: dict[str, tuple[str, str, str]] = {
    "ChainMoved": (
        mark("The chain moved while it was read"),
        mark("A block was replaced between two questions, so the answers did not fit together."),
        mark("Look again. What was read before is kept."),
    ),
    "ApprovalNotLower": (
        mark("That is not less than now"),
        mark("Here an approval of {currency} can only be lowered. Nothing was sent."),
        mark("Enter a smaller amount, or take the approval back."),
    ),
}
