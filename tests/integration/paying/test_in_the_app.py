"""The app as it is composed: contacts, warnings and payments through the real vault."""

from pathlib import Path

from desktop.core.identity import Address, keccak256
from desktop.core.money import COIN, Money
from desktop.services.sending import Payment
from tests.helpers.app import PASSWORD, open_app
from tests.helpers.chain import Wallet
from tests.helpers.tokens import deploy_token
from tests.integration.chain.conftest import _embedded as embedded_node
from tests.integration.chain.conftest import open_market

ADA = Address(keccak256(b"ada of the app")[12:])


def test_a_contact_is_paid_in_coin_and_tokens_and_is_no_stranger_to_the_wallet(tmp_path: Path) -> None:
    nodes = embedded_node()
    node = next(nodes)
    gateway, minter = open_market(node), Wallet.number(92)
    node.fund(minter)
    token = deploy_token(gateway, minter)
    with open_app(tmp_path / "licet", node.url, gateway.chain_id, gateway.market) as services:
        services.accounts.create(PASSWORD)
        account = services.accounts.active_address()
        services.balances.request_demo_coins(account)
        token.mint(account, 500)
        services.contacts.save(ADA, "Ada")
        sending = services.sending

        for amount in (Money(10**15, COIN), Money(120, sending.currency(token.address))):
            quote = sending.quote(Payment(sending.payee("Ada"), amount))
            assert quote.alerts == ()
            assert quote.can_be_sent()
            sending.send(quote)

        forged = Address(ADA.raw[:2] + bytes(16) + ADA.raw[-2:])
        assert gateway.balance_wei(ADA) == 10**15
        assert token.balance(ADA) == 120
        assert [c.address for c in sending.currencies()] == [COIN.address, token.address]
        services.contacts.remove(ADA)
        assert sending.warnings_about(account, ADA) == ()
        assert sending.warnings_about(account, forged)[0].rule == "recipient.look-alike"
    gateway.close()
    next(nodes, None)
