// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IModelMarket} from "../src/interfaces/IModelMarket.sol";
import {RejectingReceiver, ReentrantReceiver} from "./mocks/Receivers.sol";
import {TokenFixture} from "./TokenFixture.sol";
import {vm} from "./Vm.sol";

/// @notice renew: who pays what to whom, until when, and what nobody can change later.
contract RenewalTest is TokenFixture {
    function test_anyoneRenewsAndThePayeeIsPaidAtOnce() public {
        Sale memory sale = finalTokenSale(NATIVE, 5);
        uint256 until = START + 60 days;
        vm.expectEmit(address(market));
        emit IModelMarket.Renewed(sale.orderId, stranger, payee, NATIVE, PRICE, uint64(until));
        renewNative(stranger, sale, 1);
        vm.assertEq(licence.licensedUntil(sale.orderId), until);
        vm.assertEq(payee.balance, PRICE);
        vm.assertEq(credit(payee), PRICE); // of the purchase
    }

    /// @notice Several periods at once; an expired licence begins anew from now.
    function test_renewalCountsFromTheEndOrFromNow() public {
        Sale memory sale = finalTokenSale(NATIVE, 5);
        renewNative(stranger, sale, 2);
        vm.assertEq(licence.licensedUntil(sale.orderId), START + 90 days);
        Sale memory second = finalTokenSale(NATIVE, 7);
        vm.warp(START + 50 days); // 20 days after its end
        renewNative(payer, second, 1);
        vm.assertEq(licence.licensedUntil(second.orderId), START + 80 days);
    }

    function test_nothingIsRenewedBeyondItsTime() public {
        Sale memory sale = finalTokenSale(NATIVE, 5);
        bytes memory tooLate =
            abi.encodeWithSelector(IModelMarket.MarketTooLate.selector, START + 100 days, START + 120 days);
        refuse(tooLate);
        renewNative(stranger, sale, 3);
        vm.warp(START + 70 days); // to the second
        renewNative(stranger, sale, 1);
        vm.assertEq(licence.licensedUntil(sale.orderId), START + 100 days);
        refuse(abi.encodeWithSelector(IModelMarket.MarketTooLate.selector, START + 100 days, START + 130 days));
        renewNative(stranger, sale, 1);
    }

    function test_tokensArePaidStraightToThePayee() public {
        Sale memory sale = finalTokenSale(address(plain), 5);
        vm.prank(payer);
        market.renew(sale.terms, sale.order, sale.delivery, 2);
        vm.assertEq(plain.balanceOf(payee), 2 * PRICE);
        vm.assertEq(plain.balanceOf(address(market)), PRICE);
    }

    function test_thePriceIsExact() public {
        Sale memory sale = finalTokenSale(NATIVE, 5);
        refuse(abi.encodeWithSelector(IModelMarket.MarketWrongPayment.selector, 2 * PRICE, PRICE));
        vm.prank(payer);
        market.renew{value: PRICE}(sale.terms, sale.order, sale.delivery, 2);
    }

    function test_perpetualLicencesAndNoPeriodsAreRefused() public {
        Sale memory sale = finalTokenSale(NATIVE, 5);
        refuse(notRenewable(sale));
        renewNative(stranger, sale, 0);
        Sale memory perpetual = finalSale(defaultTerms());
        refuse(notRenewable(perpetual));
        renewNative(stranger, perpetual, 1);
    }

    /// @notice Open, delivered, refunded: not yet or never.
    function test_onlyFinalOrdersAreRenewed() public {
        Sale memory sale = tokenSale(NATIVE, 5);
        refuse(inState(sale.orderId, IModelMarket.OrderState.Open));
        renewNative(stranger, sale, 1);
        sale = deliver(sale, 6, KEY);
        refuse(inState(sale.orderId, IModelMarket.OrderState.Delivered));
        renewNative(stranger, sale, 1);
        refund(seller, sale);
        refuse(inState(sale.orderId, IModelMarket.OrderState.Refunded));
        renewNative(stranger, sale, 1);
    }

    function test_badKeysAreNotRenewed() public {
        Sale memory sale = finalTokenSale(NATIVE, 5);
        markBad(sale.terms.keyHash);
        refuse(abi.encodeWithSelector(IModelMarket.MarketKeyIsBad.selector, sale.terms.keyHash));
        renewNative(stranger, sale, 1);
    }

    function test_burntLicencesAreNotRenewed() public {
        Sale memory sale = finalTokenSale(NATIVE, 5);
        vm.prank(holder);
        licence.burn(sale.orderId);
        refuse(abi.encodeWithSignature("ERC721NonexistentToken(uint256)", sale.orderId));
        renewNative(stranger, sale, 1);
    }

    /// @notice Neither a revision nor other terms change what a renewal costs.
    function test_theTermsOfThePurchaseAreForEver() public {
        Sale memory sale = finalTokenSale(NATIVE, 5);
        IModelMarket.Terms memory revised = tokenTerms(NATIVE);
        revised.price = 100 * PRICE;
        vm.prank(seller);
        market.revise(sale.order.listing, sale.terms, revised, CARD);
        renewNative(stranger, sale, 1);
        sale.terms = revised;
        refuse(abi.encodeWithSelector(IModelMarket.MarketWrongOrder.selector, sale.orderId));
        renewNative(stranger, sale, 1);
    }

    /// @notice A payee that refuses coin, or calls back, spoils its own renewals only.
    function test_hostilePayeesHurtThemselves() public {
        payee = address(new RejectingReceiver());
        Sale memory sale = finalTokenSale(NATIVE, 5);
        refuse(abi.encodeWithSelector(IModelMarket.MarketPaymentFailed.selector, payee, uint256(PRICE)));
        renewNative(stranger, sale, 1);
        ReentrantReceiver reentrant = new ReentrantReceiver(address(market));
        payee = address(reentrant);
        Sale memory second = finalTokenSale(NATIVE, 7);
        reentrant.prepare(abi.encodeCall(market.withdrawFor, (NATIVE, payee)));
        renewNative(stranger, second, 1);
        vm.assertFalse(reentrant.callbackSucceeded());
        vm.assertEq(payee.balance, PRICE);
    }

    function renewNative(address caller, Sale memory sale, uint32 periods) private {
        vm.prank(caller);
        market.renew{value: uint256(sale.terms.price) * periods}(sale.terms, sale.order, sale.delivery, periods);
    }

    function notRenewable(Sale memory sale) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IModelMarket.MarketNotRenewable.selector, sale.orderId);
    }

    function inState(uint256 orderId, IModelMarket.OrderState state) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IModelMarket.MarketOrderInState.selector, orderId, state);
    }
}
