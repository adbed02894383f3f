// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IModelMarket} from "../src/interfaces/IModelMarket.sol";
import {MarketFixture} from "./MarketFixture.sol";
import {vm} from "./Vm.sol";

/// @notice refund: who, when, and where the money goes.
contract RefundTest is MarketFixture {
    /// @notice Open: price and late fee to the payer, the rest of the bond back to the seller. Nobody else gains.
    function testFuzz_openRefundsPriceAndLateFee(uint96 price, uint96 bond, uint96 lateFee) public {
        IModelMarket.Terms memory terms = defaultTerms();
        terms.price = uint128(price) + 1;
        terms.bond = bond;
        terms.lateFee = lateFee > bond ? bond : lateFee;
        vm.deal(payer, terms.price);
        vm.deal(seller, bond);
        Sale memory sale = openSale(terms, 12345);
        vm.warp(START + terms.deliverIn);

        vm.expectEmit(address(market));
        emit IModelMarket.Refunded(
            sale.orderId, payer, NATIVE, terms.price, terms.lateFee, IModelMarket.RefundReason.NotDelivered
        );
        refund(stranger, sale);

        assertState(sale.orderId, IModelMarket.OrderState.Refunded);
        vm.assertEq(credit(payer), uint256(terms.price) + terms.lateFee);
        assertBond(terms.bond - terms.lateFee, 0);
        vm.assertEq(credit(seller) + credit(payee) + credit(stranger) + credit(holder), 0);
        vm.assertEq(address(market).balance, uint256(terms.price) + terms.bond);
    }

    /// @notice Delivered: price and the whole bond to the payer.
    function testFuzz_deliveredRefundsPriceAndBond(uint96 price, uint96 bond) public {
        IModelMarket.Terms memory terms = defaultTerms();
        terms.price = uint128(price) + 1;
        terms.bond = bond;
        terms.lateFee = 0;
        vm.deal(payer, terms.price);
        vm.deal(seller, bond);
        Sale memory sale = deliveredSale(terms);

        vm.expectEmit(address(market));
        emit IModelMarket.Refunded(
            sale.orderId, payer, NATIVE, terms.price, terms.bond, IModelMarket.RefundReason.BySeller
        );
        refund(seller, sale);

        assertState(sale.orderId, IModelMarket.OrderState.Refunded);
        vm.assertEq(credit(payer), uint256(terms.price) + terms.bond);
        assertBond(0, 0);
    }

    function test_theSellerRefundsAtAnyTime() public {
        deposit(1 ether);
        uint64 listing = list(defaultTerms());
        Sale memory early = buy(listing, defaultTerms(), 1);
        Sale memory late = deliver(buy(listing, defaultTerms(), 2), 3, KEY);

        refund(seller, early);
        vm.warp(START + 365 days);
        refund(seller, late);

        assertState(early.orderId, IModelMarket.OrderState.Refunded);
        assertState(late.orderId, IModelMarket.OrderState.Refunded);
    }

    /// @notice A seller who is late is said to be late, whoever refunds.
    function test_lateIsLate() public {
        Sale memory sale = openSale();
        vm.warp(START + 48 hours);
        vm.expectEmit(address(market));
        emit IModelMarket.Refunded(
            sale.orderId, payer, NATIVE, 1 ether, 0.01 ether, IModelMarket.RefundReason.NotDelivered
        );
        refund(seller, sale);
    }

    function test_othersWaitForTheDeadline() public {
        Sale memory sale = openSale();
        address[5] memory others = [payer, holder, payee, operator, stranger];
        vm.warp(START + 48 hours - 1);
        for (uint256 i = 0; i < others.length; ++i) {
            refuse(mayNot(others[i], START + 48 hours));
            refund(others[i], sale);
        }
        vm.warp(START + 48 hours);
        refund(payer, sale);
        assertState(sale.orderId, IModelMarket.OrderState.Refunded);
    }

    function test_othersNeverRefundADelivery() public {
        Sale memory sale = deliveredSale();
        vm.warp(START + 365 days);
        refuse(mayNot(payer, type(uint256).max));
        refund(payer, sale);
        refuse(mayNot(holder, type(uint256).max));
        refund(holder, sale);
    }

    function test_aBadKeyIsRefundedByAnyone() public {
        deposit(1 ether);
        uint64 listing = list(defaultTerms());
        Sale memory open = buy(listing, defaultTerms(), 1);
        Sale memory delivered = deliver(buy(listing, defaultTerms(), 2), 3, KEY);
        markBad(defaultTerms().keyHash);

        vm.expectEmit(address(market));
        emit IModelMarket.Refunded(
            open.orderId, payer, NATIVE, 1 ether, 0.01 ether, IModelMarket.RefundReason.KeyProvenBad
        );
        refund(stranger, open);
        vm.expectEmit(address(market));
        emit IModelMarket.Refunded(
            delivered.orderId, payer, NATIVE, 1 ether, 0.5 ether, IModelMarket.RefundReason.KeyProvenBad
        );
        refund(stranger, delivered);

        vm.assertEq(credit(payer), 2.51 ether);
        assertBond(0.49 ether, 0);
    }

    /// @notice A final order stays final, even if its key is proven bad later.
    function test_finalStaysFinalWithABadKey() public {
        Sale memory sale = finalSale(defaultTerms());
        markBad(sale.terms.keyHash);
        refuse(inState(sale.orderId, IModelMarket.OrderState.Final));
        refund(stranger, sale);
    }

    function test_onlyOnce() public {
        Sale memory sale = openSale();
        refund(seller, sale);
        refuse(inState(sale.orderId, IModelMarket.OrderState.Refunded));
        refund(seller, sale);
        vm.assertEq(credit(payer), 1.01 ether);
    }

    function test_refundedIsForEver() public {
        Sale memory sale = deliveredSale();
        refund(seller, sale);
        vm.warp(START + 7 days);
        refuse(inState(sale.orderId, IModelMarket.OrderState.Refunded));
        vm.prank(holder);
        market.confirm(sale.terms, sale.order, sale.delivery);
        refuse(inState(sale.orderId, IModelMarket.OrderState.Refunded));
        complain(sale, sale.d);
        vm.assertEq(settle(sale), 0);
        vm.assertEq(credit(payee), 0);
    }

    function test_unknownOrdersAreRefused() public {
        Sale memory sale = openSale();
        sale.order.parity = 1 - sale.order.parity;
        refuse(inState(idOf(sale.order), IModelMarket.OrderState.None));
        refund(seller, sale);
    }

    /// @notice The delivered form of an order is not accepted for an open one nor the other way round.
    function test_presentedOrdersAreCompared() public {
        Sale memory sale = openSale();
        sale.terms.lateFee = sale.terms.bond;
        refuse(abi.encodeWithSelector(IModelMarket.MarketWrongOrder.selector, sale.orderId));
        refund(seller, sale);
        sale.terms.lateFee = 0.01 ether;
        sale = deliver(sale, 5, KEY);
        delete sale.delivery;
        refuse(abi.encodeWithSelector(IModelMarket.MarketWrongOrder.selector, sale.orderId));
        refund(seller, sale);
    }

    /// @notice While an order is open, what stands for its delivery does not matter.
    function testFuzz_theDeliveryOfAnOpenOrderIsIgnored(IModelMarket.Delivery memory delivery) public {
        Sale memory sale = openSale();
        sale.delivery = delivery;
        refund(seller, sale);
        assertState(sale.orderId, IModelMarket.OrderState.Refunded);
    }

    function mayNot(address caller, uint256 refundableAt) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IModelMarket.MarketMayNotRefund.selector, caller, refundableAt);
    }

    function inState(uint256 orderId, IModelMarket.OrderState state) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IModelMarket.MarketOrderInState.selector, orderId, state);
    }
}
