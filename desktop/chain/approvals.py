"""What approvals allow now, as the contracts say, and the calls that lower or take them back.

The contracts are strangers: each answer may be missing or a lie, and one that is missing is unknown, never nothing.
"""

from collections.abc import Sequence
from typing import assert_never

from desktop.chain.errors import HistoryPruned
from desktop.chain.market import address_word, word
from desktop.chain.nodes import Nodes
from desktop.chain.rpc import Hex, Request, to_bytes
from desktop.chain.tokens import READ_GAS
from desktop.core.errors import AppError, EnvironmentFault, Reverted
from desktop.core.identity import ZERO_ADDRESS, Address, keccak256
from desktop.core.traces import Grant, GrantKind
from desktop.core.transactions import Call
from desktop.services.approvals import Present

_WORD = 32
_INNER_WORDS = 3
_PER_REQUEST = 50
_SIGNATURES = (
    "allowance(address,address)", "balanceOf(address)", "isApprovedForAll(address,address)", "getApproved(uint256)",
    "ownerOf(uint256)", "approve(address,uint256)", "setApprovalForAll(address,bool)", "lockdown((address,address)[])",
)  # fmt: skip
_SELECTORS = {text.partition("(")[0]: keccak256(text.encode())[:4] for text in _SIGNATURES}
_INNER_ALLOWANCE = keccak256(b"allowance(address,address,address)")[:4]
_INNER_APPROVE = keccak256(b"approve(address,address,uint160,uint48)")[:4]


class ChainApprovals:
    """Fits ``services.approvals.ApprovalChain``."""

    def __init__(self, nodes: Nodes) -> None:
        self._nodes = nodes

    def present(self, owner: Address, grants: Sequence[Grant]) -> list[Present]:
        """What each allows now, and how much of it there is; all of one owner.

        Raises:
            AppError: The node failed as a whole.
        """
        asked = [question for grant in grants for question in _questions(owner, grant)]
        answers: list[bytes | None] = []
        for at in range(0, len(asked), _PER_REQUEST):
            replies = self._nodes.try_all(asked[at : at + _PER_REQUEST], Hex)
            answers += [_answer(reply) for reply in replies]
        return [
            _present(owner, grant, answers[2 * place], answers[2 * place + 1])
            for place, grant in enumerate(grants)
        ]

    def change(self, grant: Grant, amount: int, until: int | None = None) -> Call:
        """The call that leaves ``amount`` allowed; of anything but amounts only 0 means something, which takes it back.

        Args:
            grant: Which approval.
            amount: What is allowed afterwards.
            until: When it ends, where it does (Unix seconds).
        """
        match grant.kind:
            case GrantKind.INNER:
                pair = address_word(grant.asset) + address_word(grant.spender)
                if amount:
                    data = _INNER_APPROVE + pair + word(amount) + word(until or 0)
                else:
                    data = _SELECTORS["lockdown"] + word(_WORD) + word(1) + pair
            case GrantKind.AMOUNT:
                data = _SELECTORS["approve"] + address_word(grant.spender) + word(amount)
            case GrantKind.ONE:
                data = _SELECTORS["approve"] + address_word(ZERO_ADDRESS) + word(grant.token_id or 0)
            case GrantKind.ALL:
                data = _SELECTORS["setApprovalForAll"] + address_word(grant.spender) + word(0)
            case _:
                assert_never(grant.kind)
        return Call(grant.contract, data)


def _questions(owner: Address, grant: Grant) -> tuple[Request, Request]:
    """What is allowed, and what there is to take."""
    match grant.kind:
        case GrantKind.AMOUNT:
            pair = address_word(owner) + address_word(grant.spender)
            allowed, held = _SELECTORS["allowance"] + pair, _SELECTORS["balanceOf"] + address_word(owner)
        case GrantKind.INNER:
            triple = address_word(owner) + address_word(grant.asset) + address_word(grant.spender)
            held = _SELECTORS["balanceOf"] + address_word(owner)
            return _view(grant.contract, _INNER_ALLOWANCE + triple), _view(grant.asset, held)
        case GrantKind.ONE:
            token = word(grant.token_id or 0)
            allowed, held = _SELECTORS["getApproved"] + token, _SELECTORS["ownerOf"] + token
        case GrantKind.ALL:
            pair = address_word(owner) + address_word(grant.spender)
            allowed = _SELECTORS["isApprovedForAll"] + pair
            held = _SELECTORS["balanceOf"] + address_word(owner)
        case _:
            assert_never(grant.kind)
    return _view(grant.contract, allowed), _view(grant.contract, held)


def _view(contract: Address, data: bytes) -> Request:
    request = {"to": str(contract), "data": "0x" + data.hex(), "gas": hex(READ_GAS)}
    return "eth_call", [request, "latest"]


def _answer(reply: str | AppError) -> bytes | None:
    """One word, or the three of Permit2; None where the contract gave none. Raises what is the network's fault."""
    if isinstance(reply, AppError):
        if isinstance(reply, Reverted | HistoryPruned) or not isinstance(reply, EnvironmentFault):
            return None
        raise reply
    data = to_bytes(reply)
    return data if len(data) in {_WORD, _INNER_WORDS * _WORD} else None


def _present(owner: Address, grant: Grant, allowed: bytes | None, held: bytes | None) -> Present:
    if grant.kind is GrantKind.ONE:
        # A token that was given away takes its approval with it.
        is_mine = None if held is None else held[12:] == owner.raw
        stands = None if allowed is None else allowed[12:] == grant.spender.raw and not grant.spender.is_zero
        both = None if is_mine is None or stands is None else int(is_mine and stands)
        return Present(both, None if is_mine is None else int(is_mine))
    if grant.kind is GrantKind.INNER:
        is_told = allowed is not None and len(allowed) == _INNER_WORDS * _WORD
        until = int.from_bytes(allowed[_WORD : 2 * _WORD], "big") if allowed is not None and is_told else None
        return Present(_number(allowed[:_WORD] if allowed and is_told else None), _number(held), until)
    return Present(_number(allowed), _number(held))


def _number(data: bytes | None) -> int | None:
    return None if data is None or len(data) != _WORD else int.from_bytes(data, "big")
