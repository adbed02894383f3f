"""Errors of signed documents and snapshots of a catalogue, in words: class name to (title, body, remedy)."""

from desktop.text.catalog import mark

CASES: dict[str, tuple[str, str, str]] = {
    "NotADocument": (
        mark("This is no signed document of Licet"),
        mark(
            "It is cut, of another kind, or differs from the one form that is read. Nothing of it was used."
        ),
        mark("Get it again from whoever made it."),
    ),
    "DocumentAltered": (
        mark("The signature does not fit"),
        mark(
            "The document was changed after it was signed, or another account signed it. Nothing of it was used."
        ),
        mark("Get it again from whoever made it."),
    ),
    "NotASnapshot": (
        mark("This is no snapshot of a catalogue"),
        mark("It is cut, damaged, or breaks the rules of the format. Your catalogue was not touched."),
        mark(
            "Get it again, or from another source. Licet can always read the catalogue from the chain itself."
        ),
    ),
    "OtherMarket": (
        mark("This snapshot is of another market"),
        mark("It was made for another chain or another market contract. Your catalogue was not touched."),
        mark("Choose a snapshot of the network that you are connected to."),
    ),
    "OtherSnapshot": (
        mark("This is not the snapshot that was asked for"),
        mark(
            "It is whole, but its digest is another one than the one that was given. Nothing of it was used."
        ),
        mark("Compare the digest with whoever gave it to you, or try another source."),
    ),
    "SnapshotAhead": (
        mark("The node has not come to this snapshot's block"),
        mark("The snapshot is of block {block}, which {origin} does not have yet."),
        mark("Wait until the node has caught up, or connect to another one."),
    ),
    "SnapshotOffChain": (
        mark("This snapshot is not of your chain"),
        mark(
            "Block {block} is another one at {origin} than the snapshot says. Your catalogue was not touched."
        ),
        mark("Do not use it. Licet can read the catalogue from the chain itself."),
    ),
    "NodesDisagree": (
        mark("Your nodes contradict each other"),
        mark(
            "At block {block} {origin} says otherwise than the snapshot, and {other} says the same. Nothing was changed."
        ),
        mark("Find out which node is right, for example by adding a third one, and try again."),
    ),
    "CatalogueBehind": (
        mark("The catalogue is not there yet"),
        mark(
            "A snapshot of block {block} needs a catalogue that has come so far; this one is at block {indexed_to}."
        ),
        mark("Wait until it has caught up, or name an earlier block."),
    ),
    "SnapshotIsWrong": (
        mark("A wrong snapshot is not taken"),
        mark("At least one of its rows is not what the chain says. Your catalogue was not touched."),
        mark("Try another maker's, or let Licet read the catalogue from the chain itself."),
    ),
}
