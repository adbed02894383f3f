"""Payments on a real node: coin and tokens, by address, link, contact and name, with what is unusual about them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.assets import Assets
from desktop.bootstrap.foreseeing import make_foresight
from desktop.bootstrap.paying import make_paying
from desktop.chain.ens.resolving import ChainNames
from desktop.chain.gateway import ChainGateway
from desktop.chain.transactions import read_signed
from desktop.core.errors import InvalidAddress
from desktop.core.identity import Address, keccak256
from desktop.core.money import COIN, Money
from desktop.core.payment_links import PaymentRequest, write_link
from desktop.core.transactions import CustomFee, FeeLevel, SignedTransaction, UnsignedTransaction
from desktop.services.contacts import ContactService
from desktop.services.journal import Journal
from desktop.services.names import NameNotFound
from desktop.services.sending import NothingToSend, Payment, SendQuote, SendService
from desktop.services.tokens import TokenService
from desktop.services.transactions import TransactionService
from desktop.store.activity import ActivityStore
from desktop.store.database import Database
from desktop.store.migrations import user_database
from tests.helpers.chain import Wallet
from tests.helpers.names import Ens, deploy_ens
from tests.helpers.signers import NeverAsked
from tests.helpers.tokens import Token, deploy_token
from tests.integration.chain.conftest import _anvil as anvil_node
from tests.integration.chain.conftest import open_market

MILLI = 10**15


def friend(name: str) -> Address:
    return Address(keccak256(name.encode())[12:])


class Noon:
    def now(self) -> int:
        return 1_800_000_000


@dataclass(frozen=True)
class Signing(NeverAsked):
    """Signs what it is given, as the vault does."""

    wallet: Wallet

    def sign_transaction(
        self, _account: Address, transaction: UnsignedTransaction, *, consent: str = ""
    ) -> SignedTransaction:
        assert not consent
        raw = self.wallet.sign(transaction)
        return SignedTransaction(raw, read_signed(raw).hash)


@dataclass
class Purse:
    """One account with coin and tokens, and what pays from it."""

    gateway: ChainGateway
    sending: SendService
    contacts: ContactService
    activity: ActivityStore
    wallet: Wallet
    ens: Ens
    plain: Token
    odd: Token

    def quote(self, to: str, amount: Money) -> SendQuote:
        return self.sending.quote(Payment(self.sending.payee(to), amount))

    def rules(self, to: str, amount: Money | None = None) -> list[str]:
        return [found.rule for found in self.quote(to, amount or Money(MILLI)).alerts]

    def tokens(self, amount: int, token: Token | None = None) -> Money:
        return Money(amount, self.sending.currency((token or self.plain).address))


@pytest.fixture(scope="module")
def purse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Purse]:
    """On anvil; test_in_the_app.py pays on our own chain."""
    nodes = anvil_node()
    node = next(nodes)
    gateway, wallet = open_market(node), Wallet.number(2)
    node.fund(wallet)
    ens, plain, odd = (
        deploy_ens(gateway, wallet), deploy_token(gateway, wallet), deploy_token(gateway, wallet, "OddToken"),
    )  # fmt: skip
    for token in (plain, odd):
        token.mint(wallet.address, 1000)
    gateway.names = ChainNames(gateway._nodes, ens.registry)
    folder: Path = tmp_path_factory.mktemp("purse")
    database = Database.open(folder / "licet.db", user_database)
    activity = ActivityStore(database)
    tokens = TokenService(gateway.tokens)
    foresight = make_foresight(gateway, Assets.find(), tokens, database, lambda _: None)
    journal = Journal(activity, Noon(), lambda _: None)
    transactions = TransactionService(gateway, Signing(wallet), journal, guard=foresight.guard)
    paying = make_paying(
        gateway=gateway, foresight=foresight, tokens=tokens, transactions=transactions, database=database,
        own_accounts=lambda: [wallet.address], active_account=lambda: wallet.address, publish=lambda _: None,
    )  # fmt: skip
    yield Purse(gateway, paying.sending, paying.contacts, activity, wallet, ens, plain, odd)
    gateway.close()
    database.close()
    next(nodes, None)


def test_coins_arrive_whole_and_the_payment_is_in_the_activity(purse: Purse) -> None:
    to = friend("coins")
    quote = purse.quote(str(to), Money(5 * MILLI))

    sent = purse.sending.send(quote)

    assert purse.gateway.balance_wei(to) == 5 * MILLI
    line = purse.activity.find(sent)
    assert line is not None
    assert (line.kind, line.amount, line.counterparty, line.status) == ("send", -5 * MILLI, to, "done")
    assert line.fee_wei <= quote.fee_most_wei
    assert quote.preview.effects.change_of(COIN.address) == -5 * MILLI


def test_tokens_arrive_whole_and_are_written_in_their_own_unit(purse: Purse) -> None:
    to = friend("tokens")
    quote = purse.quote(str(to), purse.tokens(250))

    sent = purse.sending.send(quote)

    assert purse.plain.balance(to) == 250
    line = purse.activity.find(sent)
    assert line is not None
    assert (line.amount, line.currency.symbol) == (-250, "PLN")
    assert [c.address for c in purse.sending.currencies()][:2] == [COIN.address, purse.plain.address]


def test_a_chosen_fee_and_nonce_are_those_that_are_sent(purse: Purse) -> None:
    quote = purse.quote(str(friend("fees")), Money(MILLI))
    assert quote.offer is not None
    fee = CustomFee(quote.offer.fee(FeeLevel.FAST).max_fee_wei + 12_345, 7)

    sent = purse.sending.send(quote, fees=fee, nonce=quote.offer.next_nonce)

    receipt = purse.gateway.receipt(sent)
    assert receipt is not None
    assert receipt.effective_gas_price_wei <= fee.max_fee_wei
    assert quote.coins_most_wei(fee) == MILLI + 21_000 * fee.max_fee_wei


def test_a_link_says_who_gets_how_much_of_what(purse: Purse) -> None:
    link = write_link(PaymentRequest(friend("link"), purse.gateway.chain_id, purse.plain.address, 70))
    payee = purse.sending.payee(link)

    purse.sending.send(purse.sending.quote(Payment(payee, purse.tokens(payee.request.amount or 0))))

    assert purse.plain.balance(friend("link")) == 70
    assert payee.alerts == ()


def test_a_link_for_another_network_is_called_out(purse: Purse) -> None:
    assert "chain.other" in purse.rules(f"ethereum:{friend('far')}@1?value=5")


def test_a_contact_is_paid_by_name_without_any_alarm(purse: Purse) -> None:
    purse.contacts.save(friend("ada"), "Ada")

    assert purse.sending.payee("Ada").address == friend("ada")
    assert purse.rules("Ada") == []


def test_whoever_was_paid_is_no_stranger_afterwards_and_a_forgery_of_them_is_called_out(purse: Purse) -> None:
    to = friend("again")
    forged = Address(to.raw[:2] + bytes(16) + to.raw[-2:])
    assert purse.rules(str(to)) == ["recipient.first-time"]

    purse.sending.send(purse.quote(str(to), Money(MILLI)))

    assert purse.rules(str(to)) == []
    assert purse.rules(str(forged))[0] == "recipient.look-alike"


def test_a_name_of_ens_is_followed_and_shown_as_what_it_is(purse: Purse) -> None:
    purse.ens.lead("grace.eth", friend("grace"))

    payee = purse.sending.payee("Grace.eth")

    assert (payee.name, payee.address) == ("grace.eth", friend("grace"))
    with pytest.raises(NameNotFound):
        purse.sending.payee("nobody.eth")


def test_an_address_is_shown_by_the_name_that_leads_back_to_it_and_by_no_other(purse: Purse) -> None:
    purse.ens.lead("lin.eth", friend("lin"))
    purse.ens.call_itself(friend("lin"), "lin.eth")
    purse.ens.call_itself(friend("liar"), "lin.eth")

    assert purse.sending.payee(str(friend("lin"))).name == "lin.eth"
    assert purse.sending.payee(str(friend("liar"))).name == ""


def test_a_contact_whose_name_leads_elsewhere_now_is_called_out(purse: Purse) -> None:
    purse.ens.lead("mei.eth", friend("mei"))
    purse.contacts.save(friend("mei"), "Mei", ens_name="mei.eth")
    assert purse.rules("Mei") == []

    purse.ens.lead("mei.eth", friend("thief"))

    assert purse.rules("Mei") == ["name.moved"]
    assert "recipient.first-time" in purse.rules("mei.eth")


def test_paying_a_tokens_own_contract_is_called_out_gravely(purse: Purse) -> None:
    quote = purse.quote(str(purse.plain.address), Money(MILLI))

    assert quote.alerts[0].rule == "recipient.token-contract"
    assert quote.needs_consent


def test_a_payment_to_a_contract_that_takes_no_coin_cannot_be_sent(purse: Purse) -> None:
    quote = purse.quote(str(purse.plain.address), Money(MILLI))

    assert quote.preview.effects.would_fail
    assert not quote.can_be_sent()


def test_more_than_the_account_holds_cannot_be_sent(purse: Purse) -> None:
    held = purse.gateway.balance_wei(purse.wallet.address)

    all_of_it, too_many = (
        purse.quote(str(friend("x")), Money(held)),
        purse.quote(str(friend("x")), purse.tokens(10**9)),
    )

    assert not all_of_it.lacks_amount
    assert all_of_it.lacks_coins()
    assert too_many.lacks_amount
    assert not all_of_it.can_be_sent()
    assert not too_many.can_be_sent()


def test_all_of_the_coin_leaves_room_for_the_fee_and_can_be_sent(purse: Purse) -> None:
    most = purse.sending.most(COIN)

    assert purse.quote(str(friend("all")), most).can_be_sent()
    assert purse.sending.most(purse.tokens(0).currency).value == purse.plain.balance(purse.wallet.address)


def test_a_payment_of_nothing_is_refused(purse: Purse) -> None:
    with pytest.raises(NothingToSend):
        purse.quote(str(friend("x")), Money(0))


def test_a_wrong_checksum_is_no_address(purse: Purse) -> None:
    right = str(friend("checksum"))
    wrong = next(right[:i] + right[i].swapcase() + right[i + 1 :] for i in range(2, 42) if right[i].isalpha())

    with pytest.raises(InvalidAddress):
        purse.sending.payee(wrong)
