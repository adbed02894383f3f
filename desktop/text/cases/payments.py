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
    "MisleadingContactName": (
        mark("This name means somebody by itself"),
        mark(
            "“{name}” is an address or a name of ENS. As the name of a contact it could send money to somebody else."
        ),
        mark("Use a word of your own for this person."),
    ),
    "InvalidPaymentLink": (
        mark("This is no payment link"),
        mark("Its part “{text}” does not follow EIP-681."),
        mark("Copy the link again, whole, or enter address and amount yourself. Nothing was paid."),
    ),
    "UnsupportedPaymentLink": (
        mark("This link wants more than a payment"),
        mark("It asks to call “{function}” of a contract. Licet pays by links and calls nothing else."),
        mark("Ask whoever gave you the link for an address and an amount."),
    ),
    "InvalidEnsName": (
        mark("This is no name of ENS"),
        mark("“{label}” cannot be a part of a name (ENSIP-15). It may imitate another name."),
        mark("Ask its owner to send you the address itself, and compare it."),
    ),
    "NamesUnserved": (
        mark("This network has no names"),
        mark("“{name}” would be a name of ENS, and this network has no ENS that Licet knows."),
        mark("Enter the address itself, or switch to the network where the name lives."),
    ),
    "NameNotFound": (
        mark("The name leads to no address"),
        mark("Nobody owns “{name}”, or its owner has set no address."),
        mark("Look at the spelling, or ask its owner for the address."),
    ),
    "NameElsewhere": (
        mark("This name is kept outside the chain"),
        mark(
            "To follow “{name}”, a server chosen by the name's owner would have to be asked, and would learn who asks. Licet does not do that."
        ),
        mark("Ask its owner for the address itself."),
    ),
    "NamesDisagree": (
        mark("Your nodes disagree about this name"),
        mark(
            "“{name}” leads to {first} by one node and to {second} by another. One of them lies or is behind."
        ),
        mark(
            "Pay nobody by this name now. Look at your nodes in Settings, and ask the owner for the address."
        ),
    ),
    "NothingToSend": (
        mark("A payment of nothing"),
        mark("The amount is zero, and the network fee would be paid all the same."),
        mark("Enter how much is to be sent."),
    ),
    "ContactsUnreadable": (
        mark("This is no file of contacts"),
        mark("It cannot be read as a table of contacts. Nothing was changed."),
        mark("A CSV file needs a first line with the columns name and address, and at most 10,000 lines."),
    ),
    "NoPictureThere": (
        mark("No picture is on the clipboard"),
        mark("What was copied last is no picture."),
        mark("Copy the picture of the QR code, or take a screenshot of it to the clipboard."),
    ),
    "ScreenNotShown": (
        mark("The screen cannot be read"),
        mark("This system lets no program look at the screen without asking, and gave nothing."),
        mark("Take a screenshot of the QR code yourself, and scan it from the clipboard or from its file."),
    ),
    "NoCodeThere": (
        mark("No QR code was found"),
        mark("The picture holds no QR code that can be read."),
        mark("Show the code larger and whole, with the white space around it."),
    ),
}
