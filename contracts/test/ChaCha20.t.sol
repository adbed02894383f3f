// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {ChaCha20} from "../src/libraries/ChaCha20.sol";
import {Hkdf} from "../src/libraries/Hkdf.sol";
import {vm} from "./Vm.sol";

/// @notice The cipher and the key derivation against the vectors of their RFCs and a second implementation.
contract ChaCha20Test {
    /// @notice RFC 8439, 2.3.2: the key stream of block 1.
    function test_blockOfTheRfc() public pure {
        bytes memory stream = new bytes(64);
        ChaCha20.join(
            0x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f, 1, 0x000000090000004a00000000, stream, 0
        );
        equal(
            stream,
            hex"10f1e7e4d13b5915500fdd1fa32071c4c7d1f4c733c068030422aa9ac3d46c4e"
            hex"d2826446079faa0914c2d705d98b02a2b5129cd1de164eb9cbd083e8a2503c4e"
        );
    }

    /// @notice RFC 8439, 2.4.2: 114 bytes from block 1 on.
    function test_textOfTheRfc() public pure {
        bytes memory text = bytes(
            "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
            "sunscreen would be it."
        );
        ChaCha20.join(
            0x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f, 1, 0x000000000000004a00000000, text, 0
        );
        equal(
            text,
            hex"6e2e359a2568f98041ba0728dd0d6981e97e7aec1d4360c20a27afccfd9fae0b"
            hex"f91b65c5524733ab8f593dabcd62b3571639d624e65152ab8f530c359f0861d8"
            hex"07ca0dbf500d6a6156a38e088a22b65e52bc514d16ccf806818ce91ab7793736"
            hex"5af90bbf74a35be6b40b8eedf2785e42874d"
        );
    }

    /// @notice RFC 8439, A.1: test vectors 1 to 5 of the block function.
    function test_blocksOfTheAppendix() public pure {
        equal(
            keyStream(0, 0, 0),
            hex"76b8e0ada0f13d90405d6ae55386bd28bdd219b8a08ded1aa836efcc8b770dc7"
            hex"da41597c5157488d7724e03fb8d84a376a43b8f41518a11cc387b669b2ee6586"
        );
        equal(
            keyStream(0, 1, 0),
            hex"9f07e7be5551387a98ba977c732d080dcb0f29a048e3656912c6533e32ee7aed"
            hex"29b721769ce64e43d57133b074d839d531ed1f28510afb45ace10a1f4b794d6f"
        );
        equal(
            keyStream(bytes32(uint256(1)), 1, 0),
            hex"3aeb5224ecf849929b9d828db1ced4dd832025e8018b8160b82284f3c949aa5a"
            hex"8eca00bbb4a73bdad192b5c42f73f2fd4e273644c8b36125a64addeb006c13a0"
        );
        equal(
            keyStream(bytes32(uint256(0xff) << 240), 2, 0),
            hex"72d54dfbf12ec44b362692df94137f328fea8da73990265ec1bbbea1ae9af0ca"
            hex"13b25aa26cb4a648cb9b9d1be65b2c0924a66c54d545ec1b7374f4872e99f096"
        );
        equal(
            keyStream(0, 0, bytes12(uint96(2))),
            hex"c2c64d378cd536374ae204b9ef933fcd1a8b2288b3dfa49672ab765b54ee27c7"
            hex"8a970e0e955c14f3a88e741b97c286f75f8fc299e8148362fa198a39531bed6d"
        );
    }

    /// @notice Any key, nonce, counter, length and offset: as the book says, and nothing else is touched.
    function testFuzz_agreesWithTheBook(bytes32 key, uint32 counter, bytes12 nonce, uint16 length, uint8 from)
        public
        pure
    {
        counter >>= 1;
        uint256 start = from % 70;
        uint256 end = start + length % 300;
        bytes memory data = new bytes(end);
        bytes memory after_ = abi.encodePacked(keccak256("what follows"), keccak256("in memory"), keccak256("stays"));
        for (uint256 i = 0; i < end; ++i) {
            data[i] = bytes1(uint8(i * 7));
        }

        ChaCha20.join(key, counter, nonce, data, start);

        bytes memory block_;
        for (uint256 i = 0; i < end; ++i) {
            uint256 place = i < start ? 0 : i - start;
            if (i >= start && place % 64 == 0) block_ = bookBlock(key, counter + uint32(place / 64), nonce);
            bytes1 expected = bytes1(uint8(i * 7));
            if (i >= start) expected ^= block_[place % 64];
            vm.assertEq(bytes32(data[i]), bytes32(expected));
        }
        equal(after_, abi.encodePacked(keccak256("what follows"), keccak256("in memory"), keccak256("stays")));
    }

    /// @notice Joining twice gives the data back.
    function testFuzz_isItsOwnInverse(bytes32 key, bytes12 nonce, bytes memory data) public pure {
        bytes32 before = keccak256(data);
        ChaCha20.join(key, 1, nonce, data, 0);
        ChaCha20.join(key, 1, nonce, data, 0);
        vm.assertEq(keccak256(data), before);
    }

    /// @notice Nothing to join: nothing happens.
    function test_emptyDataStayEmpty() public pure {
        bytes memory data = new bytes(0);
        bytes memory next = abi.encodePacked(bytes32(uint256(1)));
        ChaCha20.join(0, 0, 0, data, 0);
        vm.assertEq(data.length, 0);
        equal(next, abi.encodePacked(bytes32(uint256(1))));
    }

    /// @notice RFC 4231, cases 1 and 2.
    function test_hmacOfTheRfc() public pure {
        vm.assertEq(
            Hkdf.hmac(hex"0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "Hi There"),
            0xb0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7
        );
        vm.assertEq(
            Hkdf.hmac("Jefe", "what do ya want for nothing?"),
            0x5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843
        );
    }

    /// @notice RFC 5869, A.1: both steps; the first 32 of its 42 bytes.
    function test_hkdfOfTheRfc() public pure {
        bytes32 extracted =
            Hkdf.hmac(hex"000102030405060708090a0b0c", hex"0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b");
        vm.assertEq(extracted, 0x077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5);
        vm.assertEq(
            Hkdf.expand(extracted, hex"f0f1f2f3f4f5f6f7f8f9"),
            0x3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf
        );
    }

    /// @notice 16 bytes of salt and of key material are those of HMAC, padded as it pads.
    function testFuzz_extractIsHmac(bytes16 salt, bytes16 keyMaterial) public pure {
        bytes memory padded = abi.encodePacked(salt, bytes16(0));
        vm.assertEq(Hkdf.extract(salt, keyMaterial), Hkdf.hmac(bytes32(padded), abi.encodePacked(keyMaterial)));
    }

    function keyStream(bytes32 key, uint32 counter, bytes12 nonce) private pure returns (bytes memory stream) {
        stream = new bytes(64);
        ChaCha20.join(key, counter, nonce, stream, 0);
    }

    /// @dev RFC 8439, 2.3.1, word by word.
    function bookBlock(bytes32 key, uint32 counter, bytes12 nonce) private pure returns (bytes memory out) {
        uint32[16] memory start;
        (start[0], start[1], start[2], start[3]) = (0x61707865, 0x3320646e, 0x79622d32, 0x6b206574);
        for (uint256 i = 0; i < 8; ++i) {
            start[4 + i] = little(uint32(uint256(key) >> (224 - 32 * i)));
        }
        start[12] = counter;
        for (uint256 i = 0; i < 3; ++i) {
            start[13 + i] = little(uint32(uint96(nonce) >> (64 - 32 * i)));
        }
        uint32[16] memory state;
        for (uint256 i = 0; i < 16; ++i) {
            state[i] = start[i];
        }
        for (uint256 i = 0; i < 10; ++i) {
            quarter(state, 0, 4, 8, 12);
            quarter(state, 1, 5, 9, 13);
            quarter(state, 2, 6, 10, 14);
            quarter(state, 3, 7, 11, 15);
            quarter(state, 0, 5, 10, 15);
            quarter(state, 1, 6, 11, 12);
            quarter(state, 2, 7, 8, 13);
            quarter(state, 3, 4, 9, 14);
        }
        unchecked {
            for (uint256 i = 0; i < 16; ++i) {
                out = abi.encodePacked(out, little(state[i] + start[i]));
            }
        }
    }

    function quarter(uint32[16] memory s, uint256 a, uint256 b, uint256 c, uint256 d) private pure {
        unchecked {
            s[a] += s[b];
            s[d] = rotated(s[d] ^ s[a], 16);
            s[c] += s[d];
            s[b] = rotated(s[b] ^ s[c], 12);
            s[a] += s[b];
            s[d] = rotated(s[d] ^ s[a], 8);
            s[c] += s[d];
            s[b] = rotated(s[b] ^ s[c], 7);
        }
    }

    function rotated(uint32 x, uint32 by) private pure returns (uint32) {
        return x << by | x >> (32 - by);
    }

    function little(uint32 x) private pure returns (uint32) {
        return x << 24 | (x & 0xff00) << 8 | (x >> 8) & 0xff00 | x >> 24;
    }

    function equal(bytes memory found, bytes memory expected) private pure {
        vm.assertEq(keccak256(found), keccak256(expected));
    }
}
