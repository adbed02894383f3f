// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {ChaCha20} from "./ChaCha20.sol";
import {Hkdf} from "./Hkdf.sol";

/// @title Proofs about single leaves of sealed content
/// @notice The tree and the cipher of docs/exchange.md, section 2. Content of `size` bytes has n = ceil(size / 1024)
/// leaves of 1 KiB, the last one shorter, in chunks of 64 leaves that are sealed as age does
/// (https://age-encryption.org/v1, "Payload"):
///
///     plainLeaf  = SHA-256(0x00 || salt || u64 index || plaintext)
///     cipherHash = SHA-256(0x02 || u64 index || ciphertext, with the chunk's tag if the leaf is the last of its chunk)
///     leaf       = SHA-256(0x04 || plainLeaf || cipherHash)        node = SHA-256(0x01 || left || right)
///
/// A subtree without leaves is 32 zero bytes. Each kind of hash has its own first byte and the length of a proof is
/// exact, so no node passes for a leaf; the index gives the path, so no leaf passes for another.
library ContentProof {
    uint256 private constant LEAF_BYTES = 1024;
    uint256 private constant LEAVES_PER_CHUNK = 64;
    uint256 private constant TAG_BYTES = 16;
    uint256 private constant BLOCKS_PER_LEAF = 16;
    /// @dev 0x00, the salt and the index.
    uint256 private constant PLAIN_PREFIX_BYTES = 25;

    /// @notice n, at least 1 for content that is not empty.
    function leafCount(uint64 size) internal pure returns (uint256) {
        return Math.ceilDiv(size, LEAF_BYTES);
    }

    /// @notice Length of every proof: ceil(log2 n).
    function depth(uint64 size) internal pure returns (uint256) {
        return Math.log2(leafCount(size), Math.Rounding.Ceil);
    }

    /// @notice Bytes of a leaf in the clear. The index must be below n.
    function plainLength(uint64 size, uint64 index) internal pure returns (uint256) {
        return Math.min(LEAF_BYTES, size - index * LEAF_BYTES);
    }

    /// @notice Bytes of a leaf as it is sealed: the last leaf of a chunk includes the tag.
    function sealedLength(uint64 size, uint64 index) internal pure returns (uint256 length) {
        length = plainLength(size, index);
        uint256 next = uint256(index) + 1;
        if (next % LEAVES_PER_CHUNK == 0 || next == leafCount(size)) length += TAG_BYTES;
    }

    /// @notice The leaf of the tree that commits to a plain leaf and to the sealed bytes.
    function leafOf(uint64 index, bytes32 plainLeaf, bytes calldata cipherLeaf) internal pure returns (bytes32) {
        bytes32 cipherHash = sha256(abi.encodePacked(bytes1(0x02), index, cipherLeaf));
        return sha256(abi.encodePacked(bytes1(0x04), plainLeaf, cipherHash));
    }

    /// @notice The root above a leaf. The caller has compared the length of the proof with {depth}.
    /// @param siblings Lowest first.
    function rootOf(bytes32 leaf, uint64 index, bytes32[] calldata siblings) internal pure returns (bytes32 node) {
        node = leaf;
        for (uint256 level = 0; level < siblings.length; ++level) {
            bytes32 sibling = siblings[level];
            node = index >> level & 1 == 0
                ? sha256(abi.encodePacked(bytes1(0x01), node, sibling))
                : sha256(abi.encodePacked(bytes1(0x01), sibling, node));
        }
    }

    /// @notice What the plain leaf is, by the key: the sealed bytes are decrypted and hashed.
    /// @param key The age file key.
    /// @param nonce The first 16 bytes of the payload file.
    /// @param cipherLeaf Its length is {sealedLength}; the tag, if there is one, is not looked at.
    /// @dev The block counter of ChaCha20-Poly1305 data starts at 1 in each chunk (RFC 8439, 2.8); the nonce of a
    /// chunk is its number in 11 bytes and 1 for the last one (STREAM).
    function plainLeafOf(bytes16 key, bytes16 nonce, uint64 size, uint64 index, bytes calldata cipherLeaf)
        internal
        pure
        returns (bytes32)
    {
        bytes32 pseudorandomKey = Hkdf.extract(nonce, key);
        bytes16 salt = bytes16(Hkdf.expand(pseudorandomKey, "licet leaf"));
        bytes memory message = abi.encodePacked(bytes1(0x00), salt, index, cipherLeaf[:plainLength(size, index)]);
        ChaCha20.join(
            Hkdf.expand(pseudorandomKey, "payload"),
            // below 1 + 64 * 16
            uint32(1 + index % LEAVES_PER_CHUNK * BLOCKS_PER_LEAF),
            streamNonce(size, index),
            message,
            PLAIN_PREFIX_BYTES
        );
        return sha256(message);
    }

    /// @notice Nonce of the chunk that holds a leaf.
    function streamNonce(uint64 size, uint64 index) internal pure returns (bytes12) {
        uint256 chunk = index / LEAVES_PER_CHUNK;
        bool isLast = chunk == (leafCount(size) - 1) / LEAVES_PER_CHUNK;
        return bytes12(uint96(chunk << 8 | (isLast ? 1 : 0)));
    }
}
