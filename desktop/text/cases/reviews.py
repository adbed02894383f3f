"""Errors of ratings and reports, in words: class name to (title, body, remedy)."""

from desktop.text.catalog import mark

CASES: dict[str, tuple[str, str, str]] = {
    "NoRecords": (
        mark("There are no ratings on this network"),
        mark("Its market has no records contract beside it. Nothing was sent."),
        mark("Anyone can put it there with the command “licet deploy”."),
    ),
    "NotFinal": (
        mark("This licence is not final"),
        mark(
            "Only the holder of a final licence can rate a model or report to its seller. Nothing was sent."
        ),
        mark("Release the payment, or wait until the contract has paid the seller."),
    ),
    "NoSuchSale": (
        mark("The node does not tell this order"),
        mark(
            "An answer must show the contract the whole order, and the node has not all of it. Nothing was sent."
        ),
        mark("Try again later, or choose a node that keeps old logs."),
    ),
    "InvalidStars": (
        mark("Choose one to five stars"),
        mark("A rating has at least one star and at most five. Nothing was sent."),
        "",
    ),
    "TextTooLong": (
        mark("The text is too long"),
        mark("It takes {used_bytes} of {limit_bytes}. Nothing was sent."),
        mark("Shorten it. Letters other than plain English ones take two to four bytes each."),
    ),
    "EmptyReport": (
        mark("The report is empty"),
        mark("Say in a few words what went wrong. Nothing was sent."),
        "",
    ),
    "NotTheSellers": (
        mark("Nobody knows who would read this report"),
        mark(
            "It is sealed with the secret of the delivery, and the key that was delivered is not the listed one. "
            "Nothing was sent."
        ),
        mark("Rate the model instead: everybody can read that."),
    ),
    "UnreadableReport": (
        mark("This report cannot be read"),
        mark("It was sealed for another order, altered, or made by a later version of Licet."),
        mark("Nothing is to be done here."),
    ),
}
