// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IModelMarket} from "../src/interfaces/IModelMarket.sol";
import {Trader} from "./Trader.sol";
import {vm} from "./Vm.sol";

/// @notice The invariants of the protocol, section 10, after every random act. That a cheat never keeps the money, and
/// that no complaint beats an honest seller, is also predicted at each act by the model.
contract InvariantTest {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    Trader private _trader;

    function setUp() public {
        _trader = Trader(vm.deployCode("Trader.sol:Trader")); // by name: see MarketFixture
    }

    /// @notice Section 10, all of it after every act: forge plays each invariant_ function by itself, and one campaign
    /// with every check finds more in the same time than many with one. That gas does not grow with the open orders
    /// is tests/contracts/test_crowd.py.
    function invariant_theProtocolHolds() public view {
        moneyIsConserved();
        ordersWalkTheGraphUnderFrozenTerms();
        noPathPaysBothSides();
        theHonestSellerNeverLoses();
        everyEventAmountIsABalanceChange();
        nobodyReenters();
    }

    /// @notice At the end of every run, a cheating seller loses to each complaint that is still in time, and all that
    /// the market owes can be taken out: what stays is in escrow, locked, or was given.
    function afterInvariant() external {
        theCheatNeverKeepsTheMoney();
        invariant_theProtocolHolds();
        IModelMarket market = _trader.market_();
        uint256 locked = _trader.modelLocked(_trader.sellers(0)) + _trader.modelLocked(_trader.sellers(1));
        vm.assertEq(address(market).balance, _trader.escrow(address(0)) + locked + _trader.donated(), "left");
    }

    /// @notice Every wrong key and every wrong content that is still in time is refunded.
    function theCheatNeverKeepsTheMoney() public {
        _trader.finish();
    }

    /// @dev forge asks which contracts to call.
    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_trader);
    }

    /// @dev And which of their functions.
    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        targets[0].addr = address(_trader);
        targets[0].selectors = new bytes4[](1);
        targets[0].selectors[0] = Trader.act.selector;
    }

    /// @notice Per currency: the balance of coin is exactly escrow, credits, bonds and donations; a token that lies
    /// about what it moves can only leave more.
    function moneyIsConserved() public view {
        IModelMarket market = _trader.market_();
        address odd = address(_trader.token());
        uint256 coin = _trader.escrow(address(0)) + _trader.donated();
        uint256 tokens = _trader.escrow(odd);
        address[5] memory people = _trader.people();
        for (uint256 i = 0; i < people.length; ++i) {
            coin += market.credits(people[i], address(0));
            tokens += market.credits(people[i], odd);
        }
        for (uint256 i = 0; i < 2; ++i) {
            (uint128 free, uint128 locked) = market.bonds(_trader.sellers(i));
            coin += uint256(free) + locked;
        }
        vm.assertEq(address(market).balance, coin, "balance");
        vm.assertTrue(_trader.token().balanceOf(address(market)) >= tokens, "balance of tokens");
    }

    /// @notice Credits and bonds are what the model says: no path pays both sides or pays twice.
    function noPathPaysBothSides() public view {
        IModelMarket market = _trader.market_();
        address odd = address(_trader.token());
        address[5] memory people = _trader.people();
        for (uint256 i = 0; i < people.length; ++i) {
            vm.assertEq(market.credits(people[i], address(0)), _trader.modelCredit(people[i], address(0)), "credit");
            vm.assertEq(market.credits(people[i], odd), _trader.modelCredit(people[i], odd), "credit in tokens");
        }
        for (uint256 i = 0; i < 2; ++i) {
            address seller = _trader.sellers(i);
            (uint128 free, uint128 locked) = market.bonds(seller);
            vm.assertEq(free, _trader.modelFree(seller), "free bond");
            vm.assertEq(locked, _trader.modelLocked(seller), "locked bond");
        }
    }

    /// @notice The honest seller has all that they paid in but what they gave away by being late or by refunding.
    function theHonestSellerNeverLoses() public view {
        (uint128 free, uint128 locked) = _trader.market_().bonds(_trader.sellers(0));
        vm.assertEq(uint256(free) + locked, _trader.paidInByHonest() - _trader.givenByHonest(), "bond");
    }

    /// @notice Every order is where the model put it, under the terms that it was bought under, and licenses until
    /// the model's time: it only walks the graph, and no later act changes it.
    function ordersWalkTheGraphUnderFrozenTerms() public view {
        IModelMarket market = _trader.market_();
        for (uint256 i = 0; i < _trader.sales(); ++i) {
            uint256 orderId = _trader.orderIdAt(i);
            vm.assertEq(market.orderState(orderId), _trader.slotAt(i));
            vm.assertEq(market.licence().licensedUntil(orderId), _trader.modelUntil(orderId), "licence");
        }
    }

    /// @notice Balances and credits follow from the amounts in the events alone: each is a change of a balance. A
    /// token that moves less than it is asked to can only leave more.
    function everyEventAmountIsABalanceChange() public view {
        address market = address(_trader.market_());
        address odd = address(_trader.token());
        uint256[2] memory credits;
        address[5] memory people = _trader.people();
        for (uint256 i = 0; i < people.length; ++i) {
            credits[0] += IModelMarket(market).credits(people[i], address(0));
            credits[1] += IModelMarket(market).credits(people[i], odd);
        }
        vm.assertEq(market.balance - _trader.donated(), _trader.eventBalance(address(0)), "balance by events");
        vm.assertEq(credits[0], _trader.eventCredits(address(0)), "credits by events");
        vm.assertEq(credits[1], _trader.eventCredits(odd), "credits in tokens by events");
        vm.assertTrue(_trader.token().balanceOf(market) >= _trader.eventBalance(odd), "tokens by events");
    }

    /// @notice No payee gets anything by calling back while it is paid.
    function nobodyReenters() public view {
        vm.assertFalse(_trader.hostilePayee().callbackSucceeded());
    }
}
