"""The settings file, fitted to what single services keep in it."""

from desktop.config import KeptNetwork, SettingsFile
from desktop.core.identity import Address
from desktop.services.network import NetworkInfo


class FlagSettings:
    """``services.accounts.Flags`` over the settings file."""

    def __init__(self, file: SettingsFile) -> None:
        self._file = file

    def get(self, name: str) -> bool:
        return self._file.get_flag(name)

    def set(self, name: str, value: bool) -> None:
        self._file.set_flag(name, value=value)


class NetworkSettings:
    """``services.networks.NetworkShelf`` over the settings file."""

    def __init__(self, file: SettingsFile) -> None:
        self._file = file

    def all(self) -> tuple[NetworkInfo, ...]:
        return tuple(map(_info, self._file.settings.networks))

    def keep(self, info: NetworkInfo) -> None:
        kept = list(self._file.settings.networks)
        places = [place for place, one in enumerate(kept) if one.chain_id == info.chain_id]
        if places:
            kept[places[0]] = _kept(info)
        else:
            kept.append(_kept(info))
        self._file.change(networks=kept)

    def forget(self, chain_id: int) -> None:
        self._file.change(networks=[n for n in self._file.settings.networks if n.chain_id != chain_id])

    def use(self, info: NetworkInfo | None) -> None:
        if info is None:
            self._file.change(rpc_urls=[], network_name="", market=None, chain_id=None, own_node=False)
            return
        one = _kept(info)
        self._file.change(
            network_name=one.name,
            rpc_urls=list(one.rpc_urls),
            market=one.market,
            chain_id=one.chain_id,
            own_node=one.own_node,
            coin=one.coin,
            accounts_together=one.accounts_together,
            compare_amounts=one.compare_amounts,
        )


class TokenSettings:
    """``services.balances.ShownTokens`` over the settings file: the tokens of one chain whose balances are shown."""

    def __init__(self, file: SettingsFile, chain_id: int) -> None:
        self._file = file
        self._chain = str(chain_id)

    def get(self) -> tuple[Address, ...]:
        return tuple(map(_address, self._file.settings.tokens.get(self._chain, ())))

    def set(self, tokens: tuple[Address, ...]) -> None:
        self._file.change(tokens={**self._file.settings.tokens, self._chain: tuple(map(str, tokens))})


def current_network(file: SettingsFile) -> NetworkInfo | None:
    """The network that the settings name, as far as they do; None is the demo network."""
    kept = file.settings
    if not kept.rpc_urls or kept.chain_id is None:
        return None
    return NetworkInfo(
        kept.network_name or f"chain {kept.chain_id}",
        kept.chain_id,
        kept.rpc_urls,
        _address(kept.market) if kept.market else None,
        accounts_together=kept.accounts_together,
        compares_amounts=kept.compare_amounts,
        coin=kept.coin,
        own_node=kept.own_node,
    )


def _address(text: str) -> Address:
    """As the file's own table lets it in; its checksum was looked at when it was entered."""
    return Address(bytes.fromhex(text[2:]))


def _kept(info: NetworkInfo) -> KeptNetwork:
    return KeptNetwork(
        name=info.name[:60],
        chain_id=info.chain_id,
        rpc_urls=info.rpc_urls,
        market=str(info.market) if info.market else None,
        coin=info.coin,
        own_node=info.own_node,
        accounts_together=info.accounts_together,
        compare_amounts=info.compares_amounts,
    )


def _info(kept: KeptNetwork) -> NetworkInfo:
    return NetworkInfo(
        kept.name,
        kept.chain_id,
        kept.rpc_urls,
        _address(kept.market) if kept.market else None,
        accounts_together=kept.accounts_together,
        compares_amounts=kept.compare_amounts,
        coin=kept.coin,
        own_node=kept.own_node,
    )
