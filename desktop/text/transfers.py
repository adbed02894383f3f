"""What is wrong with a source, in words: one sentence for each kind of trouble."""

from collections.abc import Sequence

from desktop.core.transfers import SourceTrouble, Trouble
from desktop.text.catalog import mark, tr

_MOST_SHOWN = 12

_WORDS = {
    "address": mark("This is not an address that a listing may name."),
    "no_ipfs": mark(
        "Licet does not know how to reach IPFS yet: enter a gateway or your own node in Settings."
    ),
    "private": mark("It leads into this computer or its network. A listing may not send Licet there."),
    "redirect": mark("It sends Licet on to a place where it may not go."),
    "unreachable": mark("It cannot be reached."),
    "timeout": mark("It does not answer."),
    "connection": mark("The connection broke off."),
    "slow": mark("It sends so slowly that it would never end."),
    "status": mark("It answers with the error {detail}."),
    "html": mark("It answers with a web page instead of the file, such as the page of a portal."),
    "json": mark("It answers with an error message instead of the file."),
    "encoding": mark("It changes the file on its way."),
    "range": mark("It answers with another part of the file than the one asked for."),
    "length": mark("Its file has another length than the listing says."),
    "ended": mark("Its file ended too early."),
    "missing": mark("It does not have this model."),
    "read": mark("It could not be read."),
    "refused": mark("The IPFS node refused: {detail}"),
    "no_node": mark("What answers there is no IPFS node."),
    "not_pinned": mark("The IPFS node took it but does not keep it."),
    "chunk": mark("It sent wrong bytes in chunk {detail}. They were thrown away."),
    "list": mark("Its chunk list is not the one of the listing."),
    "public": mark("Its public part is not the one of the listing."),
}


def trouble_words(trouble: Trouble) -> str:
    """One sentence; a kind that nobody named is said in general."""
    words = _WORDS.get(trouble.kind)
    return tr("It failed.") if words is None else tr(words, detail=trouble.detail)


def troubles_text(troubles: Sequence[SourceTrouble]) -> str:
    """A line for each source and trouble, each with a line break before it."""
    lines = [
        tr("{source}: {what}", source=found.source, what=trouble_words(found.trouble))
        for found in troubles[:_MOST_SHOWN]
    ]
    return "".join(f"\n• {line}" for line in lines)
