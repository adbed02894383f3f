"""What is found of an account on real nodes adds up to what they say it holds; and approvals on real tokens."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from desktop.assets import Assets
from desktop.bootstrap.clock import SystemClock
from desktop.bootstrap.foreseeing import make_previews
from desktop.chain.deployment import PROXY
from desktop.chain.gateway import ChainGateway
from desktop.chain.transactions import read_signed
from desktop.core.agreements import Unattended
from desktop.core.calls import Act
from desktop.core.effects import RightKind
from desktop.core.identity import Address, keccak256
from desktop.core.money import COIN
from desktop.core.movements import legs_sum
from desktop.core.spam import HiddenBy
from desktop.core.traces import GrantKind
from desktop.core.transactions import Call, SignedTransaction, UnsignedTransaction
from desktop.services.approvals import ApprovalNotLower, ApprovalService
from desktop.services.journal import Activity, Journal, Purpose
from desktop.services.tokens import ApprovalIgnored, TokenService
from desktop.services.tracing.service import TracingService
from desktop.services.transactions import CostRose, TransactionService
from desktop.store.activity import ActivityStore
from desktop.store.database import Database
from desktop.store.migrations import user_database
from desktop.store.traces import TraceStore
from tests.helpers.chain import Wallet
from tests.helpers.signers import NeverAsked
from tests.helpers.tokens import Token, deploy_token
from tests.integration.chain.conftest import TestNode, open_market
from tests.integration.chain.conftest import _anvil as anvil_node
from tests.integration.chain.conftest import _embedded as embedded_node

MINE, FRIEND, STRANGER = Wallet.number(51), Wallet.number(52), Wallet.number(53)
MAX = 2**256 - 1
# Pays what it is sent to the address in its calldata, by a call that leaves no log.
FORWARDER = bytes.fromhex("6000600060006000346000355af1005b")


class KeyRing(NeverAsked):
    def sign_transaction(
        self, account: Address, transaction: UnsignedTransaction, *, consent: str = ""
    ) -> SignedTransaction:
        assert not consent
        assert account == MINE.address
        raw = MINE.sign(transaction)
        return SignedTransaction(raw, read_signed(raw).hash)


@dataclass
class Bench:
    node: TestNode
    gateway: ChainGateway
    book: ActivityStore
    journal: Journal
    transactions: TransactionService
    tracing: TracingService
    approvals: ApprovalService
    plain: Token

    def lines(self) -> list[Activity]:
        return self.book.lines_of(MINE.address, self.gateway.chain_id)

    def balance(self) -> int:
        return self.gateway.balance_wei(MINE.address)

    def counted(self) -> int:
        lines = [line for line in self.lines() if line.block is not None]
        coins = sum(legs_sum(line.legs or ()).get(COIN.address, 0) for line in lines)
        return coins - sum(line.fee_wei for line in lines)

    def line(self, kind: str) -> Activity:
        return next(line for line in reversed(self.lines()) if line.kind == kind)


def deploy_forwarder(gateway: ChainGateway, payer: Wallet) -> Address:
    creation = bytes.fromhex("6f") + FORWARDER + bytes.fromhex("600052601060 10f3".replace(" ", ""))
    assert payer.execute(gateway, Call(PROXY, bytes(32) + creation)).succeeded
    return Address(keccak256(b"\xff" + PROXY.raw + bytes(32) + keccak256(creation))[12:])


@contextmanager
def opened(name: str, folder: Path) -> Iterator[Bench]:
    nodes = anvil_node() if name == "anvil" else embedded_node()
    node = next(nodes)
    gateway = open_market(node)
    for wallet in (MINE, FRIEND, STRANGER):
        node.fund(wallet)
    database = Database.open(folder / "licet.db", user_database)
    book, tokens = ActivityStore(database), TokenService(gateway.tokens)
    journal = Journal(book, SystemClock(), lambda _: None, gateway.chain_id)
    transactions = TransactionService(gateway, KeyRing(), journal)
    tracing = TracingService(
        chain=gateway.account_history(), book=book, traces=TraceStore(database),
        currency_of=tokens.currency_if_told, contacts=lambda: (), own_accounts=lambda: [MINE.address],
        own_tokens=(), attempts_of=lambda _: (), clock=SystemClock(), publish=lambda _: None,
    )  # fmt: skip
    approvals = ApprovalService(
        chain=gateway.approvals(), book=tracing, currency_of=tokens.currency_if_told, transactions=transactions,
        previewer=make_previews(gateway, Assets.find(), tokens), clock=SystemClock(),
    )  # fmt: skip
    plain = deploy_token(gateway, FRIEND)
    yield Bench(node, gateway, book, journal, transactions, tracing, approvals, plain)
    database.close()
    gateway.close()
    next(nodes, None)


@pytest.fixture(scope="module", params=["embedded", "anvil"])
def bench(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with opened(request.param, tmp_path_factory.mktemp("records")) as made:
        yield made


def test_coin_that_comes_is_found_with_its_sender(bench: Bench) -> None:
    assert FRIEND.execute(bench.gateway, Call(MINE.address, value_wei=12_345)).succeeded

    bench.tracing.look(MINE.address)

    line = bench.line("receive")
    assert (line.amount, line.counterparty, line.is_found) == (12_345, FRIEND.address, True)
    assert bench.counted() == bench.balance()


def test_coin_that_a_contract_pays_is_found_without_an_invented_sender(bench: Bench) -> None:
    forwarder = deploy_forwarder(bench.gateway, FRIEND)
    data = MINE.address.raw.rjust(32, b"\0")
    assert FRIEND.execute(bench.gateway, Call(forwarder, data, value_wei=777, gas_limit=100_000)).succeeded

    bench.tracing.look(MINE.address)

    line = bench.line("came-through")
    assert (line.amount, line.counterparty, line.hash) == (777, None, None)
    assert bench.counted() == bench.balance()


def test_an_act_gets_its_block_fee_and_what_it_really_moved(bench: Bench) -> None:
    purpose = Purpose("send", -1_000, FRIEND.address)
    bench.transactions.execute(MINE.address, Call(FRIEND.address, value_wei=1_000), purpose, Unattended())
    MINE.execute(bench.gateway, Call(STRANGER.address, value_wei=5))  # by another program with the same key

    bench.tracing.look(MINE.address)

    act, other = bench.line("send"), bench.line("sent-elsewhere")
    assert act.block is not None
    assert [leg.amount for leg in act.legs or ()] == [-1_000]
    assert (other.amount, other.counterparty, other.fee_wei > 0) == (-5, STRANGER.address, True)
    assert bench.counted() == bench.balance()


def test_tokens_that_come_unasked_are_kept_out_until_the_person_takes_them_in(bench: Bench) -> None:
    bench.plain.mint(MINE.address, 500)

    bench.tracing.look(MINE.address)
    kept_out = bench.line("receive")
    bench.tracing.choose_token(bench.plain.address, is_shown=True)

    assert (kept_out.amount, kept_out.hidden) == (500, HiddenBy.UNASKED)
    assert bench.book.get(kept_out.id).hidden is HiddenBy.NOTHING


def test_what_a_reorganisation_took_back_goes(bench: Bench) -> None:
    if bench.node.name == "anvil":
        pytest.skip("its blocks are final at once")
    assert FRIEND.execute(bench.gateway, Call(MINE.address, value_wei=31)).succeeded
    bench.tracing.look(MINE.address)
    seen = [line.amount for line in bench.lines()]

    bench.node.rewind(1)
    bench.tracing.look(MINE.address)

    assert 31 in seen
    assert 31 not in [line.amount for line in bench.lines()]
    assert bench.counted() == bench.balance()


def approve(bench: Bench, token: Token, amount: int, spender: Wallet = STRANGER) -> None:
    token.call("approve", spender.address.raw, amount, sender=MINE)
    bench.tracing.look(MINE.address)


def test_an_approval_is_listed_lowered_and_taken_back(bench: Bench) -> None:
    approve(bench, bench.plain, MAX)
    (given,) = [a for a in listed(bench) if a.grant.contract == bench.plain.address]

    lowered = bench.approvals.plan(MINE.address, given, 5)
    preview = bench.approvals.preview(lowered)
    bench.approvals.carry_out(lowered)
    (left,) = [a for a in listed(bench) if a.grant.contract == bench.plain.address]
    with pytest.raises(ApprovalNotLower):
        bench.approvals.plan(MINE.address, left, 5)
    bench.approvals.carry_out(bench.approvals.plan(MINE.address, left))

    assert (given.is_unlimited, given.at_risk, given.grant.kind) == (True, 500, GrantKind.AMOUNT)
    assert given.grant.spender == STRANGER.address
    (right,) = preview.effects.rights
    assert (right.kind, right.after) == (RightKind.ALLOWANCE, 5)
    assert left.present.allowed == 5
    assert [a for a in listed(bench) if a.grant.contract == bench.plain.address] == []
    assert bench.line("revoke").counterparty == STRANGER.address


def test_an_approval_is_not_changed_for_more_than_was_shown(bench: Bench) -> None:
    token = deploy_token(bench.gateway, FRIEND, "PlainToken", salt=9)
    approve(bench, token, 100)
    (given,) = [a for a in listed(bench) if a.grant.contract == token.address]
    change = bench.approvals.plan(MINE.address, given)
    shown = bench.approvals.preview(change)
    assert shown.transaction is not None
    cheap = replace(shown.transaction, max_fee_wei=1, max_priority_fee_wei=0)

    with pytest.raises(CostRose):
        bench.approvals.carry_out(change, shown=replace(shown, transaction=cheap))
    bench.approvals.carry_out(change, shown=shown)

    assert [a for a in listed(bench) if a.grant.contract == token.address] == []


def listed(bench: Bench) -> list:  # type: ignore[type-arg]
    found = bench.approvals.list(MINE.address)
    assert found is not None
    return list(found.approvals)


def test_a_token_that_wants_zero_first_gets_two_transactions(bench: Bench) -> None:
    token = deploy_token(bench.gateway, FRIEND, "OnceApprovedToken")
    approve(bench, token, 100)
    (given,) = [a for a in listed(bench) if a.grant.contract == token.address]

    change = bench.approvals.plan(MINE.address, given, 40)
    bench.approvals.carry_out(change)

    assert len(change.calls) == 2
    assert [a.present.allowed for a in listed(bench) if a.grant.contract == token.address] == [40]


def in_permit2(bench: Bench, amount: int, until: int, salt: int = 0) -> Token:
    """An approval inside a stand-in for Permit2, of a token that Permit2 itself may take."""
    inner = deploy_token(bench.gateway, FRIEND, "InnerAllowances", salt)
    inner.call("approve", bench.plain.address.raw, STRANGER.address.raw, amount, until, sender=MINE)
    bench.tracing.look(MINE.address)
    return inner


def test_an_approval_inside_permit2_is_listed_lowered_and_locked_down(bench: Bench) -> None:
    until = SystemClock().now() + 86_400
    inner = in_permit2(bench, 300, until)
    (given,) = [a for a in listed(bench) if a.grant.contract == inner.address]

    lowered = bench.approvals.plan(MINE.address, given, 40)
    preview = bench.approvals.preview(lowered)
    bench.approvals.carry_out(lowered)
    (left,) = [a for a in listed(bench) if a.grant.contract == inner.address]
    revoked = bench.approvals.plan(MINE.address, left)
    words = bench.approvals.preview(revoked).decoded
    bench.approvals.carry_out(revoked)

    assert (given.grant.kind, given.grant.asset, given.grant.spender) == (
        GrantKind.INNER, bench.plain.address, STRANGER.address,
    )  # fmt: skip
    assert (given.present.allowed, given.present.until, given.is_unlimited) == (300, until, False)
    (right,) = preview.effects.rights
    assert (right.kind, right.after, right.holder) == (RightKind.ALLOWANCE, 40, STRANGER.address)
    assert (left.present.allowed, left.present.until) == (40, until)
    assert words.act is Act.LOCKDOWN
    assert [a for a in listed(bench) if a.grant.contract == inner.address] == []


def test_an_approval_inside_permit2_that_has_ended_is_not_listed(bench: Bench) -> None:
    inner = in_permit2(bench, 300, SystemClock().now() - 60, salt=1)

    assert [a for a in listed(bench) if a.grant.contract == inner.address] == []


def test_a_collection_of_erc_1155_that_tells_no_holding_stands_among_what_may_be_lost(bench: Bench) -> None:
    items = deploy_token(bench.gateway, FRIEND, "ItemsToken")
    items.call("mint", MINE.address.raw, 7, 3)
    items.call("setApprovalForAll", STRANGER.address.raw, True, sender=MINE)
    bench.tracing.look(MINE.address)
    (given,) = [a for a in listed(bench) if a.grant.contract == items.address]

    change = bench.approvals.plan(MINE.address, given)
    bench.approvals.carry_out(change)

    assert (given.grant.kind, given.is_unlimited, given.at_risk, given.may_lose) == (
        GrantKind.ALL,
        True,
        None,
        True,
    )
    assert [a for a in listed(bench) if a.grant.contract == items.address] == []


def write_log(bench: Bench, signature: str, one: Address, other: Address, value: int) -> Address:
    """A contract that writes whatever log it is told to."""
    code = bytes.fromhex("606035600052604035602035600035" + "60206000a300")
    creation = bytes.fromhex("74") + code + bytes.fromhex("6000526015600bf3")
    liar = Address(keccak256(b"\xff" + PROXY.raw + bytes(32) + keccak256(creation))[12:])
    if not bench.gateway.code_at(liar):
        assert STRANGER.execute(bench.gateway, Call(PROXY, bytes(32) + creation)).succeeded
    words = [keccak256(signature.encode()), one.raw.rjust(32, b"\0"), other.raw.rjust(32, b"\0")]
    data = b"".join(words) + value.to_bytes(32, "big")
    assert STRANGER.execute(bench.gateway, Call(liar, data)).succeeded
    return liar


def test_an_approval_that_only_its_contract_claims_is_set_apart(bench: Bench) -> None:
    liar = write_log(bench, "Approval(address,address,uint256)", MINE.address, STRANGER.address, MAX)

    bench.tracing.look(MINE.address)
    found = bench.approvals.list(MINE.address)

    assert found is not None
    assert liar not in [a.grant.contract for a in found.approvals]
    assert [a.present.allowed for a in found.invented if a.grant.contract == liar] == [None]


def test_a_payment_that_only_its_contract_claims_makes_nobody_a_payee(bench: Bench) -> None:
    victim, bait = MINE.address, Wallet.number(77).address
    write_log(bench, "Transfer(address,address,uint256)", victim, bait, 10**18)

    bench.tracing.look(victim)

    line = next(line for line in bench.lines() if line.counterparty == bait)
    assert (line.hidden, line.amount) == (HiddenBy.FORGED, -(10**18))
    assert not bench.book.has_paid(bait)


def test_a_transfer_of_nothing_is_kept_out(bench: Bench) -> None:
    bait = Wallet.number(78)
    bench.plain.call("transferFrom", MINE.address.raw, bait.address.raw, 0, sender=STRANGER)

    bench.tracing.look(MINE.address)

    line = next(line for line in bench.lines() if line.counterparty == bait.address)
    assert line.hidden is HiddenBy.ZERO_VALUE
    assert not bench.book.has_paid(bait.address)


def test_a_token_that_keeps_no_promise_is_said(bench: Bench) -> None:
    token = deploy_token(bench.gateway, FRIEND, "PlainToken", salt=3)
    approve(bench, token, 60)
    (given,) = [a for a in listed(bench) if a.grant.contract == token.address]
    change = bench.approvals.plan(MINE.address, given)
    # Between the plan and its block the account's other program approves again.
    stale = type(change)(
        change.account,
        given,
        0,
        (Call(token.address, token.interface.call("approve", STRANGER.address.raw, 70)),),
    )

    with pytest.raises(ApprovalIgnored):
        bench.approvals.carry_out(stale)
