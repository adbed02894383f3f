// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// @title Licences to run AI models
/// @notice An ERC-721 token per order, with the order's id. It is locked until the order is final, and for ever if
/// the terms bind it to its first holder; it names the royalty of a resale (ERC-2981) and until when it licenses.
/// @dev Only the market mints, starts and revokes. A token is minted without a call to its receiver, so that no
/// receiver can stop or re-enter a purchase.
interface IModelLicence {
    /// @notice A licence began; until is type(uint64).max for a perpetual one.
    event LicenceStarted(uint256 indexed tokenId, uint64 until);

    /// @notice Only the market may do this.
    error LicenceOnlyMarket(address caller);
    /// @notice The order is not final or the licence is bound to its holder.
    error LicenceLocked(uint256 tokenId);

    /// @notice Mints a locked licence to a holder; by the market at purchase.
    function mint(address holder, uint256 tokenId, uint64 listing, address royaltyTo, uint16 royaltyBps, bool bound)
        external;

    /// @notice Starts a licence, which unlocks it unless it is bound; by the market when the order becomes final.
    /// @param period Seconds from now, 0 for a perpetual licence.
    function start(uint256 tokenId, uint32 period) external;

    /// @notice Lets a licence that has started end later; by the market when it was renewed.
    function extend(uint256 tokenId, uint40 until) external;

    /// @notice Burns the licence of a refunded order; by the market.
    function revoke(uint256 tokenId) external;

    /// @notice Burns a licence that has started; by its owner or whom the owner approved.
    /// @dev Reverts with {LicenceLocked} before the order is final.
    function burn(uint256 tokenId) external;

    /// @notice The market, which is the only minter.
    function market() external view returns (address);

    /// @notice Until when the token licenses, in seconds since 1970: 0 before the order is final and for tokens that
    /// do not exist, type(uint64).max for a perpetual licence.
    function licensedUntil(uint256 tokenId) external view returns (uint64);

    /// @notice Owner and {licensedUntil} of a token, together. Reverts for a token that does not exist.
    function standing(uint256 tokenId) external view returns (address owner, uint64 until);

    /// @notice The number of the market's listing that it was bought from. Reverts for a token that does not exist.
    function listingOf(uint256 tokenId) external view returns (uint64);

    /// @notice Whether the licence belongs to its first holder for ever.
    function isBound(uint256 tokenId) external view returns (bool);
}
