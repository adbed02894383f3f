// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IModelLicence} from "../src/interfaces/IModelLicence.sol";
import {IModelMarket} from "../src/interfaces/IModelMarket.sol";
import {vm, Vm} from "./Vm.sol";

/// @notice A market, its people, and the steps of the exchange by the book: ids, hashes and wrappings are computed
/// here a second time, from the specification and with forge's own curve.
abstract contract MarketFixture {
    struct Sale {
        uint256 orderId;
        uint256 d;
        IModelMarket.Terms terms;
        IModelMarket.Order order;
        IModelMarket.Delivery delivery;
    }

    uint256 internal constant N = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;
    uint32 internal constant MIN_DELIVER_IN = 6 hours;
    uint32 internal constant MAX_DELIVER_IN = 14 days;
    uint32 internal constant MIN_DISPUTE_IN = 3 days;
    uint32 internal constant MAX_DISPUTE_IN = 30 days;
    uint256 internal constant START = 1_800_000_000;
    uint256 private constant BAD_SLOT = 6; // of the mapping, by the order of the market's variables
    address internal constant NATIVE = address(0);
    bytes internal constant CARD = '{"name":"digits"}';
    bytes16 internal constant KEY = 0x000102030405060708090a0b0c0d0e0f;

    address internal seller = address(0x5e11e4);
    address internal payer = address(0xba1e4);
    address internal holder = address(0x401de4);
    address internal payee = address(0xba1ee);
    address internal operator = address(0x09e4a);
    address internal stranger = address(0x574a6e4);

    IModelMarket internal market;
    IModelLicence internal licence;

    function setUp() public virtual {
        vm.warp(START);
        // By name: with `new`, every test contract would hold and compile the whole market again.
        bytes memory arguments = abi.encode(MIN_DELIVER_IN, MAX_DELIVER_IN, MIN_DISPUTE_IN, MAX_DISPUTE_IN);
        market = IModelMarket(vm.deployCode("ModelMarket.sol:ModelMarket", arguments));
        licence = market.licence();
        vm.deal(payer, 1_000_000 ether);
        vm.deal(seller, 1_000_000 ether);
        vm.deal(stranger, 1_000_000 ether);
    }

    function defaultTerms() internal view returns (IModelMarket.Terms memory terms) {
        terms.seller = seller;
        terms.payee = payee;
        terms.price = 1 ether;
        terms.bond = 0.5 ether;
        terms.lateFee = 0.01 ether;
        terms.deliverIn = 48 hours;
        terms.disputeIn = 7 days;
        terms.royaltyTo = payee;
        terms.royaltyBps = 500;
        terms.size = 1_000_000;
        terms.keyHash = keyHashOf(seller, KEY);
        terms.contentRoot = keccak256("root");
        terms.publicDigest = keccak256("public");
        terms.cardHash = keccak256(CARD);
        terms.salt = keccak256("salt");
    }

    function keyHashOf(address seller_, bytes16 key) internal view returns (bytes32) {
        return keccak256(abi.encode("licet key 1", block.chainid, address(market), seller_, key));
    }

    function list(IModelMarket.Terms memory terms) internal returns (uint64) {
        vm.prank(terms.seller);
        return market.list(terms, CARD);
    }

    function deposit(uint256 amount) internal {
        vm.prank(seller);
        market.depositBond{value: amount}();
    }

    function pointOf(uint256 secret) internal returns (uint256 x, uint8 parity) {
        Vm.Wallet memory wallet = vm.createWallet(secret);
        return (wallet.publicKeyX, uint8(wallet.publicKeyY & 1));
    }

    function idOf(IModelMarket.Order memory order) internal view returns (uint256) {
        return uint256(
            keccak256(
                abi.encode(
                    block.chainid, address(market), order.listing, order.payer, order.holder, order.px, order.parity
                )
            )
        );
    }

    function buy(uint64 listing, IModelMarket.Terms memory terms, uint256 d) internal returns (Sale memory sale) {
        (uint256 px, uint8 parity) = pointOf(d);
        sale.d = d;
        sale.terms = terms;
        sale.order = IModelMarket.Order(listing, payer, holder, uint40(block.timestamp), px, parity, 77);
        vm.prank(payer);
        sale.orderId = market.buy{value: terms.price}(listing, terms, holder, px, parity, 77);
    }

    /// @dev An order that is open, under the terms given, with enough bond.
    function openSale(IModelMarket.Terms memory terms, uint256 d) internal returns (Sale memory) {
        if (terms.bond != 0) deposit(terms.bond);
        return buy(list(terms), terms, d);
    }

    function openSale() internal returns (Sale memory) {
        return openSale(defaultTerms(), 12345);
    }

    function wrap(uint256 orderId, address shared, bytes16 key) internal view returns (bytes16) {
        return key ^ bytes16(keccak256(abi.encode(block.chainid, address(market), orderId, shared)));
    }

    /// @dev address(e * P) = address((e * d mod n) * G), which forge computes without the trick of KeyProof.
    function deliver(Sale memory sale, uint256 e, bytes16 key) internal returns (Sale memory) {
        (uint256 rx, uint8 parity) = pointOf(e);
        bytes16 wrapped = wrap(sale.orderId, vm.addr(mulmod(sale.d, e, N)), key);
        vm.prank(seller);
        market.deliver(sale.terms, sale.order, rx, parity, wrapped);
        sale.delivery = IModelMarket.Delivery(rx, parity, wrapped, uint40(block.timestamp));
        return sale;
    }

    function deliveredSale(IModelMarket.Terms memory terms) internal returns (Sale memory) {
        return deliver(openSale(terms, 12345), 54321, KEY);
    }

    function deliveredSale() internal returns (Sale memory) {
        return deliveredSale(defaultTerms());
    }

    function finalSale(IModelMarket.Terms memory terms) internal returns (Sale memory sale) {
        sale = deliveredSale(terms);
        vm.prank(holder);
        market.confirm(sale.terms, sale.order, sale.delivery);
    }

    /// @dev Marks a key bad without a proof, to test what every call does about a bad key.
    function markBad(bytes32 keyHash) internal {
        vm.store(address(market), keccak256(abi.encode(keyHash, BAD_SLOT)), bytes32(uint256(1)));
        vm.assertTrue(market.bad(keyHash));
    }

    function settlementOf(Sale memory sale) internal pure returns (IModelMarket.Settlement[] memory batch) {
        batch = new IModelMarket.Settlement[](1);
        batch[0] = IModelMarket.Settlement(sale.terms, sale.order, sale.delivery);
    }

    function settle(Sale memory sale) internal returns (uint256) {
        return market.settle(settlementOf(sale));
    }

    function refund(address caller, Sale memory sale) internal {
        vm.prank(caller);
        market.refund(sale.terms, sale.order, sale.delivery);
    }

    function complain(Sale memory sale, uint256 d) internal {
        market.complainKey(sale.terms, sale.order, sale.delivery, d);
    }

    function stateOf(uint256 orderId) internal view returns (IModelMarket.OrderState) {
        return IModelMarket.OrderState(uint8(uint256(market.orderState(orderId))));
    }

    function credit(address account) internal view returns (uint256) {
        return market.credits(account, NATIVE);
    }

    function assertState(uint256 orderId, IModelMarket.OrderState expected) internal view {
        vm.assertEq(uint256(stateOf(orderId)), uint256(expected), "state of the order");
    }

    function assertBond(uint256 free, uint256 locked) internal view {
        (uint128 isFree, uint128 isLocked) = market.bonds(seller);
        vm.assertEq(isFree, free, "free bond");
        vm.assertEq(isLocked, locked, "locked bond");
    }

    function refuse(bytes memory revertData) internal {
        vm.expectRevert(revertData);
    }

    /// @dev A scalar in [1, n - 1] from any word.
    function scalar(uint256 seed) internal pure returns (uint256) {
        return 1 + seed % (N - 1);
    }

    function hashOf(IModelMarket.Terms memory terms) internal pure returns (bytes32) {
        return keccak256(abi.encode(terms));
    }

    function slot(bytes32 hash, uint256 state) internal pure returns (bytes32) {
        return bytes32((uint256(hash) / 256) * 256 + state);
    }
}
