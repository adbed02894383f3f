// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IModelMarket} from "../src/interfaces/IModelMarket.sol";
import {ContentFixture} from "./ContentFixture.sol";
import {vm} from "./Vm.sol";

/// @notice Every deadline, one second before it, in its second and one second after: exactly one of two calls is
/// accepted at any time, so that nobody wins by a second that belongs to both or to none.
contract DeadlinesTest is ContentFixture {
    uint256 private constant DELIVER_BY = START + 48 hours;
    uint256 private constant DISPUTE_BY = START + 7 days;
    uint256 private constant ENDS = START + 30 days;

    IModelMarket.Terms private listed;
    uint64 private listing;

    function setUp() public override {
        super.setUp();
        Content memory content = seal(2000, "deadlines");
        spoil(content, 1, 0);
        IModelMarket.Terms memory given = terms(content);
        (given.period, given.renewUntil, given.keyFee) = (30 days, uint40(START + 60 days), 0);
        listed = given;
        deposit(10 ether);
        listing = list(given);
    }

    /// @notice The seller may deliver until the deadline, anyone may refund from it on.
    function test_deliverOrRefundButNeverBoth() public {
        Sale memory sale = buy(listing, listed, 5);
        (uint256 rx, uint8 parity) = pointOf(6);
        bytes memory deliver_ = abi.encodeCall(market.deliver, (sale.terms, sale.order, rx, parity, KEY));
        bytes memory refund_ = abi.encodeCall(market.refund, (sale.terms, sale.order, sale.delivery));
        exclusive(DELIVER_BY, seller, deliver_, stranger, refund_);
    }

    /// @notice Whoever was sent a wrong key may complain until the deadline, anyone may settle from it on.
    function test_complainAboutTheKeyOrSettleButNeverBoth() public {
        Sale memory sale = deliver(buy(listing, listed, 5), 6, bytes16(uint128(1)));
        bytes memory complaint = abi.encodeCall(market.complainKey, (sale.terms, sale.order, sale.delivery, sale.d));
        exclusive(DISPUTE_BY, payer, complaint, stranger, abi.encodeCall(market.settle, (settlementOf(sale))));
    }

    /// @notice The same with wrong content.
    function test_complainAboutContentOrSettleButNeverBoth() public {
        Sale memory sale = deliver(buy(listing, listed, 5), 6, KEY);
        Content memory content = seal(2000, "deadlines");
        spoil(content, 1, 0);
        Claim memory claim = claimOf(content, 1);
        for (uint256 time = DISPUTE_BY - 1; time <= DISPUTE_BY + 1; ++time) {
            uint256 before = vm.snapshotState();
            vm.warp(time);
            vm.assertTrue(isHeard(sale, claim) == time < DISPUTE_BY);
            vm.revertToState(before);
            vm.warp(time);
            bytes memory settle_ = abi.encodeCall(market.settle, (settlementOf(sale)));
            vm.assertTrue(isAccepted(stranger, settle_) == time >= DISPUTE_BY);
            vm.revertToState(before);
        }
    }

    /// @notice A licence is good for asking until it ends.
    function test_keysAreAskedForUntilTheLicenceEnds() public {
        Sale memory sale = confirmed(5);
        (uint256 px, uint8 parity) = pointOf(9);
        bytes memory request = abi.encodeCall(market.requestKey, (sale.terms, sale.order, px, parity, 1));
        for (uint256 time = ENDS - 1; time <= ENDS + 1; ++time) {
            vm.assertTrue(acceptedAt(time, holder, request) == time < ENDS);
        }
    }

    /// @notice A renewal may end with renewUntil, not after it.
    function test_renewalsEndWithTheirLastSecond() public {
        Sale memory sale = confirmed(5);
        bytes memory renewal = abi.encodeCall(market.renew, (sale.terms, sale.order, sale.delivery, 1));
        // expired at ENDS = renewUntil - period: from then on, a period from now ends too late
        for (uint256 time = ENDS - 1; time <= ENDS + 1; ++time) {
            uint256 before = vm.snapshotState();
            vm.warp(time);
            vm.prank(payer);
            (bool accepted,) = address(market).call{value: sale.terms.price}(renewal);
            vm.assertTrue(accepted == time <= ENDS);
            vm.revertToState(before);
        }
    }

    function exclusive(uint256 deadline, address first, bytes memory before, address second, bytes memory since)
        private
    {
        for (uint256 time = deadline - 1; time <= deadline + 1; ++time) {
            vm.assertTrue(acceptedAt(time, first, before) == time < deadline);
            vm.assertTrue(acceptedAt(time, second, since) == time >= deadline);
        }
    }

    function acceptedAt(uint256 time, address caller, bytes memory data) private returns (bool accepted) {
        uint256 before = vm.snapshotState();
        vm.warp(time);
        accepted = isAccepted(caller, data);
        vm.revertToState(before);
    }

    function isAccepted(address caller, bytes memory data) private returns (bool accepted) {
        vm.prank(caller);
        (accepted,) = address(market).call(data);
    }

    function confirmed(uint256 d) private returns (Sale memory sale) {
        sale = deliver(buy(listing, listed, d), d + 1, KEY);
        vm.prank(holder);
        market.confirm(sale.terms, sale.order, sale.delivery);
    }
}
