"""Errors of payments in tokens, in words: class name to (title, body, remedy)."""

from desktop.text.catalog import mark

CASES: dict[str, tuple[str, str, str]] = {
    "TokenUnreadable": (
        mark("This token cannot be read"),
        mark("The contract {token} does not tell balances as tokens do. Nothing was paid."),
        mark("Look for another model, or tell the seller."),
    ),
    "TokenRefuses": (
        mark("The token refuses the payment"),
        mark(
            "{currency} would not move the price: it may be paused, or block this account. Nothing was paid."
        ),
        mark("Try again later, or look for another model. Nothing is paid twice."),
    ),
    "TokenTakesPart": (
        mark("This token keeps a part of what is paid"),
        mark(
            "Less than the price of {currency} would arrive, and the contract refuses that. Nothing was paid."
        ),
        mark("Look for another model, or tell the seller to name another token."),
    ),
    "ApprovalIgnored": (
        mark("The token does not keep what you approve"),
        mark(
            "{currency} was told to let the contract take the price, and did not remember it. Only network fees were paid."
        ),
        mark("Cancel this purchase. If you buy again, it is tried afresh."),
    ),
    "InsufficientTokens": (
        mark("Not enough of the token in this account"),
        mark("The price is {needed}, and the account holds {available}: {missing} are missing."),
        mark("Put tokens into the account, then try again. Nothing was paid."),
    ),
    "InvalidToken": (
        mark("This token cannot be a price"),
        mark("Buyers could not pay with {currency}. Nothing was listed."),
        mark("Name another token, or leave the field empty for a price in coin."),
    ),
}
