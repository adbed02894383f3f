"""Requests for a payment as text: EIP-681 links, and the shorter forms that name an address with its chain.

A link is a stranger's suggestion: it fills in a form, decides no fee, and calls nothing but ``transfer`` of ERC-20.
"""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote

from desktop.core.errors import UserError
from desktop.core.identity import Address
from desktop.core.money import MAX_UINT256

MAX_LINK_CHARS: Final = 2048
MAX_CHAIN_ID: Final = 2**64 - 1
CHAIN_NAMES: Final = {"eth": 1, "sep": 11155111, "base": 8453, "oeth": 10, "arb1": 42161, "matic": 137}
"""Short names of EIP-3770 for the networks that Licet knows."""

_SCHEME = "ethereum:"
_NO_NAME = frozenset(":/?#@&= \t\r\n")
"""None of these is in a name of ENS: an address of the web, of mail, or a sentence is not taken for one."""
_HEX = re.compile(r"0x[0-9a-fA-F]{40}", re.ASCII)
_CHAIN = re.compile(r"[0-9]{1,20}", re.ASCII)
_NUMBER = re.compile(r"\+?([0-9]*)(?:\.([0-9]+))?(?:[eE]([0-9]{1,3})?)?", re.ASCII)
_CAIP10 = re.compile(r"eip155:([0-9]{1,20}):(0x[0-9a-fA-F]{40})", re.ASCII)
_SHORT = re.compile(r"([a-z0-9]{2,12}):(0x[0-9a-fA-F]{40})", re.ASCII)


@dataclass(eq=False)
class InvalidPaymentLink(UserError):
    """Text that is no payment link; ``part`` says which part of it is wrong, ``text`` is that part, shortened."""

    part: str
    text: str


@dataclass(eq=False)
class UnsupportedPaymentLink(UserError):
    """The link wants a contract to be called, and is no plain payment of coin or of a token."""

    function: str


@dataclass(frozen=True, slots=True)
class PaymentRequest:
    """Whom to pay, as far as somebody asked for it.

    Attributes:
        to: Who receives: an address, or a name as it was written.
        chain_id: The network that is meant; None for the present one.
        token: The ERC-20 contract whose tokens are paid; None for the coin.
        amount: In the smallest unit of coin or token; None leaves it to the payer.
        checksums_fit: Whether every address with capitals has the right ones (EIP-55).
    """

    to: Address | str
    chain_id: int | None = None
    token: Address | None = None
    amount: int | None = None
    checksums_fit: bool = True


def read_payee(text: str) -> PaymentRequest:
    """Whatever a person pastes or scans to say whom to pay: an address, a link, a name.

    Understood are ``0x...`` with a right checksum, ``ethereum:...`` (EIP-681), ``eip155:1:0x...`` (CAIP-10) and
    ``base:0x...`` (EIP-3770). What has a dot and is none of these is taken for a name.

    Raises:
        InvalidAddress: It is none of these, or a plain address with a wrong checksum.
        InvalidPaymentLink: It begins like a link and is none.
        UnsupportedPaymentLink: The link calls a contract.
    """
    body = text.strip()
    if body[: len(_SCHEME)].lower() == _SCHEME:
        return read_link(body)
    if (found := _CAIP10.fullmatch(body)) is not None:
        return PaymentRequest(Address.parse(found[2]), _chain_id(found[1]))
    if (found := _SHORT.fullmatch(body)) is not None:
        if found[1] not in CHAIN_NAMES:
            raise InvalidPaymentLink("chain", found[1])
        return PaymentRequest(Address.parse(found[2]), CHAIN_NAMES[found[1]])
    if "." in body and not body.lower().startswith("0x") and _NO_NAME.isdisjoint(body):
        return PaymentRequest(body[:MAX_LINK_CHARS])
    return PaymentRequest(Address.parse(body))


def read_link(text: str) -> PaymentRequest:
    """Read an EIP-681 link.

    Fees that it suggests (``gas``, ``gasLimit``, ``gasPrice``) are passed over: who pays decides them.

    Raises:
        InvalidPaymentLink: It breaks the grammar, or a number is not whole or out of range.
        UnsupportedPaymentLink: It calls a function other than ``transfer(address,uint256)``.
    """
    if len(text) > MAX_LINK_CHARS:
        raise InvalidPaymentLink("length", str(len(text)))
    body = text[len(_SCHEME) :]
    if text[: len(_SCHEME)].lower() != _SCHEME:
        raise InvalidPaymentLink("scheme", text[:20])
    path, _, query = body.partition("?")
    path, _, function = path.partition("/")
    target, at, chain = path.removeprefix("pay-").partition("@")
    chain_id = _chain_id(chain) if at else None
    pairs = _parameters(query)
    if not function:
        to, fits = _who(target, "address")
        return PaymentRequest(to, chain_id, None, _amount(pairs, "value"), fits)
    return _token_request(target, function, chain_id, pairs)


def write_link(request: PaymentRequest) -> str:
    """The EIP-681 link of a request, its addresses checksummed and its amount in whole numbers."""
    chain = "" if request.chain_id is None else f"@{request.chain_id}"
    to = request.to if isinstance(request.to, Address) else quote(request.to, safe="")
    if request.token is None:
        prefix = "" if isinstance(to, Address) else "pay-"
        value = "" if request.amount is None else f"?value={request.amount}"
        return f"{_SCHEME}{prefix}{to}{chain}{value}"
    amount = "" if request.amount is None else f"&uint256={request.amount}"
    return f"{_SCHEME}{request.token}{chain}/transfer?address={to}{amount}"


def _token_request(
    target: str, function: str, chain_id: int | None, pairs: list[tuple[str, str]]
) -> PaymentRequest:
    keys = [key for key, _ in pairs if key in {"address", "uint256"}]
    other = [key for key, _ in pairs if re.fullmatch(r"(u?int|bytes|bool|string|address).*", key)]
    if function != "transfer" or keys not in (["address"], ["address", "uint256"]) or other != keys:
        raise UnsupportedPaymentLink(function[:40])
    if _amount(pairs, "value"):
        raise InvalidPaymentLink("value", dict(pairs)["value"][:40])
    token, token_fits = _who(target, "address")
    if not isinstance(token, Address):
        raise InvalidPaymentLink("token", token[:60])
    to, to_fits = _who(dict(pairs)["address"], "address")
    return PaymentRequest(to, chain_id, token, _amount(pairs, "uint256"), token_fits and to_fits)


def _parameters(query: str) -> list[tuple[str, str]]:
    """Keys and values in their order; what decides the payment may stand there once only."""
    pairs = []
    for part in query.split("&") if query else []:
        key, equals, value = part.partition("=")
        if not equals or not key:
            raise InvalidPaymentLink("parameter", part[:40])
        pairs.append((key, unquote(value)))
    for key in ("value", "address", "uint256"):
        if sum(name == key for name, _ in pairs) > 1:
            raise InvalidPaymentLink("parameter", key)
    return pairs


def _who(text: str, part: str) -> tuple[Address | str, bool]:
    """An address and whether its capitals fit, or a name: hex wins over a name that looks like it (EIP-681)."""
    shown = unquote(text)
    if _HEX.fullmatch(shown):
        address = Address(bytes.fromhex(shown[2:]))
        digits = shown[2:]
        return address, digits in {digits.lower(), digits.upper(), str(address)[2:]}
    if "." not in shown or shown.lower().startswith("0x") or len(shown) > 255:
        raise InvalidPaymentLink(part, shown[:60])
    return shown, True


def _chain_id(text: str) -> int:
    value = int(text) if _CHAIN.fullmatch(text) else 0
    if not 0 < value <= MAX_CHAIN_ID:
        raise InvalidPaymentLink("chain", text[:40])
    return value


def _amount(pairs: list[tuple[str, str]], key: str) -> int | None:
    text = dict(pairs).get(key)
    return None if text is None else read_number(text)


def read_number(text: str) -> int:
    """A number of EIP-681: digits, a point, an exponent, and whole in the end.

    Raises:
        InvalidPaymentLink: It is negative, not whole, or beyond 256 bits.
    """
    found = _NUMBER.fullmatch(text) if len(text) <= 100 else None
    if found is None or not (found[1] or found[2]):
        raise InvalidPaymentLink("number", text[:40])
    whole, fraction, exponent = found[1] or "0", found[2] or "", int(found[3] or "0")
    if exponent < len(fraction.rstrip("0")):
        raise InvalidPaymentLink("number", text[:40])
    value: int = int(whole + fraction) * 10**exponent // 10 ** len(fraction)
    if value > MAX_UINT256:
        raise InvalidPaymentLink("number", text[:40])
    return value
