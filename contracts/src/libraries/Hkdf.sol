// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// @title HKDF-SHA256, RFC 5869, for the lengths that age uses
/// @notice HMAC (RFC 2104) by the SHA-256 precompile: H((k ^ opad) || H((k ^ ipad) || message)), with the key padded
/// to the 64 bytes of a SHA-256 block.
library Hkdf {
    bytes32 private constant IPAD = 0x3636363636363636363636363636363636363636363636363636363636363636;
    bytes32 private constant OPAD = 0x5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c5c;

    /// @notice The pseudorandom key of 16 bytes of key material and a salt of 16 bytes (RFC 5869, 2.2).
    function extract(bytes16 salt, bytes16 keyMaterial) internal pure returns (bytes32) {
        return hmac(bytes32(salt), abi.encodePacked(keyMaterial));
    }

    /// @notice The first 32 bytes of output keying material (RFC 5869, 2.3): one step of the expansion.
    function expand(bytes32 pseudorandomKey, bytes memory info) internal pure returns (bytes32) {
        return hmac(pseudorandomKey, abi.encodePacked(info, bytes1(0x01)));
    }

    /// @notice HMAC-SHA256 with a key of at most 32 bytes, right-padded with zeros.
    function hmac(bytes32 key, bytes memory message) internal pure returns (bytes32) {
        return sha256(abi.encodePacked(key ^ OPAD, OPAD, sha256(abi.encodePacked(key ^ IPAD, IPAD, message))));
    }
}
