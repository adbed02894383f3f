"""Content identifiers of IPFS: which texts are one (github.com/multiformats/cid, "CIDv1")."""

import base64
import binascii
import re

IPFS_SCHEME = "ipfs"
_DAG_PB = 0x70
_RAW = 0x55
_SHA2_256 = b"\x12\x20"
_BASE32 = re.compile(r"b[a-z2-7]{58}\Z")
"""36 bytes (version, codec, hash function, length, digest) in RFC 4648's base32, lower case, without padding."""


def is_cid(text: str) -> bool:
    """Whether this is a CIDv1 of a UnixFS file or folder under SHA-256, in its one canonical spelling."""
    return _codec(text) in {_DAG_PB, _RAW}


def is_folder_cid(text: str) -> bool:
    """Whether this may be the CIDv1 of a folder: a dag-pb node (a raw block is always a file's)."""
    return _codec(text) == _DAG_PB


def ipfs_address(cid: str) -> str:
    """What stands in a card's sources for a folder: ``ipfs://<cid>``."""
    return f"{IPFS_SCHEME}://{cid}"


def cid_of(address: str) -> str | None:
    """The CID of ``ipfs://<cid>``, or None for anything else: a path, a query, another kind of identifier."""
    prefix = f"{IPFS_SCHEME}://"
    cid = address.removeprefix(prefix).removesuffix("/")
    return cid if address.startswith(prefix) and is_folder_cid(cid) else None


def _codec(text: str) -> int | None:
    if not _BASE32.match(text):
        return None
    try:
        data = base64.b32decode(text[1:].upper() + "======")
    except binascii.Error:
        return None
    if len(data) != 36 or data[0] != 1 or data[2:4] != _SHA2_256:
        return None
    spelled = "b" + base64.b32encode(data).decode().rstrip("=").lower()
    return data[1] if spelled == text else None
