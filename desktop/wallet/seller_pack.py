"""The seller pack: an operator's key and the models that it may deliver, for ``licet seller`` (EXCHANGE.md section 8)."""

from dataclasses import dataclass

from desktop.core.accounts import Account
from desktop.core.identity import Address
from desktop.core.spending import SpendingLimits
from desktop.wallet import derivation
from desktop.wallet.crypto_box import CryptoBox
from desktop.wallet.errors import AddressMismatch, DamagedKeystore, InvalidPrivateKey, NoSuchAccount
from desktop.wallet.model_keys import ModelKeys, model_keys
from desktop.wallet.open_wallet import Lock, OpenWallet
from desktop.wallet.secret import Secret
from desktop.wallet.wallet_file import (
    FORMAT,
    PackedModel,
    SellerPayload,
    WalletFile,
    account_rows,
    encode_file,
    encode_payload,
)


@dataclass(slots=True, repr=False)
class OpenPack:
    """A seller pack: an operator's key and the models that it may deliver for one seller."""

    lock: Lock
    seller: Address
    operator: Account
    operator_key: Secret
    models: dict[bytes, ModelKeys]

    @classmethod
    def from_payload(cls, payload: SellerPayload, accounts: list[Account], lock: Lock) -> "OpenPack":
        """A pack as its file holds it.

        Raises:
            DamagedKeystore: The contents do not fit together.
            AddressMismatch: The key is not the operator's.
        """
        if len(accounts) != 1 or accounts[0].kind != "operator":
            raise DamagedKeystore("accounts")
        try:
            found = derivation.key_address(payload.operator_key)
        except InvalidPrivateKey as error:
            raise DamagedKeystore("operator key") from error
        if found != accounts[0].address:
            raise AddressMismatch(str(accounts[0].address), str(found))
        models = {row.salt: ModelKeys(row.key, row.delivery_secret) for row in payload.models}
        return cls(lock, Address.parse(payload.seller), accounts[0], Secret(payload.operator_key), models)

    def __repr__(self) -> str:
        return f"OpenPack({len(self.models)} models)"

    @property
    def accounts(self) -> tuple[Account, ...]:
        return (self.operator,)

    @property
    def limits(self) -> SpendingLimits:
        """None are asked about: an operator pays nothing but fees."""
        return SpendingLimits()

    def guard_key(self) -> bytes:
        return derivation.guard_key(self.operator_key.reveal())

    def key_of(self, address: Address) -> bytes:
        if address != self.operator.address:
            raise NoSuchAccount(str(address))
        return self.operator_key.reveal()

    def models_of(self, seller: Address, salt: bytes) -> ModelKeys:
        """The secrets of a version that the pack was made for."""
        if seller != self.seller or salt not in self.models:
            raise NoSuchAccount(str(seller))
        return self.models[salt]

    def wipe(self) -> None:
        """Overwrite what can be overwritten."""
        self.operator_key.wipe()
        self.lock.derived_key.wipe()
        self.models.clear()


def make_pack(
    wallet: OpenWallet, seller: Address, salts: list[bytes], index: int, lock: Lock
) -> tuple[bytes, Address]:
    """The bytes of a seller pack for these versions, and the operator's address."""
    secret = wallet.seller_secret(seller)
    key = derivation.operator_key(secret, index)
    operator = Account(derivation.key_address(key), "", "Operator", "operator")
    models = []
    for salt in salts:
        keys = model_keys(secret, salt)
        models.append(PackedModel(salt, keys.key, keys.delivery_secret))
    rows = account_rows([operator])
    payload = SellerPayload(FORMAT, lock.id, str(seller), key, rows, models)
    box = CryptoBox.seal(encode_payload(payload), lock.kdf, lock.derived_key.reveal())
    file = WalletFile(FORMAT, "seller", lock.id, rows, box.as_json())
    return encode_file(file), operator.address
