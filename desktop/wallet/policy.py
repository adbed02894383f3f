"""What the vault refuses to sign, whoever asks: a small table, checked before any key is touched."""

from typing import Final

from desktop.wallet.calldata import ANSWER_KEY, COMPLAIN_KEY, DELIVER, SETTLE, selector
from desktop.wallet.errors import PolicyRefused
from desktop.wallet.transactions import TransactionRequest

OWN_PATH_ONLY: Final = {DELIVER: "deliver", COMPLAIN_KEY: "complainKey", ANSWER_KEY: "answerKey"}
"""Calls that reveal a secret if they are wrong: signed only by the operations that recompute them."""

OPERATOR_MAY: Final = frozenset({SETTLE})
"""What a seller pack signs beside its deliveries and answers."""

APPROVALS: Final = frozenset(
    {selector("approve(address,uint256)"), selector("increaseAllowance(address,uint256)")}
)
_LEAST_UNLIMITED: Final = 2**96 - 1


def check_general(request: TransactionRequest) -> None:
    """The rules for an account of the wallet.

    Raises:
        PolicyRefused: ``empty-creation``, ``unlimited-approval``, or ``own-path-only`` with the name of the call.
    """
    if request.to is None:
        if not request.data:
            raise PolicyRefused("empty-creation")
        return
    if request.selector in OWN_PATH_ONLY:
        raise PolicyRefused(f"own-path-only {OWN_PATH_ONLY[request.selector]}")
    if request.selector in APPROVALS and _knows_no_limit(int.from_bytes(request.data[36:68], "big")):
        raise PolicyRefused("unlimited-approval")


def _knows_no_limit(amount: int) -> bool:
    """The amounts that stand for "everything, for ever": a power of two, or one less.

    Not every large number is one: the same selector approves a licence (ERC-721), whose number has 256 bits.
    """
    return amount >= _LEAST_UNLIMITED and not (amount & (amount + 1) and amount & (amount - 1))


def check_operator(request: TransactionRequest) -> None:
    """The rules for the operator of a seller pack.

    Raises:
        PolicyRefused: ``operator-value`` or ``operator-call``.
    """
    if request.value:
        raise PolicyRefused("operator-value")
    if request.to is None or request.selector not in OPERATOR_MAY:
        raise PolicyRefused("operator-call")
