"""What was sent, for commands: over a data directory that this process owns, and nodes that need no market."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop.assets import Assets
from desktop.bootstrap.clock import SystemClock
from desktop.bootstrap.headless import NoNetwork
from desktop.bootstrap.outgoing import Sent, make_outgoing
from desktop.bootstrap.wallets import open_wallet
from desktop.chain.gateway import chain_id_of, revert_names
from desktop.chain.nodes import Nodes
from desktop.chain.rpc import RpcClient
from desktop.chain.transactions import ChainTransactor
from desktop.config import SettingsFile
from desktop.core.consent import ConsentNeeded
from desktop.core.errors import WalletLocked
from desktop.core.identity import Address
from desktop.core.transactions import SignedTransaction, UnsignedTransaction
from desktop.paths import OwnerLock, Paths
from desktop.services.journal import Journal
from desktop.services.transactions import Signer
from desktop.store.activity import ActivityStore
from desktop.store.database import Database
from desktop.store.migrations import user_database


class NoKeys:
    """Where nothing is signed."""

    def sign_transaction(
        self, account: Address, transaction: UnsignedTransaction, *, consent: str = ""
    ) -> SignedTransaction:
        del account, transaction, consent
        raise WalletLocked

    def consent_to(self, needed: ConsentNeeded, *, was_wrong: bool) -> str:
        del was_wrong
        raise needed


@dataclass(frozen=True, slots=True)
class SentRoom:
    """The chain, and what is sent to it."""

    chain: ChainTransactor
    sent: Sent


@contextmanager
def sent_room(data_dir: Path | None, rpc_url: str | None, password: str | None) -> Iterator[SentRoom]:
    """What was sent from a data directory; with the wallet's password it can be signed again."""
    paths, clock = Paths.choose(data_dir), SystemClock()
    paths.create()
    with ExitStack() as stack:
        signer: Signer = NoKeys()
        if password is None:
            stack.enter_context(OwnerLock(paths.lock))
        else:
            signer = stack.enter_context(open_wallet(data_dir, password)).vault
        chain = open_chain(SettingsFile(paths.settings), rpc_url, None, stack)
        database = Database.open(paths.user_database, user_database)
        stack.callback(database.close)
        lines = ActivityStore(database)
        journal = Journal(lines, clock, lambda _change: None)
        yield SentRoom(
            chain, make_outgoing(chain, signer, database, lines, journal, lambda _change: None, clock)
        )


def open_chain(
    settings: SettingsFile, rpc_url: str | None, chain_id: int | None, stack: ExitStack
) -> ChainTransactor:
    """The nodes that the command or the settings name; no market is needed.

    Raises:
        NoNetwork: Neither names one.
    """
    urls = (rpc_url,) if rpc_url else settings.settings.rpc_urls
    if not urls:
        raise NoNetwork
    kept = None if rpc_url else settings.settings.chain_id
    reverts = revert_names(Assets.find())
    clients = [RpcClient(url, decode_revert=reverts.decode) for url in urls]
    compares = rpc_url is None and settings.settings.compare_amounts
    nodes = Nodes(chain_id or kept or chain_id_of(urls[0]), clients, compares_accounts=compares)
    stack.callback(nodes.close)
    return ChainTransactor(nodes)
