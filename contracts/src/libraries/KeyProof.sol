// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// @title Proofs about secp256k1 keys by the ecrecover precompile
/// @notice ecrecover(m, 27 + parity, r, s) is the address of (s * Q - m * G) / r, where Q is the point with horizontal
/// coordinate r (SEC 1 v2, 4.1.6). With r = s = x it adds; with m = 0 it multiplies. One call costs 3,000 gas, and
/// compares 160 bits of a point: enough for key material that both sides know, not for an equality that a stranger
/// may search for, which is why {knows} draws a challenge.
library KeyProof {
    /// @notice Order of the group (SEC 2 v2, 2.4.1).
    uint256 internal constant N = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;
    /// @notice The generator; its vertical coordinate is even.
    uint256 private constant GX = 0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798;

    /// @notice Whether (x, parity) is a point with 0 < x < n.
    function isPoint(uint256 x, uint8 parity) internal pure returns (bool) {
        return parity < 2 && x != 0 && x < N && times(x, parity, 1) != address(0);
    }

    /// @notice Address of k * (x, parity), or address(0) if k = 0 mod n or (x, parity) is no point.
    function times(uint256 x, uint8 parity, uint256 k) internal pure returns (address) {
        return ecrecover(0, 27 + parity, bytes32(x), bytes32(mulmod(x, k, N)));
    }

    /// @notice Whether d is the private key of P = (x, parity), shown by address(P + cG) = address((d + c)G).
    /// @param c A challenge fixed after P and before d is shown, so that no other d can be prepared for it.
    /// @dev False if a side is the point at infinity. (x, parity) must be a point.
    function knows(uint256 x, uint8 parity, uint256 d, uint256 c) internal pure returns (bool) {
        uint256 challenge = c % N;
        address sum = ecrecover(bytes32(N - mulmod(x, challenge, N)), 27 + parity, bytes32(x), bytes32(x));
        return sum != address(0) && sum == times(GX, 0, addmod(d, challenge, N));
    }
}
