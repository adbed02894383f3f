"""The settings: one table, one JSON file, written in one step; what it does not know it keeps."""

import json
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal, get_type_hints

import msgspec

from desktop.core.errors import UserError
from desktop.paths import write_private

MAX_SETTINGS_BYTES = 1 << 20

Url = Annotated[str, msgspec.Meta(pattern=r"^https?://[^\s]+$", max_length=300)]
AddressText = Annotated[str, msgspec.Meta(pattern=r"^0x[0-9a-fA-F]{40}$")]
Minutes = Annotated[int, msgspec.Meta(ge=0, le=1440)]


@dataclass(eq=False)
class InvalidSetting(UserError):
    """A value that a setting does not take."""

    name: str
    reason: str


class KeptNetwork(msgspec.Struct, frozen=True, kw_only=True):
    """A network that the person set up; which one is used stands in the settings themselves."""

    name: Annotated[str, msgspec.Meta(max_length=60)]
    chain_id: Annotated[int, msgspec.Meta(ge=1)]
    rpc_urls: tuple[Url, ...]
    market: AddressText | None = None
    coin: Annotated[str, msgspec.Meta(min_length=1, max_length=12)] = "ETH"
    own_node: bool = False
    accounts_together: bool = False
    compare_amounts: bool = True


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The table of all settings: name, type and default. A value outside its type counts as absent."""

    theme: Literal["system", "light", "dark"] = "system"
    language: Literal["system", "en", "zh_CN"] = "system"
    network_name: str = ""
    rpc_urls: tuple[Url, ...] = ()  # in order of preference; empty: the demo network
    market: AddressText | None = None
    chain_id: Annotated[int, msgspec.Meta(ge=1)] | None = None
    own_node: bool = False  # the person vouches for the endpoint (EXCHANGE.md section 8)
    coin: Annotated[str, msgspec.Meta(min_length=1, max_length=12)] = "ETH"
    accounts_together: bool = False  # one request to a node may name several accounts
    compare_amounts: bool = True  # a second operator is asked for balances (adr/0028)
    networks: tuple[KeptNetwork, ...] = ()  # set up by the person, to be chosen again
    tokens: dict[str, tuple[AddressText, ...]] = {}  # whose balances are shown, by chain id
    device: str = "cpu"  # or "automatic", or one of core.devices.PROVIDERS
    wheel_source: Annotated[str, msgspec.Meta(max_length=300)] = (
        ""  # a package index or a folder; empty: the usual one
    )
    recommend: bool = True  # suggestions from this person's own doings, kept and reckoned on this machine
    keep_runs: bool = False  # inputs and results of runs, beside their records
    auto_lock_minutes: Minutes = 15  # 0: never
    lock_on_sleep: bool = True
    lock_with_screen: bool = True
    auto_settle: bool = True
    download_limit_kib: Annotated[int, msgspec.Meta(ge=0, le=1 << 24)] = 0  # per second; 0: none
    ipfs_gateway: Annotated[str, msgspec.Meta(max_length=300)] = (
        ""  # asked for ipfs:// sources; empty: nobody
    )
    ipfs_node: Annotated[str, msgspec.Meta(max_length=300)] = ""  # the RPC address of one's own node
    local_sources: bool = False  # listings may name places in this network
    seed: bool = False  # serve own ciphertext while the app is open
    seed_host: Literal["127.0.0.1", "0.0.0.0", "::"] = "127.0.0.1"  # noqa: S104 - the person's choice
    seed_port: Annotated[int, msgspec.Meta(ge=0, le=65535)] = 0  # 0: any free one
    seed_address: Annotated[str, msgspec.Meta(max_length=200)] = ""  # what buyers reach it by
    seed_limit_kib: Annotated[int, msgspec.Meta(ge=0, le=1 << 24)] = 0  # per second; 0: none
    seed_licences: bool = False  # also the ciphertext of licences held
    watch_sources: bool = False  # ask once a day whether the addresses of own listings still serve
    tidy_content: bool = True  # let go by itself, at each start, what the rules let go (adr/0020)
    flags: dict[str, bool] = {}  # small facts: backup_confirmed, keychain, ...


@dataclass(frozen=True, slots=True)
class LoadNote:
    """What was wrong with the file; both empty if nothing was.

    ``kept_aside`` is the damaged file under its new name, ``ignored`` names settings whose values were not usable.
    """

    kept_aside: Path | None = None
    ignored: tuple[str, ...] = ()


@dataclass(slots=True)
class SettingsFile:
    """settings.json and its present values; safe to use from several threads."""

    path: Path
    note: LoadNote = field(init=False)
    _raw: dict[str, Any] = field(init=False)
    _settings: Settings = field(init=False)
    _lock: threading.Lock = field(init=False, default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._raw, kept_aside = self._read()
        self._settings, ignored = _understand(self._raw)
        self.note = LoadNote(kept_aside, ignored)

    @property
    def settings(self) -> Settings:
        return self._settings

    def change(self, **values: object) -> Settings:
        """Set some settings and write the file.

        Raises:
            InvalidSetting: A name or a value that the table does not have; nothing was written.
        """
        with self._lock:
            raw = {**self._raw, **{name: _checked(name, value) for name, value in values.items()}}
            settings, _ = _understand(raw)
            write_private(self.path, json.dumps(raw, indent=1, ensure_ascii=False).encode() + b"\n")
            self._raw, self._settings = raw, settings
            return settings

    def get_flag(self, name: str) -> bool:
        return self._settings.flags.get(name, False)

    def set_flag(self, name: str, *, value: bool) -> None:
        self.change(flags={**self._settings.flags, name: value})

    def _read(self) -> tuple[dict[str, Any], Path | None]:
        """The file's object, and where a damaged file was moved to."""
        try:
            with self.path.open("rb") as file:
                data = file.read(MAX_SETTINGS_BYTES + 1)
        except FileNotFoundError:
            return {}, None
        try:
            if len(data) > MAX_SETTINGS_BYTES:
                raise msgspec.DecodeError("too long")
            return msgspec.json.decode(data, type=dict[str, Any]), None
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
            return {}, self._set_aside()

    def _set_aside(self) -> Path:
        number = 1
        while (kept := self.path.with_name(f"{self.path.stem}.damaged-{number}.json")).exists():
            number += 1
        self.path.rename(kept)
        return kept


_HINTS = get_type_hints(Settings, include_extras=True)


def _understand(raw: dict[str, Any]) -> tuple[Settings, tuple[str, ...]]:
    values: dict[str, Any] = {}
    ignored = []
    for name, hint in _HINTS.items():
        if name in raw:
            try:
                values[name] = msgspec.convert(raw[name], type=hint)
            except msgspec.ValidationError:
                ignored.append(name)
    return Settings(**values), tuple(ignored)


def _checked(name: str, value: object) -> object:
    """The value as the file holds it."""
    if name not in _HINTS:
        raise InvalidSetting(name, "unknown")
    plain: object = msgspec.to_builtins(value)
    try:
        msgspec.convert(plain, type=_HINTS[name])
    except msgspec.ValidationError as error:
        raise InvalidSetting(name, str(error)) from error
    return plain
