"""Unicode's normalisation forms C and D (UAX #15) by the tables of ENSIP-15.

Python's own tables are those of its own release, and are behind: two programs must come to the same name, or money
goes to somebody else.
"""

from collections.abc import Mapping
from typing import Any, Self

from desktop.chain.ens.code_points import CodePoints, read_text

# Hangul is composed by arithmetic (Unicode, chapter 3.12).
_S, _L, _V, _T = 0xAC00, 0x1100, 0x1161, 0x11A7
_L_COUNT, _V_COUNT, _T_COUNT = 19, 21, 28
_N_COUNT = _V_COUNT * _T_COUNT
_S_COUNT = _L_COUNT * _N_COUNT


class UnicodeForms:
    """Decomposes and composes text."""

    def __init__(
        self, ranks: Mapping[int, int], decompositions: Mapping[int, str], excluded: CodePoints
    ) -> None:
        self._ranks = ranks
        self._decompositions = decompositions
        self._composed = {
            text: chr(cp) for cp, text in decompositions.items() if len(text) == 2 and cp not in excluded
        }

    @classmethod
    def read(cls, fields: Mapping[str, Any]) -> Self:
        """From ``ranks`` (combining classes in order, each a set), ``decomposed`` and ``exclusions``."""
        ranks = {cp: rank for rank, text in enumerate(fields["ranks"], 1) for cp in CodePoints(text)}
        decompositions = {int(cp, 16): read_text(text) for cp, text in fields["decomposed"]}
        return cls(ranks, decompositions, CodePoints(fields["exclusions"]))

    def decomposed(self, text: str) -> str:
        """Form D."""
        parts = [part for c in text for part in self._parts(c)]
        start = 0
        for place in range(len(parts) + 1):
            if place == len(parts) or not self._rank(parts[place]):
                parts[start:place] = sorted(parts[start:place], key=self._rank)
                start = place + 1
        return "".join(parts)

    def composed(self, text: str) -> str:
        """Form C."""
        out: list[str] = []
        starter, last_rank = -1, 0
        for c in self.decomposed(text):
            rank = self._rank(c)
            is_open = starter >= 0 and (last_rank < rank or (last_rank == 0 and starter == len(out) - 1))
            pair = self._pair(out[starter], c) if is_open else None
            if pair is not None:
                out[starter] = pair
                continue
            if rank == 0:
                starter = len(out)
            last_rank = rank
            out.append(c)
        return "".join(out)

    def _rank(self, c: str) -> int:
        return self._ranks.get(ord(c), 0)

    def _parts(self, c: str) -> list[str]:
        index = ord(c) - _S
        if 0 <= index < _S_COUNT:
            tail = index % _T_COUNT
            parts = [chr(_L + index // _N_COUNT), chr(_V + index % _N_COUNT // _T_COUNT)]
            return [*parts, chr(_T + tail)] if tail else parts
        found = self._decompositions.get(ord(c))
        return [c] if found is None else [part for each in found for part in self._parts(each)]

    def _pair(self, first: str, second: str) -> str | None:
        a, b = ord(first), ord(second)
        if _L <= a < _L + _L_COUNT and _V <= b < _V + _V_COUNT:
            return chr(_S + (a - _L) * _N_COUNT + (b - _V) * _T_COUNT)
        is_pair = _S <= a < _S + _S_COUNT and (a - _S) % _T_COUNT == 0
        if is_pair and _T < b < _T + _T_COUNT:
            return chr(a + b - _T)
        return self._composed.get(first + second)
