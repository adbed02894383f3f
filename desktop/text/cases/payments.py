"""Errors of paying people: contacts, links, names, codes; class name to (title, body, remedy)."""

from desktop.text.catalog import mark

CASES: dict[str, tuple[str, str, str]] = {
    "InvalidContactName": (
        mark("A contact needs a name"),
        mark("A name has 1 to {maximum} characters that can be seen."),
        mark("Use a word by which you know this person."),
    ),
    "ContactNameTaken": (
        mark("You have a contact of this name"),
        mark("{name} is already the name of {address}."),
        mark("Choose a name that cannot be mistaken for it, or change the other contact first."),
    ),
    "InvalidPaymentLink": (
        mark("This is no payment link"),
        mark("Its part “{text}” ({part}) does not follow EIP-681."),
        mark("Copy the link again, whole, or enter address and amount yourself. Nothing was paid."),
    ),
    "UnsupportedPaymentLink": (
        mark("This link wants more than a payment"),
        mark("It asks to call “{function}” of a contract. Licet pays by links and calls nothing else."),
        mark("Ask whoever gave you the link for an address and an amount."),
    ),
}
