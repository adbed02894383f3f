"""What the lines of the activity are called."""

from desktop.text.catalog import mark, tr

_NAMES = {
    "faucet": mark("Demo coins received"),
    "send": mark("Sent"),
    "call": mark("Contract called"),
    "buy": mark("Bought"),
    "approve": mark("Payment in tokens allowed"),
    "refund": mark("Refund"),
    "confirm": mark("Payment released"),
    "list": mark("Listed"),
    "close": mark("Listing closed"),
    "bond": mark("Bond put down"),
    "bond-out": mark("Bond taken out"),
    "operator": mark("Operator named"),
    "deploy": mark("Contract deployed"),
    "split": mark("Split made"),
    "split-in": mark("Paid into a split"),
    "share": mark("Share taken out"),
    "deliver": mark("Key delivered"),
    "settle": mark("Sale settled"),
    "rate": mark("Rated"),
    "answer": mark("Rating answered"),
    "report": mark("Error reported"),
    "withdraw": mark("Credit taken out"),
    "taken-back": mark("Taken back by the chain"),
    "renew": mark("Licence renewed"),
    "request-key": mark("Key asked for"),
    "answer-key": mark("Key handed on"),
    "transfer": mark("Licence passed on"),
    "burn": mark("Licence given up"),
    "revise": mark("New version listed"),
    "receive": mark("Received"),
    "sent-elsewhere": mark("Sent by another program"),
    "taken": mark("Taken by an approval"),
    "came-through": mark("Came through a contract"),
    "staking": mark("Paid out by staking"),
    "unexplained": mark("Change without a known cause"),
    "opening": mark("Held before what was read"),
    "revoke": mark("Approval taken back"),
    "lower-approval": mark("Approval lowered"),
}


def activity_name(kind: str) -> str:
    """What a line of the activity was."""
    return tr(_NAMES[kind]) if kind in _NAMES else kind


def activity_kinds(words: str) -> frozenset[str]:
    """The kinds whose names hold all of the words, in the language that is shown."""
    wanted = words.casefold().split()
    names = {kind: tr(name).casefold() for kind, name in _NAMES.items()}
    return frozenset(kind for kind, name in names.items() if wanted and all(word in name for word in wanted))
