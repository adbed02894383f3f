// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IModelMarket} from "../src/interfaces/IModelMarket.sol";
import {MarketFixture} from "./MarketFixture.sol";
import {OddToken, PlainToken} from "./mocks/Tokens.sol";
import {vm} from "./Vm.sol";

/// @notice The same market, with prices in tokens.
abstract contract TokenFixture is MarketFixture {
    uint128 internal constant PRICE = 1000;

    PlainToken internal plain;
    OddToken internal odd;

    function setUp() public virtual override {
        super.setUp();
        plain = PlainToken(vm.deployCode("Tokens.sol:PlainToken"));
        odd = OddToken(vm.deployCode("Tokens.sol:OddToken"));
        plain.mint(payer, 10 * PRICE);
        odd.mint(payer, 10 * PRICE);
        vm.prank(payer);
        plain.approve(address(market), type(uint256).max);
        vm.prank(payer);
        odd.approve(address(market), 100 * PRICE);
        deposit(100 ether);
    }

    function tokenTerms(address currency) internal view returns (IModelMarket.Terms memory terms) {
        terms = defaultTerms();
        terms.currency = currency;
        terms.price = PRICE;
        terms.keyFee = 7;
        terms.period = 30 days;
        terms.renewUntil = uint40(START + 100 days);
    }

    function tokenSale(address currency, uint256 d) internal returns (Sale memory sale) {
        sale = prepared(currency, d);
        vm.prank(payer);
        market.buy{value: currency == NATIVE ? PRICE : 0}(
            sale.order.listing, sale.terms, holder, sale.order.px, sale.order.parity, 77
        );
    }

    /// @dev Listed, not yet bought.
    function prepared(address currency, uint256 d) internal returns (Sale memory sale) {
        sale.d = d;
        sale.terms = tokenTerms(currency);
        (uint256 px, uint8 parity) = pointOf(d);
        uint64 listing = list(sale.terms);
        sale.order = IModelMarket.Order(listing, payer, holder, uint40(block.timestamp), px, parity, 77);
        sale.orderId = idOf(sale.order);
    }

    function confirm(Sale memory sale) internal {
        vm.prank(holder);
        market.confirm(sale.terms, sale.order, sale.delivery);
    }

    function finalTokenSale(address currency, uint256 d) internal returns (Sale memory sale) {
        sale = deliver(tokenSale(currency, d), d + 1000, KEY);
        confirm(sale);
    }
}
