"""Licence files made to hurt: age headers that have no end, no key or too many, and back-ups that are none."""

from base64 import b64encode
from collections.abc import Callable

Make = Callable[[], bytes]
LICENCES: dict[str, Make] = {}

_VERSION = b"age-encryption.org/v1\n"


def hostile(make: Make) -> Make:
    LICENCES[make.__name__] = make
    return make


def _text(data: bytes) -> bytes:
    return b64encode(data).rstrip(b"=")


def _stanza(share: bytes = bytes(range(32)), body: bytes = bytes(32), kind: bytes = b"X25519") -> bytes:
    return b"-> " + kind + b" " + _text(share) + b"\n" + _text(body) + b"\n"


_FOOTER = b"--- " + _text(bytes(32)) + b"\n"


@hostile
def licence_of_somebody_else() -> bytes:
    return _VERSION + _stanza() + _FOOTER


@hostile
def licence_whose_point_is_nothing() -> bytes:
    """The shared secret of such a point is zero for everybody."""
    return _VERSION + _stanza(bytes(32)) + _FOOTER


@hostile
def licence_without_keys() -> bytes:
    return _VERSION + _FOOTER


@hostile
def licence_with_a_hundred_keys() -> bytes:
    return _VERSION + _stanza() * 100 + _FOOTER


@hostile
def licence_with_keys_without_end() -> bytes:
    return _VERSION + _stanza() * 200_000 + _FOOTER


@hostile
def licence_of_one_line_without_end() -> bytes:
    return _VERSION + b"-> X25519 " + b"A" * 10_000_000


@hostile
def licence_without_an_end() -> bytes:
    return _VERSION + _stanza()


@hostile
def licence_under_a_password_that_takes_a_year() -> bytes:
    return _VERSION + b"-> scrypt " + _text(bytes(16)) + b" 60\n" + _text(bytes(32)) + b"\n" + _FOOTER


@hostile
def licence_of_a_later_version() -> bytes:
    return b"age-encryption.org/v9\n" + _stanza() + _FOOTER


@hostile
def licence_in_armour() -> bytes:
    return b"-----BEGIN AGE ENCRYPTED FILE-----\n" + b"QUFB" * 100 + b"\n-----END AGE ENCRYPTED FILE-----\n"


@hostile
def licence_with_ends_of_another_system() -> bytes:
    return (_VERSION + _stanza() + _FOOTER).replace(b"\n", b"\r\n")


@hostile
def licence_whose_letters_say_more_than_one_thing() -> bytes:
    """Base64 whose last bits are not zero: two texts for the same bytes."""
    return _VERSION + b"-> X25519 " + b"B" * 43 + b"\n" + b"B" * 43 + b"\n" + _FOOTER


@hostile
def licence_of_zeros() -> bytes:
    return bytes(100_000)


@hostile
def backup_of_brackets() -> bytes:
    return b"{" + b'"a":[' * 500_000


@hostile
def backup_of_another_program() -> bytes:
    return b'{"format": "keepass", "entries": [{"password": "x"}]}'


@hostile
def backup_with_a_number_without_end() -> bytes:
    return b'{"format": ' + b"9" * 2_000_000 + b"}"
