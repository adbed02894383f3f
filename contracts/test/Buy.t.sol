// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IERC5192} from "../src/interfaces/IERC5192.sol";
import {IModelMarket} from "../src/interfaces/IModelMarket.sol";
import {MarketFixture} from "./MarketFixture.sol";
import {Mute} from "./mocks/Receivers.sol";
import {vm} from "./Vm.sol";

/// @notice buy.
contract BuyTest is MarketFixture {
    function testFuzz_buyOpensAnOrder(uint256 d, uint64 number, uint128 price, uint128 bond) public {
        IModelMarket.Terms memory terms = defaultTerms();
        terms.price = uint128(1 + price % 1000 ether);
        terms.bond = uint128(0.01 ether + bond % 1000 ether);
        deposit(2 * uint256(terms.bond));
        uint64 listing = list(terms);
        IModelMarket.Order memory order = orderOf(listing, scalar(d), number);
        vm.assume(order.px < N);
        uint256 orderId = idOf(order);

        vm.expectEmit(address(market));
        emit IModelMarket.Bought(orderId, listing, holder, hashOf(terms), order);
        vm.assertEq(present(terms, order), orderId);

        vm.assertEq(market.orderIdOf(listing, payer, holder, order.px, order.parity), orderId);
        vm.assertEq(market.orderState(orderId), slot(keccak256(abi.encode(hashOf(terms), order)), 1));
        vm.assertEq(address(market).balance, terms.price + 2 * uint256(terms.bond));
        assertBond(terms.bond, terms.bond);
        vm.assertEq(credit(payee), 0);
    }

    function orderOf(uint64 listing, uint256 d, uint64 number) private returns (IModelMarket.Order memory) {
        (uint256 px, uint8 parity) = pointOf(d);
        return IModelMarket.Order(listing, payer, holder, uint40(block.timestamp), px, parity, number);
    }

    function present(IModelMarket.Terms memory terms, IModelMarket.Order memory order) private returns (uint256) {
        vm.prank(payer);
        return market.buy{value: terms.price}(order.listing, terms, order.holder, order.px, order.parity, order.number);
    }

    function test_theHolderGetsALockedLicence() public {
        deposit(0.5 ether);
        uint64 listing = list(defaultTerms());
        (uint256 px, uint8 parity) = pointOf(12345);
        uint256 orderId = idOf(IModelMarket.Order(listing, payer, holder, 0, px, parity, 77));

        vm.expectEmit(address(licence));
        emit IERC5192.Locked(orderId);
        Sale memory sale = buy(listing, defaultTerms(), 12345);

        vm.assertEq(sale.orderId, orderId);
        vm.assertTrue(IERC5192(address(licence)).locked(orderId));
        vm.assertEq(licence.licensedUntil(orderId), 0);
    }

    /// @notice A holder without code for tokens still receives one: nobody is called.
    function test_theHolderMayBeAnyContract() public {
        holder = address(new Mute());
        assertState(openSale().orderId, IModelMarket.OrderState.Open);
    }

    function test_paymentIsExact() public {
        deposit(1 ether);
        uint64 listing = list(defaultTerms());
        refuseBuy(listing, defaultTerms(), 1 ether - 1, wrongPayment(1 ether - 1));
        refuseBuy(listing, defaultTerms(), 1 ether + 1, wrongPayment(1 ether + 1));
        refuseBuy(listing, defaultTerms(), 0, wrongPayment(0));
    }

    function test_termsAreThePresentOnes() public {
        deposit(1 ether);
        IModelMarket.Terms memory terms = defaultTerms();
        uint64 listing = list(terms);
        IModelMarket.Terms memory cheaper = defaultTerms();
        cheaper.price = 1;
        refuseBuy(
            listing,
            cheaper,
            1,
            abi.encodeWithSelector(IModelMarket.MarketWrongTerms.selector, listing, hashOf(cheaper))
        );

        vm.prank(seller);
        market.revise(listing, terms, cheaper, CARD);
        refuseBuy(
            listing,
            terms,
            1 ether,
            abi.encodeWithSelector(IModelMarket.MarketWrongTerms.selector, listing, hashOf(terms))
        );
        buy(listing, cheaper, 1);
    }

    function test_listingMustBeOpen() public {
        deposit(1 ether);
        IModelMarket.Terms memory terms = defaultTerms();
        uint64 listing = list(terms);
        vm.prank(seller);
        market.close(listing, terms);
        refuseBuy(listing, terms, 1 ether, listingInState(listing, IModelMarket.ListingState.Closed));
        refuseBuy(listing + 1, terms, 1 ether, listingInState(listing + 1, IModelMarket.ListingState.None));
        refuseBuy(0, terms, 1 ether, listingInState(0, IModelMarket.ListingState.None));
    }

    function test_freeModelsAreNotBought() public {
        IModelMarket.Terms memory terms = defaultTerms();
        (terms.price, terms.bond, terms.lateFee) = (0, 0, 0);
        uint64 listing = list(terms);
        refuseBuy(listing, terms, 0, abi.encodeWithSelector(IModelMarket.MarketFreeModel.selector, listing));
    }

    function test_holderMustNotBeZero() public {
        deposit(1 ether);
        uint64 listing = list(defaultTerms());
        holder = address(0);
        refuseBuy(listing, defaultTerms(), 1 ether, abi.encodeWithSelector(IModelMarket.MarketZeroAddress.selector));
    }

    function test_thePointMustBeAPoint() public {
        deposit(1 ether);
        uint64 listing = list(defaultTerms());
        (uint256 px, uint8 parity) = pointOf(9);
        refusePoint(listing, 0, 0);
        refusePoint(listing, N, 0);
        refusePoint(listing, type(uint256).max, 1);
        refusePoint(listing, 5, 0);
        refusePoint(listing, px, parity + 2);
        refusePoint(listing, px, 255);
    }

    function test_anOrderIsBoughtOnce() public {
        deposit(2 ether);
        uint64 listing = list(defaultTerms());
        Sale memory sale = buy(listing, defaultTerms(), 9);
        refuseBuy(listing, defaultTerms(), 1 ether, orderInState(sale.orderId, IModelMarket.OrderState.Open));

        refund(seller, sale);
        refuseBuy(listing, defaultTerms(), 1 ether, orderInState(sale.orderId, IModelMarket.OrderState.Refunded));
        vm.warp(block.timestamp + 1);
        refuseBuy(listing, defaultTerms(), 1 ether, orderInState(sale.orderId, IModelMarket.OrderState.Refunded));
        buy(listing, defaultTerms(), 10);
    }

    function test_withoutFreeBondItIsSoldOut() public {
        deposit(1 ether - 1);
        uint64 listing = list(defaultTerms());
        buy(listing, defaultTerms(), 8);
        refuseBuy(
            listing,
            defaultTerms(),
            1 ether,
            abi.encodeWithSelector(IModelMarket.MarketFreeBondTooLow.selector, seller, 0.5 ether - 1, 0.5 ether)
        );
        deposit(1);
        buy(listing, defaultTerms(), 9);
        assertBond(0, 1 ether);
    }

    function test_aBadKeyIsNotSold() public {
        deposit(1 ether);
        IModelMarket.Terms memory terms = defaultTerms();
        uint64 listing = list(terms);
        markBad(terms.keyHash);
        refuseBuy(listing, terms, 1 ether, abi.encodeWithSelector(IModelMarket.MarketKeyIsBad.selector, terms.keyHash));
    }

    /// @notice Ids tell apart chain, market, listing, payer, holder and point.
    function test_idsDoNotCollide() public view {
        uint256 one = market.orderIdOf(1, payer, holder, 7, 0);
        vm.assertTrue(one != market.orderIdOf(2, payer, holder, 7, 0));
        vm.assertTrue(one != market.orderIdOf(1, holder, payer, 7, 0));
        vm.assertTrue(one != market.orderIdOf(1, payer, holder, 8, 0));
        vm.assertTrue(one != market.orderIdOf(1, payer, holder, 7, 1));
    }

    /// @notice The chain id is that of the deployment: a fork of the chain does not change an order's id.
    function test_chainIdIsFixed() public {
        uint256 original = market.chainId();
        uint256 id = market.orderIdOf(1, payer, holder, 7, 0);
        vm.chainId(original + 1);
        vm.assertEq(market.chainId(), original);
        vm.assertEq(market.orderIdOf(1, payer, holder, 7, 0), id);
    }

    function refusePoint(uint64 listing, uint256 px, uint8 parity) private {
        IModelMarket.Terms memory terms = defaultTerms();
        refuse(abi.encodeWithSelector(IModelMarket.MarketInvalidPoint.selector, px, parity));
        vm.prank(payer);
        market.buy{value: 1 ether}(listing, terms, holder, px, parity, 1);
    }

    function refuseBuy(uint64 listing, IModelMarket.Terms memory terms, uint256 value, bytes memory revertData)
        private
    {
        (uint256 px, uint8 parity) = pointOf(9);
        refuse(revertData);
        vm.prank(payer);
        market.buy{value: value}(listing, terms, holder, px, parity, 77);
    }

    function wrongPayment(uint256 paid) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IModelMarket.MarketWrongPayment.selector, 1 ether, paid);
    }

    function listingInState(uint64 listing, IModelMarket.ListingState state) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IModelMarket.MarketListingInState.selector, listing, state);
    }

    function orderInState(uint256 orderId, IModelMarket.OrderState state) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IModelMarket.MarketOrderInState.selector, orderId, state);
    }
}
