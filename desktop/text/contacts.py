"""Why lines of a file of contacts are left out."""

from desktop.text.catalog import mark, tr

_REASONS = {
    "address": mark("no address, or a wrong checksum"),
    "name": mark("no name that can be seen"),
    "misleading": mark("the name is itself an address or a name of ENS"),
    "taken": mark("another contact has this name"),
    "twice": mark("the address stands there twice"),
    "chain": mark("no number of a network"),
}


def refusal(reason: str) -> str:
    """The reason of ``services.contacts.RefusedLine`` in words."""
    return tr(_REASONS[reason])
