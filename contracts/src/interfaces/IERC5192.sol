// SPDX-License-Identifier: CC0-1.0
pragma solidity ^0.8.30;

/// @title Minimal soulbound tokens, https://eips.ethereum.org/EIPS/eip-5192
interface IERC5192 {
    /// @notice A token became untransferable.
    event Locked(uint256 tokenId);
    /// @notice A token became transferable.
    event Unlocked(uint256 tokenId);

    /// @notice Whether the token cannot be transferred now. Reverts for a token that does not exist.
    function locked(uint256 tokenId) external view returns (bool);
}
