// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IModelLicence} from "./interfaces/IModelLicence.sol";
import {IModelMarket} from "./interfaces/IModelMarket.sol";
import {IModelRecords} from "./interfaces/IModelRecords.sol";
import {Commitment} from "./libraries/Commitment.sol";

/// @title Ratings, reports and anchors
/// @notice See {IModelRecords}. Holds nothing, stores nothing, and nobody owns it.
contract ModelRecords is IModelRecords {
    uint256 private constant MAX_TEXT_BYTES = 512;
    uint256 private constant MAX_REPORT_BYTES = 2048;
    uint8 private constant MAX_STARS = 5;

    IModelMarket private immutable _market;
    IModelLicence private immutable _licence;

    /// @notice Serves the licences of one market.
    constructor(IModelMarket market_) {
        _market = market_;
        _licence = market_.licence();
    }

    /// @inheritdoc IModelRecords
    function rate(uint256 tokenId, uint8 stars, bytes calldata text) external {
        if (stars == 0 || stars > MAX_STARS) revert RecordsInvalidStars(stars);
        _requireLength(text, MAX_TEXT_BYTES);
        _requireFinalHolder(tokenId);

        emit Rated(tokenId, msg.sender, stars, text);
    }

    /// @inheritdoc IModelRecords
    function answer(
        IModelMarket.Terms calldata terms,
        IModelMarket.Order calldata order,
        IModelMarket.Delivery calldata delivery,
        bytes calldata text
    ) external {
        _requireLength(text, MAX_TEXT_BYTES);
        if (msg.sender != terms.seller) revert RecordsNotSeller(msg.sender, terms.seller);
        uint256 tokenId = _market.orderIdOf(order.listing, order.payer, order.holder, order.px, order.parity);
        bytes32 opened = Commitment.ofOrder(Commitment.ofTerms(terms), order);
        bytes32 delivered = Commitment.ofDelivery(opened, delivery);
        bytes32 expected = Commitment.tag(delivered, uint8(IModelMarket.OrderState.Final));
        if (_market.orderState(tokenId) != expected) revert RecordsWrongOrder(tokenId);

        emit Answered(tokenId, msg.sender, text);
    }

    /// @inheritdoc IModelRecords
    function report(uint256 tokenId, bytes calldata sealedReport) external {
        _requireLength(sealedReport, MAX_REPORT_BYTES);
        _requireFinalHolder(tokenId);

        emit Reported(tokenId, msg.sender, sealedReport);
    }

    /// @inheritdoc IModelRecords
    function anchor(bytes32 root) external {
        emit Anchored(msg.sender, root);
    }

    /// @inheritdoc IModelRecords
    function market() external view returns (IModelMarket) {
        return _market;
    }

    function _requireFinalHolder(uint256 tokenId) private view {
        (address holder, uint64 until) = _licence.standing(tokenId);
        if (msg.sender != holder) revert RecordsNotHolder(msg.sender, holder);
        if (until == 0) revert RecordsNotFinal(tokenId);
    }

    function _requireLength(bytes calldata text, uint256 maximum) private pure {
        if (text.length > maximum) revert RecordsTooLong(text.length, maximum);
    }
}
