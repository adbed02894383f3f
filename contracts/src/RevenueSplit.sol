// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {IRevenueSplit} from "./interfaces/IRevenueSplit.sol";

/// @title A payee that is several accounts
/// @notice See {IRevenueSplit}. The shares are part of a clone's code: {RevenueSplits} makes the clones.
contract RevenueSplit is IRevenueSplit, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    address private constant NATIVE = address(0);
    uint256 private constant BASIS_POINTS = 10_000;
    uint256 private constant MAX_SHARES = 8;

    /// @dev By the place of the account. The total released is their sum: four slots, read, are less than one more
    /// slot written.
    mapping(address currency => uint128[MAX_SHARES]) private _released;

    /// @notice Accepts native coin from anyone.
    receive() external payable {}

    /// @inheritdoc IRevenueSplit
    function withdraw(address currency, address to) external nonReentrant {
        if (to == address(0)) revert SplitZeroAddress();
        _withdraw(msg.sender, currency, to);
    }

    /// @inheritdoc IRevenueSplit
    function withdrawFor(address currency, address account) external nonReentrant {
        _withdraw(account, currency, account);
    }

    /// @inheritdoc IRevenueSplit
    function due(address account, address currency) external view returns (uint256 amount) {
        (, amount) = _due(account, currency);
    }

    /// @inheritdoc IRevenueSplit
    function shares() public view returns (Share[] memory) {
        return abi.decode(Clones.fetchCloneArgs(address(this)), (Share[]));
    }

    function _withdraw(address account, address currency, address to) private {
        (uint256 place, uint256 amount) = _due(account, currency);
        if (amount == 0) revert SplitNothingToPay(account, currency);

        _released[currency][place] += SafeCast.toUint128(amount);
        emit Withdrawn(account, currency, amount, to);

        if (currency == NATIVE) {
            (bool accepted,) = to.call{value: amount}("");
            if (!accepted) revert SplitPaymentFailed(to, amount);
        } else {
            IERC20(currency).safeTransfer(to, amount);
        }
    }

    function _due(address account, address currency) private view returns (uint256 place, uint256 amount) {
        Share[] memory all = shares();
        while (place < all.length && all[place].account != account) ++place;
        if (place == all.length) revert SplitNoShare(account);
        uint128[MAX_SHARES] memory released = _released[currency];
        uint256 total = currency == NATIVE ? address(this).balance : IERC20(currency).balanceOf(address(this));
        for (uint256 i = 0; i < all.length; ++i) {
            total += released[i];
        }
        uint256 share = Math.mulDiv(total, all[place].bps, BASIS_POINTS);
        // a token that takes balance away can leave an account with more than its share
        amount = Math.saturatingSub(share, released[place]);
    }
}
