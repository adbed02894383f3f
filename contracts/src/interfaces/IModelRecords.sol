// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IModelMarket} from "./IModelMarket.sol";

/// @title Ratings, reports and anchors of a market for AI models
/// @notice Everything is an event: nothing is stored, nothing can be edited away, and of several events about one
/// licence the latest counts. A token id names chain, market, listing and version: see IModelMarket.orderIdOf.
interface IModelRecords {
    /// @notice The holder of a licence rated what it licenses. The latest rating of a licence counts.
    /// @param text What they say, UTF-8 by custom, never markup.
    event Rated(uint256 indexed tokenId, address indexed holder, uint8 stars, bytes text);
    /// @notice The seller answered the rating of a licence. The latest answer counts.
    event Answered(uint256 indexed tokenId, address indexed seller, bytes text);
    /// @notice The holder of a licence sent its seller an error report that only the seller can read.
    event Reported(uint256 indexed tokenId, address indexed holder, bytes sealedReport);
    /// @notice Somebody anchored the root of a Merkle tree of records.
    event Anchored(address indexed account, bytes32 indexed root);

    /// @notice The licence is not final: it has not begun, or it was refunded or burnt.
    error RecordsNotFinal(uint256 tokenId);
    /// @notice The caller is not the holder of this licence.
    error RecordsNotHolder(address caller, address holder);
    /// @notice The caller is not the seller of these terms.
    error RecordsNotSeller(address caller, address seller);
    /// @notice The presented terms, order and delivery are not those of this licence.
    error RecordsWrongOrder(uint256 tokenId);
    /// @notice Stars are 1 to 5.
    error RecordsInvalidStars(uint8 stars);
    /// @notice A text has at most 512 bytes, a report 2,048.
    error RecordsTooLong(uint256 length, uint256 maximum);

    /// @notice Rates the model of a licence, by its holder.
    /// @param stars 1 to 5.
    /// @param text At most 512 bytes.
    /// @dev Reverts with {RecordsInvalidStars}, {RecordsTooLong}, {RecordsNotHolder}, {RecordsNotFinal} or
    /// ERC721NonexistentToken.
    function rate(uint256 tokenId, uint8 stars, bytes calldata text) external;

    /// @notice Answers the rating of a licence, by its seller.
    /// @param terms The terms of the purchase; with order and delivery they are what the market committed to.
    /// @param text At most 512 bytes.
    /// @dev Reverts with {RecordsTooLong}, {RecordsNotSeller} or {RecordsWrongOrder}.
    function answer(
        IModelMarket.Terms calldata terms,
        IModelMarket.Order calldata order,
        IModelMarket.Delivery calldata delivery,
        bytes calldata text
    ) external;

    /// @notice Sends an encrypted error report, by the holder of a licence.
    /// @param sealedReport At most 2,048 bytes, encrypted to the seller.
    /// @dev Reverts with {RecordsTooLong}, {RecordsNotHolder}, {RecordsNotFinal} or ERC721NonexistentToken.
    function report(uint256 tokenId, bytes calldata sealedReport) external;

    /// @notice Anchors a Merkle root of training or inference records, by anyone, in the caller's name.
    function anchor(bytes32 root) external;

    /// @notice The market whose licences are rated.
    function market() external view returns (IModelMarket);
}
