"""Costs and sizes that both sides of the pipe know."""

from typing import Final

STANDARD_SCRYPT_N: Final = 2**18
"""With r = 8 and p = 1: 256 MiB and about a second, as geth's standard."""

MAX_KDF_BYTES: Final = 1 << 30
MAX_SCRYPT_P: Final = 16
MAX_PBKDF2_ROUNDS: Final = 10**7

MIN_PASSWORD_CHARS: Final = 1
"""The vault refuses only an empty password: pages ask people for a long one, scripts choose their own."""

MAX_WALLET_BYTES: Final = 4 << 20

MAX_ACCOUNTS: Final = 1000
"""Of one wallet: each change rewrites them all, and a page lists them."""

MAX_PATHS: Final = 200
"""Addresses that the vault derives in one request, at about half a millisecond each."""
