"""What all chosen lists together say of one market, ready to be asked about any listing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Self

from desktop.core.block_lists import Entry, Finding, Hidden, Kind, Mode
from desktop.core.identity import Address
from desktop.core.listings import Listing
from desktop.services.block_lists.ports import KeptList, Offers


@dataclass(frozen=True, slots=True)
class Rules:
    """``counts`` are the entries of each list on this market, ``hidden`` what the market leaves out."""

    hidden: Hidden
    counts: Mapping[str, int]
    _about: Mapping[tuple[Kind, str], tuple[Finding, ...]] = field(repr=False)

    @classmethod
    def of(cls, lists: Mapping[str, KeptList], entries: Iterable[tuple[str, Entry]]) -> Self:
        """From the kept lists by id, and their entries on this market."""
        counts: dict[str, int] = {}
        about: dict[tuple[Kind, str], list[Finding]] = {}
        hidden: dict[Kind, set[str]] = {"key": set(), "listing": set(), "seller": set()}
        for list_id, entry in entries:
            kept = lists[list_id]
            counts[list_id] = counts.get(list_id, 0) + 1
            if kept.mode is Mode.OFF:
                continue
            finding = Finding(kept.id, kept.name, kept.author, kept.is_own, kept.mode, entry)
            about.setdefault((entry.kind, entry.subject), []).append(finding)
            if kept.mode is Mode.HIDE:
                hidden[entry.kind].add(entry.subject)
        return cls(
            Hidden(
                frozenset(map(int, hidden["listing"])),
                frozenset(Address(bytes.fromhex(text[2:])) for text in hidden["seller"]),
                frozenset(bytes.fromhex(text[2:]) for text in hidden["key"]),
            ),
            counts,
            {place: tuple(found) for place, found in about.items()},
        )

    def findings(self, listing: Listing) -> tuple[Finding, ...]:
        """What is said of it, of its seller and of its key; what hides first, the own list before others."""
        terms = listing.terms
        places: tuple[tuple[Kind, str], ...] = (
            ("listing", str(listing.id)),
            ("seller", f"0x{terms.seller.raw.hex()}"),
            ("key", f"0x{terms.key_hash.hex()}"),
        )
        found = [finding for place in places for finding in self._about.get(place, ())]
        return tuple(sorted(found, key=lambda one: (one.mode is not Mode.HIDE, not one.is_own)))


MOST_SELLERS: Final = 200


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of the rules' hiding, in the two forms that a search takes, and what it was worked out from."""

    hidden: frozenset[Address | int]
    rules: Rules
    owned: frozenset[int]
    position: int

    @classmethod
    def work_out(cls, rules: Rules, owned: frozenset[int], position: int, offers: Offers) -> Self:
        """Keys become listings, and so does a seller whom something was bought of: but for what was bought.

        Of very many sellers all become listings: a search takes few sellers, and any number of listings.
        """
        hidden = rules.hidden
        spared = hidden.sellers & offers.sellers_of(owned) if owned else frozenset[Address]()
        if len(hidden.sellers) > MOST_SELLERS:
            spared = hidden.sellers
        listings = hidden.listings | offers.with_keys(hidden.keys) | offers.of_sellers(spared)
        return cls((listings - owned) | (hidden.sellers - spared), rules, owned, position)

    def is_of(self, rules: Rules, owned: frozenset[int], position: int) -> bool:
        return self.rules is rules and (self.owned, self.position) == (owned, position)
