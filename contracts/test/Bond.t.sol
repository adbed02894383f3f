// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IModelMarket} from "../src/interfaces/IModelMarket.sol";
import {MarketFixture} from "./MarketFixture.sol";
import {RejectingReceiver} from "./mocks/Receivers.sol";
import {vm} from "./Vm.sol";

/// @notice depositBond, withdrawBond, setOperator.
contract BondTest is MarketFixture {
    function testFuzz_whatGoesInComesOut(uint96 amount, uint96 taken) public {
        vm.assume(amount != 0 && taken != 0);
        taken = taken > amount ? amount : taken;
        vm.deal(seller, amount);

        vm.expectEmit(address(market));
        emit IModelMarket.BondDeposited(seller, amount);
        deposit(amount);
        assertBond(amount, 0);
        vm.expectEmit(address(market));
        emit IModelMarket.BondWithdrawn(seller, taken, stranger);
        uint256 before = stranger.balance;
        vm.prank(seller);
        market.withdrawBond(taken, stranger);

        assertBond(amount - taken, 0);
        vm.assertEq(stranger.balance - before, taken);
        vm.assertEq(address(market).balance, amount - taken);
    }

    function test_nothingIsNoDeposit() public {
        refuse(abi.encodeWithSelector(IModelMarket.MarketNothingToPay.selector, seller, NATIVE));
        vm.prank(seller);
        market.depositBond();
    }

    function test_lockedBondCannotBeWithdrawn() public {
        deposit(0.25 ether);
        openSale();
        assertBond(0.25 ether, 0.5 ether);

        refuse(abi.encodeWithSelector(IModelMarket.MarketFreeBondTooLow.selector, seller, 0.25 ether, 0.25 ether + 1));
        vm.prank(seller);
        market.withdrawBond(0.25 ether + 1, seller);
        vm.prank(seller);
        market.withdrawBond(0.25 ether, seller);
        assertBond(0, 0.5 ether);
    }

    function test_onlyOnesOwnBondCanBeWithdrawn() public {
        deposit(1 ether);
        refuse(abi.encodeWithSelector(IModelMarket.MarketFreeBondTooLow.selector, stranger, 0, 1));
        vm.prank(stranger);
        market.withdrawBond(1, stranger);
    }

    function test_withdrawalsHaveAnAmountAndAReceiver() public {
        deposit(1 ether);
        refuse(abi.encodeWithSelector(IModelMarket.MarketNothingToPay.selector, seller, NATIVE));
        vm.prank(seller);
        market.withdrawBond(0, seller);
        refuse(abi.encodeWithSelector(IModelMarket.MarketZeroAddress.selector));
        vm.prank(seller);
        market.withdrawBond(1, address(0));
        address rejecting = address(new RejectingReceiver());
        refuse(abi.encodeWithSelector(IModelMarket.MarketPaymentFailed.selector, rejecting, 1));
        vm.prank(seller);
        market.withdrawBond(1, rejecting);
        // an amount that would wrap a uint128
        refuse(abi.encodeWithSelector(IModelMarket.MarketFreeBondTooLow.selector, seller, 1 ether, uint256(1) << 128));
        vm.prank(seller);
        market.withdrawBond(uint256(1) << 128, seller);
    }

    function test_operatorIsNamedAndRevoked() public {
        vm.expectEmit(address(market));
        emit IModelMarket.OperatorSet(seller, operator);
        vm.prank(seller);
        market.setOperator(operator);
        vm.assertEq(market.operatorOf(seller), operator);
        vm.assertEq(market.operatorOf(stranger), address(0));

        vm.prank(seller);
        market.setOperator(address(0));
        vm.assertEq(market.operatorOf(seller), address(0));
    }

    /// @notice Coin that belongs to nobody does not enter by itself.
    function test_plainTransfersAreRefused() public {
        vm.prank(stranger);
        (bool accepted,) = address(market).call{value: 1}("");
        vm.assertFalse(accepted);
    }
}
