"""Permits (EIP-2612) for a purchase: one token, one spender, one price, and for less than an hour.

The vault makes the message itself from the terms of the listing; nobody hands it one to sign. What it signs lets the
market take exactly the price, and the market takes it only in a purchase that the same account sends.
"""

import time
from typing import Final

from desktop.core.identity import NATIVE, Address
from desktop.core.tokens import Permit, PermitDomain, PermitRequest
from desktop.wallet.calldata import read_terms
from desktop.wallet.digests import sign_digest
from desktop.wallet.errors import PolicyRefused
from desktop.wallet.policy import LEAST_UNLIMITED

MOST_VALID_S: Final = 3600
_MOST_DOMAIN_BYTES: Final = 256


def permit_for(
    account: Address, market: Address, terms: bytes, domain: PermitDomain, nonce: int, deadline: int
) -> PermitRequest:
    """The one permit that a purchase under these terms (abi-encoded) needs.

    Raises:
        InvalidTransaction: These are no terms.
        PolicyRefused: ``permit-currency``, ``permit-price``, ``unlimited-permit``, ``permit-domain`` or
            ``permit-deadline``.
    """
    promised = read_terms(terms)
    if promised.currency in {NATIVE, market, account}:
        raise PolicyRefused("permit-currency")
    if promised.is_free:
        raise PolicyRefused("permit-price")
    if promised.price >= LEAST_UNLIMITED:
        raise PolicyRefused("unlimited-permit")
    if max(len(domain.name.encode()), len(domain.version.encode())) > _MOST_DOMAIN_BYTES:
        raise PolicyRefused("permit-domain")
    now = int(time.time())
    if not now < deadline <= now + MOST_VALID_S:
        raise PolicyRefused("permit-deadline")
    return PermitRequest(promised.currency, account, market, promised.price, nonce, deadline)


def sign_permit(request: PermitRequest, domain: PermitDomain, chain_id: int, account_key: bytes) -> Permit:
    """Sign it; the signature has the low s that tokens ask for (EIP-2, OpenZeppelin's ECDSA)."""
    signature = sign_digest(request.digest(domain, chain_id), account_key)
    return Permit(request.value, request.deadline, signature[64], signature[:32], signature[32:64])
