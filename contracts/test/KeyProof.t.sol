// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {KeyProof} from "../src/libraries/KeyProof.sol";
import {MarketFixture} from "./MarketFixture.sol";
import {vm} from "./Vm.sol";

/// @notice The elliptic trick against forge's own curve.
contract KeyProofTest is MarketFixture {
    /// @notice k * P is what the curve says, for any P and k.
    function testFuzz_timesMultiplies(uint256 p, uint256 k) public {
        p = scalar(p);
        k = scalar(k);
        (uint256 x, uint8 parity) = pointOf(p);

        vm.assertEq(KeyProof.times(x, parity, k), vm.addr(mulmod(p, k, N)));
    }

    /// @notice k = 0 and every multiple of n give address(0), never the address of something.
    function test_timesZeroIsNoAddress() public {
        (uint256 x, uint8 parity) = pointOf(7);

        vm.assertEq(KeyProof.times(x, parity, 0), address(0));
        vm.assertEq(KeyProof.times(x, parity, N), address(0));
        vm.assertEq(KeyProof.times(x, parity, N + 1), vm.addr(7));
    }

    /// @notice Every public key is a point, unless its x is beyond n.
    function testFuzz_publicKeysArePoints(uint256 p) public {
        (uint256 x, uint8 parity) = pointOf(scalar(p));

        vm.assertEq(KeyProof.isPoint(x, parity) ? 1 : 0, x < N ? 1 : 0);
    }

    /// @notice About half of all x are on the curve; x^3 + 7 must be a square mod p.
    function testFuzz_pointsAreOnTheCurve(uint256 x) public view {
        uint256 field = 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f;
        x = 1 + x % (N - 1);
        uint256 square = addmod(mulmod(mulmod(x, x, field), x, field), 7, field);
        // Euler's criterion by the modexp precompile
        (, bytes memory power) =
            address(5).staticcall(abi.encode(uint256(32), uint256(32), uint256(32), square, (field - 1) / 2, field));

        vm.assertEq(KeyProof.isPoint(x, 0) ? 1 : 0, abi.decode(power, (uint256)) == 1 ? 1 : 0);
    }

    function test_pointsOutOfRangeAreRefused() public {
        (uint256 x, uint8 parity) = pointOf(7);

        vm.assertTrue(KeyProof.isPoint(x, parity));
        vm.assertFalse(KeyProof.isPoint(0, 0));
        vm.assertFalse(KeyProof.isPoint(N, 0));
        vm.assertFalse(KeyProof.isPoint(N + 1, 0));
        vm.assertFalse(KeyProof.isPoint(type(uint256).max, 1));
        vm.assertFalse(KeyProof.isPoint(x, 2));
        vm.assertFalse(KeyProof.isPoint(x, 255));
        vm.assertFalse(KeyProof.isPoint(5, 0)); // the smallest x of no point
    }

    /// @notice Whoever knows the private key is believed, under any challenge.
    function testFuzz_theOwnerIsBelieved(uint256 d, uint256 c) public {
        d = scalar(d);
        vm.assume(addmod(d, c % N, N) != 0);
        (uint256 x, uint8 parity) = pointOf(d);

        vm.assertTrue(KeyProof.knows(x, parity, d, c));
    }

    /// @notice Any other number is not believed, nor the same number for the mirrored point.
    function testFuzz_othersAreNotBelieved(uint256 d, uint256 other, uint256 c) public {
        d = scalar(d);
        other = scalar(other);
        vm.assume(other != d && c % N != 0);
        (uint256 x, uint8 parity) = pointOf(d);

        vm.assertFalse(KeyProof.knows(x, parity, other, c));
        vm.assertFalse(KeyProof.knows(x, 1 - parity, d, c));
        vm.assertFalse(KeyProof.knows(x, parity, N - d, c));
        vm.assertFalse(KeyProof.knows(x, parity, 0, c));
    }

    /// @notice P + cG at infinity and (d + c) = 0 prove nothing, although both sides would be address(0).
    function testFuzz_infinityProvesNothing(uint256 d) public {
        d = scalar(d);
        (uint256 x, uint8 parity) = pointOf(d);

        vm.assertFalse(KeyProof.knows(x, parity, d, N - d));
    }

    /// @notice A challenge beyond n counts mod n; c = d doubles the point.
    function test_challengesCountModuloN() public {
        (uint256 x, uint8 parity) = pointOf(7);

        vm.assertTrue(KeyProof.knows(x, parity, 7, 7));
        vm.assertTrue(KeyProof.knows(x, parity, 7, N + 7));
        vm.assertTrue(KeyProof.knows(x, parity, 7, 0));
        vm.assertTrue(KeyProof.knows(x, parity, 7, type(uint256).max));
    }
}
