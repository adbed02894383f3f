"""Two block lists side by side: two versions of one, or two people's."""

from dataclasses import dataclass

from desktop.core.block_lists import BlockList, Entry


@dataclass(frozen=True, slots=True)
class ListDiff:
    """What the second list adds, leaves out and says otherwise, in the lists' order; ``same`` counts the rest."""

    added: tuple[Entry, ...]
    removed: tuple[Entry, ...]
    changed: tuple[tuple[Entry, Entry], ...]
    same: int

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.removed or self.changed)

    @property
    def overlap(self) -> int:
        """How many places both name."""
        return self.same + len(self.changed)


def compare(before: BlockList, after: BlockList) -> ListDiff:
    """Compare entry by entry; both lists are sorted, so that one pass is enough."""
    added: list[Entry] = []
    removed: list[Entry] = []
    changed: list[tuple[Entry, Entry]] = []
    same = 0
    old, new = list(reversed(before.entries)), list(reversed(after.entries))
    while old or new:
        if not new or (old and old[-1].place < new[-1].place):
            removed.append(old.pop())
        elif not old or new[-1].place < old[-1].place:
            added.append(new.pop())
        else:
            pair = (old.pop(), new.pop())
            if pair[0] == pair[1]:
                same += 1
            else:
                changed.append(pair)
    return ListDiff(tuple(added), tuple(removed), tuple(changed), same)
