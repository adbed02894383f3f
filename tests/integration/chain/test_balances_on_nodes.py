"""The program that reads balances runs on the embedded chain and on anvil alike."""

from desktop.chain.gateway import ChainGateway
from desktop.core.balances import Trust
from desktop.core.identity import Address
from tests.helpers.chain import Wallet
from tests.helpers.tokens import deploy_token


def test_coin_and_tokens_are_read_at_once_on_every_node(
    gateway: ChainGateway, seller: Wallet, buyer: Wallet
) -> None:
    plain = deploy_token(gateway, seller)
    plain.mint(buyer.address, 1_234)
    nobody = Address(b"\x77" * 20)

    sheet = gateway.balances.read(buyer.address, [plain.address, nobody], compare=True)

    assert [(held.amount, held.trust) for held in sheet.holdings] == [
        (gateway.balance_wei(buyer.address), Trust.ALONE),
        (1_234, Trust.ALONE),
        (None, Trust.UNREAD),
    ]
    assert not gateway.balances._without_programs  # by one program, not by many questions
