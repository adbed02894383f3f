"""Marking and looking up sentences, without Qt. English is the source."""

from collections.abc import Callable

from desktop.core.marking import mark

__all__ = ["Catalog", "mark", "tr", "trn"]


class Catalog:
    """The language of this process.

    The one object of Licet that a module holds for the whole process: a sentence is needed wherever something can
    fail, and handing a translator through every constructor would put it into every signature without making
    anything clearer. It is set once, before the first sentence (``install``), and never per thread or per window.
    """

    def __init__(self) -> None:
        self._translate: Callable[[str], str] = str

    def install(self, translate: Callable[[str], str]) -> None:
        """Use ``translate`` (English sentence to sentence) from now on; ``str`` is English itself."""
        self._translate = translate

    def __call__(self, source: str, /, **values: object) -> str:
        """The sentence in the process's language, with ``{name}`` replaced; values are never formatted again."""
        text = self._translate(source) or source
        return text.format(**values) if values else text


tr = Catalog()


def trn(one: str, other: str, n: int, /, **values: object) -> str:
    """The sentence for ``n`` things: ``trn("{n} listing", "{n} listings", 3)``."""
    return tr(one if n == 1 else other, n=f"{n:,}", **values)
