// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// @title The stream cipher ChaCha20, RFC 8439 section 2.4
/// @notice Encrypting and decrypting are the same: data are joined by xor with the key stream.
/// @dev The state of a block is a matrix of four rows of four 32-bit words (RFC 8439, 2.3):
///
///     a: "expand 32-byte k" (constant)   b, c: the key   d: block counter and nonce
///
/// A row is ONE word here. Its four lanes of 64 bits hold 32 bits each, the first one in the highest lane, so that a
/// quarter round (2.1) of all four columns is done at once, and the upper half of a lane takes what overflows:
///  - a and c only ever grow by additions; 40 of them stay below 2^38, so they are cut to 32 bits just where they are
///    read (and at the end), not after each addition. b and d are cut after each rotation.
///  - rotating x left by n is x * (2^32 + 1) >> (32 - n): each lane holds its value twice, in 64 bits, before the shift.
///    What crosses into the neighbour lies in its upper half and is cut.
///  - the diagonals of a row are its columns rotated by one, two and three lanes.
/// Words are little-endian in the key, the nonce and the key stream.
/// @custom:source https://www.rfc-editor.org/rfc/rfc8439
library ChaCha20 {
    /// @notice Joins data[from:] with the key stream, in place.
    /// @param key 32 bytes.
    /// @param counter Number of the first block; it must not reach 2^32 within the data.
    /// @param nonce 12 bytes.
    /// @dev Bytes outside data[from:] keep their value.
    function join(bytes32 key, uint32 counter, bytes12 nonce, bytes memory data, uint256 from) internal pure {
        // This also keeps the compiler from copying the function to its only call, where the stack is too full for it.
        if (from >= data.length) return;
        assembly ("memory-safe") {
            // Reverses the bytes of each 32-bit word.
            function swapped(x, lanes) -> y {
                let low := xor(lanes, shl(16, lanes)) // 0x0000ffff, eight times
                let odd := xor(low, shl(8, low)) // 0x00ff00ff, eight times
                y := or(and(shr(8, x), odd), shl(8, and(x, odd)))
                y := or(and(shr(16, y), low), shl(16, and(y, low)))
            }
            // Four adjacent words (the low 128 bits) to four lanes, and, below, back.
            function spread(x) -> y {
                y := and(or(x, shl(64, x)), 0x0000000000000000ffffffffffffffff0000000000000000ffffffffffffffff)
                y := and(or(y, shl(32, y)), 0x00000000ffffffff00000000ffffffff00000000ffffffff00000000ffffffff)
            }
            function packed(x, lanes) -> y {
                y := and(x, lanes)
                y := and(or(y, shr(32, y)), 0x0000000000000000ffffffffffffffff0000000000000000ffffffffffffffff)
                y := and(or(y, shr(64, y)), 0xffffffffffffffffffffffffffffffff)
            }

            // The low half of each lane. The free memory pointer is never zero; the compiler does not know, so the mask
            // stays on the stack. As a constant it would be copied from the code at each use, for 30 gas.
            let lanes := sub(0x00000000ffffffff00000000ffffffff00000000ffffffff00000000ffffffff, iszero(mload(0x40)))
            let keyB := swapped(key, lanes)
            let keyC := spread(and(keyB, 0xffffffffffffffffffffffffffffffff))
            keyB := spread(shr(128, keyB))
            // the nonce is left-aligned in its word; lane 0 is left free for the counter
            let rowD := or(shl(192, and(counter, 0xffffffff)), spread(shr(160, swapped(nonce, lanes))))

            let at := add(add(data, 0x20), from)
            let end := add(add(data, 0x20), mload(data))
            for {} lt(at, end) {} {
                let a := 0x0000000061707865000000003320646e0000000079622d32000000006b206574
                let b := keyB
                let c := keyC
                let d := rowD

                for { let i := 0 } lt(i, 10) { i := add(i, 1) } {
                    // columns
                    a := add(a, b)
                    d := and(shr(16, mul(and(xor(d, a), lanes), 0x100000001)), lanes)
                    c := add(c, d)
                    b := and(shr(20, mul(and(xor(b, c), lanes), 0x100000001)), lanes)
                    a := add(a, b)
                    d := and(shr(24, mul(and(xor(d, a), lanes), 0x100000001)), lanes)
                    c := add(c, d)
                    b := and(shr(25, mul(and(xor(b, c), lanes), 0x100000001)), lanes)
                    // to the diagonals
                    b := or(shl(64, b), shr(192, b))
                    c := or(shl(128, c), shr(128, c))
                    d := or(shl(192, d), shr(64, d))
                    a := add(a, b)
                    d := and(shr(16, mul(and(xor(d, a), lanes), 0x100000001)), lanes)
                    c := add(c, d)
                    b := and(shr(20, mul(and(xor(b, c), lanes), 0x100000001)), lanes)
                    a := add(a, b)
                    d := and(shr(24, mul(and(xor(d, a), lanes), 0x100000001)), lanes)
                    c := add(c, d)
                    b := and(shr(25, mul(and(xor(b, c), lanes), 0x100000001)), lanes)
                    // and back
                    b := or(shl(192, b), shr(64, b))
                    c := or(shl(128, c), shr(128, c))
                    d := or(shl(64, d), shr(192, d))
                }

                a := add(a, 0x0000000061707865000000003320646e0000000079622d32000000006b206574)
                // the first and the second half of the block
                a := swapped(or(shl(128, packed(a, lanes)), packed(add(b, keyB), lanes)), lanes)
                c := swapped(or(shl(128, packed(add(c, keyC), lanes)), packed(add(d, rowD), lanes)), lanes)
                let left := sub(end, at)
                if lt(left, 64) {
                    // beyond the end, the key stream is zero; shifts by 256 and more give zero
                    a := and(a, not(shr(shl(3, left), not(0))))
                    c := and(c, not(shr(mul(gt(left, 32), shl(3, sub(left, 32))), not(0))))
                }
                mstore(at, xor(mload(at), a))
                at := add(at, 0x20)
                if gt(left, 32) { mstore(at, xor(mload(at), c)) }
                at := add(at, 0x20)
                rowD := add(rowD, shl(192, 1))
            }
        }
    }
}
