// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {IModelMarket} from "../src/interfaces/IModelMarket.sol";
import {MarketFixture} from "./MarketFixture.sol";
import {ReentrantReceiver, RejectingReceiver} from "./mocks/Receivers.sol";
import {vm} from "./Vm.sol";

/// @notice withdraw, withdrawFor, and receivers that misbehave.
contract PaymentTest is MarketFixture {
    function test_withdrawPaysTheWholeCredit() public {
        finalSale(defaultTerms());

        vm.expectEmit(address(market));
        emit IModelMarket.Withdrawn(payee, NATIVE, 1 ether, operator);
        vm.prank(payee);
        market.withdraw(NATIVE, operator);

        vm.assertEq(operator.balance, 1 ether);
        vm.assertEq(credit(payee), 0);
        vm.assertEq(address(market).balance, 0.5 ether);
    }

    function test_anyonePaysAnAccountToItself() public {
        finalSale(defaultTerms());

        vm.expectEmit(address(market));
        emit IModelMarket.Withdrawn(payee, NATIVE, 1 ether, payee);
        vm.prank(stranger);
        market.withdrawFor(NATIVE, payee);

        vm.assertEq(payee.balance, 1 ether);
    }

    function test_creditsArePaidOnce() public {
        finalSale(defaultTerms());
        vm.prank(payee);
        market.withdraw(NATIVE, payee);
        refuse(nothing(payee, NATIVE));
        vm.prank(payee);
        market.withdraw(NATIVE, payee);
        refuse(nothing(payee, NATIVE));
        market.withdrawFor(NATIVE, payee);
    }

    function test_nobodyWithdrawsOthersCredits() public {
        finalSale(defaultTerms());
        refuse(nothing(stranger, NATIVE));
        vm.prank(stranger);
        market.withdraw(NATIVE, stranger);
    }

    /// @notice Credits are kept by currency: a credit in native coin pays nothing in a token.
    function test_currenciesAreApart() public {
        finalSale(defaultTerms());
        refuse(nothing(payee, stranger));
        vm.prank(payee);
        market.withdraw(stranger, payee);
        vm.assertEq(market.credits(payee, stranger), 0);
    }

    function test_withdrawalsHaveAReceiver() public {
        finalSale(defaultTerms());
        refuse(abi.encodeWithSelector(IModelMarket.MarketZeroAddress.selector));
        vm.prank(payee);
        market.withdraw(NATIVE, address(0));
    }

    /// @notice A payee who accepts no coin blocks only themselves, and may still name another receiver.
    function test_rejectingReceiversBlockNobody() public {
        IModelMarket.Terms memory terms = defaultTerms();
        payee = address(new RejectingReceiver());
        terms.payee = payee;
        finalSale(terms);

        refuse(abi.encodeWithSelector(IModelMarket.MarketPaymentFailed.selector, payee, 1 ether));
        market.withdrawFor(NATIVE, payee);
        vm.assertEq(credit(payee), 1 ether);
        vm.prank(payee);
        market.withdraw(NATIVE, operator);
        vm.assertEq(operator.balance, 1 ether);
    }

    /// @notice A payer who accepts no coin can be refunded.
    function test_rejectingPayersAreRefunded() public {
        payer = address(new RejectingReceiver());
        vm.deal(payer, 1 ether);
        Sale memory sale = openSale();
        refund(seller, sale);
        vm.assertEq(credit(payer), 1.01 ether);
    }

    /// @notice While a payee is being paid, every call that moves value is shut.
    function test_paymentsAreNotReentered() public {
        Sale memory sale = deliveredSale();
        ReentrantReceiver receiver = new ReentrantReceiver(address(market));
        IModelMarket.Terms memory terms = defaultTerms();
        terms.payee = address(receiver);
        terms.price = 2 ether;
        deposit(0.5 ether);
        Sale memory theirs = deliver(buy(list(terms), terms, 7), 8, KEY);
        vm.prank(holder);
        market.confirm(theirs.terms, theirs.order, theirs.delivery);

        bytes[8] memory callbacks = [
            abi.encodeCall(market.withdraw, (NATIVE, address(receiver))),
            abi.encodeCall(market.withdrawFor, (NATIVE, address(receiver))),
            abi.encodeCall(market.withdrawBond, (1, address(receiver))),
            abi.encodeCall(market.buy, (1, sale.terms, holder, 7, 0, 0)),
            abi.encodeCall(market.confirm, (sale.terms, sale.order, sale.delivery)),
            abi.encodeCall(market.settle, (settlementOf(sale))),
            abi.encodeCall(market.refund, (sale.terms, sale.order, sale.delivery)),
            abi.encodeCall(market.complainKey, (sale.terms, sale.order, sale.delivery, sale.d))
        ];
        for (uint256 i = 0; i < callbacks.length; ++i) {
            receiver.prepare(callbacks[i]);
            deposit(1);
            vm.prank(seller);
            market.withdrawBond(1, address(receiver));
            assertShut(receiver);
        }
        receiver.prepare(callbacks[0]);
        market.withdrawFor(NATIVE, address(receiver));
        assertShut(receiver);
        vm.assertEq(address(receiver).balance, 2 ether + 8);
        vm.assertEq(credit(address(receiver)), 0);
    }

    function assertShut(ReentrantReceiver receiver) private view {
        vm.assertFalse(receiver.callbackSucceeded());
        vm.assertEq(
            keccak256(receiver.callbackResult()),
            keccak256(abi.encodeWithSelector(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector))
        );
    }

    function nothing(address account, address currency) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IModelMarket.MarketNothingToPay.selector, account, currency);
    }
}
