"""Signing without a network, composed for commands: each step has only what it needs."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from desktop.assets import Assets
from desktop.bootstrap.clock import SystemClock
from desktop.bootstrap.foreseeing import make_decoder
from desktop.bootstrap.headless import NoNetwork
from desktop.bootstrap.outgoing import make_outgoing
from desktop.chain.gateway import chain_id_of, revert_names
from desktop.chain.nodes import Nodes
from desktop.chain.rpc import RpcClient
from desktop.chain.signed_bytes import read_signed_bytes
from desktop.chain.transactions import ChainTransactor
from desktop.config import SettingsFile
from desktop.core.calls import DecodedCall, Role
from desktop.core.errors import WalletLocked
from desktop.core.identity import Address
from desktop.core.tokens import unread_currency
from desktop.core.transactions import Call, SignedTransaction, UnsignedTransaction
from desktop.paths import OwnerLock, Paths
from desktop.services.effects.meaning import read_call
from desktop.services.journal import Journal
from desktop.services.offline import OfflineService
from desktop.services.transactions import Signer
from desktop.store.activity import ActivityStore
from desktop.store.database import Database
from desktop.store.migrations import user_database


class NoKeys:
    """Where nothing is signed."""

    def sign_transaction(self, account: Address, transaction: UnsignedTransaction) -> SignedTransaction:
        del account, transaction
        raise WalletLocked


def explain_alone(call: Call) -> DecodedCall:
    """The call in words: what is at its address is not asked, so a stranger's contract is all that is believed."""
    return read_call(make_decoder(Assets.find()).decode(Role.STRANGER, call.data), call, unread_currency)


def without_chain(signer: Signer | None = None) -> OfflineService:
    """Reads and, with a signer, signs; there is nothing in it that could ask a network."""
    return OfflineService(
        chain=None,
        transactions=None,
        signer=signer or NoKeys(),
        decode=read_signed_bytes,
        explain=explain_alone,
        network_name="",
        clock=SystemClock(),
    )


@contextmanager
def building(data_dir: Path | None, rpc_url: str | None, chain_id: int | None) -> Iterator[OfflineService]:
    """Makes files to sign, from what the node says now; no wallet is needed."""
    settings = SettingsFile(Paths.choose(data_dir).settings)
    with ExitStack() as stack:
        yield OfflineService(
            chain=_transactor(settings, rpc_url, chain_id, stack),
            transactions=None,
            signer=NoKeys(),
            decode=read_signed_bytes,
            explain=explain_alone,
            network_name=settings.settings.network_name or "",
            clock=SystemClock(),
        )


@contextmanager
def sending(data_dir: Path | None, rpc_url: str | None) -> Iterator[OfflineService]:
    """Sends what was signed elsewhere, and keeps it in the data directory, which this process owns meanwhile."""
    paths, clock = Paths.choose(data_dir), SystemClock()
    paths.create()
    settings = SettingsFile(paths.settings)
    with ExitStack() as stack:
        stack.enter_context(OwnerLock(paths.lock))
        transactor = _transactor(settings, rpc_url, None, stack)
        database = Database.open(paths.user_database, user_database)
        stack.callback(database.close)
        lines = ActivityStore(database)
        journal = Journal(lines, clock, lambda _change: None)
        sent = make_outgoing(transactor, NoKeys(), database, lines, journal, lambda _change: None, clock)
        yield OfflineService(
            chain=transactor,
            transactions=sent.transactions,
            signer=NoKeys(),
            decode=read_signed_bytes,
            explain=explain_alone,
            network_name=settings.settings.network_name or "",
            clock=clock,
        )


def _transactor(
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
    nodes = Nodes(chain_id or kept or chain_id_of(urls[0]), clients)
    stack.callback(nodes.close)
    return ChainTransactor(nodes)
