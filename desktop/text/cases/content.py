"""Errors of publishing, serving and keeping content, in words: class name to (title, body, remedy)."""

from desktop.text.catalog import mark

CASES: dict[str, tuple[str, str, str]] = {
    "IpfsRefused": (
        mark("The IPFS node refused"),
        mark("{source} did not do what was asked of it ({call}). It said: {message}"),
        mark("Look at the node itself: is its disk full, or is it limited? Then try again."),
    ),
    "NothingPublished": (
        mark("No place took the model"),
        mark("It was sealed, but could be put in none of {count} places, so nobody could have fetched it."),
        mark("Nothing was listed and nothing was paid. Look at the places and try again."),
    ),
    "TooManySources": (
        mark("Too many addresses"),
        mark("A listing names {most} addresses at most."),
        mark("Leave some places out, or take old addresses out first."),
    ),
    "NoAddress": (
        mark("Buyers would not find this computer"),
        mark("To seed from here, say by which address buyers reach this computer."),
        mark(
            "Enter it beside the switch: a name or number of yours, with the port that your router passes on."
        ),
    ),
    "CannotServe": (
        mark("This computer cannot serve there"),
        mark("At {place} another program listens already, or this computer does not have that address."),
        mark("Choose another port, or 0 for any that is free."),
    ),
}
