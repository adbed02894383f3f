// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IModelMarket} from "../src/interfaces/IModelMarket.sol";
import {MarketFixture} from "./MarketFixture.sol";
import {vm} from "./Vm.sol";

/// @notice deliver.
contract DeliverTest is MarketFixture {
    function testFuzz_deliverCommitsTheDelivery(uint256 e, bytes16 wrapped, uint32 wait) public {
        Sale memory sale = openSale();
        (uint256 rx, uint8 parity) = pointOf(scalar(e));
        vm.assume(rx < N);
        vm.warp(START + wait % 48 hours);
        IModelMarket.Delivery memory delivery = IModelMarket.Delivery(rx, parity, wrapped, uint40(block.timestamp));

        vm.expectEmit(address(market));
        emit IModelMarket.Delivered(sale.orderId, delivery);
        vm.prank(seller);
        market.deliver(sale.terms, sale.order, rx, parity, wrapped);

        bytes32 opened = keccak256(abi.encode(hashOf(sale.terms), sale.order));
        vm.assertEq(market.orderState(sale.orderId), slot(keccak256(abi.encode(opened, delivery)), 2));
    }

    function test_theOperatorDelivers() public {
        Sale memory sale = openSale();
        vm.prank(seller);
        market.setOperator(operator);
        deliverAs(operator, sale);
        assertState(sale.orderId, IModelMarket.OrderState.Delivered);
    }

    function test_aRevokedOperatorDoesNot() public {
        Sale memory sale = openSale();
        vm.prank(seller);
        market.setOperator(operator);
        vm.prank(seller);
        market.setOperator(address(0));
        refuse(mayNot(operator));
        deliverAs(operator, sale);
    }

    function test_nobodyElseDelivers() public {
        Sale memory sale = openSale();
        address[5] memory others = [payer, holder, payee, stranger, address(licence)];
        for (uint256 i = 0; i < others.length; ++i) {
            refuse(mayNot(others[i]));
            deliverAs(others[i], sale);
        }
    }

    /// @notice The operator of another seller, presenting terms that name that seller, is refused by the commitment.
    function test_presentedSellersAreCompared() public {
        Sale memory sale = openSale();
        sale.terms.seller = stranger;
        refuse(abi.encodeWithSelector(IModelMarket.MarketWrongOrder.selector, sale.orderId));
        deliverAs(stranger, sale);
    }

    function test_theDeadlineIsExact() public {
        Sale memory sale = openSale();
        vm.warp(START + 48 hours);
        refuse(abi.encodeWithSelector(IModelMarket.MarketTooLate.selector, START + 48 hours, START + 48 hours));
        deliverAs(seller, sale);
        vm.warp(START + 48 hours - 1);
        deliverAs(seller, sale);
        assertState(sale.orderId, IModelMarket.OrderState.Delivered);
    }

    function test_onlyOnce() public {
        Sale memory sale = deliveredSale();
        refuse(inState(sale.orderId, IModelMarket.OrderState.Delivered));
        deliverAs(seller, sale);
    }

    function test_notAfterRefundOrFinal() public {
        Sale memory sale = openSale();
        refund(seller, sale);
        refuse(inState(sale.orderId, IModelMarket.OrderState.Refunded));
        deliverAs(seller, sale);
        Sale memory other = finalSale(defaultTerms());
        refuse(inState(other.orderId, IModelMarket.OrderState.Final));
        deliverAs(seller, other);
    }

    function test_unknownOrdersAreRefused() public {
        Sale memory sale = openSale();
        sale.order.listing = 9;
        refuse(inState(idOf(sale.order), IModelMarket.OrderState.None));
        deliverAs(seller, sale);
    }

    /// @notice No field of terms or order can be changed between the purchase and the delivery.
    function testFuzz_everythingPresentedIsCompared(uint8 field) public {
        Sale memory sale = openSale();
        field %= 23;
        if (field == 0) sale.terms.payee = stranger;
        if (field == 1) sale.terms.currency = stranger;
        if (field == 2) sale.terms.price += 1;
        if (field == 3) sale.terms.bond += 1;
        if (field == 4) sale.terms.lateFee += 1;
        if (field == 5) sale.terms.keyFee += 1;
        if (field == 6) sale.terms.deliverIn += 1;
        if (field == 7) sale.terms.disputeIn += 1;
        if (field == 8) sale.terms.period += 1;
        if (field == 9) sale.terms.renewUntil += 1;
        if (field == 10) sale.terms.flags += 1;
        if (field == 11) sale.terms.royaltyTo = stranger;
        if (field == 12) sale.terms.royaltyBps += 1;
        if (field == 13) sale.terms.size += 1;
        if (field == 14) sale.terms.nonce = bytes16(uint128(1));
        if (field == 15) sale.terms.keyHash = 0;
        if (field == 16) sale.terms.contentRoot = 0;
        if (field == 17) sale.terms.publicDigest = 0;
        if (field == 18) sale.terms.cardHash = 0;
        if (field == 19) sale.terms.salt = 0;
        if (field == 20) sale.order.boughtAt += 1;
        if (field == 21) sale.order.number += 1;
        if (field == 22) (sale.terms.price, sale.terms.bond) = (sale.terms.bond, sale.terms.price);
        refuse(abi.encodeWithSelector(IModelMarket.MarketWrongOrder.selector, sale.orderId));
        deliverAs(seller, sale);
    }

    function test_thePointMustBeAPoint() public {
        Sale memory sale = openSale();
        (uint256 rx, uint8 parity) = pointOf(7);
        refusePoint(sale, 0, 0);
        refusePoint(sale, N, 0);
        refusePoint(sale, N + 2, parity);
        refusePoint(sale, 5, 1);
        refusePoint(sale, rx, parity + 2);
        refusePoint(sale, rx, 255);
    }

    function test_aBadKeyIsNotDelivered() public {
        Sale memory sale = openSale();
        markBad(sale.terms.keyHash);
        refuse(abi.encodeWithSelector(IModelMarket.MarketKeyIsBad.selector, sale.terms.keyHash));
        deliverAs(seller, sale);
    }

    function deliverAs(address caller, Sale memory sale) private {
        // the generator: any point does here
        uint256 gx = 0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798;
        vm.prank(caller);
        market.deliver(sale.terms, sale.order, gx, 0, KEY);
    }

    function refusePoint(Sale memory sale, uint256 rx, uint8 parity) private {
        refuse(abi.encodeWithSelector(IModelMarket.MarketInvalidPoint.selector, rx, parity));
        vm.prank(seller);
        market.deliver(sale.terms, sale.order, rx, parity, KEY);
    }

    function mayNot(address caller) private view returns (bytes memory) {
        return abi.encodeWithSelector(IModelMarket.MarketMayNotDeliver.selector, caller, seller);
    }

    function inState(uint256 orderId, IModelMarket.OrderState state) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IModelMarket.MarketOrderInState.selector, orderId, state);
    }
}
