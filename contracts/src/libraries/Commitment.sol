// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IModelMarket} from "../interfaces/IModelMarket.sol";

/// @title Hashes of the exchange protocol
/// @notice Terms and orders are not stored: callers present them, and the market compares their hash.
library Commitment {
    /// @notice Hash of the terms of a listing.
    function ofTerms(IModelMarket.Terms calldata terms) internal pure returns (bytes32) {
        return keccak256(abi.encode(terms));
    }

    /// @notice Commitment of an order that is open.
    function ofOrder(bytes32 termsHash, IModelMarket.Order memory order) internal pure returns (bytes32) {
        return keccak256(abi.encode(termsHash, order));
    }

    /// @notice Commitment of an order that is delivered.
    function ofDelivery(bytes32 opened, IModelMarket.Delivery memory delivery) internal pure returns (bytes32) {
        return keccak256(abi.encode(opened, delivery));
    }

    /// @notice High 248 bits of a hash and a state in the low 8 bits.
    function tag(bytes32 hash, uint8 state) internal pure returns (bytes32) {
        return (hash & ~bytes32(uint256(0xff))) | bytes32(uint256(state));
    }

    /// @notice The state in the low 8 bits of a slot.
    function stateOf(bytes32 slot) internal pure returns (uint8) {
        return uint8(uint256(slot));
    }
}
