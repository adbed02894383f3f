"""The normal form of ENS names (ENSIP-15), which alone is hashed and shown.

Written from the text of ENSIP-15; web3's own copy fails with the pyunormalize that it asks for. It is compared with
the published tests, and with the reference implementation over generated names (tests/unit/chain/ens).
"""

from dataclasses import dataclass
from itertools import pairwise

from desktop.chain.ens.spec import Group, NameSpec
from desktop.core.errors import UserError

MAX_NAME_CHARS = 255
MAX_LABEL_BYTES = 63


@dataclass(eq=False)
class InvalidEnsName(UserError):
    """A name that ENSIP-15 has no normal form for; ``reason`` is an id, ``label`` the part that breaks it."""

    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Token:
    """A run of text, or one emoji, in normal form."""

    text: str
    is_emoji: bool


class Normaliser:
    """Brings names into their normal form."""

    def __init__(self, spec: NameSpec) -> None:
        self._spec = spec

    def normalise(self, name: str) -> str:
        """The normal form; of a normal form, itself.

        Raises:
            InvalidEnsName: There is none.
        """
        if len(name) > MAX_NAME_CHARS:
            raise InvalidEnsName(name[:40], "length")
        return ".".join(self._label(label) for label in name.split(".")) if name else ""

    def _label(self, label: str) -> str:
        tokens = self._tokens(label)
        text = "".join(token.text for token in tokens)
        if not text:
            raise InvalidEnsName(label, "empty")
        if "_" in text.lstrip("_"):
            raise InvalidEnsName(label, "underscore")
        letters = "".join(token.text for token in tokens if not token.is_emoji)
        if len(letters) == len(text) and text.isascii():
            if text[2:4] == "--":
                raise InvalidEnsName(label, "hyphens")
        elif letters:
            self._check_text(label, tokens, text, letters)
        return text

    def _check_text(self, label: str, tokens: list[_Token], text: str, letters: str) -> None:
        spec = self._spec
        if any(ord(token.text[0]) in spec.marks for token in tokens if not token.is_emoji):
            raise InvalidEnsName(label, "mark")
        fenced = [ord(c) in spec.fenced for c in text]
        if fenced[0] or fenced[-1] or any(a and b for a, b in pairwise(fenced)):
            raise InvalidEnsName(label, "fenced")
        group = self._group(label, letters)
        if not group.free_marks:
            self._check_marks(label, letters)
        self._check_whole(label, set(map(ord, letters)))

    def _tokens(self, label: str) -> list[_Token]:
        """Runs of text and emoji; what is ignored is gone, what is mapped is replaced."""
        tokens: list[_Token] = []
        run: list[str] = []

        def end_run() -> None:
            if run:
                tokens.append(_Token(self._spec.forms.composed("".join(run)), is_emoji=False))
                run.clear()

        place = 0
        while place < len(label):
            if (written := self._emoji_at(label, place)) is not None:
                end_run()
                tokens.append(_Token(self._spec.emoji[written], is_emoji=True))
                place += len(written)
                continue
            run.append(self._mapped(label, label[place]))
            place += 1
        end_run()
        return [token for token in tokens if token.text]

    def _emoji_at(self, label: str, place: int) -> str | None:
        """The longest emoji that begins here."""
        longest = min(self._spec.longest_emoji, len(label) - place)
        spans = (label[place : place + size] for size in range(longest, 0, -1))
        return next((span for span in spans if span in self._spec.emoji), None)

    def _mapped(self, label: str, c: str) -> str:
        code_point = ord(c)
        if code_point in self._spec.valid:
            return c
        if (mapped := self._spec.mapped.get(code_point)) is not None:
            return mapped
        if code_point in self._spec.ignored:
            return ""
        raise InvalidEnsName(label, "character")

    def _group(self, label: str, letters: str) -> Group:
        """The first group that has every letter."""
        groups = list(self._spec.groups)
        for c in dict.fromkeys(letters):
            groups = [group for group in groups if ord(c) in group.letters]
        if not groups:
            is_known = all(any(ord(c) in g.letters for g in self._spec.groups) for c in letters)
            raise InvalidEnsName(label, "mixed" if is_known else "character")
        return groups[0]

    def _check_marks(self, label: str, letters: str) -> None:
        """Marks that are heaped on a letter: no two alike, and not many (UTS #39, 5.4)."""
        heap: list[str] = []
        for place, c in enumerate(self._spec.forms.decomposed(letters)):
            if place and ord(c) in self._spec.non_spacing:
                if c in heap:
                    raise InvalidEnsName(label, "marks")
                heap.append(c)
                if len(heap) > self._spec.most_non_spacing:
                    raise InvalidEnsName(label, "marks")
            else:
                heap = []

    def _check_whole(self, label: str, letters: set[int]) -> None:
        """Refuse a label all of whose letters could be mistaken for those of another script."""
        rest: list[int] = []
        makers: set[str] | None = None
        for code_point in letters:
            whole = self._spec.wholes.get(code_point)
            if whole is None:
                if sum(code_point in g.letters for g in self._spec.groups) == 1:
                    return  # no other script has this letter, and nothing looks like it
                rest.append(code_point)
                continue
            others = self._others(code_point)
            makers = others if makers is None else makers & others
            if not makers:
                return
        for other in self._spec.groups:
            if other.name in (makers or ()) and all(cp in other.letters for cp in rest):
                raise InvalidEnsName(label, "confusable")

    def _others(self, code_point: int) -> set[str]:
        """Groups with a character that looks like this one, which this one's own groups do not reach."""
        whole = self._spec.wholes[code_point]
        extents: list[tuple[set[str], list[int]]] = []
        for member in sorted({*whole.valid, *whole.confused}):
            names = {group.name for group in self._spec.groups if member in group.letters}
            joined = next((extent for extent in extents if extent[0] & names), None)
            if joined is None:
                extents.append((names, [member]))
            else:
                joined[0].update(names)
                joined[1].append(member)
        every = set().union(*(reach for reach, _ in extents))
        return next(every - reach for reach, members in extents if code_point in members)
