// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {IModelLicence} from "./interfaces/IModelLicence.sol";
import {IModelMarket} from "./interfaces/IModelMarket.sol";
import {Commitment} from "./libraries/Commitment.sol";
import {ContentProof} from "./libraries/ContentProof.sol";
import {KeyProof} from "./libraries/KeyProof.sol";
import {ModelLicence} from "./ModelLicence.sol";

/// @title Escrow market for AI models
/// @notice See {IModelMarket}. No owner, no upgrade, no pause, no fee.
contract ModelMarket is IModelMarket, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    /// @dev One slot. A seller's native coin here: free, or locked in orders that are not final.
    struct Bond {
        uint128 free;
        uint128 locked;
    }

    address private constant NATIVE = address(0);
    uint256 private constant MAX_CARD_BYTES = 2048;
    uint256 private constant BASIS_POINTS = 10_000;
    uint8 private constant FLAG_BOUND = 1;

    uint256 private immutable _chainId = block.chainid;
    IModelLicence private immutable _licence;
    uint32 private immutable _minDeliverIn;
    uint32 private immutable _maxDeliverIn;
    uint32 private immutable _minDisputeIn;
    uint32 private immutable _maxDisputeIn;

    uint64 private _lastListing;
    mapping(uint64 listing => bytes32 slot) private _listings;
    mapping(uint256 orderId => bytes32 slot) private _orders;
    mapping(address seller => Bond) private _bonds;
    mapping(address account => mapping(address currency => uint256 amount)) private _credits;
    mapping(address seller => address operator) private _operators;

    /// @dev Set by proven content complaints. Keyed by keyHash, which binds the seller, and by nothing else: any other
    /// key would let a copier of a listing poison the honest seller of the same content.
    mapping(bytes32 keyHash => bool) private _bad;

    /// @notice Fixes the bounds of the windows, in seconds, and deploys the licence contract.
    /// @dev Reverts with {MarketInvalidBounds}.
    constructor(uint32 minDeliverIn, uint32 maxDeliverIn, uint32 minDisputeIn, uint32 maxDisputeIn) {
        if (minDeliverIn == 0 || minDeliverIn > maxDeliverIn) {
            revert MarketInvalidBounds(minDeliverIn, maxDeliverIn);
        }
        if (minDisputeIn == 0 || minDisputeIn > maxDisputeIn) {
            revert MarketInvalidBounds(minDisputeIn, maxDisputeIn);
        }
        _minDeliverIn = minDeliverIn;
        _maxDeliverIn = maxDeliverIn;
        _minDisputeIn = minDisputeIn;
        _maxDisputeIn = maxDisputeIn;
        _licence = new ModelLicence();
    }

    /// @inheritdoc IModelMarket
    function list(Terms calldata terms, bytes calldata card) external returns (uint64 listing) {
        _requireSeller(terms);
        _validate(terms, card);

        bytes32 termsHash = Commitment.ofTerms(terms);
        listing = ++_lastListing;
        _listings[listing] = _tag(termsHash, ListingState.Open);
        emit Listed(listing, terms.seller, termsHash, terms, card);
    }

    /// @inheritdoc IModelMarket
    function revise(uint64 listing, Terms calldata oldTerms, Terms calldata newTerms, bytes calldata card) external {
        _requireSeller(oldTerms);
        if (newTerms.seller != oldTerms.seller) revert MarketSellerIsFixed(oldTerms.seller);
        if (newTerms.royaltyTo != oldTerms.royaltyTo || newTerms.royaltyBps != oldTerms.royaltyBps) {
            revert MarketRoyaltyIsFixed(oldTerms.royaltyTo, oldTerms.royaltyBps);
        }
        bytes32 oldHash = Commitment.ofTerms(oldTerms);
        bytes32 slot = _listings[listing];
        if (slot != _tag(oldHash, ListingState.Closed)) _requireOpen(listing, slot, oldHash);
        _validate(newTerms, card);

        bytes32 termsHash = Commitment.ofTerms(newTerms);
        _listings[listing] = _tag(termsHash, ListingState.Open);
        emit Revised(listing, newTerms.seller, termsHash, newTerms, card);
    }

    /// @inheritdoc IModelMarket
    function close(uint64 listing, Terms calldata terms) external {
        _requireSeller(terms);
        bytes32 termsHash = Commitment.ofTerms(terms);
        _requireOpen(listing, _listings[listing], termsHash);

        _listings[listing] = _tag(termsHash, ListingState.Closed);
        emit Closed(listing);
    }

    /// @inheritdoc IModelMarket
    function setOperator(address operator) external {
        _operators[msg.sender] = operator;
        emit OperatorSet(msg.sender, operator);
    }

    /// @inheritdoc IModelMarket
    function depositBond() external payable {
        if (msg.value == 0) revert MarketNothingToPay(msg.sender, NATIVE);
        _bonds[msg.sender].free += SafeCast.toUint128(msg.value);
        emit BondDeposited(msg.sender, msg.value);
    }

    /// @inheritdoc IModelMarket
    function withdrawBond(uint256 amount, address to) external nonReentrant {
        if (to == address(0)) revert MarketZeroAddress();
        if (amount == 0) revert MarketNothingToPay(msg.sender, NATIVE);
        uint128 free = _bonds[msg.sender].free;
        if (amount > free) revert MarketFreeBondTooLow(msg.sender, free, amount);

        // amount <= free, which is a uint128
        _bonds[msg.sender].free = free - uint128(amount);
        emit BondWithdrawn(msg.sender, amount, to);

        _pay(to, amount);
    }

    /// @inheritdoc IModelMarket
    function buy(uint64 listing, Terms calldata terms, address holder, uint256 px, uint8 parity, uint64 number)
        external
        payable
        nonReentrant
        returns (uint256 orderId)
    {
        orderId = _buy(listing, terms, holder, px, parity, number);

        _collect(terms.currency, address(this), terms.price);
    }

    /// @inheritdoc IModelMarket
    function buyWithPermit(
        uint64 listing,
        Terms calldata terms,
        address holder,
        uint256 px,
        uint8 parity,
        uint64 number,
        Permit calldata permit
    ) external nonReentrant returns (uint256 orderId) {
        if (terms.currency == NATIVE) revert MarketCurrencyNotSupported(NATIVE);
        orderId = _buy(listing, terms, holder, px, parity, number);

        // The currency was checked by list. Whether the permit was taken, was taken before by whoever copied it, or
        // means nothing to the token: the allowance decides.
        try IERC20Permit(terms.currency)
            .permit(msg.sender, address(this), permit.value, permit.deadline, permit.v, permit.r, permit.s) {}
            catch {}
        _collect(terms.currency, address(this), terms.price);
    }

    /// @inheritdoc IModelMarket
    function deliver(Terms calldata terms, Order calldata order, uint256 rx, uint8 parity, bytes16 wrapped) external {
        if (msg.sender != terms.seller && msg.sender != _operators[terms.seller]) {
            revert MarketMayNotDeliver(msg.sender, terms.seller);
        }
        uint256 orderId = _idOf(order);
        bytes32 opened = _opened(terms, order);
        _requireOrder(orderId, opened, OrderState.Open);
        uint256 deadline = _deliverableUntil(terms, order);
        if (block.timestamp >= deadline) revert MarketTooLate(deadline, block.timestamp);
        _requireGoodKey(terms.keyHash);
        if (!KeyProof.isPoint(rx, parity)) revert MarketInvalidPoint(rx, parity);

        Delivery memory delivery =
            Delivery({rx: rx, parity: parity, wrapped: wrapped, deliveredAt: uint40(block.timestamp)});
        _orders[orderId] = _tag(Commitment.ofNewDelivery(opened, delivery), OrderState.Delivered);
        emit Delivered(orderId, delivery);
    }

    /// @inheritdoc IModelMarket
    function confirm(Terms calldata terms, Order calldata order, Delivery calldata delivery) external nonReentrant {
        if (msg.sender != order.holder) revert MarketNotHolder(msg.sender, order.holder);
        uint256 orderId = _idOf(order);
        bytes32 delivered = _requireDelivered(orderId, terms, order, delivery);

        _finalise(orderId, delivered, terms, true);
    }

    /// @inheritdoc IModelMarket
    function settle(Settlement[] calldata batch) external nonReentrant returns (uint256 settled) {
        for (uint256 i = 0; i < batch.length; ++i) {
            Settlement calldata item = batch[i];
            uint256 orderId = _idOf(item.order);
            OrderState state = _orderState(_orders[orderId]);
            if (state == OrderState.Final || state == OrderState.Refunded) continue;
            bytes32 delivered = _requireDelivered(orderId, item.terms, item.order, item.delivery);
            uint256 from = _disputableUntil(item.terms, item.delivery);
            if (block.timestamp < from) revert MarketTooEarly(from, block.timestamp);

            _finalise(orderId, delivered, item.terms, false);
            ++settled;
        }
    }

    /// @inheritdoc IModelMarket
    function refund(Terms calldata terms, Order calldata order, Delivery calldata delivery) external nonReentrant {
        uint256 orderId = _idOf(order);
        OrderState state = _orderState(_orders[orderId]);
        if (state == OrderState.Delivered) {
            _requireDelivered(orderId, terms, order, delivery);
        } else {
            _requireOrder(orderId, _opened(terms, order), OrderState.Open);
        }
        RefundReason reason = _refundReason(terms, order, state);

        _refund(orderId, terms, order, state, reason);
    }

    /// @inheritdoc IModelMarket
    function complainKey(Terms calldata terms, Order calldata order, Delivery calldata delivery, uint256 d)
        external
        nonReentrant
    {
        uint256 orderId = _idOf(order);
        bytes32 delivered = _requireDelivered(orderId, terms, order, delivery);
        _requireDisputable(terms, delivery);
        if (!KeyProof.knows(order.px, order.parity, d, uint256(delivered))) revert MarketWrongSecret(orderId);
        address shared = KeyProof.times(delivery.rx, delivery.parity, d);
        if (shared == address(0)) revert MarketWrongSecret(orderId);
        bytes16 key = delivery.wrapped ^ bytes16(keccak256(abi.encode(_chainId, address(this), orderId, shared)));
        if (_keyHash(terms.seller, key) == terms.keyHash) revert MarketKeyIsRight(orderId);

        _refund(orderId, terms, order, OrderState.Delivered, RefundReason.WrongKey);
    }

    /// @inheritdoc IModelMarket
    function complainContent(
        Terms calldata terms,
        Order calldata order,
        Delivery calldata delivery,
        bytes16 key,
        uint64 index,
        bytes calldata cipherLeaf,
        bytes32 plainLeaf,
        bytes32[] calldata proof
    ) external nonReentrant {
        uint256 orderId = _idOf(order);
        _requireDelivered(orderId, terms, order, delivery);
        _requireDisputable(terms, delivery);
        if (_keyHash(terms.seller, key) != terms.keyHash) revert MarketKeyNotListed(orderId);
        _requireLeaf(terms, index, cipherLeaf, plainLeaf, proof);
        if (ContentProof.plainLeafOf(key, terms.nonce, terms.size, index, cipherLeaf) == plainLeaf) {
            revert MarketContentIsRight(orderId, index);
        }

        if (!_bad[terms.keyHash]) {
            _bad[terms.keyHash] = true;
            emit KeyProvenBad(terms.keyHash);
        }
        _refund(orderId, terms, order, OrderState.Delivered, RefundReason.WrongContent);
    }

    /// @inheritdoc IModelMarket
    function renew(Terms calldata terms, Order calldata order, Delivery calldata delivery, uint32 periods)
        external
        payable
        nonReentrant
        returns (uint64 until)
    {
        uint256 tokenId = _idOf(order);
        _requireOrder(tokenId, Commitment.ofDelivery(_opened(terms, order), delivery), OrderState.Final);
        _requireGoodKey(terms.keyHash);
        if (terms.period == 0 || periods == 0) revert MarketNotRenewable(tokenId);
        // a burnt licence has no owner
        (, until) = _licence.standing(tokenId);
        uint256 extended = Math.max(until, block.timestamp) + uint256(periods) * terms.period;
        if (extended > terms.renewUntil) revert MarketTooLate(terms.renewUntil, extended);
        // renewUntil is a uint40
        until = uint64(extended);
        uint256 amount = uint256(terms.price) * periods;
        emit Renewed(tokenId, msg.sender, terms.payee, terms.currency, amount, until);

        _licence.extend(tokenId, uint40(extended));
        _collect(terms.currency, terms.payee, amount);
    }

    /// @inheritdoc IModelMarket
    function requestKey(Terms calldata terms, Order calldata order, uint256 px, uint8 parity, uint64 number)
        external
        payable
        nonReentrant
        returns (uint256 requestId)
    {
        uint256 tokenId = _idOf(order);
        bytes32 termsHash = Commitment.ofTerms(terms);
        bytes32 slot = _listings[order.listing];
        if (slot != _tag(termsHash, ListingState.Closed)) _requireOpen(order.listing, slot, termsHash);
        _requireGoodKey(terms.keyHash);
        // a licence that has begun is one of a final order; that of a refunded order is burnt and has no owner
        (address owner, uint64 until) = _licence.standing(tokenId);
        if (msg.sender != owner) revert MarketNotHolder(msg.sender, owner);
        if (until == 0) revert MarketOrderInState(tokenId, _orderState(_orders[tokenId]));
        if (block.timestamp >= until) revert MarketTooLate(until, block.timestamp);

        requestId = _requestId(tokenId, termsHash, px, parity);
        emit KeyRequested(requestId, tokenId, msg.sender, termsHash, px, parity, number, terms.keyFee);

        _collect(terms.currency, terms.payee, terms.keyFee);
    }

    /// @inheritdoc IModelMarket
    function answerKey(uint256 requestId, uint256 rx, uint8 parity, bytes16 wrapped) external {
        emit KeyAnswered(requestId, msg.sender, rx, parity, wrapped);
    }

    /// @inheritdoc IModelMarket
    function withdraw(address currency, address to) external nonReentrant {
        if (to == address(0)) revert MarketZeroAddress();
        _withdraw(msg.sender, currency, to);
    }

    /// @inheritdoc IModelMarket
    function withdrawFor(address currency, address account) external nonReentrant {
        _withdraw(account, currency, account);
    }

    /// @inheritdoc IModelMarket
    function licence() external view returns (IModelLicence) {
        return _licence;
    }

    /// @inheritdoc IModelMarket
    function chainId() external view returns (uint256) {
        return _chainId;
    }

    /// @inheritdoc IModelMarket
    function bounds()
        external
        view
        returns (uint32 minDeliverIn, uint32 maxDeliverIn, uint32 minDisputeIn, uint32 maxDisputeIn)
    {
        return (_minDeliverIn, _maxDeliverIn, _minDisputeIn, _maxDisputeIn);
    }

    /// @inheritdoc IModelMarket
    function lastListing() external view returns (uint64) {
        return _lastListing;
    }

    /// @inheritdoc IModelMarket
    function listingState(uint64 listing) external view returns (bytes32 slot) {
        return _listings[listing];
    }

    /// @inheritdoc IModelMarket
    function orderState(uint256 orderId) external view returns (bytes32 slot) {
        return _orders[orderId];
    }

    /// @inheritdoc IModelMarket
    function credits(address account, address currency) external view returns (uint256) {
        return _credits[account][currency];
    }

    /// @inheritdoc IModelMarket
    function bonds(address seller) external view returns (uint128 free, uint128 locked) {
        Bond storage bond = _bonds[seller];
        return (bond.free, bond.locked);
    }

    /// @inheritdoc IModelMarket
    function operatorOf(address seller) external view returns (address) {
        return _operators[seller];
    }

    /// @inheritdoc IModelMarket
    function bad(bytes32 keyHash) external view returns (bool) {
        return _bad[keyHash];
    }

    /// @inheritdoc IModelMarket
    function orderIdOf(uint64 listing, address payer, address holder, uint256 px, uint8 parity)
        public
        view
        returns (uint256 orderId)
    {
        return uint256(keccak256(abi.encode(_chainId, address(this), listing, payer, holder, px, parity)));
    }

    /// @dev None -> Open: everything of a purchase but the payment in tokens, which follows when all is written.
    function _buy(uint64 listing, Terms calldata terms, address holder, uint256 px, uint8 parity, uint64 number)
        private
        returns (uint256 orderId)
    {
        bytes32 termsHash = Commitment.ofTerms(terms);
        _requireOpen(listing, _listings[listing], termsHash);
        if (terms.price == 0) revert MarketFreeModel(listing);
        if (holder == address(0)) revert MarketZeroAddress();
        _requireGoodKey(terms.keyHash);
        if (!KeyProof.isPoint(px, parity)) revert MarketInvalidPoint(px, parity);
        orderId = orderIdOf(listing, msg.sender, holder, px, parity);
        // Ids are never reused: after a reorg, a counted id would make an honest seller deliver the wrong order.
        bytes32 slot = _orders[orderId];
        if (slot != 0) revert MarketOrderInState(orderId, _orderState(slot));

        Order memory order = Order({
            listing: listing,
            payer: msg.sender,
            holder: holder,
            boughtAt: uint40(block.timestamp),
            px: px,
            parity: parity,
            number: number
        });
        _orders[orderId] = _tag(Commitment.ofNewOrder(termsHash, order), OrderState.Open);
        _lock(terms.seller, terms.bond);
        emit Bought(orderId, listing, holder, termsHash, order);

        _licence.mint(holder, orderId, listing, terms.royaltyTo, terms.royaltyBps, terms.flags & FLAG_BOUND != 0);
    }

    /// @dev Takes exactly `amount` from the caller: the value sent, or tokens by the caller's allowance. The last step
    /// of every call that has it. What `to` receives is measured, so that a token that keeps a part is refused.
    function _collect(address currency, address to, uint256 amount) private {
        uint256 expected = currency == NATIVE ? amount : 0;
        if (msg.value != expected) revert MarketWrongPayment(expected, msg.value);
        if (currency == NATIVE) {
            if (to != address(this) && amount != 0) _pay(to, amount);
            return;
        }
        if (amount == 0) return;
        uint256 before = IERC20(currency).balanceOf(to);
        IERC20(currency).safeTransferFrom(msg.sender, to, amount);
        uint256 balance = IERC20(currency).balanceOf(to);
        uint256 received = balance > before ? balance - before : 0;
        if (received != amount) revert MarketWrongPayment(amount, received);
    }

    /// @dev Delivered -> Final: the payee is credited, the bond freed, the licence started.
    function _finalise(uint256 orderId, bytes32 delivered, Terms calldata terms, bool byHolder) private {
        _requireGoodKey(terms.keyHash);

        _orders[orderId] = _tag(delivered, OrderState.Final);
        _unlock(terms.seller, terms.bond, terms.bond);
        _credit(terms.payee, terms.currency, terms.price);
        emit Finalised(orderId, terms.payee, terms.currency, terms.price, byHolder);

        _licence.start(orderId, terms.period);
    }

    /// @dev Open or Delivered -> Refunded: the payer is credited, the rest of the bond freed, the licence burnt.
    function _refund(uint256 orderId, Terms calldata terms, Order calldata order, OrderState state, RefundReason reason)
        private
    {
        uint128 bondPaid = state == OrderState.Open ? terms.lateFee : terms.bond;

        _orders[orderId] = _tag(_orders[orderId], OrderState.Refunded);
        // lateFee <= bond was checked when the terms were listed
        _unlock(terms.seller, terms.bond, terms.bond - bondPaid);
        if (terms.currency == NATIVE) {
            _credit(order.payer, NATIVE, uint256(terms.price) + bondPaid);
        } else {
            _credit(order.payer, terms.currency, terms.price);
            _credit(order.payer, NATIVE, bondPaid);
        }
        emit Refunded(orderId, order.payer, terms.currency, terms.price, bondPaid, reason);

        _licence.revoke(orderId);
    }

    function _withdraw(address account, address currency, address to) private {
        uint256 amount = _credits[account][currency];
        if (amount == 0) revert MarketNothingToPay(account, currency);

        _credits[account][currency] = 0;
        emit Withdrawn(account, currency, amount, to);

        if (currency == NATIVE) _pay(to, amount);
        else IERC20(currency).safeTransfer(to, amount);
    }

    function _pay(address to, uint256 amount) private {
        (bool accepted,) = to.call{value: amount}("");
        if (!accepted) revert MarketPaymentFailed(to, amount);
    }

    function _credit(address account, address currency, uint256 amount) private {
        if (amount != 0) _credits[account][currency] += amount;
    }

    function _lock(address seller, uint128 amount) private {
        Bond memory bond = _bonds[seller];
        if (bond.free < amount) revert MarketFreeBondTooLow(seller, bond.free, amount);
        if (amount != 0) _bonds[seller] = Bond({free: bond.free - amount, locked: bond.locked + amount});
    }

    function _unlock(address seller, uint128 amount, uint128 freed) private {
        Bond memory bond = _bonds[seller];
        if (amount != 0) _bonds[seller] = Bond({free: bond.free + freed, locked: bond.locked - amount});
    }

    function _requireSeller(Terms calldata terms) private view {
        if (msg.sender != terms.seller) revert MarketNotSeller(msg.sender, terms.seller);
    }

    function _requireGoodKey(bytes32 keyHash) private view {
        if (_bad[keyHash]) revert MarketKeyIsBad(keyHash);
    }

    function _requireOrder(uint256 orderId, bytes32 commitment, OrderState expected) private view {
        bytes32 slot = _orders[orderId];
        if (slot == _tag(commitment, expected)) return;
        OrderState state = _orderState(slot);
        if (state != expected) revert MarketOrderInState(orderId, state);
        revert MarketWrongOrder(orderId);
    }

    function _requireDelivered(uint256 orderId, Terms calldata terms, Order calldata order, Delivery calldata delivery)
        private
        view
        returns (bytes32 delivered)
    {
        delivered = Commitment.ofDelivery(_opened(terms, order), delivery);
        _requireOrder(orderId, delivered, OrderState.Delivered);
    }

    function _requireDisputable(Terms calldata terms, Delivery calldata delivery) private view {
        uint256 deadline = _disputableUntil(terms, delivery);
        if (block.timestamp >= deadline) revert MarketTooLate(deadline, block.timestamp);
    }

    function _refundReason(Terms calldata terms, Order calldata order, OrderState state)
        private
        view
        returns (RefundReason)
    {
        if (_bad[terms.keyHash]) return RefundReason.KeyProvenBad;
        uint256 refundableAt = state == OrderState.Open ? _deliverableUntil(terms, order) : type(uint256).max;
        if (block.timestamp >= refundableAt) return RefundReason.NotDelivered;
        if (msg.sender != terms.seller) revert MarketMayNotRefund(msg.sender, refundableAt);
        return RefundReason.BySeller;
    }

    function _validate(Terms calldata terms, bytes calldata card) private view {
        if (terms.payee == address(0)) revert MarketZeroAddress();
        if (terms.currency != NATIVE && !_isCurrency(terms.currency)) {
            revert MarketCurrencyNotSupported(terms.currency);
        }
        if (terms.deliverIn < _minDeliverIn || terms.deliverIn > _maxDeliverIn) {
            revert MarketWindowOutOfBounds(terms.deliverIn, _minDeliverIn, _maxDeliverIn);
        }
        if (terms.disputeIn < _minDisputeIn || terms.disputeIn > _maxDisputeIn) {
            revert MarketWindowOutOfBounds(terms.disputeIn, _minDisputeIn, _maxDisputeIn);
        }
        if (terms.lateFee > terms.bond) revert MarketLateFeeAboveBond(terms.lateFee, terms.bond);
        if (terms.price == 0 && terms.bond != 0) revert MarketFreeModelWithBond(terms.bond);
        if (terms.flags & ~FLAG_BOUND != 0) revert MarketUnknownFlags(terms.flags);
        if (terms.royaltyBps > BASIS_POINTS || (terms.royaltyBps != 0 && terms.royaltyTo == address(0))) {
            revert MarketInvalidRoyalty(terms.royaltyTo, terms.royaltyBps);
        }
        if (terms.size == 0) revert MarketEmptyContent();
        if (card.length > MAX_CARD_BYTES) revert MarketCardTooLong(card.length);
        bytes32 cardHash = keccak256(card);
        if (cardHash != terms.cardHash) revert MarketWrongCard(terms.cardHash, cardHash);
    }

    /// @dev The licence has a transferFrom of its own, and the market its own balance: neither is money.
    function _isCurrency(address token) private view returns (bool) {
        return token.code.length != 0 && token != address(this) && token != address(_licence);
    }

    function _requestId(uint256 tokenId, bytes32 termsHash, uint256 px, uint8 parity) private view returns (uint256) {
        bytes memory parts =
            abi.encode("licet request 1", _chainId, address(this), tokenId, termsHash, msg.sender, px, parity);
        return uint256(keccak256(parts));
    }

    function _idOf(Order calldata order) private view returns (uint256) {
        return orderIdOf(order.listing, order.payer, order.holder, order.px, order.parity);
    }

    function _keyHash(address seller, bytes16 key) private view returns (bytes32) {
        return keccak256(abi.encode("licet key 1", _chainId, address(this), seller, key));
    }

    function _requireOpen(uint64 listing, bytes32 slot, bytes32 termsHash) private pure {
        if (slot == _tag(termsHash, ListingState.Open)) return;
        ListingState state = ListingState(Commitment.stateOf(slot));
        if (state != ListingState.Open) revert MarketListingInState(listing, state);
        revert MarketWrongTerms(listing, termsHash);
    }

    /// @dev The leaf is one of the committed content, with all its bytes.
    function _requireLeaf(
        Terms calldata terms,
        uint64 index,
        bytes calldata cipherLeaf,
        bytes32 plainLeaf,
        bytes32[] calldata proof
    ) private pure {
        uint256 leaves = ContentProof.leafCount(terms.size);
        if (index >= leaves) revert MarketNoSuchLeaf(index, leaves);
        uint256 length = ContentProof.sealedLength(terms.size, index);
        if (cipherLeaf.length != length) revert MarketWrongLeafLength(length, cipherLeaf.length);
        uint256 depth = ContentProof.depth(terms.size);
        if (proof.length != depth) revert MarketWrongProofLength(depth, proof.length);
        bytes32 leaf = ContentProof.leafOf(index, plainLeaf, cipherLeaf);
        if (ContentProof.rootOf(leaf, index, proof) != terms.contentRoot) {
            revert MarketWrongProof(terms.contentRoot, index);
        }
    }

    function _opened(Terms calldata terms, Order calldata order) private pure returns (bytes32) {
        return Commitment.ofOrder(Commitment.ofTerms(terms), order);
    }

    function _deliverableUntil(Terms calldata terms, Order calldata order) private pure returns (uint256) {
        return uint256(order.boughtAt) + terms.deliverIn;
    }

    function _disputableUntil(Terms calldata terms, Delivery calldata delivery) private pure returns (uint256) {
        return uint256(delivery.deliveredAt) + terms.disputeIn;
    }

    function _orderState(bytes32 slot) private pure returns (OrderState) {
        return OrderState(Commitment.stateOf(slot));
    }

    function _tag(bytes32 hash, ListingState state) private pure returns (bytes32) {
        return Commitment.tag(hash, uint8(state));
    }

    function _tag(bytes32 hash, OrderState state) private pure returns (bytes32) {
        return Commitment.tag(hash, uint8(state));
    }
}
