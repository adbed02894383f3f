// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";

import {IRevenueSplit} from "./interfaces/IRevenueSplit.sol";
import {IRevenueSplits} from "./interfaces/IRevenueSplits.sol";
import {RevenueSplit} from "./RevenueSplit.sol";

/// @title Maker of revenue splits
/// @notice See {IRevenueSplits}. A split is a small clone that carries its shares in its code, and cannot change.
contract RevenueSplits is IRevenueSplits {
    uint256 private constant BASIS_POINTS = 10_000;
    uint256 private constant MAX_SHARES = 8;

    address private immutable _implementation = address(new RevenueSplit());

    /// @inheritdoc IRevenueSplits
    function create(IRevenueSplit.Share[] calldata shares) external returns (address split) {
        _validate(shares);
        split = addressOf(shares);
        if (split.code.length != 0) return split;

        Clones.cloneDeterministicWithImmutableArgs(_implementation, abi.encode(shares), 0);
        emit SplitCreated(split, msg.sender, shares);
    }

    /// @inheritdoc IRevenueSplits
    function addressOf(IRevenueSplit.Share[] calldata shares) public view returns (address) {
        return Clones.predictDeterministicAddressWithImmutableArgs(_implementation, abi.encode(shares), 0);
    }

    function _validate(IRevenueSplit.Share[] calldata shares) private pure {
        if (shares.length == 0 || shares.length > MAX_SHARES) revert SplitsWrongCount(shares.length);
        uint256 total = 0;
        for (uint256 i = 0; i < shares.length; ++i) {
            IRevenueSplit.Share calldata share = shares[i];
            if (share.account == address(0) || share.bps == 0) revert SplitsEmptyShare(i);
            for (uint256 j = 0; j < i; ++j) {
                if (shares[j].account == share.account) revert SplitsSameAccount(share.account);
            }
            total += share.bps;
        }
        if (total != BASIS_POINTS) revert SplitsWrongSum(total);
    }
}
