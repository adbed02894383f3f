// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IModelMarket} from "../src/interfaces/IModelMarket.sol";
import {MarketFixture} from "./MarketFixture.sol";
import {vm} from "./Vm.sol";

/// @notice confirm and settle.
contract FinalTest is MarketFixture {
    function test_confirmPaysThePayeeAndFreesTheBond() public {
        Sale memory sale = deliveredSale();

        vm.expectEmit(address(market));
        emit IModelMarket.Finalised(sale.orderId, payee, NATIVE, 1 ether, true);
        confirmAs(holder, sale);

        assertState(sale.orderId, IModelMarket.OrderState.Final);
        vm.assertEq(credit(payee), 1 ether);
        vm.assertEq(credit(payer) + credit(seller) + credit(holder), 0);
        assertBond(0.5 ether, 0);
        vm.assertEq(address(market).balance, 1.5 ether);
    }

    /// @notice The slot of a final order still proves what was sold: renewals and requests for keys build on it.
    function test_theCommitmentStays() public {
        Sale memory sale = deliveredSale();
        bytes32 before = market.orderState(sale.orderId);
        confirmAs(holder, sale);
        vm.assertEq(uint256(market.orderState(sale.orderId)), uint256(before) + 1);
    }

    function test_onlyTheHolderConfirms() public {
        Sale memory sale = deliveredSale();
        address[4] memory others = [payer, seller, payee, stranger];
        for (uint256 i = 0; i < others.length; ++i) {
            refuse(abi.encodeWithSelector(IModelMarket.MarketNotHolder.selector, others[i], holder));
            confirmAs(others[i], sale);
        }
        // naming oneself in the presented order names another order
        sale.order.holder = stranger;
        refuse(inState(idOf(sale.order), IModelMarket.OrderState.None));
        confirmAs(stranger, sale);
    }

    function test_confirmNeedsADelivery() public {
        Sale memory sale = openSale();
        refuse(inState(sale.orderId, IModelMarket.OrderState.Open));
        confirmAs(holder, sale);
    }

    function test_finalIsForEver() public {
        Sale memory sale = finalSale(defaultTerms());
        refuse(inState(sale.orderId, IModelMarket.OrderState.Final));
        confirmAs(holder, sale);
        refuse(inState(sale.orderId, IModelMarket.OrderState.Final));
        refund(seller, sale);
        refuse(inState(sale.orderId, IModelMarket.OrderState.Final));
        complain(sale, sale.d);
    }

    function test_theHolderMayConfirmAfterTheWindow() public {
        Sale memory sale = deliveredSale();
        vm.warp(START + 365 days);
        confirmAs(holder, sale);
        assertState(sale.orderId, IModelMarket.OrderState.Final);
    }

    function test_presentedDeliveriesAreCompared() public {
        Sale memory sale = deliveredSale();
        sale.delivery.deliveredAt -= 7 days;
        refuse(abi.encodeWithSelector(IModelMarket.MarketWrongOrder.selector, sale.orderId));
        settle(sale);
        sale.delivery.deliveredAt += 7 days;
        sale.delivery.wrapped = 0;
        refuse(abi.encodeWithSelector(IModelMarket.MarketWrongOrder.selector, sale.orderId));
        confirmAs(holder, sale);
        sale = deliveredAgain(sale);
        sale.terms.payee = stranger;
        refuse(abi.encodeWithSelector(IModelMarket.MarketWrongOrder.selector, sale.orderId));
        confirmAs(holder, sale);
    }

    function test_settleFromTheSecondTheWindowEnds() public {
        Sale memory sale = deliveredSale();
        vm.warp(START + 7 days - 1);
        refuse(abi.encodeWithSelector(IModelMarket.MarketTooEarly.selector, START + 7 days, START + 7 days - 1));
        settle(sale);

        vm.warp(START + 7 days);
        vm.expectEmit(address(market));
        emit IModelMarket.Finalised(sale.orderId, payee, NATIVE, 1 ether, false);
        vm.prank(stranger);
        uint256 settled = market.settle(settlementOf(sale));
        vm.assertEq(settled, 1);
        assertState(sale.orderId, IModelMarket.OrderState.Final);
        vm.assertEq(credit(payee), 1 ether);
    }

    function test_settleNeedsADelivery() public {
        Sale memory sale = openSale();
        vm.warp(START + 60 days);
        refuse(inState(sale.orderId, IModelMarket.OrderState.Open));
        settle(sale);
        sale.order.listing = 9;
        refuse(inState(idOf(sale.order), IModelMarket.OrderState.None));
        settle(sale);
    }

    /// @notice A holder who confirms first does not spoil the batch of a seller.
    function test_settledOrdersArePassedOver() public {
        IModelMarket.Terms memory terms = defaultTerms();
        deposit(2 ether);
        uint64 listing = list(terms);
        IModelMarket.Settlement[] memory batch = new IModelMarket.Settlement[](4);
        Sale[4] memory sales;
        for (uint256 i = 0; i < 4; ++i) {
            sales[i] = deliver(buy(listing, terms, 100 + i), 200 + i, KEY);
            batch[i] = settlementOf(sales[i])[0];
        }
        confirmAs(holder, sales[1]);
        refund(seller, sales[2]);
        vm.warp(START + 7 days);

        vm.assertEq(market.settle(batch), 2);
        vm.assertEq(credit(payee), 3 ether);
        vm.assertEq(credit(payer), 1.5 ether);
        assertBond(1.5 ether, 0);
        vm.assertEq(market.settle(batch), 0);
        vm.assertEq(market.settle(new IModelMarket.Settlement[](0)), 0);
        vm.assertEq(credit(payee), 3 ether);
    }

    /// @notice The same order twice in a batch is paid once.
    function test_anOrderIsPaidOncePerBatch() public {
        deposit(0.5 ether);
        Sale memory sale = deliveredSale();
        IModelMarket.Settlement[] memory batch = new IModelMarket.Settlement[](2);
        batch[0] = settlementOf(sale)[0];
        batch[1] = batch[0];
        vm.warp(START + 7 days);
        vm.assertEq(market.settle(batch), 1);
        vm.assertEq(credit(payee), 1 ether);
    }

    function test_aBadKeyIsNotPaid() public {
        Sale memory sale = deliveredSale();
        markBad(sale.terms.keyHash);
        refuse(abi.encodeWithSelector(IModelMarket.MarketKeyIsBad.selector, sale.terms.keyHash));
        confirmAs(holder, sale);
        vm.warp(START + 7 days);
        refuse(abi.encodeWithSelector(IModelMarket.MarketKeyIsBad.selector, sale.terms.keyHash));
        settle(sale);
    }

    /// @notice Another seller's bad key, or the same key of another seller, harms nobody else.
    function test_badKeysBindTheirSeller() public {
        Sale memory sale = deliveredSale();
        markBad(keyHashOf(stranger, KEY));
        confirmAs(holder, sale);
        assertState(sale.orderId, IModelMarket.OrderState.Final);
    }

    /// @notice A later revision changes nothing for an order.
    function test_revisionsDoNotTouchOrders() public {
        Sale memory sale = deliveredSale();
        IModelMarket.Terms memory changed = defaultTerms();
        changed.payee = stranger;
        changed.disputeIn = 30 days;
        vm.prank(seller);
        market.revise(1, sale.terms, changed, CARD);
        vm.warp(START + 7 days);
        vm.assertEq(settle(sale), 1);
        vm.assertEq(credit(payee), 1 ether);
    }

    function confirmAs(address caller, Sale memory sale) private {
        vm.prank(caller);
        market.confirm(sale.terms, sale.order, sale.delivery);
    }

    function deliveredAgain(Sale memory sale) private returns (Sale memory) {
        deposit(0.5 ether);
        return deliver(buy(1, sale.terms, 777), 888, KEY);
    }

    function inState(uint256 orderId, IModelMarket.OrderState state) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IModelMarket.MarketOrderInState.selector, orderId, state);
    }
}
