"""What one account holds of the coin and of many tokens: one question, one block, and a second operator's word.

The question is a program that the node runs and forgets: ``eth_call`` without a recipient runs its data as a contract's
creation code and answers what that returns. So no contract has to stand on the chain beforehand (Multicall3 is missing
on new and private chains, and can neither limit a hostile token's gas nor the length of what it answers). A node that
does not run creation code is asked the same in one JSON-RPC batch. Either way one HTTP request names one account.

docs/adr/0028 says who is asked about an account, and who is believed.
"""

import logging
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated

import msgspec

from desktop.chain.account_proofs import prove_account
from desktop.chain.errors import LyingNode, NodeRefused, TransactionInvalid
from desktop.chain.headers import RpcHeader
from desktop.chain.market import address_word
from desktop.chain.nodes import Nodes
from desktop.chain.rpc import Hex, Request, RpcClient, to_bytes, to_int
from desktop.chain.standings import BEHIND_S
from desktop.core.balances import BalanceSheet, Holding, Trust, Voice, prove, weigh
from desktop.core.errors import AppError, EnvironmentFault, Reverted, WrongChain
from desktop.core.identity import NATIVE, Address, keccak256
from desktop.core.transactions import Head

log = logging.getLogger("licet.chain.balances")

AT_ONCE = 60
"""Tokens in one program: it stays below 16,777,216 gas, the most that a transaction may have (EIP-7825)."""
TOKEN_GAS = 200_000
"""For one token, as in ``chain.tokens``: a loop ends here."""
_GAS = 1_500_000
"""For the program itself: its bytes, and storing its answer as code at 200 gas each."""
OLD_S = 600
"""A block that is older than this, by this machine's clock, is said to be old."""
_WORD = 32
_BALANCE_OF = keccak256(b"balanceOf(address)")[:4]
_Word = Annotated[str, msgspec.Meta(pattern="^0x[0-9a-fA-F]*$", max_length=2 + 64 * 256)]

Amounts = tuple[int | None, ...]


class ChainBalances:
    """Reads balances over the endpoints of one network (``services.balances.BalanceReader``)."""

    def __init__(self, nodes: Nodes, now: Callable[[], float] = time.time) -> None:
        self._nodes = nodes
        self._now = now
        self._without_programs: set[RpcClient] = set()
        self._without_proofs: set[RpcClient] = set()

    def heads(self) -> dict[str, Head]:
        """Ask each operator for its newest block, which tells them nothing; by origin. Who fails is left out."""
        return {client.origin: head for client, head in self._heads().items()}

    def read(self, account: Address, tokens: Sequence[Address], *, compare: bool) -> BalanceSheet:
        """What the account holds now.

        Args:
            account: The one account that the question names.
            tokens: Contracts, without repetition.
            compare: Whether a second operator is asked, and all others where the two differ.

        Raises:
            AppError: No endpoint answered.
        """
        sheet = self._look(account, tokens, compare=compare)
        if any(held.trust in {Trust.DISPUTED, Trust.OUTVOTED} or held.others for held in sheet.holdings):
            # Two honest endpoints may see two blocks of one number for a moment: nobody is blamed for that.
            sheet = self._look(account, tokens, compare=compare)
        outvoted = {
            voice.origin
            for held in sheet.holdings
            if held.trust in {Trust.OUTVOTED, Trust.PROVEN}
            for voice in held.others
        }
        for origin in sorted(outvoted):
            log.info("%s told another balance than most others", origin)
            self._nodes.distrust(origin)
        return sheet

    def _look(self, account: Address, tokens: Sequence[Address], *, compare: bool) -> BalanceSheet:
        heads = self._heads() if len(self._nodes.clients) > 1 else {}
        head, first, amounts = self._nodes.first(lambda client: self._first(client, heads, account, tokens))
        told = {first.origin: amounts}
        if compare:
            self._ask_others(first, told, head, account, tokens)
        coin, *others = (
            weigh(currency, [Voice(origin, said[place]) for origin, said in told.items()])
            for place, currency in enumerate((NATIVE, *tokens))
        )
        if coin.trust in {Trust.ALONE, Trust.DISPUTED} and self._nodes.has_others(first):
            coin = self._proven(coin, account, head.number, told)
        holdings = (coin, *others)
        is_old = self._now() - head.timestamp > OLD_S
        return BalanceSheet(account, holdings, head.number, head.timestamp, is_old, tuple(told))

    def _proven(self, coin: Holding, account: Address, block: int, told: dict[str, Amounts]) -> Holding:
        """By a proof of one of those who know the account already; as it was where none shows one."""
        voices = [Voice(origin, said[0]) for origin, said in told.items()]
        for client in self._nodes.clients:
            if client.origin not in told or client in self._without_proofs:
                continue
            try:
                found = self._nodes.ask(
                    client, lambda client: prove_account(self._nodes, client, account, block)
                )
            except NodeRefused:
                self._without_proofs.add(client)
                continue
            except AppError as error:
                log.debug("%s proves nothing: %s", client.origin, type(error).__name__)
                continue
            if found is not None:
                return prove(coin, found.balance_wei, voices)
        return coin

    def _heads(self) -> dict[RpcClient, Head]:
        clients = self._nodes.awake()
        with ThreadPoolExecutor(max_workers=max(1, len(clients)), thread_name_prefix="heads") as pool:
            heads = dict(zip(clients, pool.map(self._head_of, clients), strict=True))
        return {client: head for client, head in heads.items() if head is not None}

    def _head_of(self, client: RpcClient) -> Head | None:
        try:
            head = self._nodes.ask(client, _head, blame_any=True)
        except AppError as error:
            log.debug("%s has no head: %s", client.origin, type(error).__name__)
            return None
        self._nodes.saw(client, head)
        return head

    def _first(
        self, client: RpcClient, heads: dict[RpcClient, Head], account: Address, tokens: Sequence[Address]
    ) -> tuple[Head, RpcClient, Amounts]:
        """At the oldest block of those that are not behind, so that all of them have it."""
        own = heads.get(client) or _head(client)
        fresh = [head for head in heads.values() if abs(head.timestamp - own.timestamp) <= BEHIND_S]
        head = min([own, *fresh], key=lambda head: head.number)
        return head, client, self._amounts(client, head.number, account, tokens)

    def _ask_others(
        self,
        first: RpcClient,
        told: dict[str, Amounts],
        head: Head,
        account: Address,
        tokens: Sequence[Address],
    ) -> None:
        """One more operator; where two differ, all others too."""
        for client in self._nodes.others(first):
            if len(told) > 1 and len(set(told.values())) == 1:
                return
            try:
                told[client.origin] = self._nodes.ask(
                    client, lambda client: self._amounts(client, head.number, account, tokens)
                )
            except AppError as error:
                log.debug("%s gives no second opinion: %s", client.origin, type(error).__name__)

    def _amounts(self, client: RpcClient, block: int, account: Address, tokens: Sequence[Address]) -> Amounts:
        found: list[int | None] = []
        for at in range(0, max(1, len(tokens)), AT_ONCE):
            part = tokens[at : at + AT_ONCE]
            answer = self._by_program(client, block, account, part)
            answer = self._by_batch(client, block, account, part) if answer is None else answer
            found += answer if not found else answer[1:]
        return tuple(found)

    def _by_program(
        self, client: RpcClient, block: int, account: Address, tokens: Sequence[Address]
    ) -> list[int | None] | None:
        """None where the node does not run it."""
        if client in self._without_programs:
            return None
        code = program(account, tokens)
        request = {"data": "0x" + code.hex(), "gas": hex(_GAS + TOKEN_GAS * len(tokens))}
        try:
            answer = to_bytes(client.call("eth_call", [request, hex(block)], Hex))
        except (Reverted, NodeRefused, TransactionInvalid) as error:
            log.debug("%s does not run the program: %s", client.origin, type(error).__name__)
            answer = b""
        if len(answer) != _WORD * (2 + 2 * len(tokens)) or answer[:_WORD] != _MARK:
            self._without_programs.add(client)
            return None
        words = [int.from_bytes(answer[at : at + _WORD], "big") for at in range(_WORD, len(answer), _WORD)]
        pairs = zip(words[1::2], words[2::2], strict=True)
        return [words[0], *(amount if is_told else None for is_told, amount in pairs)]

    def _by_batch(
        self, client: RpcClient, block: int, account: Address, tokens: Sequence[Address]
    ) -> list[int | None]:
        data = "0x" + (_BALANCE_OF + address_word(account)).hex()
        requests: list[Request] = [("eth_getBalance", [str(account), hex(block)])]
        requests += [
            ("eth_call", [{"to": str(token), "data": data, "gas": hex(TOKEN_GAS)}, hex(block)])
            for token in tokens
        ]
        coin, *said = client.try_all(requests, _Word)
        if isinstance(coin, AppError):
            raise coin
        if not coin[2:]:
            raise LyingNode(client.origin, "a balance without a number")
        return [int(coin, 16), *map(_token_amount, said)]


def _token_amount(answer: str | AppError) -> int | None:
    """The first word of what a token said; a fault that is not the token's is raised."""
    if isinstance(answer, AppError):
        if isinstance(answer, EnvironmentFault | WrongChain) and not isinstance(answer, NodeRefused):
            raise answer
        return None
    digits = answer[2:]
    return int(digits[:64], 16) if len(digits) >= 64 else None


def _head(client: RpcClient) -> Head:
    header = client.glance("eth_getBlockByNumber", ["latest", False], RpcHeader)
    if header is None:
        raise LyingNode(client.origin, "no latest block")
    return Head(to_int(header.number), to_int(header.timestamp), to_bytes(header.hash))


_MARK = keccak256(b"licet balances 1")[1:].rjust(_WORD, b"\0")
"""First word of an answer, by which one that runs something else is known. No code may begin with 0xEF (EIP-3541)."""


def program(account: Address, tokens: Sequence[Address]) -> bytes:
    """Creation code that returns words: a mark, the coin, and for each token whether it told an amount, and the amount."""
    balance, mstore, static_call, mul, gt, return_size, give_back = (
        bytes([op]) for op in (0x31, 0x52, 0xFA, 0x02, 0x11, 0x3D, 0xF3)
    )
    zero = _push(0)  # PUSH0 is younger (EIP-3855): not every chain has it
    question, answer_at = _BALANCE_OF + address_word(account), 2 * _WORD
    code = _push_bytes(question[:_WORD]) + zero + mstore
    code += _push_bytes(question[_WORD:].ljust(_WORD, b"\0")) + _push(_WORD) + mstore
    code += _push_bytes(_MARK) + _push(answer_at) + mstore
    code += _push_bytes(account.raw) + balance + _push(answer_at + _WORD) + mstore
    for place, token in enumerate(tokens):
        told_at = answer_at + _WORD * (2 + 2 * place)
        ask = _push(_WORD) + _push(told_at + _WORD) + _push(len(question)) + zero
        ask += _push_bytes(token.raw) + _push(TOKEN_GAS) + static_call
        # Told, if the call succeeded and at least a word came back.
        code += ask + _push(_WORD - 1) + return_size + gt + mul + _push(told_at) + mstore
    return code + _push(_WORD * (2 + 2 * len(tokens))) + _push(answer_at) + give_back


def _push(value: int) -> bytes:
    return _push_bytes(value.to_bytes(max(1, (value.bit_length() + 7) // 8), "big"))


def _push_bytes(value: bytes) -> bytes:
    return bytes([0x5F + len(value)]) + value
