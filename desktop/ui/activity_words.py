"""Words of the activity: why a line is kept out, how far the chain was looked through, and names of accounts and chains."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from desktop.core.accounts import Account
from desktop.core.identity import Address
from desktop.core.money import COIN, Currency
from desktop.core.movements import Leg
from desktop.core.networks import known_network
from desktop.core.spam import HiddenBy
from desktop.core.traces import Trace
from desktop.services.journal import Activity
from desktop.services.network import NetworkInfo
from desktop.text import amount, mark, tr
from desktop.text.activities import activity_name

HIDDEN: dict[HiddenBy, tuple[str, str]] = {
    HiddenBy.ZERO_VALUE: (
        mark("Nothing moved"),
        mark(
            "Somebody wrote a transfer of zero with your address, so that a wrong address would stand in this list."
        ),
    ),
    HiddenBy.FORGED: (
        mark("Made up by a token"),
        mark(
            "A token that you do not use claims that you paid with it. You signed nothing; your money is untouched."
        ),
    ),
    HiddenBy.IMITATION: (
        mark("Calls itself like the coin"),
        mark("This token has a name like the network's coin, and is not the coin."),
    ),
    HiddenBy.LOOK_ALIKE: (
        mark("Bait from a look-alike"),
        mark(
            "The sender's address begins and ends like one that you know. Never copy an address from this line."
        ),
    ),
    HiddenBy.UNASKED: (
        mark("A token that came unasked"),
        mark("Nobody here has used this token. Such gifts often lead to a website that steals."),
    ),
    HiddenBy.CHOSEN: (mark("Hidden by you"), mark("You hid this line, or its token.")),
}


@dataclass(frozen=True, slots=True)
class Names:
    """What accounts, people and chains are called; ``here`` is the present chain, which need not be named each time."""

    accounts: Mapping[Address, str]
    people: Mapping[Address, str]
    chains: Mapping[int, str]
    here: int | None = None

    @classmethod
    def of(
        cls,
        accounts: Iterable[Account],
        people: Mapping[Address, str],
        chains: Mapping[int, str],
        here: int | None = None,
    ) -> "Names":
        return cls({account.address: account.name for account in accounts}, people, chains, here)

    def person(self, address: Address) -> str:
        """An own account or a contact by name, anybody else by the address."""
        return self.accounts.get(address) or self.people.get(address) or address.short

    def known(self, address: Address) -> bool:
        """Whether it has a name here."""
        return address in self.accounts or address in self.people

    def chain(self, chain_id: int | None) -> str:
        """A chain's name, else its number."""
        if chain_id is None:
            return tr("Network not recorded")
        return self.chains.get(chain_id) or tr("Network {number}", number=chain_id)

    def account_on(self, account: Address, chain_id: int | None) -> str:
        """An account, with its chain where that is another than the present one."""
        name = self.person(account)
        if chain_id in {None, self.here}:
            return name
        return tr("{account} on {network}", account=name, network=self.chain(chain_id))

    def holding(self, words: str) -> frozenset[Address]:
        """Contacts and accounts whose names hold all of the words."""
        wanted = words.casefold().split()
        everybody = {**self.people, **self.accounts}
        return frozenset(
            address
            for address, name in everybody.items()
            if wanted and all(word in name.casefold() for word in wanted)
        )


def chain_names(chains: Iterable[int], present: NetworkInfo) -> dict[int, str]:
    """What chains are called: the present one as the person calls it, others by their own names or numbers."""
    names: dict[int, str] = {}
    for chain_id in chains:
        known = known_network(chain_id)
        number = known.name if known is not None else tr("Network {number}", number=chain_id)
        names[chain_id] = present.name if chain_id == present.chain_id else number
    return names


def coin_of(chain_id: int, present: NetworkInfo) -> str:
    """What a chain's own coin is called."""
    known = known_network(chain_id)
    return present.coin if chain_id == present.chain_id or known is None else known.coin


def coin_for(chain_id: int | None, here: int | None) -> Currency:
    """A chain's own coin, by its own name where it is not the chain in use."""
    known = known_network(chain_id) if chain_id not in {None, here} and chain_id is not None else None
    return COIN if known is None else replace(COIN, symbol=known.coin)


def in_its_coin(line: Activity, here: int | None) -> Activity:
    """A line whose amounts name the coin of its own chain."""
    coin = coin_for(line.chain_id, here)
    if coin == COIN:
        return line

    def named(currency: Currency) -> Currency:
        return coin if currency.is_coin else currency

    legs = line.legs and tuple(replace(leg, currency=named(leg.currency)) for leg in line.legs)
    return replace(line, currency=named(line.currency), legs=legs)


def leg_text(leg: Leg) -> str:
    """One amount that moved, signed; of a single token by its number."""
    if leg.token_id is not None:
        unit = leg.currency.unit
        number = str(leg.token_id) if leg.token_id < 10**9 else f"{str(leg.token_id)[:6]}…"
        token = tr("{collection} no. {number}", collection=unit, number=number)
        return ("+ " if leg.amount > 0 else "– ") + token
    return ("+" if leg.amount > 0 else "") + amount(leg.amount, None, currency=leg.currency)


def line_name(line: Activity) -> str:
    """What a line was; what a token's contract only claims is not said as if it had happened."""
    claims = {HiddenBy.FORGED, HiddenBy.ZERO_VALUE}
    return tr("Claimed by a token") if line.hidden in claims else activity_name(line.kind)


def legs_beside(line: Activity) -> int:
    """How many amounts moved beside the one that a line shows."""
    return max(0, len(line.legs or ()) - 1)


def looked_through(traces: Iterable[Trace | None]) -> tuple[str, bool]:
    """How far the accounts were looked through, and whether there is more to be read further back."""
    known = list(traces)
    read = [trace for trace in known if trace is not None]
    if not read:
        return tr("Not looked through yet"), False
    block = min(trace.seen_block for trace in read)
    if all(trace.is_whole for trace in read) and len(read) == len(known):
        return tr("Complete up to block {block}", block=f"{block:,}"), False
    oldest = max(max(trace.coin_from, trace.logs_from) for trace in read)
    words = tr("Read from block {oldest} to {block}", oldest=f"{oldest + 1:,}", block=f"{block:,}")
    can_go_back = any(trace.logs_from or (trace.coin_from and not trace.is_pruned) for trace in read)
    return words, can_go_back


def forgotten(traces: Iterable[Trace | None]) -> bool:
    """Whether the node could not tell older balances."""
    return any(trace is not None and trace.is_pruned for trace in traces)
