"""What a call to a contract says, decoded: which act it is, what it names, and what it carries, argument by argument."""

from dataclasses import dataclass
from enum import Enum

from desktop.core.identity import Address, keccak256
from desktop.core.money import Money


class Act(Enum):
    """What a call does, as far as Licet can read it. The value is its id, also for policies and records."""

    PAY = "pay"
    TRANSFER = "transfer"
    TRANSFER_FROM = "transfer-from"
    APPROVE = "approve"
    RAISE_ALLOWANCE = "raise-allowance"
    LOWER_ALLOWANCE = "lower-allowance"
    PERMIT = "permit"
    DELEGATE_DEBT = "delegate-debt"
    SET_MANAGER = "set-manager"
    LOCKDOWN = "lockdown"
    SEND_ITEM = "send-item"
    APPROVE_ITEM = "approve-item"
    APPROVE_ALL = "approve-all"
    BUY = "buy"
    RENEW = "renew"
    REQUEST_KEY = "request-key"
    ANSWER_KEY = "answer-key"
    LIST = "list"
    REVISE = "revise"
    CLOSE = "close"
    SET_OPERATOR = "set-operator"
    DEPOSIT_BOND = "deposit-bond"
    WITHDRAW_BOND = "withdraw-bond"
    DELIVER = "deliver"
    CONFIRM = "confirm"
    SETTLE = "settle"
    REFUND = "refund"
    COMPLAIN_KEY = "complain-key"
    COMPLAIN_CONTENT = "complain-content"
    WITHDRAW = "withdraw"
    WITHDRAW_FOR = "withdraw-for"
    PASS_LICENCE = "pass-licence"  # noqa: S105 - an act's id
    BURN_LICENCE = "burn-licence"
    RATE = "rate"
    ANSWER = "answer"
    REPORT = "report"
    ANCHOR = "anchor"
    CREATE_SPLIT = "create-split"
    WITHDRAW_SHARE = "withdraw-share"
    WITHDRAW_SHARE_FOR = "withdraw-share-for"
    DEPLOY = "deploy"
    UNKNOWN = "unknown"


class Role(Enum):
    """What the called address is."""

    ACCOUNT = "account"  # no code there: a person's account, or nobody's
    MARKET = "market"
    LICENCE = "licence"
    RECORDS = "records"
    SPLITS = "splits"  # the maker of revenue splits
    SPLIT = "split"  # a split that its own address proves
    DEPLOYER = "deployer"  # the CREATE2 proxy that places contracts at computed addresses
    TOKEN = "token"  # noqa: S105 - a stranger's contract that calls itself an ERC-20
    ITEMS = "items"  # a stranger's contract that calls itself an ERC-721 or ERC-1155
    STRANGER = "stranger"  # any other contract

    @property
    def is_own(self) -> bool:
        """Whether it is a contract of Licet's own, whose words can be believed."""
        return self in {Role.MARKET, Role.LICENCE, Role.RECORDS, Role.SPLITS, Role.SPLIT}


class Shape(Enum):
    """How a value is written."""

    AMOUNT = "amount"  # Money
    UNLIMITED = "unlimited"  # Money: so much that it stands for everything, for ever
    ADDRESS = "address"
    ITEM = "item"  # int: a token id
    NUMBER = "number"
    TIME = "time"  # int: Unix seconds
    SPAN = "span"  # int: seconds
    BYTES = "bytes"
    TEXT = "text"  # a stranger's, cleaned
    FLAG = "flag"


Value = Address | Money | int | bytes | str | bool


@dataclass(frozen=True, slots=True)
class Part:
    """One named value. Of an argument, ``name`` is its path in the ABI: ``terms.price``, ``batch.0.order.listing``."""

    name: str
    shape: Shape
    value: Value


@dataclass(frozen=True, slots=True)
class DecodedCall:
    """A call in words.

    Attributes:
        act: What it does.
        role: What is called.
        function: The signature, such as ``transfer(address,uint256)``; empty where the selector is unknown, or where
            there is none.
        facts: What its sentence names, by the names of that sentence.
        arguments: Everything that it carries, in order.
        extra_bytes: Bytes beyond the arguments, which the contract may read all the same.
    """

    act: Act
    role: Role
    function: str = ""
    facts: tuple[Part, ...] = ()
    arguments: tuple[Part, ...] = ()
    extra_bytes: int = 0

    @property
    def is_known(self) -> bool:
        """Whether Licet can say what it does."""
        return self.act is not Act.UNKNOWN

    def fact(self, name: str) -> Value | None:
        """The value of a fact; None if the call has no such."""
        return next((part.value for part in self.facts if part.name == name), None)


def calldata_digest(data: bytes) -> bytes:
    """The "Calldata Digest" of ERC-8213 (draft): ``keccak256(uint256(len(calldata)) || calldata)``.

    It names neither chain, contract nor value: those are compared beside it.
    """
    return keccak256(len(data).to_bytes(32, "big") + data)
