// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IModelMarket} from "../src/interfaces/IModelMarket.sol";
import {ChaCha20} from "../src/libraries/ChaCha20.sol";
import {Hkdf} from "../src/libraries/Hkdf.sol";
import {MarketFixture} from "./MarketFixture.sol";
import {vm} from "./Vm.sol";

/// @notice Sealed content, made from the specification: whole chunks are encrypted at once, and the tree is folded from
/// all leaves, so that nothing of the single-leaf arithmetic under test is used.
abstract contract ContentFixture is MarketFixture {
    struct Content {
        uint64 size;
        bytes32[] plainLeaves;
        bytes[] cipherLeaves;
    }

    struct Claim {
        bytes16 key;
        uint64 index;
        bytes cipherLeaf;
        bytes32 plainLeaf;
        bytes32[] proof;
    }

    uint256 private constant LEAF = 1024;
    uint256 private constant CHUNK = 65536;
    bytes16 internal constant NONCE = 0x101112131415161718191a1b1c1d1e1f;

    function terms(Content memory content) internal view returns (IModelMarket.Terms memory result) {
        result = defaultTerms();
        result.size = content.size;
        result.nonce = NONCE;
        result.contentRoot = rootOf(leavesOf(content));
    }

    /// @dev Honest content of a size.
    function seal(uint64 size, bytes32 seed) internal pure returns (Content memory) {
        return seal(size, seed, 1);
    }

    /// @dev Content whose last chunk is sealed with this last flag; 1 is right.
    function seal(uint64 size, bytes32 seed, uint8 lastFlag) internal pure returns (Content memory content) {
        uint256 count = (size + LEAF - 1) / LEAF;
        content = Content(size, new bytes32[](count), new bytes[](count));
        for (uint256 start = 0; start < size; start += CHUNK) {
            bool isLast = start + CHUNK >= size;
            bytes memory plain = bytesOf(keccak256(abi.encode(seed, start)), isLast ? size - start : CHUNK);
            sealChunk(content, plain, start, isLast ? lastFlag : 0);
        }
    }

    function sealChunk(Content memory content, bytes memory plain, uint256 start, uint8 flag) private pure {
        bytes memory sealed_ = slice(plain, 0, plain.length);
        bytes12 nonce = bytes12(abi.encodePacked(uint88(start / CHUNK), flag));
        ChaCha20.join(derived("payload"), 1, nonce, sealed_, 0);
        for (uint256 offset = 0; offset < plain.length; offset += LEAF) {
            putLeaf(content, uint64((start + offset) / LEAF), offset, plain, sealed_);
        }
    }

    function putLeaf(Content memory content, uint64 index, uint256 offset, bytes memory plain, bytes memory sealed_)
        private
        pure
    {
        uint256 end = offset + LEAF < plain.length ? offset + LEAF : plain.length;
        bytes16 salt = bytes16(derived("licet leaf"));
        content.plainLeaves[index] = sha256(abi.encodePacked(hex"00", salt, index, slice(plain, offset, end)));
        bytes memory tag = end == plain.length ? abi.encodePacked(bytes16(keccak256(sealed_))) : bytes("");
        content.cipherLeaves[index] = abi.encodePacked(slice(sealed_, offset, end), tag);
    }

    function leavesOf(Content memory content) internal pure returns (bytes32[] memory leaves) {
        leaves = new bytes32[](content.plainLeaves.length);
        for (uint64 i = 0; i < leaves.length; ++i) {
            bytes32 cipherHash = sha256(abi.encodePacked(hex"02", i, content.cipherLeaves[i]));
            leaves[i] = sha256(abi.encodePacked(hex"04", content.plainLeaves[i], cipherHash));
        }
    }

    function rootOf(bytes32[] memory layer) internal pure returns (bytes32) {
        while (layer.length > 1) layer = above(layer);
        return layer[0];
    }

    function above(bytes32[] memory layer) internal pure returns (bytes32[] memory next) {
        next = new bytes32[]((layer.length + 1) / 2);
        for (uint256 i = 0; i < next.length; ++i) {
            bytes32 right = 2 * i + 1 < layer.length ? layer[2 * i + 1] : bytes32(0);
            next[i] = sha256(abi.encodePacked(hex"01", layer[2 * i], right));
        }
    }

    function claimOf(Content memory content, uint256 index) internal pure returns (Claim memory claim) {
        bytes32[] memory layer = leavesOf(content);
        uint256 depth = 0;
        for (uint256 n = layer.length; n > 1; n = (n + 1) / 2) {
            ++depth;
        }
        claim = Claim(KEY, uint64(index), content.cipherLeaves[index], content.plainLeaves[index], new bytes32[](depth));
        for (uint256 level = 0; level < depth; ++level) {
            uint256 sibling = (index >> level) ^ 1;
            if (sibling < layer.length) claim.proof[level] = layer[sibling];
            layer = above(layer);
        }
    }

    /// @dev The seller's wrong bytes: one bit of what leaf `index` decrypts to is not what the leaf list promises.
    function spoil(Content memory content, uint256 index, uint256 bit) internal pure {
        uint256 length = content.size - index * LEAF < LEAF ? content.size - index * LEAF : LEAF;
        content.cipherLeaves[index][bit / 8 % length] ^= bytes1(uint8(1 << (bit % 8)));
    }

    function complainContent(Sale memory sale, Claim memory claim) internal {
        (bool heard, bytes memory said) = present(sale, claim);
        if (!heard) bubble(said);
    }

    /// @dev The claim is an argument, so that its hashes are not the call that must fail.
    function refuseClaim(bytes memory revertData, Sale memory sale, Claim memory claim) internal {
        refuse(revertData);
        complainContent(sale, claim);
    }

    /// @dev Whether the market hears a claim that it may refuse for any reason.
    function isHeard(Sale memory sale, Claim memory claim) internal returns (bool heard) {
        (heard,) = present(sale, claim);
    }

    /// @dev abi.encodeCall(complainContent, ...) step by step: the compiler runs out of stack. 37 words stand before
    /// the bytes of the leaf, and the proof behind them.
    function present(Sale memory sale, Claim memory claim) private returns (bool, bytes memory) {
        bytes memory data = joined(abi.encodePacked(IModelMarket.complainContent.selector), abi.encode(sale.terms));
        data = joined(data, abi.encode(sale.order));
        data = joined(data, abi.encode(sale.delivery));
        data = joined(data, abi.encode(claim.key));
        data = joined(data, abi.encode(claim.index));
        data = joined(data, abi.encode(37 * 32));
        data = joined(data, abi.encode(claim.plainLeaf));
        data = joined(data, abi.encode(38 * 32 + (claim.cipherLeaf.length + 31) / 32 * 32));
        data = joined(data, abi.encode(claim.cipherLeaf.length));
        data = joined(data, claim.cipherLeaf);
        data = joined(data, new bytes((32 - claim.cipherLeaf.length % 32) % 32));
        data = joined(data, abi.encode(claim.proof.length));
        data = joined(data, abi.encodePacked(claim.proof));
        return address(market).call(data);
    }

    function joined(bytes memory left, bytes memory right) private pure returns (bytes memory) {
        return bytes.concat(left, right);
    }

    function bubble(bytes memory said) private pure {
        assembly ("memory-safe") {
            revert(add(said, 0x20), mload(said))
        }
    }

    /// @dev Sizes around every boundary of leaves and chunks, up to three chunks.
    function sizeOf(uint256 seed) internal pure returns (uint64) {
        uint24[14] memory around =
            [uint24(1), 64, 1024, 2048, 3072, 4096, 5120, 8192, 16384, 63 * 1024, 65536, 66560, 131072, 196608];
        // the large ones seldom: they are slow
        uint64 size = around[seed % 16 == 0 ? seed / 16 % 14 : seed / 16 % 9];
        uint256 move = seed / 4096 % 5;
        if (move == 0) return size;
        if (move == 1) return size + 1;
        if (move == 2) return size > 1 ? size - 1 : 1;
        if (move == 3) return size + 16;
        return size + uint64(seed / 65536 % 1024);
    }

    function slice(bytes memory data, uint256 start, uint256 end) internal pure returns (bytes memory part) {
        part = new bytes(end - start);
        for (uint256 offset = 0; offset < part.length; offset += 32) {
            bytes32 word;
            assembly ("memory-safe") {
                word := mload(add(add(data, 0x20), add(start, offset)))
            }
            uint256 left = part.length - offset;
            if (left < 32) word &= bytes32(type(uint256).max << (8 * (32 - left)));
            assembly ("memory-safe") {
                mstore(add(add(part, 0x20), offset), word)
            }
        }
    }

    function bytesOf(bytes32 seed, uint256 length) internal pure returns (bytes memory data) {
        data = new bytes((length + 31) / 32 * 32);
        for (uint256 offset = 0; offset < data.length; offset += 32) {
            bytes32 word = keccak256(abi.encode(seed, offset));
            assembly ("memory-safe") {
                mstore(add(add(data, 0x20), offset), word)
            }
        }
        return slice(data, 0, length);
    }

    function derived(string memory info) private pure returns (bytes32) {
        bytes32 pseudorandomKey = Hkdf.hmac(bytes32(NONCE), abi.encodePacked(KEY));
        return Hkdf.hmac(pseudorandomKey, abi.encodePacked(info, hex"01"));
    }
}
