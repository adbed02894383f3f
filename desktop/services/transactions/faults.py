"""What can become of a transaction that is not what was wanted."""

from dataclasses import dataclass

from desktop.core.errors import EnvironmentFault, UserError
from desktop.core.transactions import CustomFee


@dataclass(eq=False)
class TransactionFailed(EnvironmentFault):
    """The transaction was mined and reverted; only its fee is gone."""

    hash: bytes


@dataclass(eq=False)
class TransactionUnmined(EnvironmentFault):
    """Sent, but not mined in the time waited; it is kept and looked for again."""

    hash: bytes


@dataclass(eq=False)
class CostRose(UserError):
    """The most it can cost now is above what the person agreed to; nothing was sent."""

    agreed_wei: int
    needed_wei: int


@dataclass(eq=False)
class TransactionCancelled(UserError):
    """The person cancelled it: another transaction of theirs, which pays nothing, took its nonce."""

    hash: bytes


@dataclass(eq=False)
class FeeTooLowToReplace(UserError):
    """Nodes keep the earlier transaction unless both fees rise; per gas, in wei."""

    least: CustomFee
