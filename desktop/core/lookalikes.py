"""What looks alike: addresses with the same ends, names that read the same."""

import unicodedata
from collections.abc import Iterable

from desktop.core.identity import Address
from desktop.core.tokens import LOOKALIKES

SEEN_DIGITS = 4
"""At each end: four digits are what a forger can afford for every address, and about what an eye remembers."""
SLIPS = 2
"""An address that differs from a known one in so few of its forty digits was meant to be that one."""

_READ_AS = str.maketrans({"0": "o", "1": "l", "i": "l", "5": "s", "-": None, "_": None})
_PAIRS = (("rn", "m"), ("vv", "w"))
# Latin letters that have no plain one inside them (NFKD) and pass for one; a name may mix them with plain ones.
_LATIN = {
    other: letter
    for letter, others in (
        ("a", "\u0251"), ("b", "\u0180\u0184\u0185\u0253\u0299"), ("c", "\u0188\u0254"), ("d", "\u0111\u0256\u0257"),
        ("f", "\u0192"), ("g", "\u0260\u0262"), ("h", "\u0127\u0266"), ("i", "\u0268\u0269\u026a"), ("j", "\u0237"),
        ("k", "\u0199\u0138"), ("l", "\u0142\u019a\u029f"), ("n", "\u019e\u0272\u0273\u0274"), ("o", "\u00f8\u0275\u00f0"),
        ("p", "\u01a5\u00fe"), ("q", "\u024b"), ("r", "\u027d\u027e"), ("s", "\u0282"), ("t", "\u0167\u0288"),
        ("u", "\u0289\u028b"), ("v", "\u1d20"), ("y", "\u01b4\u028f"), ("z", "\u01b6\u0290"),
    )
    for other in others
}  # fmt: skip
_PASSES_FOR = {**LOOKALIKES, **_LATIN}


def look_alike(address: Address, known: Iterable[Address], *, digits: int = SEEN_DIGITS) -> Address | None:
    """A known address that is another one but begins and ends the same, or is a slip of the hand away; else None."""
    text = address.raw.hex()
    for other in known:
        theirs = other.raw.hex()
        if other == address:
            continue
        same_ends = text[:digits] == theirs[:digits] and text[-digits:] == theirs[-digits:]
        if same_ends or sum(a != b for a, b in zip(text, theirs, strict=True)) <= SLIPS:
            return other
    return None


def reads_like(name: str, known: Iterable[str]) -> str | None:
    """A known name that is another one and reads the same: other scripts' letters, digits for letters, rn for m."""
    wanted = skeleton(name)
    return next((other for other in known if other != name and skeleton(other) == wanted), None)


def skeleton(name: str) -> str:
    """How a name reads at a glance (after UTS #39, section 4, for the letters that ENS names can have)."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    folded = "".join(_PASSES_FOR.get(c, c) for c in plain if not unicodedata.combining(c))
    for pair, letter in _PAIRS:
        folded = folded.replace(pair, letter)
    return folded.translate(_READ_AS)


def odd_letters(name: str) -> tuple[str, ...]:
    """Letters that pass for plain Latin ones, in labels that have plain ones too."""
    found: dict[str, None] = {}
    for label in name.split("."):
        if any(c.isascii() and c.isalpha() for c in label):
            found.update(dict.fromkeys(c for c in label if not c.isascii() and _passes_for_latin(c)))
    return tuple(found)


def _passes_for_latin(c: str) -> bool:
    base = unicodedata.normalize("NFKD", c)[0]
    return c.isalpha() and _PASSES_FOR.get(base, base).isascii()
