"""What the vault refuses to sign, whoever asks, and what it signs only with the person's consent.

Checked before any key is touched. Refusals are for what nobody should ever sign here; reasons for consent are for what
an open wallet alone is not enough for (docs/adr/0024-the-vaults-policy.md).
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

from desktop.core.consent import Reason
from desktop.core.identity import NATIVE, Address
from desktop.core.spending import Flow, Outflow
from desktop.wallet.calldata import ANSWER_KEY, COMPLAIN_KEY, DELIVER, SETTLE, selector
from desktop.wallet.errors import PolicyRefused
from desktop.wallet.known_calls import Called, read_call
from desktop.wallet.transactions import TransactionRequest

OWN_PATH_ONLY: Final = {DELIVER: "deliver", COMPLAIN_KEY: "complainKey", ANSWER_KEY: "answerKey"}
"""Calls that reveal a secret if they are wrong: signed only by the operations that recompute them."""

OPERATOR_MAY: Final = frozenset({SETTLE})
"""What a seller pack signs beside its deliveries and answers."""

_AMOUNT_AT: Final = {
    selector("approve(address,uint256)"): 1,
    selector("increaseAllowance(address,uint256)"): 1,
    selector("approveAndCall(address,uint256,bytes)"): 1,
    selector("increaseApproval(address,uint256)"): 1,
    selector("approve(address,address,uint160,uint48)"): 2,
    selector("approveDelegation(address,uint256)"): 1,
}
"""Approvals, and which word of their arguments is the amount; the last are Permit2's, and Aave's of debt."""
_SIGNED: Final = {
    selector("permit(address,address,uint256,uint256,uint8,bytes32,bytes32)"): 2,
    selector("delegationWithSig(address,address,uint256,uint256,uint8,bytes32,bytes32)"): 2,
}
"""Approvals by an earlier signature of whom their first word names, and which word is the amount."""
_DAI_PERMIT: Final = selector("permit(address,address,uint256,uint256,bool,uint8,bytes32,bytes32)")
_ALLOWED_AT: Final = 4
_FOR_ALL: Final = {
    selector("setApprovalForAll(address,bool)"): True,
    selector("setAuthorization(address,bool)"): True,
    selector("allow(address,bool)"): True,
    selector("authorizeOperator(address)"): False,
}
"""Approvals of everything: ERC-721 and ERC-1155, Morpho, Compound III (whose second word can take one back), ERC-777."""
DEPLOYMENT_PROXY: Final = Address(bytes.fromhex("4e59b44847b379578588920ca78fbf26c0b4956c"))
"""Arachnid's: whoever calls it creates a contract from the code in the call."""
LEAST_UNLIMITED: Final = 2**96 - 1
"""The smallest "everything" that a token knows; no honest supply is as large."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A transaction as the vault understands it; ``called`` is None where it does not."""

    called: Called | None
    outflow: Outflow
    reasons: tuple[Reason, ...]


def check_general(request: TransactionRequest, account: Address) -> None:
    """What ``account`` of the wallet does not sign.

    Raises:
        PolicyRefused: ``empty-creation``, ``unlimited-approval``, ``approval-for-all``, or ``own-path-only`` with the
            name of the call.
    """
    if request.to is None:
        if not request.data:
            raise PolicyRefused("empty-creation")
        return
    if request.selector in OWN_PATH_ONLY:
        raise PolicyRefused(f"own-path-only {OWN_PATH_ONLY[request.selector]}")
    if request.selector in _FOR_ALL and not (_FOR_ALL[request.selector] and not any(request.data[36:68])):
        raise PolicyRefused("approval-for-all")
    if knows_no_limit(_approved(request)) or _carries_unlimited(request, account):
        raise PolicyRefused("unlimited-approval")


def judge(request: TransactionRequest, account: Address, own: Collection[Address]) -> Judged:
    """What it does, what it lets leave, and what asks for consent about it; limits are for whoever counts.

    Args:
        request: Of which ``check_general`` is content.
        account: Whose signature is asked for.
        own: The accounts that are the wallet's own without a doubt.
    """
    act = act_name(request, account)
    fee = request.gas * request.max_fee_wei
    if request.to is None or request.to == DEPLOYMENT_PROXY:
        creation = Outflow(act, request.chain_id, _value(request, account), fee)
        return Judged(Called("create", {}), creation, (Reason("contract-creation"),))
    called = read_call(request.to, account, request.data, request.value)
    if called is None:
        outflow = Outflow(act, request.chain_id, _value(request, request.to), fee)
        return Judged(None, outflow, (_unknown(request, request.to),))
    flows = (*_value(request, called.payee or request.to), *called.flows)
    # What protects sends nothing along: with a value it is a payment like any other.
    outflow = Outflow(act, request.chain_id, flows, fee, called.protects and not request.value)
    reasons: list[Reason] = []
    if called.elsewhere is not None and called.elsewhere not in own:
        reasons.append(Reason("pays-elsewhere", (("to", str(called.elsewhere)),)))
    if called.asks:
        reasons.append(Reason(called.asks, tuple(called.facts.items())))
    if _approved(request) >= LEAST_UNLIMITED:
        facts = (("token", called.facts["token"]), ("to", called.facts["to"]))
        reasons.append(Reason("large-approval", facts))
        # Probably the number of an ERC-721 token, and no amount that a limit could be compared with.
        outflow = replace(outflow, flows=_value(request, request.to))
    return Judged(called, outflow, tuple(reasons))


def act_name(request: TransactionRequest, account: Address) -> str:
    """One of the transactions with this name is mined at most."""
    return f"{request.chain_id}/{account}/{request.nonce}"


def check_operator(request: TransactionRequest) -> None:
    """The rules for the operator of a seller pack.

    Raises:
        PolicyRefused: ``operator-value`` or ``operator-call``.
    """
    if request.value:
        raise PolicyRefused("operator-value")
    if request.to is None or request.selector not in OPERATOR_MAY:
        raise PolicyRefused("operator-call")


def knows_no_limit(amount: int) -> bool:
    """The amounts that stand for "everything, for ever": a power of two, or one less.

    Not every large number is one: the same selector approves a licence (ERC-721), whose number has 256 bits. What is as
    large and no such number needs consent.
    """
    return amount >= LEAST_UNLIMITED and not (amount & (amount + 1) and amount & (amount - 1))


def _approved(request: TransactionRequest) -> int:
    place = _AMOUNT_AT.get(request.selector)
    if place is None:
        return 0
    return _word(request, place)


def _carries_unlimited(request: TransactionRequest, account: Address) -> bool:
    """Whether it hands in a signature by which ``account`` allows without a limit; another's is no loss of ours."""
    if _word(request, 0) != int.from_bytes(account.raw, "big"):
        return False
    if request.selector == _DAI_PERMIT:
        return _word(request, _ALLOWED_AT) != 0
    place = _SIGNED.get(request.selector)
    return place is not None and _word(request, place) >= LEAST_UNLIMITED


def _word(request: TransactionRequest, place: int) -> int:
    """A word that was cut short is read with zeros behind, as some tokens read it."""
    return int.from_bytes(request.data[4 + 32 * place : 36 + 32 * place].ljust(32, b"\0"), "big")


def _value(request: TransactionRequest, payee: Address) -> tuple[Flow, ...]:
    return (Flow(NATIVE, payee, request.value, request.value),) if request.value else ()


def _unknown(request: TransactionRequest, to: Address) -> Reason:
    return Reason("unknown-call", (("selector", "0x" + request.selector.hex()), ("to", str(to))))
