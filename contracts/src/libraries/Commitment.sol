// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IModelMarket} from "../interfaces/IModelMarket.sol";

/// @title Hashes of the exchange protocol
/// @notice Terms and orders are not stored: callers present them, and the market compares their hash.
/// @dev A presented struct is hashed as it stands in the calldata: its fields are static, so these words are its
/// abi.encode, and 2,400 gas of a complaint are saved. Words with dirty high bits cannot pass: no stored hash has such
/// a preimage, because new orders and deliveries are encoded by the compiler and new terms are, too, for their event,
/// which refuses dirty words.
library Commitment {
    uint256 private constant TERMS_BYTES = 21 * 32;
    uint256 private constant ORDER_BYTES = 7 * 32;
    uint256 private constant DELIVERY_BYTES = 4 * 32;

    /// @notice keccak256(abi.encode(terms)).
    function ofTerms(IModelMarket.Terms calldata terms) internal pure returns (bytes32 hash) {
        uint256 length = TERMS_BYTES;
        assembly ("memory-safe") {
            let free := mload(0x40)
            calldatacopy(free, terms, length)
            hash := keccak256(free, length)
        }
    }

    /// @notice keccak256(abi.encode(termsHash, order)), the commitment of an order as it is made.
    function ofNewOrder(bytes32 termsHash, IModelMarket.Order memory order) internal pure returns (bytes32) {
        return keccak256(abi.encode(termsHash, order));
    }

    /// @notice The same of an order as it is presented.
    function ofOrder(bytes32 termsHash, IModelMarket.Order calldata order) internal pure returns (bytes32) {
        uint256 start;
        assembly ("memory-safe") {
            start := order
        }
        return _joined(termsHash, start, ORDER_BYTES);
    }

    /// @notice keccak256(abi.encode(opened, delivery)), the commitment of a delivered order as it is made.
    function ofNewDelivery(bytes32 opened, IModelMarket.Delivery memory delivery) internal pure returns (bytes32) {
        return keccak256(abi.encode(opened, delivery));
    }

    /// @notice The same of a delivery as it is presented.
    function ofDelivery(bytes32 opened, IModelMarket.Delivery calldata delivery) internal pure returns (bytes32) {
        uint256 start;
        assembly ("memory-safe") {
            start := delivery
        }
        return _joined(opened, start, DELIVERY_BYTES);
    }

    /// @notice High 248 bits of a hash and a state in the low 8 bits.
    function tag(bytes32 hash, uint8 state) internal pure returns (bytes32) {
        return (hash & ~bytes32(uint256(0xff))) | bytes32(uint256(state));
    }

    /// @notice The state in the low 8 bits of a slot.
    function stateOf(bytes32 slot) internal pure returns (uint8) {
        return uint8(uint256(slot));
    }

    /// @dev keccak256 of a word and a stretch of the calldata.
    function _joined(bytes32 head, uint256 start, uint256 length) private pure returns (bytes32 hash) {
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, head)
            calldatacopy(add(free, 0x20), start, length)
            hash := keccak256(free, add(length, 0x20))
        }
    }
}
