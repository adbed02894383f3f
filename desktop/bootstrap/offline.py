"""Signing without a network, composed for commands: each step has only what it needs."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from desktop.assets import Assets
from desktop.bootstrap.clock import SystemClock
from desktop.bootstrap.foreseeing import make_decoder
from desktop.bootstrap.sent import NoKeys, open_chain, sent_room
from desktop.chain.signed_bytes import read_signed_bytes
from desktop.config import SettingsFile
from desktop.core.calls import DecodedCall, Role
from desktop.core.tokens import unread_currency
from desktop.core.transactions import Call
from desktop.paths import Paths
from desktop.services.effects.meaning import read_call
from desktop.services.offline import OfflineService
from desktop.services.transactions import Signer


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
            chain=open_chain(settings, rpc_url, chain_id, stack),
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
    with sent_room(data_dir, rpc_url, None) as room:
        yield OfflineService(
            chain=room.chain,
            transactions=room.sent.transactions,
            signer=NoKeys(),
            decode=read_signed_bytes,
            explain=explain_alone,
            network_name="",
            clock=SystemClock(),
            waiting_at=room.sent.service.waiting_at,
        )
