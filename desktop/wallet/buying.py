"""The buyer's operations: one-time points, delivered keys, licence files (EXCHANGE.md sections 3 and 9)."""

import hmac

from desktop.core.exchange import key_hash
from desktop.core.identity import Address
from desktop.core.spending import Flow, Outflow
from desktop.core.tokens import Permit, PermitDomain
from desktop.wallet import derivation, licence_header, permits, reports
from desktop.wallet.content_claim import leaf_is_wrong
from desktop.wallet.curve import shared_address
from desktop.wallet.envelope import seal_for_sealer
from desktop.wallet.errors import NothingToComplain, NotTheSellers
from desktop.wallet.journal import Deed, permit_facts
from desktop.wallet.purchase_keys import (
    Purchase,
    is_listed_key,
    purchase_point,
    purchase_secret,
    unwrap_key,
)
from desktop.wallet.vault import Vault


class Buyer:
    """Neither d nor K leaves it, but in a complaint that the vault itself finds true."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def purchase_point(
        self, account: Address, chain_id: int, market: Address, listing: int, number: int
    ) -> tuple[int, int]:
        """P = d*G as (x, parity); the same whenever it is asked, also after a restore from the phrase."""
        purchase = Purchase(chain_id, market, listing, account, number)
        return purchase_point(self._vault.wallet().key_of(account), purchase)

    def receive(
        self,
        account: Address,
        chain_id: int,
        market: Address,
        listing: int,
        number: int,
        order_id: int,
        rx: int,
        parity: int,
        wrapped: bytes,
        key_hash: bytes,
        seller: Address,
    ) -> bytes | None:
        """The licence file of a delivery, or None if the delivered key is not the listed one.

        Raises:
            InvalidPoint: The delivery holds no point; the contract lets none such pass.
        """
        purchase = Purchase(chain_id, market, listing, account, number)
        secret = purchase_secret(self._vault.wallet().key_of(account), purchase)
        key = unwrap_key(secret, purchase, order_id, rx, parity, wrapped)
        return self._licence(key) if is_listed_key(purchase, seller, key, key_hash) else None

    def complaint_secret(
        self,
        account: Address,
        chain_id: int,
        market: Address,
        listing: int,
        number: int,
        order_id: int,
        rx: int,
        parity: int,
        wrapped: bytes,
        key_hash: bytes,
        seller: Address,
    ) -> int:
        """The one-time d of a purchase whose delivered key is wrong.

        Raises:
            NothingToComplain: The key is the listed one.
            InvalidPoint: The delivery holds no point.
        """
        purchase = Purchase(chain_id, market, listing, account, number)
        secret = purchase_secret(self._vault.wallet().key_of(account), purchase)
        key = unwrap_key(secret, purchase, order_id, rx, parity, wrapped)
        if is_listed_key(purchase, seller, key, key_hash):
            raise NothingToComplain
        return secret

    def sign_permit(
        self,
        account: Address,
        chain_id: int,
        market: Address,
        terms: bytes,
        domain_name: str,
        domain_version: str,
        nonce: int,
        deadline: int,
        consent: str = "",
    ) -> Permit:
        """A permit that lets the market take the price of these terms (abi-encoded), and nothing else.

        Raises:
            PolicyRefused: The terms are priced in coin, or the permit would be good for longer than an hour.
            ConsentNeeded: The price is beyond a limit.
        """
        domain = PermitDomain(domain_name, domain_version)
        request = permits.permit_for(account, market, terms, domain, nonce, deadline)
        key = self._vault.wallet().key_of(account)
        flow = Flow(request.token, market, request.value)
        outflow = Outflow(f"permit {chain_id}/{account}/{request.token}/{nonce}", chain_id, (flow,))
        deed = Deed("permit", permit_facts((flow,)))
        agreed = self._vault.agree(self._vault.guard.reasons(outflow), consent, deed)
        permit = permits.sign_permit(request, domain, chain_id, key)
        digest = request.digest(domain, chain_id)
        self._vault.guard.signed(deed.entry(account, digest, agreed), outflow)
        return permit

    def seal_report(
        self,
        account: Address,
        chain_id: int,
        market: Address,
        listing: int,
        number: int,
        order_id: int,
        rx: int,
        parity: int,
        wrapped: bytes,
        key_hash: bytes,
        seller: Address,
        report: bytes,
    ) -> bytes:
        """A report that only the seller of this order can open.

        Whoever made R also knew the listed key, which only the seller and those who deliver for them do: a node that
        names a point of its own gets nothing sealed for it.

        Raises:
            NotTheSellers: The delivery does not open to the listed key.
            InvalidPoint: The delivery holds no point.
        """
        purchase = Purchase(chain_id, market, listing, account, number)
        secret = purchase_secret(self._vault.wallet().key_of(account), purchase)
        key = unwrap_key(secret, purchase, order_id, rx, parity, wrapped)
        if not is_listed_key(purchase, seller, key, key_hash):
            raise NotTheSellers
        shared = shared_address(secret, rx, parity, "delivery")
        return reports.seal(reports.report_key(shared, chain_id, market, order_id), account, report)

    def free_licence(self, key: bytes) -> bytes:
        """A licence file for the public key (16 bytes) of a free model."""
        return self._licence(key)

    def release_key(self, licence: bytes, sealer_public_key: bytes) -> bytes:
        """The model key of a licence file, for the sealer's ephemeral key alone.

        Raises:
            InvalidLicence: No age header, or an altered one.
            LicenceForOther: It was made for another wallet.
        """
        return seal_for_sealer(licence_header.open_header(licence, self._identity()), sealer_public_key)

    def content_complaint_key(
        self,
        licence: bytes,
        chain_id: int,
        market: Address,
        seller: Address,
        listed_hash: bytes,
        nonce: bytes,
        size_bytes: int,
        index: int,
        cipher: bytes,
        plain_leaf: bytes,
    ) -> bytes:
        """K of a licence whose content has this wrong leaf; a complaint publishes it.

        Raises:
            NothingToComplain: The leaf is right, or K is not the listed key.
            InvalidLicence, LicenceForOther: No licence of this wallet.
        """
        key = licence_header.open_header(licence, self._identity())
        is_listed = key_hash(chain_id, market, seller, key) == listed_hash
        if not is_listed or not leaf_is_wrong(key, nonce, size_bytes, index, cipher, plain_leaf):
            raise NothingToComplain
        return key

    def licence_key_hashes(
        self, licence: bytes, chain_id: int, market: Address, sellers: list[bytes]
    ) -> list[bytes]:
        """keyHash of a licence's model key for each of these sellers: tells which listing it is for, and not K.

        Raises:
            InvalidLicence, LicenceForOther: No licence of this wallet.
        """
        key = licence_header.open_header(licence, self._identity())
        return [key_hash(chain_id, market, Address(seller), key) for seller in sellers]

    def backup_seal(self, digest: bytes) -> bytes:
        """The mark (32 bytes) by which this wallet knows a back-up that it wrote, where no chain can be asked.

        Whoever may use the open wallet can have one made for anything: it tells strangers' files from our own,
        and proves nothing to others.
        """
        if len(digest) != 32:
            raise ValueError("a digest has 32 bytes")
        return hmac.digest(derivation.backup_key(self._vault.wallet().seed.reveal()), digest, "sha256")

    def export_age_identity(self, password: str) -> str:
        """The identity that opens every licence file of this wallet in any age tool; whoever has it has them all.

        An open wallet is not enough: the password is asked for again.

        Raises:
            WrongPassword: It is another one.
            PolicyRefused: A seller pack is open, which has no licences.
        """
        self._vault.require_password(password)
        return licence_header.identity_text(self._identity())

    def _identity(self) -> bytes:
        return derivation.age_identity(self._vault.wallet().seed.reveal())

    def _licence(self, key: bytes) -> bytes:
        return licence_header.make_header(key, licence_header.public_key(self._identity()))
