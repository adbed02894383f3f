"""Sealing an error report for the seller of an order, and opening it (docs/adr/0009).

Buyer and seller share S = address(d*R) = address(e*P) since the delivery; nobody else learns it unless a complaint
about a wrong key shows d, and then there is no final licence to report about. The key is HKDF-SHA256 of S, bound to
chain, market and order; the account that reports is authenticated with the text, so that no later holder of the
licence can send an earlier report as an own one.

A sealed report is ``01 || nonce (12) || ChaCha20-Poly1305(padded text)``, at most 2,048 bytes.
"""

import secrets
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from desktop.core.identity import Address
from desktop.core.reports import MAX_REPORT_BYTES, MAX_SEALED_BYTES, UnreadableReport
from desktop.wallet.hkdf import hkdf

_VERSION: Final = b"\x01"
_NONCE_BYTES: Final = 12
_PAD_TO: Final = 256
"""Lengths are rounded up to this, so that they say less about the text."""


def report_key(shared: Address, chain_id: int, market: Address, order_id: int) -> bytes:
    """HKDF-SHA256(S, info "licet report 1" || chainId || market || orderId), integers as 32 bytes.

    S has 160 bits, which are enough as key material (EXCHANGE.md section 3).
    """
    info = b"licet report 1" + chain_id.to_bytes(32, "big") + market.raw + order_id.to_bytes(32, "big")
    return hkdf(shared.raw, info)


def seal(key: bytes, holder: Address, report: bytes) -> bytes:
    """The report under a fresh nonce.

    Raises:
        ValueError: It is longer than ``MAX_REPORT_BYTES``; services check that before.
    """
    if len(report) > MAX_REPORT_BYTES:
        raise ValueError("report")
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return _VERSION + nonce + ChaCha20Poly1305(key).encrypt(nonce, _pad(report), _VERSION + holder.raw)


def unseal(key: bytes, holder: Address, sealed: bytes) -> bytes:
    """The report that ``holder`` sealed.

    Raises:
        UnreadableReport: Of another order or account, altered, or of a version that is not known.
    """
    if len(sealed) > MAX_SEALED_BYTES or sealed[:1] != _VERSION:
        raise UnreadableReport
    nonce, body = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    try:
        return _unpad(ChaCha20Poly1305(key).decrypt(nonce, body, _VERSION + holder.raw))
    except (InvalidTag, ValueError) as error:
        raise UnreadableReport from error


def _pad(report: bytes) -> bytes:
    """One bit and zeros (ISO/IEC 7816-4), to a multiple of ``_PAD_TO`` or to the most that fits."""
    room = min(-(-(len(report) + 1) // _PAD_TO) * _PAD_TO, MAX_REPORT_BYTES + 1)
    return (report + b"\x80").ljust(room, b"\0")


def _unpad(padded: bytes) -> bytes:
    report, mark, rest = padded.rpartition(b"\x80")
    if not mark or rest.strip(b"\0"):
        raise ValueError("padding")
    return report
