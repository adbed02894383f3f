"""What transactions do, foreseen and compared: composed over one gateway."""

from desktop.assets import Assets
from desktop.chain.call_decoding import CallDecoder
from desktop.chain.gateway import ChainGateway, companion_deployments, read_artifact
from desktop.chain.licences import licence_address
from desktop.core.calls import Role
from desktop.services.effects import Own, PreviewService
from desktop.services.tokens import TokenService

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


def make_previews(gateway: ChainGateway, assets: Assets, tokens: TokenService) -> PreviewService:
    """Previews of calls on the gateway's chain."""
    companions = companion_deployments(assets, gateway.market)
    own = Own(gateway.market, licence_address(gateway.market), companions.records.address)
    return PreviewService(
        preparer=gateway,
        simulator=gateway.simulator(),
        decoder=make_decoder(assets),
        roles=gateway.roles(records=companions.records.address, splits=companions.splits.address),
        currencies=tokens,
        own=own,
    )
