// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IModelMarket} from "../src/interfaces/IModelMarket.sol";
import {OddToken} from "./mocks/Tokens.sol";
import {TokenFixture} from "./TokenFixture.sol";
import {vm} from "./Vm.sol";

/// @notice Prices in tokens: exact, or refused; whoever misbehaves hurts nobody else.
contract TokenTest is TokenFixture {
    function test_thePriceIsTakenFromTheCallerAndPaidOut() public {
        Sale memory sale = deliver(tokenSale(address(plain), 5), 6, KEY);
        vm.assertEq(plain.balanceOf(payer), 9 * PRICE);
        vm.assertEq(plain.balanceOf(address(market)), PRICE);
        confirm(sale);
        vm.assertEq(market.credits(payee, address(plain)), PRICE);
        vm.assertEq(credit(payee), 0);

        market.withdrawFor(address(plain), payee);
        vm.assertEq(plain.balanceOf(payee), PRICE);
        vm.assertEq(plain.balanceOf(address(market)), 0);
    }

    /// @notice The price goes back in tokens, the bond in native coin.
    function test_refundsPayTheCurrencyAndTheBond() public {
        Sale memory open = tokenSale(address(plain), 5);
        refund(seller, open);
        vm.assertEq(market.credits(payer, address(plain)), PRICE);
        vm.assertEq(credit(payer), 0.01 ether);
        Sale memory wrong = deliver(tokenSale(address(plain), 7), 8, bytes16(uint128(1)));
        complain(wrong, 7);
        vm.assertEq(market.credits(payer, address(plain)), 2 * PRICE);
        vm.assertEq(credit(payer), 0.51 ether);

        vm.prank(payer);
        market.withdraw(address(plain), stranger);
        vm.assertEq(plain.balanceOf(stranger), 2 * PRICE);
    }

    function test_tokensThatReturnNothingAreServed() public {
        Sale memory sale = deliver(tokenSale(address(odd), 5), 6, KEY);
        confirm(sale);
        market.withdrawFor(address(odd), payee);
        vm.assertEq(odd.balanceOf(payee), PRICE);
    }

    function test_coinIsNotTakenForTokens() public {
        Sale memory sale = prepared(address(plain), 5);
        refuse(wrongPayment(0, 1));
        vm.prank(payer);
        market.buy{value: 1}(sale.order.listing, sale.terms, holder, sale.order.px, sale.order.parity, 77);
    }

    function test_whatIsNoMoneyIsNoCurrency() public {
        address[3] memory currencies = [address(0xdead), address(market), address(licence)];
        for (uint256 i = 0; i < currencies.length; ++i) {
            IModelMarket.Terms memory terms = tokenTerms(currencies[i]);
            refuse(abi.encodeWithSelector(IModelMarket.MarketCurrencyNotSupported.selector, currencies[i]));
            vm.prank(seller);
            market.list(terms, CARD);
        }
    }

    function test_tokensThatKeepAPartAreRefused() public {
        odd.behave(OddToken.Manner.TakesAFee);
        refuseToSell(wrongPayment(PRICE, PRICE - 1));
    }

    function test_tokensThatMoveNothingAreRefused() public {
        odd.behave(OddToken.Manner.MovesNothing);
        refuseToSell(wrongPayment(PRICE, 0));
    }

    function test_tokensThatReturnFalseAreRefused() public {
        odd.behave(OddToken.Manner.ReturnsFalse);
        refuseToSell(abi.encodeWithSignature("SafeERC20FailedOperation(address)", address(odd)));
    }

    function test_withoutAllowanceNothingIsSold() public {
        vm.prank(payer);
        odd.approve(address(market), PRICE - 1);
        Sale memory sale = prepared(address(odd), 5);
        vm.prank(payer);
        (bool sold,) = address(market)
            .call(
                abi.encodeCall(
                    market.buy, (sale.order.listing, sale.terms, holder, sale.order.px, sale.order.parity, 77)
                )
            );
        vm.assertFalse(sold);
        assertState(sale.orderId, IModelMarket.OrderState.None);
        assertBond(100 ether, 0);
    }

    /// @notice While it is being asked to pay or to be paid, a token gets nowhere with the guarded calls.
    function test_tokensCannotReenter() public {
        Sale memory sale = deliver(tokenSale(address(odd), 5), 6, KEY);
        confirm(sale);
        Sale memory other = deliver(tokenSale(address(odd), 7), 8, KEY);
        bytes[4] memory callbacks = [
            abi.encodeCall(market.withdrawFor, (address(odd), payee)),
            abi.encodeCall(market.settle, (settlementOf(other))),
            abi.encodeCall(market.refund, (other.terms, other.order, other.delivery)),
            abi.encodeCall(market.withdrawBond, (1, address(odd)))
        ];
        for (uint256 i = 0; i < callbacks.length; ++i) {
            odd.callBack(address(market), callbacks[i]);
            tokenSale(address(odd), 100 + i);
            vm.assertTrue(odd.calledBack());
            vm.assertFalse(odd.callbackSucceeded());
        }
        odd.callBack(address(market), callbacks[0]);
        market.withdrawFor(address(odd), payee);
        vm.assertFalse(odd.callbackSucceeded());
        vm.assertEq(odd.balanceOf(payee), PRICE);
        vm.assertEq(odd.balanceOf(address(market)), 5 * PRICE);
    }

    /// @notice A blocked payee is not paid, can name another receiver, and stops nobody.
    function test_blockedAccountsBlockNobody() public {
        Sale memory sale = deliver(tokenSale(address(odd), 5), 6, KEY);
        Sale memory second = tokenSale(address(odd), 7);
        odd.blockAccount(payee);
        confirm(sale);
        refund(seller, second);

        refuse(abi.encodeWithSignature("Error(string)", "blocked"));
        market.withdrawFor(address(odd), payee);
        market.withdrawFor(address(odd), payer);
        vm.prank(payee);
        market.withdraw(address(odd), stranger);
        vm.assertEq(odd.balanceOf(stranger), PRICE);
    }

    /// @notice What a hostile token does to its own books touches neither coin nor other tokens.
    function test_currenciesAreKeptApart() public {
        Sale memory good = deliver(tokenSale(address(plain), 5), 6, KEY);
        Sale memory hostile = deliver(tokenSale(address(odd), 7), 8, KEY);
        odd.mint(address(market), type(uint128).max);
        confirm(hostile);
        confirm(good);
        market.withdrawFor(address(odd), payee);
        market.withdrawFor(address(plain), payee);
        vm.assertEq(plain.balanceOf(payee), PRICE);
        refuse(abi.encodeWithSelector(IModelMarket.MarketNothingToPay.selector, payee, NATIVE));
        market.withdrawFor(NATIVE, payee);
        assertBond(100 ether, 0);
    }

    function refuseToSell(bytes memory revertData) private {
        Sale memory sale = prepared(address(odd), 5);
        refuse(revertData);
        vm.prank(payer);
        market.buy(sale.order.listing, sale.terms, holder, sale.order.px, sale.order.parity, 77);
    }

    function wrongPayment(uint256 expected, uint256 paid) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IModelMarket.MarketWrongPayment.selector, expected, paid);
    }
}
