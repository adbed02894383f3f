"""Killed between signing, keeping and sending: what was kept goes out once, what was not kept never."""

import signal
from collections.abc import Iterator

import pytest

from desktop.core.outgoing import Standing
from tests.helpers.forks import Template, template
from tests.integration.outgoing.conftest import YOU, Desk


@pytest.fixture(scope="module")
def payer() -> Iterator[Template]:
    with template("tests.integration.outgoing.mortal", "eth_account") as made:
        yield made


def pay_and_die(payer: Template, desk: Desk, number: int, moment: str) -> None:
    desk.close()
    ended = payer.run(moment, desk.folder, desk.node.url, number)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    desk.start()


@pytest.mark.parametrize("moment", ["before-sent", "after-sent"])
def test_what_was_kept_is_mined_exactly_once(payer: Template, desk: Desk, number: int, moment: str) -> None:
    before = desk.balance(YOU)

    pay_and_die(payer, desk, number, moment)
    (act,) = desk.book.watched(desk.gateway.chain_id)
    assert desk.gateway.is_known(act.newest.hash) is (moment == "after-sent")
    desk.look()
    desk.mine()
    desk.look()

    assert desk.standing(act.newest.hash) is Standing.DONE
    assert desk.the_line().status == "done"
    assert desk.balance(YOU) == before + 7
    assert desk.gateway.mined_nonce(desk.wallet.address) == 1


def test_what_was_not_kept_was_not_sent(payer: Template, desk: Desk, number: int) -> None:
    pay_and_die(payer, desk, number, "half-kept")
    desk.look()
    desk.mine()

    assert desk.book.watched(desk.gateway.chain_id) == []
    assert desk.lines.page(0, 10) == []
    assert desk.gateway.mined_nonce(desk.wallet.address) == 0
