// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IModelMarket} from "../src/interfaces/IModelMarket.sol";
import {TokenFixture} from "./TokenFixture.sol";
import {vm} from "./Vm.sol";

/// @notice EIP-2612 permits in the same transaction: a convenience that nobody can turn against anybody.
contract PermitTest is TokenFixture {
    uint256 private constant SECRET = 0xa11ce;

    function setUp() public override {
        super.setUp();
        payer = vm.addr(SECRET);
        plain.mint(payer, 10 * PRICE);
        odd.mint(payer, 10 * PRICE);
    }

    function test_aPermitBuysWithoutAllowance() public {
        Sale memory sale = prepared(address(plain), 5);
        buyWith(sale, signed(PRICE, START + 1));
        assertState(sale.orderId, IModelMarket.OrderState.Open);
        vm.assertEq(plain.balanceOf(address(market)), PRICE);
        vm.assertEq(plain.allowance(payer, address(market)), 0);
    }

    /// @notice Whoever copies the permit and uses it first has only set the allowance.
    function test_frontRunPermitsAreHarmless() public {
        Sale memory sale = prepared(address(plain), 5);
        IModelMarket.Permit memory permit = signed(PRICE, START + 1);
        vm.prank(stranger);
        plain.permit(payer, address(market), permit.value, permit.deadline, permit.v, permit.r, permit.s);
        buyWith(sale, permit);
        assertState(sale.orderId, IModelMarket.OrderState.Open);
    }

    /// @notice A token that takes any call for a permit: the allowance decides.
    function test_phantomPermitsAreHarmless() public {
        Sale memory sale = prepared(address(odd), 5);
        vm.assertFalse(tryBuyWith(sale, signed(PRICE, START + 1)));
        vm.prank(payer);
        odd.approve(address(market), PRICE);
        buyWith(sale, signed(PRICE, START + 1));
        assertState(sale.orderId, IModelMarket.OrderState.Open);
    }

    /// @notice Expired, too small or another's: refused, unless the allowance is there anyway.
    function test_badPermitsAreAsNone() public {
        Sale memory sale = prepared(address(plain), 5);
        IModelMarket.Permit memory foreign = signed(PRICE, START + 1);
        foreign.s = bytes32(uint256(foreign.s) ^ 1);
        vm.assertFalse(tryBuyWith(sale, signed(PRICE, START - 1)));
        vm.assertFalse(tryBuyWith(sale, signed(PRICE - 1, START + 1)));
        vm.assertFalse(tryBuyWith(sale, foreign));
        vm.prank(payer);
        plain.approve(address(market), PRICE);
        vm.assertTrue(tryBuyWith(sale, foreign));
    }

    /// @notice A permit of the buyer does not pay for another caller.
    function test_permitsPayForTheirSignerOnly() public {
        Sale memory sale = prepared(address(plain), 5);
        IModelMarket.Permit memory permit = signed(PRICE, START + 1);
        vm.prank(payer);
        plain.approve(address(market), 10 * PRICE);
        address buyer = payer;
        payer = stranger;
        vm.assertFalse(tryBuyWith(sale, permit));
        vm.assertEq(plain.balanceOf(buyer), 10 * PRICE);
    }

    function test_coinNeedsNoPermit() public {
        Sale memory sale = prepared(NATIVE, 5);
        IModelMarket.Permit memory permit = signed(PRICE, START + 1);
        refuse(abi.encodeWithSelector(IModelMarket.MarketCurrencyNotSupported.selector, NATIVE));
        buyWith(sale, permit);
    }

    function signed(uint256 value, uint256 deadline) private view returns (IModelMarket.Permit memory) {
        bytes32 typeHash =
            keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
        bytes32 structHash =
            keccak256(abi.encode(typeHash, vm.addr(SECRET), address(market), value, plain.nonces(payer), deadline));
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(SECRET, keccak256(abi.encodePacked(hex"1901", plain.DOMAIN_SEPARATOR(), structHash)));
        return IModelMarket.Permit(value, deadline, v, r, s);
    }

    function buyWith(Sale memory sale, IModelMarket.Permit memory permit) private {
        vm.prank(payer);
        market.buyWithPermit(sale.order.listing, sale.terms, holder, sale.order.px, sale.order.parity, 77, permit);
    }

    function tryBuyWith(Sale memory sale, IModelMarket.Permit memory permit) private returns (bool sold) {
        vm.prank(payer);
        (sold,) = address(market)
            .call(
                abi.encodeCall(
                    market.buyWithPermit,
                    (sale.order.listing, sale.terms, holder, sale.order.px, sale.order.parity, 77, permit)
                )
            );
    }
}
