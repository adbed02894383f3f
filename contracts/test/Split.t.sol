// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IRevenueSplit} from "../src/interfaces/IRevenueSplit.sol";
import {IRevenueSplits} from "../src/interfaces/IRevenueSplits.sol";
import {RejectingReceiver} from "./mocks/Receivers.sol";
import {TokenFixture} from "./TokenFixture.sol";
import {vm} from "./Vm.sol";

/// @notice Revenue splits: each account takes its floor share, at any time, whatever the others do.
contract SplitTest is TokenFixture {
    IRevenueSplits private splits;
    address[8] private accounts;

    function setUp() public override {
        super.setUp();
        splits = IRevenueSplits(vm.deployCode("RevenueSplits.sol:RevenueSplits"));
        for (uint256 i = 0; i < accounts.length; ++i) {
            accounts[i] = address(uint160(0xacc0 + i));
        }
    }

    /// @notice floor(total * bps / 10000) - released, per account, in any order, with less than eight units of dust.
    function testFuzz_everyAccountTakesItsFloor(uint256 seed, uint96[4] memory incomes) public {
        IRevenueSplit.Share[] memory shares = randomShares(seed);
        IRevenueSplit split = IRevenueSplit(splits.create(shares));
        uint256 total = 0;
        for (uint256 i = 0; i < incomes.length; ++i) {
            total += incomes[i];
            vm.deal(address(split), address(split).balance + incomes[i]);
            address account = shares[(seed >> i) % shares.length].account;
            if (split.due(account, NATIVE) != 0) split.withdrawFor(NATIVE, account);
        }
        for (uint256 i = 0; i < shares.length; ++i) {
            if (split.due(shares[i].account, NATIVE) != 0) split.withdrawFor(NATIVE, shares[i].account);
            vm.assertEq(shares[i].account.balance, total * shares[i].bps / 10_000);
            vm.assertEq(split.due(shares[i].account, NATIVE), 0);
        }
        vm.assertTrue(address(split).balance < 8);
    }

    /// @notice Named as payee, the split is paid as anyone is, and pays on.
    function test_aSplitIsAPayee() public {
        IRevenueSplit split = IRevenueSplit(splits.create(two(7000, 3000)));
        payee = address(split);
        finalTokenSale(NATIVE, 5);
        finalTokenSale(address(plain), 7);
        market.withdrawFor(NATIVE, payee);
        market.withdrawFor(address(plain), payee);
        split.withdrawFor(NATIVE, accounts[0]);
        vm.prank(accounts[1]);
        split.withdraw(NATIVE, stranger);
        split.withdrawFor(address(plain), accounts[1]);
        vm.assertEq(accounts[0].balance, 700);
        vm.assertEq(stranger.balance, 1_000_000 ether + 300);
        vm.assertEq(plain.balanceOf(accounts[1]), 300);
    }

    /// @notice A listing may name a split that is made later.
    function test_theAddressFollowsFromTheShares() public {
        IRevenueSplit.Share[] memory shares = two(1, 9999);
        address expected = splits.addressOf(shares);
        vm.deal(expected, 10_000);
        vm.assertEq(splits.create(shares), expected);
        vm.assertEq(splits.create(shares), expected);
        IRevenueSplit(payable(expected)).withdrawFor(NATIVE, accounts[0]);
        vm.assertEq(accounts[0].balance, 1);
        vm.assertEq(keccak256(abi.encode(IRevenueSplit(payable(expected)).shares())), keccak256(abi.encode(shares)));
    }

    /// @notice One that refuses coin or is blocked stops nobody, and can name another receiver.
    function test_blockingAccountsBlockNobody() public {
        accounts[0] = address(new RejectingReceiver());
        IRevenueSplit split = IRevenueSplit(splits.create(two(5000, 5000)));
        vm.deal(address(split), 100);
        odd.mint(address(split), 100);
        odd.blockAccount(accounts[0]);
        refuse(abi.encodeWithSelector(IRevenueSplit.SplitPaymentFailed.selector, accounts[0], uint256(50)));
        split.withdrawFor(NATIVE, accounts[0]);
        split.withdrawFor(NATIVE, accounts[1]);
        split.withdrawFor(address(odd), accounts[1]);
        vm.prank(accounts[0]);
        split.withdraw(NATIVE, stranger);
        vm.assertEq(stranger.balance, 1_000_000 ether + 50);
        vm.assertEq(odd.balanceOf(accounts[1]), 50);
    }

    /// @notice A token that calls back while it pays cannot take twice.
    function test_tokensCannotReenter() public {
        IRevenueSplit split = IRevenueSplit(splits.create(two(5000, 5000)));
        odd.mint(address(split), 100);
        odd.callBack(address(split), abi.encodeCall(split.withdrawFor, (address(odd), accounts[1])));
        split.withdrawFor(address(odd), accounts[0]);
        vm.assertFalse(odd.callbackSucceeded());
        vm.assertEq(odd.balanceOf(accounts[0]), 50);
    }

    function test_strangersAndEmptySharesAreNotPaid() public {
        IRevenueSplit split = IRevenueSplit(splits.create(two(5000, 5000)));
        refuse(abi.encodeWithSelector(IRevenueSplit.SplitNothingToPay.selector, accounts[0], NATIVE));
        split.withdrawFor(NATIVE, accounts[0]);
        refuse(abi.encodeWithSelector(IRevenueSplit.SplitNoShare.selector, stranger));
        split.withdrawFor(NATIVE, stranger);
        refuse(abi.encodeWithSelector(IRevenueSplit.SplitZeroAddress.selector));
        vm.prank(accounts[0]);
        split.withdraw(NATIVE, address(0));
    }

    function test_sharesAreChecked() public {
        refuse(abi.encodeWithSelector(IRevenueSplits.SplitsWrongCount.selector, uint256(0)));
        splits.create(new IRevenueSplit.Share[](0));
        refuse(abi.encodeWithSelector(IRevenueSplits.SplitsWrongCount.selector, uint256(9)));
        splits.create(new IRevenueSplit.Share[](9));
        refuse(abi.encodeWithSelector(IRevenueSplits.SplitsWrongSum.selector, uint256(9999)));
        splits.create(two(5000, 4999));
        refuse(abi.encodeWithSelector(IRevenueSplits.SplitsEmptyShare.selector, uint256(1)));
        splits.create(two(10_000, 0));
        IRevenueSplit.Share[] memory shares = two(5000, 5000);
        shares[1].account = shares[0].account;
        refuse(abi.encodeWithSelector(IRevenueSplits.SplitsSameAccount.selector, accounts[0]));
        splits.create(shares);
        shares[0].account = address(0);
        refuse(abi.encodeWithSelector(IRevenueSplits.SplitsEmptyShare.selector, uint256(0)));
        splits.create(shares);
    }

    function two(uint16 first, uint16 second) private view returns (IRevenueSplit.Share[] memory shares) {
        shares = new IRevenueSplit.Share[](2);
        shares[0] = IRevenueSplit.Share(accounts[0], first);
        shares[1] = IRevenueSplit.Share(accounts[1], second);
    }

    function randomShares(uint256 seed) private view returns (IRevenueSplit.Share[] memory shares) {
        uint256 count = 1 + seed % 8;
        shares = new IRevenueSplit.Share[](count);
        uint16 left = 10_000;
        for (uint256 i = 0; i < count; ++i) {
            uint256 most = left - (count - 1 - i); // each later one needs one
            uint16 bps = i == count - 1 ? left : uint16(1 + uint256(keccak256(abi.encode(seed, i))) % most);
            shares[i] = IRevenueSplit.Share(accounts[i], bps);
            left -= bps;
        }
    }
}
