"""Errors of previews and messages, in words: class name to (title, body, remedy)."""

from desktop.text.catalog import mark

CASES: dict[str, tuple[str, str, str]] = {
    "EffectsChanged": (
        mark("It would now do more than you agreed to"),
        mark("Tried again just before signing, it came out otherwise. {differences} Nothing was signed."),
        mark("Look at it again. If it stays so, do not sign it."),
    ),
    "Declined": (
        mark("Nothing was signed"),
        mark("You did not agree, so nothing was sent and nothing was paid."),
        mark("Change what you like, and try again when you want to."),
    ),
    "NotAsShown": (
        mark("This is not what you were shown"),
        mark("What was about to be signed differs from what you agreed to. Nothing was signed."),
        mark("Try again and look at it closely."),
    ),
    "NotTypedMessage": (
        mark("This message cannot be read"),
        mark("It does not follow EIP-712, or libraries read it in different ways: {where}."),
        mark("Ask for the message again. Licet signs nothing that it cannot show."),
    ),
}
