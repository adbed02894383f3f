"""Putting the market's contracts on a network, from a look at what is there to the last receipt.

Whoever pays, the contracts and their addresses are the same (CREATE2): a deployment gives nobody any right, and what is
there already is not paid for again. So a deployment that was broken off is gone on with by looking again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from desktop.core.agreements import Agreed
from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Progress, Topic
from desktop.core.errors import InsufficientFunds, UserError
from desktop.core.identity import Address
from desktop.core.transactions import Call
from desktop.services.journal import Purpose
from desktop.services.ports import Transactor
from desktop.services.transactions import CostRose, TransactionService


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract to be put on the chain: the call that does it, its address, and the gas that it takes at most."""

    name: str
    call: Call
    address: Address
    most_gas: int


@dataclass(frozen=True, slots=True)
class DeployPart:
    """One contract as it was found; of ``fee_most_wei``, ``data_fee_most_wei`` is what a rollup takes for its bytes."""

    contract: Contract
    is_there: bool
    fee_most_wei: int
    data_fee_most_wei: int = 0


@dataclass(frozen=True, slots=True)
class DeployPlan:
    """What deploying would do now.

    Attributes:
        account: Who pays.
        parts: In the order in which they are sent.
        fee_most_wei: Of all that are missing.
        balance_wei: What the account holds.
        has_proxy: Whether the chain has the deterministic deployment proxy, without which nothing can be deployed.
    """

    account: Address
    parts: tuple[DeployPart, ...]
    fee_most_wei: int
    balance_wei: int
    has_proxy: bool

    @property
    def is_done(self) -> bool:
        """Whether all of them are there."""
        return all(part.is_there for part in self.parts)

    @property
    def data_fee_most_wei(self) -> int:
        """The part of the fees that a rollup takes for the bytes of those that are missing."""
        return sum(part.data_fee_most_wei for part in self.parts if not part.is_there)

    @property
    def can_pay(self) -> bool:
        return self.balance_wei >= self.fee_most_wei


class NoDeploymentProxy(UserError):
    """The chain lacks the contract through which ours get the same address everywhere."""


@dataclass(eq=False)
class NotDeployed(UserError):
    """The transaction was mined, but the contract is not at its address."""

    name: str


class CodeReader(Protocol):
    def __call__(self, address: Address, /) -> bytes: ...


class DeployService:
    """The contracts of one market on one network."""

    def __init__(
        self,
        *,
        chain: Transactor,
        code_at: CodeReader,
        transactions: TransactionService,
        contracts: Callable[[], tuple[Contract, ...]],
        proxy: Address,
        active_account: Callable[[], Address],
        publish: Callable[[Change], None],
    ) -> None:
        self._chain = chain
        self._code_at = code_at
        self._transactions = transactions
        self._contracts = contracts
        self._proxy = proxy
        self._active_account = active_account
        self._publish = publish

    def market_is_there(self) -> bool:
        """Whether the first of them, the market, is on the chain; asks the node."""
        return bool(self._code_at(self._contracts()[0].address))

    def plan(self) -> DeployPlan:
        """Look what is there and what the rest would cost.

        Raises:
            WalletLocked: Nobody could pay.
            AppError: The node failed.
        """
        account = self._active_account()
        max_fee_wei = self._chain.fees().max_fee_wei
        parts = tuple(self._part(account, contract, max_fee_wei) for contract in self._contracts())
        missing = sum(part.fee_most_wei for part in parts if not part.is_there)
        balance = self._chain.balance_wei(account)
        return DeployPlan(account, parts, missing, balance, bool(self._code_at(self._proxy)))

    def _part(self, account: Address, contract: Contract, max_fee_wei: int) -> DeployPart:
        """One whose constructor needs another that is not there yet cannot be estimated: then our own measure counts."""
        if self._code_at(contract.address):
            return DeployPart(contract, is_there=True, fee_most_wei=0)
        try:
            gas = self._chain.estimate_gas(account, contract.call)
        except UserError:
            gas = contract.most_gas
        data_fee = self._chain.data_fee_most_wei(contract.call)
        fee = max(gas, contract.most_gas) * max_fee_wei + data_fee
        return DeployPart(contract, is_there=False, fee_most_wei=fee, data_fee_most_wei=data_fee)

    def deploy(
        self, plan: DeployPlan, cancel: CancelToken, progress: Callable[[Progress], None]
    ) -> tuple[bytes, ...]:
        """Deploy what the plan found missing, one after the other; the hashes of what was sent.

        Each is looked for again before it is paid for, and looked at after it was mined.

        Raises:
            NoDeploymentProxy: Nothing can be deployed here.
            InsufficientFunds: The account cannot pay for all of it; nothing was sent.
            CostRose: A contract costs more now than the plan said.
            NotDeployed: A transaction did not do what it should.
            Cancelled: The person stopped; what was sent goes on.
        """
        if not plan.has_proxy:
            raise NoDeploymentProxy
        if not plan.can_pay:
            raise InsufficientFunds(plan.fee_most_wei, plan.balance_wei)
        sent = []
        for place, part in enumerate(plan.parts):
            contract = part.contract
            progress(Progress("deploy", contract.name, place, len(plan.parts)))
            cancel.raise_if_cancelled()
            if not self._code_at(contract.address):
                self._check_data_fee(part)
                signed = self._transactions.submit(
                    plan.account,
                    contract.call,
                    Purpose("deploy", subject=contract.name),
                    keep=lambda _: None,
                    mandate=Agreed(part.fee_most_wei - part.data_fee_most_wei),
                )
                sent.append(signed.hash)
                self._transactions.wait(signed.hash, cancel)
                if not self._code_at(contract.address):
                    raise NotDeployed(contract.name)
        progress(Progress("deploy", "", len(plan.parts), len(plan.parts)))
        self._publish(Change(Topic.NETWORK))
        self._publish(Change(Topic.CATALOGUE))
        return tuple(sent)

    def _check_data_fee(self, part: DeployPart) -> None:
        """No signature bounds what the bytes cost, so it is looked at again; what is agreed holds twice what is likely."""
        needed = self._chain.data_fee_most_wei(part.contract.call)
        if needed // 2 > part.data_fee_most_wei:
            raise CostRose(part.fee_most_wei, part.fee_most_wei - part.data_fee_most_wei + needed)
