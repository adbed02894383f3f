"""Errors of publishing, serving and keeping content, in words: class name to (title, body, remedy)."""

from desktop.text.catalog import mark

CASES: dict[str, tuple[str, str, str]] = {
    "IpfsRefused": (
        mark("The IPFS node refused"),
        mark("{source} did not do what was asked of it ({call}). It said: {message}"),
        mark("Look at the node itself: is its disk full, or is it limited? Then try again."),
    ),
}
