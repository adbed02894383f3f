"""A run with MOMENT FOLDER URL WALLET as its arguments: pays, and is killed at a named moment."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from desktop.bootstrap.outgoing import make_outgoing
from desktop.chain.gateway import ChainGateway
from desktop.core.agreements import Unattended
from desktop.core.outgoing import Outgoing, Reception
from desktop.core.transactions import Call
from desktop.services.journal import Journal, Purpose
from desktop.store.activity import ActivityStore
from desktop.store.database import Database
from desktop.store.migrations import user_database
from desktop.store.outgoing import OutgoingStore
from tests.helpers.chain import Wallet
from tests.integration.outgoing.conftest import MARKET, YOU, Clock, OneKey


def die() -> None:
    """SIGKILL to this process: nothing runs after it."""
    os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """Pay as far as the moment."""
    moment, folder, url, number = sys.argv[1:]

    class MortalGateway(ChainGateway):
        def send_raw(self, raw: bytes) -> bytes:
            if moment == "before-sent":
                die()
            return super().send_raw(raw)

    class MortalStore(OutgoingStore):
        def add(self, act: Outgoing, also: Callable[[], object] = lambda: None) -> int:
            return super().add(act, die if moment == "half-kept" else also)

        def set_reception(self, transaction_hash: bytes, reception: Reception) -> None:
            if moment == "after-sent":
                die()
            super().set_reception(transaction_hash, reception)

    import desktop.bootstrap.outgoing as composing
    from desktop.assets import Assets
    from desktop.chain.gateway import chain_id_of, revert_names

    composing.OutgoingStore = MortalStore  # type: ignore[misc]
    wallet = Wallet.number(int(number))
    gateway = MortalGateway.connect([url], chain_id_of(url), MARKET, reverts=revert_names(Assets.find()))
    database = Database.open(Path(folder) / "licet.db", user_database)
    lines = ActivityStore(database)
    journal = Journal(lines, Clock(), lambda _: None)
    sent = make_outgoing(gateway, OneKey(wallet), database, lines, journal, lambda _: None, Clock())
    call, purpose = Call(YOU, value_wei=7), Purpose("send", -7, YOU)
    sent.transactions.submit(wallet.address, call, purpose, lambda _: None, Unattended())
