"""What to read before and after a call: what the call says that it is about, and what its events hint at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum

from desktop.core.calls import Act, DecodedCall, Role
from desktop.core.identity import NATIVE, Address, keccak256
from desktop.core.money import Money
from desktop.core.transactions import Call
from desktop.services.effects.ports import Log, Read

MOST_WATCHED = 24
"""Tokens and allowances that are read for one call; a call that touches more is not shown as fully simulated."""


def topic(text: str) -> bytes:
    """The first topic of an event of this signature."""
    return keccak256(text.encode())


def _selector(text: str) -> bytes:
    return keccak256(text.encode())[:4]


TRANSFER = topic("Transfer(address,address,uint256)")
APPROVAL = topic("Approval(address,address,uint256)")
APPROVAL_FOR_ALL = topic("ApprovalForAll(address,address,bool)")
TRANSFER_SINGLE = topic("TransferSingle(address,address,address,uint256,uint256)")
TRANSFER_BATCH = topic("TransferBatch(address,address,address,uint256[],uint256[])")
PERMIT2_APPROVAL = topic("Approval(address,address,address,uint160,uint48)")
DELEGATED = topic("BorrowAllowanceDelegated(address,address,address,uint256)")
SET_AUTHORIZATION = topic("SetAuthorization(address,address,address,bool)")
_BALANCE_OF = _selector("balanceOf(address)")
_BALANCE_OF_ITEM = _selector("balanceOf(address,uint256)")
_ALLOWANCE = _selector("allowance(address,address)")
_PERMIT2_ALLOWANCE = _selector("allowance(address,address,address)")
_OWNER_OF = _selector("ownerOf(uint256)")
_GET_APPROVED = _selector("getApproved(uint256)")
_BORROW_ALLOWANCE = _selector("borrowAllowance(address,address)")
_IS_AUTHORIZED = _selector("isAuthorized(address,address)")
_IS_ALLOWED = _selector("isAllowed(address,address)")
_IS_APPROVED = _selector("isApprovedForAll(address,address)")
_CREDITS = _selector("credits(address,address)")
_BONDS = _selector("bonds(address)")
_OPERATOR_OF = _selector("operatorOf(address)")


class Kind(Enum):
    """What a watched view tells."""

    BALANCE = "balance"
    CREDIT = "credit"
    BOND = "bond"
    ALLOWANCE = "allowance"
    OWNER = "owner"
    ITEMS = "items"
    APPROVED = "approved"
    ALL = "all"
    DEBT = "debt"
    MANAGER = "manager"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Watched:
    """One view to be read before and after, and what its answer is about."""

    kind: Kind
    contract: Address
    holder: Address | None = None
    item: int | None = None
    currency: Address = NATIVE
    read: Read = field(compare=False, default=Read(NATIVE))


def _word(value: Address | int) -> bytes:
    return value.raw.rjust(32, b"\0") if isinstance(value, Address) else value.to_bytes(32, "big")


class Watchlist:
    """What is to be read for one account, in order and without doubles."""

    def __init__(self, account: Address) -> None:
        self._account = account
        self._items: dict[Watched, None] = {}
        self.is_cut = False

    def __len__(self) -> int:
        return len(self._items)

    @property
    def items(self) -> tuple[Watched, ...]:
        return tuple(self._items)

    def token(self, token: Address) -> None:
        if token != NATIVE:
            self._add(Kind.BALANCE, token, _BALANCE_OF + _word(self._account), currency=token)

    def allowance(self, token: Address, spender: Address) -> None:
        data = _ALLOWANCE + _word(self._account) + _word(spender)
        self._add(Kind.ALLOWANCE, token, data, holder=spender, currency=token)

    def permit2_allowance(self, permit2: Address, token: Address, spender: Address) -> None:
        data = _PERMIT2_ALLOWANCE + _word(self._account) + _word(token) + _word(spender)
        self._add(Kind.ALLOWANCE, permit2, data, holder=spender, currency=token)

    def item(self, contract: Address, item: int) -> None:
        self._add(Kind.OWNER, contract, _OWNER_OF + _word(item), item=item)

    def items_of(self, contract: Address, item: int) -> None:
        data = _BALANCE_OF_ITEM + _word(self._account) + _word(item)
        self._add(Kind.ITEMS, contract, data, item=item)

    def approved(self, contract: Address, item: int) -> None:
        self._add(Kind.APPROVED, contract, _GET_APPROVED + _word(item), item=item)

    def all_items(self, contract: Address, operator: Address) -> None:
        data = _IS_APPROVED + _word(self._account) + _word(operator)
        self._add(Kind.ALL, contract, data, holder=operator)

    def debt(self, token: Address, borrower: Address) -> None:
        """What another may borrow in the account's name (Aave's debt tokens)."""
        data = _BORROW_ALLOWANCE + _word(self._account) + _word(borrower)
        self._add(Kind.DEBT, token, data, holder=borrower, currency=token)

    def manager(self, contract: Address, manager: Address, *, is_morpho: bool) -> None:
        """Whether another may do everything there (Morpho; else Compound III)."""
        view = _IS_AUTHORIZED if is_morpho else _IS_ALLOWED
        self._add(Kind.MANAGER, contract, view + _word(self._account) + _word(manager), holder=manager)

    def market(self, market: Address, currencies: Iterable[Address]) -> None:
        """What our own market keeps for the account."""
        self._add(Kind.BOND, market, _BONDS + _word(self._account))
        self._add(Kind.OPERATOR, market, _OPERATOR_OF + _word(self._account))
        for currency in dict.fromkeys((NATIVE, *currencies)):
            data = _CREDITS + _word(self._account) + _word(currency)
            self._add(Kind.CREDIT, market, data, currency=currency)

    def _add(
        self,
        kind: Kind,
        contract: Address,
        data: bytes,
        *,
        holder: Address | None = None,
        item: int | None = None,
        currency: Address = NATIVE,
    ) -> None:
        entry = Watched(kind, contract, holder, item, currency, Read(contract, data))
        if entry in self._items:
            return
        if len(self._items) >= MOST_WATCHED:
            self.is_cut = True
            return
        self._items[entry] = None


_ALLOWING = {Act.APPROVE, Act.RAISE_ALLOWANCE, Act.LOWER_ALLOWANCE, Act.PERMIT}


def watch_call(watch: Watchlist, call: Call, decoded: DecodedCall) -> None:
    """What the call itself says that it is about."""
    if decoded.role is Role.MARKET:
        tokens = [p.value for p in decoded.arguments if p.name.endswith("urrency")]
        currencies = [value for value in tokens if isinstance(value, Address)]
        watch.market(call.to, currencies)
        for currency in currencies:
            watch.token(currency)
    elif decoded.role is Role.SPLIT:
        for part in decoded.arguments:
            if part.name == "currency" and isinstance(part.value, Address):
                watch.token(part.value)
    elif decoded.role in {Role.TOKEN, Role.STRANGER}:
        watch.token(call.to)  # a token may move without writing an event
    if decoded.act is Act.LOCKDOWN:
        _watch_lockdown(watch, call, decoded)
    elif decoded.role is not Role.MARKET:
        _watch_power(watch, call, decoded)


def _watch_power(watch: Watchlist, call: Call, decoded: DecodedCall) -> None:
    """What somebody else may do afterwards."""
    spender, amount = decoded.fact("spender"), decoded.fact("amount")
    if not isinstance(spender, Address):
        return
    if decoded.act is Act.DELEGATE_DEBT:
        watch.debt(call.to, spender)
    elif decoded.act is Act.SET_MANAGER:
        watch.manager(call.to, spender, is_morpho=decoded.function.startswith("setAuthorization"))
    elif isinstance(amount, Money) and decoded.act in _ALLOWING:
        token = amount.currency.address
        if token == call.to:
            watch.allowance(token, spender)
        else:
            watch.permit2_allowance(call.to, token, spender)


def _watch_lockdown(watch: Watchlist, call: Call, decoded: DecodedCall) -> None:
    told = {part.name: part.value for part in decoded.arguments}
    for path, token in told.items():
        spender = told.get(path.removesuffix("token") + "spender")
        if path.endswith(".token") and isinstance(token, Address) and isinstance(spender, Address):
            watch.permit2_allowance(call.to, token, spender)


def watch_logs(watch: Watchlist, account: Address, logs: Sequence[Log]) -> None:
    """What the events hint at, as far as they name the account."""
    for log in logs:
        topics = log.topics
        named = [Address(topic[12:]) for topic in topics[1:] if not any(topic[:12])]
        if account not in named or not topics:
            continue
        first = topics[0]
        if first == TRANSFER and len(topics) == 3:
            watch.token(log.address)
        elif first == TRANSFER and len(topics) == 4:
            watch.item(log.address, int.from_bytes(topics[3], "big"))
        elif first == APPROVAL and len(topics) == 3:
            watch.allowance(log.address, Address(topics[2][12:]))
        elif first == APPROVAL and len(topics) == 4:
            watch.approved(log.address, int.from_bytes(topics[3], "big"))
        elif first == APPROVAL_FOR_ALL and len(topics) == 3:
            watch.all_items(log.address, Address(topics[2][12:]))
        elif first == TRANSFER_SINGLE and len(topics) == 4 and len(log.data) >= 32:
            watch.items_of(log.address, int.from_bytes(log.data[:32], "big"))
        elif first == TRANSFER_BATCH and len(topics) == 4:
            for item in _first_array(log.data):
                watch.items_of(log.address, item)
        elif len(topics) == 4:
            _watch_given(watch, log)


def _watch_given(watch: Watchlist, log: Log) -> None:
    """Powers whose events name three parties: account, somebody, and a token or who said so."""
    first, _, second, third = log.topics
    if first == DELEGATED:
        watch.debt(log.address, Address(second[12:]))
    elif first == SET_AUTHORIZATION:
        watch.manager(log.address, Address(third[12:]), is_morpho=True)
    elif first == PERMIT2_APPROVAL:
        watch.permit2_allowance(log.address, Address(second[12:]), Address(third[12:]))


def _first_array(data: bytes) -> list[int]:
    """The numbers of the first of some dynamic arguments (Contract ABI specification); one more than is watched at most."""
    at = int.from_bytes(data[:32], "big")
    count = min(int.from_bytes(data[at : at + 32], "big"), MOST_WATCHED + 1)
    words = [data[at + 32 * place : at + 32 * place + 32] for place in range(1, count + 1)]
    return [int.from_bytes(word, "big") for word in words if len(word) == 32]
