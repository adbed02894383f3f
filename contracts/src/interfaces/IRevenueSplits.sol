// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IRevenueSplit} from "./IRevenueSplit.sol";

/// @title Maker of revenue splits
/// @notice The address of a split follows from its shares, in their order: the same shares always give the same split,
/// so that a listing may name it as payee before it is made, and a reorg moves nobody's money.
interface IRevenueSplits {
    /// @notice A split was made.
    event SplitCreated(address indexed split, address indexed creator, IRevenueSplit.Share[] shares);

    /// @notice A split has one to eight shares.
    error SplitsWrongCount(uint256 count);
    /// @notice A share has the zero address or no basis points.
    error SplitsEmptyShare(uint256 place);
    /// @notice An account stands twice.
    error SplitsSameAccount(address account);
    /// @notice The shares do not sum to 10,000 basis points.
    error SplitsWrongSum(uint256 bps);

    /// @notice Makes the split of these shares, or finds it if it was made before.
    /// @dev Reverts with {SplitsWrongCount}, {SplitsEmptyShare}, {SplitsSameAccount} or {SplitsWrongSum}.
    function create(IRevenueSplit.Share[] calldata shares) external returns (address split);

    /// @notice Where the split of these shares is, or will be.
    function addressOf(IRevenueSplit.Share[] calldata shares) external view returns (address);
}
