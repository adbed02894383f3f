"""The settings file, fitted to what single services keep in it."""

from desktop.config import SettingsFile
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
    """``services.network.NetworkSettings`` over the settings file."""

    def __init__(self, file: SettingsFile) -> None:
        self._file = file

    def save_network(self, info: NetworkInfo) -> None:
        self._file.change(
            network_name=info.name,
            rpc_urls=list(info.rpc_urls),
            market=str(info.market) if info.market else None,
            chain_id=info.chain_id,
        )
