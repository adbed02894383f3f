"""ERC-20 contracts as strangers: every answer may be missing, wrong, huge or a lie; none of it is believed.

Reads run with a gas limit of their own, so that no token can keep a node busy or make it build a long answer. What a
payment would do is tried by ``eth_call`` with the account's code replaced for the length of the call (the state
override of geth, which reth, erigon, nethermind, besu and anvil have too), so that the token sees the account itself.
"""

import logging
from typing import Any

from desktop.chain.errors import AnswerTooLarge, NodeRefused, is_retryable
from desktop.chain.market import address_word, word
from desktop.chain.nodes import Nodes
from desktop.chain.rpc import Hex, to_bytes
from desktop.core.errors import AppError, InsufficientFunds, Reverted
from desktop.core.identity import Address, keccak256
from desktop.core.money import Currency
from desktop.core.tokens import PermitDomain, TransferTrial, token_currency
from desktop.core.transactions import Call
from desktop.services.tokens import TokenUnreadable

log = logging.getLogger("licet.chain.tokens")

READ_GAS = 200_000
"""Enough for proxies that read their words from storage; a loop ends here, and so does a long answer."""
TRIAL_GAS = 1_000_000
_MOST_ANSWER_BYTES = 16_384
_MOST_TEXT_BYTES = 256
_WORD = 32
_STANDARD_FIELDS = b"\x0f"
"""ERC-5267: name, version, chain and contract, and neither salt nor extensions."""

SIGNATURES = (
    "symbol()", "name()", "decimals()", "balanceOf(address)", "allowance(address,address)", "nonces(address)",
    "DOMAIN_SEPARATOR()", "eip712Domain()", "version()", "approve(address,uint256)", "transfer(address,uint256)",
)  # fmt: skip
_SELECTORS = {text.partition("(")[0]: keccak256(text.encode())[:4] for text in SIGNATURES}


class ChainTokens:
    """Reads tokens and makes the calls that pay with them at one market (``services.tokens.TokenChain``)."""

    def __init__(self, nodes: Nodes, market: Address) -> None:
        self._nodes = nodes
        self._market = market

    def describe(self, token: Address) -> Currency:
        """What the token says of itself, cleaned. What it does not say is left out; a faulty network raises."""
        decimals = self._agreed_decimals(token)
        return token_currency(token, self._text(token, "symbol"), self._text(token, "name"), decimals)

    def has_code(self, token: Address) -> bool:
        """Whether a contract is at the address."""
        return bool(to_bytes(self._nodes.call("eth_getCode", [str(token), "latest"], Hex)))

    def balance(self, token: Address, account: Address) -> int:
        """How much of the token the account holds.

        Raises:
            TokenUnreadable: The contract does not say.
        """
        return self._required(token, "balanceOf", address_word(account))

    def allowance(self, token: Address, owner: Address) -> int:
        """How much the market may take from the account; raises as ``balance``."""
        return self._required(token, "allowance", address_word(owner) + address_word(self._market))

    def permit_nonce(self, token: Address, owner: Address) -> int | None:
        """The nonce of the owner's next permit (EIP-2612); None without permits."""
        return self._word(token, "nonces", address_word(owner))

    def permit_domain(self, token: Address) -> PermitDomain | None:
        """The domain of the token's permits, if one that we can make gives its DOMAIN_SEPARATOR; else None.

        Tried in this order: what the token tells by ERC-5267; its name with the version that it tells; with "1".
        """
        wanted = self._read(token, "DOMAIN_SEPARATOR")
        if wanted is None or len(wanted) != _WORD:
            return None
        name = self._text(token, "name")
        versions = dict.fromkeys((self._text(token, "version"), "1"))
        candidates = [self._told_domain(token), *(PermitDomain(name, v) for v in versions if v)]
        chain_id = self._nodes.chain_id
        return next((d for d in candidates if d is not None and d.separator(chain_id, token) == wanted), None)

    def try_transfer(self, token: Address, payer: Address, amount: int) -> TransferTrial:
        """What paying the amount from the account into the market would do now; nothing is sent."""
        request = {"to": str(payer), "gas": hex(TRIAL_GAS)}
        code = "0x" + _trial_code(token, self._market, amount).hex()
        answer = self._call(request, {str(payer): {"code": code}})
        if answer is None or len(answer) != 5 * _WORD:  # the node takes no notice of the code, or refuses it
            return self._plain_trial(token, payer, amount)
        before, returned, succeeded, length, after = (_number(answer, i) for i in range(5))
        moves = bool(succeeded) and (length == 0 or (length >= _WORD and returned == 1))
        return TransferTrial(moves, after - before if moves else None)

    def approve(self, token: Address, amount: int) -> Call:
        """Lets the market take exactly this amount."""
        return Call(token, _SELECTORS["approve"] + address_word(self._market) + word(amount))

    def _plain_trial(self, token: Address, payer: Address, amount: int) -> TransferTrial:
        """For nodes that replace no code: whether the token would say yes, not how much would arrive."""
        data = _SELECTORS["transfer"] + address_word(self._market) + word(amount)
        request = {"from": str(payer), "to": str(token), "data": "0x" + data.hex(), "gas": hex(TRIAL_GAS)}
        answer = self._call(request)
        if answer is None:
            return TransferTrial(moves=False)
        return TransferTrial(moves=not answer or (len(answer) >= _WORD and _number(answer, 0) == 1))

    def _agreed_decimals(self, token: Address) -> int | None:
        """As every operator tells them that answers; None where two differ, so that amounts are shown in whole units.

        Who types an amount signs units, and a single endpoint that lies here moves the point.
        """
        told = self._word(token, "decimals")
        if told is None or len(self._nodes.operators()) < 2:
            return told
        request = _view(token, "decimals")
        for client in self._nodes.awake():
            try:
                answer = self._nodes.ask(client, lambda one: one.call("eth_call", [request, "latest"], Hex))
            except AppError:
                continue  # it has no say
            if len(answer) >= 2 + 2 * _WORD and _number(to_bytes(answer), 0) != told:
                log.info("%s tells other decimals of %s", client.origin, token.short)
                return None
        return told

    def _told_domain(self, token: Address) -> PermitDomain | None:
        """ERC-5267: (fields, name, version, chain id, contract, salt, extensions)."""
        answer = self._read(token, "eip712Domain")
        if answer is None or len(answer) < 7 * _WORD or answer[:1] != _STANDARD_FIELDS:
            return None
        name, version = _string_at(answer, 1), _string_at(answer, 2)
        return None if name is None or version is None else PermitDomain(name, version)

    def _required(self, token: Address, name: str, arguments: bytes) -> int:
        found = self._word(token, name, arguments)
        if found is None:
            raise TokenUnreadable(token)
        return found

    def _word(self, token: Address, name: str, arguments: bytes = b"") -> int | None:
        answer = self._read(token, name, arguments)
        return _number(answer, 0) if answer is not None and len(answer) >= _WORD else None

    def _text(self, token: Address, name: str) -> str:
        """A string as ERC-20 gives it, or the 32 bytes of tokens that are older than that; empty if it is neither."""
        answer = self._read(token, name)
        if answer is None:
            return ""
        if len(answer) == _WORD:
            return _utf8(answer.rstrip(b"\0")) or ""
        return _string_at(answer, 0) or ""

    def _read(self, token: Address, name: str, arguments: bytes = b"") -> bytes | None:
        """The answer to a view, or None if the contract gave none that could be one."""
        answer = self._call(_view(token, name, arguments))
        return answer if answer is not None and 0 < len(answer) <= _MOST_ANSWER_BYTES else None

    def _call(self, request: dict[str, str], *overrides: dict[str, Any]) -> bytes | None:
        """The contract's answer; None if it failed. Faults that may pass are the network's, and are raised."""
        try:
            return to_bytes(self._nodes.call("eth_call", [request, "latest", *overrides], Hex))
        except (Reverted, AnswerTooLarge, InsufficientFunds):
            return None
        except NodeRefused as error:
            if is_retryable(error):
                raise
            return None


def _view(token: Address, name: str, arguments: bytes = b"") -> dict[str, str]:
    return {"to": str(token), "data": "0x" + (_SELECTORS[name] + arguments).hex(), "gas": hex(READ_GAS)}


def _number(data: bytes, place: int) -> int:
    return int.from_bytes(data[_WORD * place : _WORD * place + _WORD], "big")


def _string_at(data: bytes, place: int) -> str | None:
    """The string whose offset stands in a word (Contract ABI specification, "Use of Dynamic Types")."""
    at = _number(data, place)
    if at + _WORD > len(data):
        return None
    length = int.from_bytes(data[at : at + _WORD], "big")
    if length > _MOST_TEXT_BYTES or at + _WORD + length > len(data):
        return None
    return _utf8(data[at + _WORD : at + _WORD + length])


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


def _trial_code(token: Address, market: Address, amount: int) -> bytes:
    """A program that transfers and measures; it returns five words.

    Market's balance before; first word that the transfer returned; whether it succeeded; length of what it returned;
    market's balance after.
    """
    push0, call, static_call, gas, pop, mstore = (bytes([op]) for op in (0x5F, 0xF1, 0xFA, 0x5A, 0x50, 0x52))

    def push(value: bytes) -> bytes:
        return bytes([0x5F + len(value)]) + value

    def store(at: int, value: bytes) -> bytes:
        return push(value.rjust(_WORD, b"\0")) + push(bytes([0, at])) + mstore

    def selector(name: str) -> bytes:
        return push(_SELECTORS[name].ljust(_WORD, b"\0")) + push0 + mstore

    def balance_to(at: int) -> bytes:
        arguments = push(b"\x20") + push(bytes([at >> 8, at & 0xFF])) + push(b"\x24") + push0
        ask = arguments + push(token.raw) + gas + static_call + pop
        return selector("balanceOf") + store(4, market.raw) + ask

    transfer = (
        selector("transfer") + store(4, market.raw) + store(0x24, amount.to_bytes(_WORD, "big"))
        + push(b"\x20") + push(b"\xa0") + push(b"\x44") + push0 + push0 + push(token.raw) + gas + call
        + push(b"\xc0") + mstore + b"\x3d" + push(b"\xe0") + mstore
    )  # fmt: skip
    give_back = push(b"\xa0") + push(b"\x80") + b"\xf3"
    return balance_to(0x80) + transfer + balance_to(0x100) + give_back
