// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// @title A payee that is several accounts
/// @notice Whatever this contract receives belongs to its accounts by fixed shares, per currency. Each may take
/// floor(total * bps / 10,000) less what it has taken, at any time, where total is all that ever came in. Less than
/// eight units per currency stay. Nobody can change, stop or own it, and no account can block another.
/// The currency address(0) is the chain's native coin.
interface IRevenueSplit {
    /// @notice An account and its share in basis points.
    struct Share {
        address account;
        uint16 bps;
    }

    /// @notice A share was paid out.
    event Withdrawn(address indexed account, address indexed currency, uint256 amount, address to);

    /// @notice The account has no share in this split.
    error SplitNoShare(address account);
    /// @notice There is nothing to pay out to this account.
    error SplitNothingToPay(address account, address currency);
    /// @notice A receiver is the zero address.
    error SplitZeroAddress();
    /// @notice The receiver did not accept native coin.
    error SplitPaymentFailed(address to, uint256 amount);

    /// @notice Pays the caller's share to an address of their choice.
    /// @dev Reverts with {SplitZeroAddress}, {SplitNoShare}, {SplitNothingToPay}, {SplitPaymentFailed} or the token's
    /// own error.
    function withdraw(address currency, address to) external;

    /// @notice Pays the share of an account to that account, by anyone.
    function withdrawFor(address currency, address account) external;

    /// @notice What {withdraw} would pay now.
    function due(address account, address currency) external view returns (uint256);

    /// @notice The accounts and their shares, as they were given.
    function shares() external view returns (Share[] memory);
}
