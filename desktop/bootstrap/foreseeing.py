"""What transactions do, foreseen and compared: composed over one gateway."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.assets import Assets
from desktop.chain.call_decoding import CallDecoder
from desktop.chain.gateway import ChainGateway, companion_deployments, read_artifact
from desktop.chain.licences import licence_address
from desktop.core.calls import Role
from desktop.core.changes import Change
from desktop.core.identity import Address
from desktop.services.effects import EffectGuard, Own, PreviewService
from desktop.services.effects.ports import Roles
from desktop.services.messages import MessageService
from desktop.services.tokens import TokenService
from desktop.store.database import Database
from desktop.store.expectations import ExpectationStore
from desktop.wallet.client import VaultClient
from desktop.wallet.strict_json import read_json


@dataclass(frozen=True, slots=True)
class Foresight:
    """What a confirmation shows, and what sees to it that nothing else is signed."""

    previews: PreviewService
    guard: EffectGuard
    roles: Roles


MAX_MESSAGE_BYTES = 256 << 10
"""As the vault has it, whose own module would bring eth-account into this process."""
_CONTRACTS = {
    Role.MARKET: "ModelMarket",
    Role.LICENCE: "ModelLicence",
    Role.RECORDS: "ModelRecords",
    Role.SPLITS: "RevenueSplits",
    Role.SPLIT: "RevenueSplit",
}


def make_decoder(assets: Assets) -> CallDecoder:
    """A decoder that knows our committed contracts and the standards."""
    return CallDecoder({role: read_artifact(assets, name) for role, name in _CONTRACTS.items()})


def make_roles(gateway: ChainGateway, assets: Assets) -> Roles:
    """Knows what is at an address of the gateway's chain."""
    companions = companion_deployments(assets, gateway.market)
    return gateway.roles(records=companions.records.address, splits=companions.splits.address)


def make_previews(
    gateway: ChainGateway, assets: Assets, tokens: TokenService, roles: Roles | None = None
) -> PreviewService:
    """Previews of calls on the gateway's chain."""
    companions = companion_deployments(assets, gateway.market)
    own = Own(gateway.market, licence_address(gateway.market), companions.records.address)
    return PreviewService(
        preparer=gateway,
        simulator=gateway.simulator(),
        decoder=make_decoder(assets),
        roles=roles or make_roles(gateway, assets),
        currencies=tokens,
        own=own,
    )


def make_foresight(
    gateway: ChainGateway,
    assets: Assets,
    tokens: TokenService,
    database: Database,
    publish: Callable[[Change], None],
) -> Foresight:
    """Previews and the guard over the user's database."""
    roles = make_roles(gateway, assets)
    previews = make_previews(gateway, assets, tokens, roles)
    guard = EffectGuard(previews, gateway.outcomes(), ExpectationStore(database), publish)
    return Foresight(previews, guard, roles)


def make_messages(
    gateway: ChainGateway, vault: VaultClient, tokens: TokenService, active_account: Callable[[], Address]
) -> MessageService:
    """Messages to be signed by the active account, read under the caps of the vault."""
    return MessageService(
        signer=vault,
        parse=lambda data: read_json(data, MAX_MESSAGE_BYTES),
        currency_of=tokens.currency_if_told,
        active_account=active_account,
        chain_id=gateway.chain_id,
    )
