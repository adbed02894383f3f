"""The calls that the vault knows: what each does, in facts, and what it lets leave the account.

Calldata is read by word, as the contract reads it. A call whose words do not fit is not known, whatever its selector.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from eth_abi.grammar import ABIType, TupleType, parse

from desktop.core.identity import NATIVE, Address
from desktop.core.spending import Flow
from desktop.wallet.calldata import DELIVERY, ORDER, TERMS, selector

_TERMS_WORDS, _ORDER_WORDS, _DELIVERY_WORDS = 21, 7, 4
_RENEW_WORDS = _TERMS_WORDS + _ORDER_WORDS + _DELIVERY_WORDS + 1
_PRICE, _KEY_FEE = 3, 6  # words of terms
_LISTED = f"({TERMS},{ORDER},{DELIVERY})"


class _Unfit(Exception):
    """The words are not those of the call."""


class Words:
    """The arguments of a call, 32 bytes each."""

    def __init__(self, data: bytes) -> None:
        self._data = data[4:]

    def number(self, place: int, bits: int = 256) -> int:
        word = self._data[32 * place : 32 * place + 32]
        if len(word) != 32 or int.from_bytes(word, "big") >> bits:
            raise _Unfit
        return int.from_bytes(word, "big")

    def address(self, place: int) -> Address:
        return Address(self.number(place, 160).to_bytes(20, "big"))


@dataclass(frozen=True, slots=True)
class Called:
    """A known call: its act, what it says, and what leaves beside its value.

    ``elsewhere`` is who gets money that comes back to the account, where the call names somebody; ``asks`` a rule by which
    it needs consent whatever its amount.
    """

    act: str
    facts: Mapping[str, str]
    payee: Address | None = None
    flows: tuple[Flow, ...] = ()
    protects: bool = False
    elsewhere: Address | None = None
    asks: str = ""


@dataclass(frozen=True, slots=True)
class _Reading:
    contract: Address
    account: Address
    words: Words
    value: int


_Reader = Callable[[_Reading], Called]


def read_call(contract: Address, account: Address, data: bytes, value: int) -> Called | None:
    """The call, or None if it is not known. Without data it is a plain payment."""
    if not data:
        return Called("send", {"to": str(contract)}, contract)
    least, reader = _READERS.get(data[:4], (0, None))
    if reader is None or len(data) < 4 + least:
        return None
    try:
        return reader(_Reading(contract, account, Words(data), value))
    except _Unfit:
        return None


def known_selectors() -> Mapping[bytes, str]:
    """Selector to canonical signature."""
    return {selector(signature): signature for signature, _reader in _TABLE}


def _plain(act: str, *, protects: bool = False) -> _Reader:
    """A call that moves nothing but its value, which stays with the contract for the account."""
    return lambda asked: Called(act, {"contract": str(asked.contract)}, asked.contract, protects=protects)


def _for_seller(
    act: str,
    terms_at: int,
    *,
    amount_at: int = _PRICE,
    times_at: int | None = None,
    listing_at: int | None = None,
) -> _Reader:
    """A payment to the seller of these terms; ``amount_at`` is the word of the terms that names it, ``times_at`` how often."""

    def read(asked: _Reading) -> Called:
        seller, currency = asked.words.address(terms_at), asked.words.address(terms_at + 2)
        times = 1 if times_at is None else asked.words.number(times_at, 32)
        price = asked.words.number(terms_at + amount_at, 128) * times
        facts, named = {"contract": str(asked.contract), "seller": str(seller)}, act
        if listing_at is not None:
            facts["listing"] = str(asked.words.number(listing_at, 64))
        flows: tuple[Flow, ...] = ()
        if currency != NATIVE:
            facts |= {"token": str(currency), "units": str(price)}
            named = f"{act}-tokens"
            # The market takes it from an approval or a permit, which counted for the day when it was signed.
            flows = (Flow(currency, seller, 0, price),)
        return Called(named, facts, seller, flows)

    return read


def _to_seller_of_terms(act: str, terms_at: int) -> _Reader:
    """A call about a listing of one's own: nothing leaves."""

    def read(asked: _Reading) -> Called:
        facts = {"contract": str(asked.contract), "payee": str(asked.words.address(terms_at + 1))}
        return Called(act, facts, asked.contract)

    return read


def _to_somebody(act: str, place: int, name: str) -> _Reader:
    def read(asked: _Reading) -> Called:
        who = asked.words.address(place)
        return Called(act, {"contract": str(asked.contract), name: str(who)}, asked.contract)

    return read


def _takes_home(act: str, place: int) -> _Reader:
    """Money that comes back to the account, or to whom the call names."""

    def read(asked: _Reading) -> Called:
        who = asked.words.address(place)
        facts = {"contract": str(asked.contract), "to": str(who)}
        return Called(act, facts, asked.contract, protects=True, elsewhere=who)

    return read


def _token(
    act: str, payee_at: int, units_at: int, *, owner_at: int | None = None, pays: bool = True
) -> _Reader:
    """Units of the called token go, or may be taken from now on. ERC-721 looks the same, its units then being the token's number."""

    def read(asked: _Reading) -> Called:
        payee, units = asked.words.address(payee_at), asked.words.number(units_at)
        facts = {"token": str(asked.contract), "to": str(payee), "units": str(units)}
        if owner_at is not None and (owner := asked.words.address(owner_at)) != asked.account:
            return Called("token-take", facts | {"from": str(owner)}, asked.contract)
        counted = units if owner_at is None else max(units, 1)  # the item with the number 0 is one too
        return Called(act, facts, payee, (Flow(asked.contract, payee, counted, counted if pays else 0),))

    return read


def _token_less(asked: _Reading) -> Called:
    units = asked.words.number(1)
    facts = {"token": str(asked.contract), "to": str(asked.words.address(0)), "units": str(units)}
    return Called("approve-less", facts, asked.contract, protects=True)


def _permit2_approval(asked: _Reading) -> Called:
    """Permit2's own approval, which names its token; with zero it is taken back."""
    token, payee, units = asked.words.address(0), asked.words.address(1), asked.words.number(2, 160)
    asked.words.number(3, 48)
    facts = {"token": str(token), "to": str(payee), "units": str(units)}
    if not units:
        return Called("approve-less", facts, asked.contract, protects=True)
    return Called("approve", facts, payee, (Flow(token, payee, units),))


def _debt(asked: _Reading) -> Called:
    """Somebody may borrow, and the account owes it: no money leaves that a limit could count, so it is always asked."""
    payee, units = asked.words.address(0), asked.words.number(1)
    facts = {"token": str(asked.contract), "to": str(payee), "units": str(units)}
    if not units:
        return Called("delegate-none", facts, asked.contract, protects=True)
    return Called("delegate-debt", facts, payee, asks="delegation")


def _manager_taken(asked: _Reading) -> Called:
    """Only taken back, as of ``setApprovalForAll``."""
    if asked.words.number(1):
        raise _Unfit
    facts = {"contract": str(asked.contract), "to": str(asked.words.address(0))}
    return Called("manage-none", facts, asked.contract, protects=True)


def _burn(asked: _Reading) -> Called:
    """A licence, or units of a token that knows the same call: nobody gets them, and they are gone for the day all the same."""
    units = asked.words.number(0)
    facts = {"contract": str(asked.contract)}
    return Called("licence-burn", facts, asked.contract, (Flow(asked.contract, asked.contract, units),))


def _approval_for_all(asked: _Reading) -> Called:
    """Only taken back: that one is given is refused before."""
    if asked.words.number(1):
        raise _Unfit
    facts = {"token": str(asked.contract), "to": str(asked.words.address(0))}
    return Called("approve-none", facts, asked.contract, protects=True)


_TABLE: Final[tuple[tuple[str, _Reader], ...]] = (
    (f"buy(uint64,{TERMS},address,uint256,uint8,uint64)", _for_seller("buy", 1, listing_at=0)),
    (
        f"buyWithPermit(uint64,{TERMS},address,uint256,uint8,uint64,(uint256,uint256,uint8,bytes32,bytes32))",
        _for_seller("buy", 1, listing_at=0),
    ),
    (f"renew({TERMS},{ORDER},{DELIVERY},uint32)", _for_seller("renew", 0, times_at=_RENEW_WORDS - 1)),
    (f"requestKey({TERMS},{ORDER},uint256,uint8,uint64)", _for_seller("request-key", 0, amount_at=_KEY_FEE)),
    (f"list({TERMS},bytes)", _to_seller_of_terms("list", 0)),
    (f"revise(uint64,{TERMS},{TERMS},bytes)", _to_seller_of_terms("revise", 1 + _TERMS_WORDS)),
    (f"close(uint64,{TERMS})", _plain("close")),
    ("depositBond()", _plain("bond")),
    ("withdrawBond(uint256,address)", _takes_home("bond-out", 1)),
    ("setOperator(address)", _to_somebody("operator", 0, "operator")),
    (f"confirm({TERMS},{ORDER},{DELIVERY})", _plain("confirm")),
    (f"refund({TERMS},{ORDER},{DELIVERY})", _plain("refund", protects=True)),
    (f"settle({_LISTED}[])", _plain("settle", protects=True)),
    (f"complainKey({TERMS},{ORDER},{DELIVERY},uint256)", _plain("complain-key", protects=True)),
    (
        f"complainContent({TERMS},{ORDER},{DELIVERY},bytes16,uint64,bytes,bytes32,bytes32[])",
        _plain("complain-content", protects=True),
    ),
    ("withdraw(address,address)", _takes_home("withdraw", 1)),
    ("withdrawFor(address,address)", _plain("withdraw-for", protects=True)),
    (f"deliver({TERMS},{ORDER},uint256,uint8,bytes16)", _plain("deliver", protects=True)),
    ("answerKey(uint256,uint256,uint8,bytes16)", _plain("answer-key", protects=True)),
    ("anchor(bytes32)", _plain("anchor")),
    (f"answer({TERMS},{ORDER},{DELIVERY},bytes)", _plain("answer-review")),
    ("rate(uint256,uint8,bytes)", _plain("rate")),
    ("report(uint256,bytes)", _plain("report")),
    ("create((address,uint16)[])", _plain("split")),
    ("transfer(address,uint256)", _token("token-send", 0, 1)),
    ("transferFrom(address,address,uint256)", _token("token-send", 1, 2, owner_at=0)),
    ("safeTransferFrom(address,address,uint256)", _token("licence-send", 1, 2, owner_at=0)),
    ("safeTransferFrom(address,address,uint256,bytes)", _token("licence-send", 1, 2, owner_at=0)),
    ("burn(uint256)", _burn),
    ("approve(address,uint256)", _token("approve", 0, 1, pays=False)),
    ("increaseAllowance(address,uint256)", _token("approve-more", 0, 1, pays=False)),
    ("decreaseAllowance(address,uint256)", _token_less),
    ("setApprovalForAll(address,bool)", _approval_for_all),
    ("approve(address,address,uint160,uint48)", _permit2_approval),
    ("lockdown((address,address)[])", _plain("lockdown", protects=True)),
    ("approveDelegation(address,uint256)", _debt),
    ("setAuthorization(address,bool)", _manager_taken),
    ("allow(address,bool)", _manager_taken),
)  # fmt: skip


def _least_bytes(signature: str) -> int:
    """Of the arguments, without what dynamic ones point at (Contract ABI specification, head(X))."""

    def words(kind: ABIType) -> int:
        return sum(map(words, kind.components)) if isinstance(kind, TupleType) and not kind.is_dynamic else 1

    arguments = signature[signature.index("(") :]
    return 0 if arguments == "()" else 32 * sum(map(words, parse(arguments).components))


_READERS: Final = {selector(signature): (_least_bytes(signature), reader) for signature, reader in _TABLE}
