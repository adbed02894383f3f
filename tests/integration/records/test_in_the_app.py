"""The app as it is composed: what the faucet gave is one line, and the lines add up to the balance."""

from pathlib import Path

from desktop.core.activity import ActivityQuery
from desktop.core.cancel import CancelToken
from desktop.core.money import COIN
from desktop.core.movements import legs_sum
from desktop.core.transactions import Call
from tests.helpers.app import PASSWORD, open_app
from tests.helpers.chain import Wallet
from tests.integration.chain.conftest import _embedded as embedded_node
from tests.integration.chain.conftest import open_market

FRIEND = Wallet.number(91)


def test_what_the_faucet_gave_and_a_friend_paid_is_the_balance(tmp_path: Path) -> None:
    nodes = embedded_node()
    node = next(nodes)
    gateway = open_market(node)
    node.fund(FRIEND)
    with open_app(tmp_path / "licet", node.url, gateway.chain_id, gateway.market) as services:
        services.accounts.create(PASSWORD)
        account = services.accounts.active_address()
        services.balances.request_demo_coins(account)
        assert FRIEND.execute(gateway, Call(account, value_wei=4_321)).succeeded

        services.tracing.look(account)
        services.tracing.look_back(account, CancelToken())

        lines = services.activity.select(ActivityQuery(), None, 100)
        sums = [legs_sum(line.legs or ()).get(COIN.address, 0) - line.fee_wei for line in lines]
        assert sorted(line.kind for line in lines) == ["faucet", "receive"]
        assert all(line.hash is not None and line.chain_id == gateway.chain_id for line in lines)
        assert sum(sums) == gateway.balance_wei(account)
        assert services.approvals.list(account) is not None
    gateway.close()
    next(nodes, None)
