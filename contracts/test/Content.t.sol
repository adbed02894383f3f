// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IModelMarket} from "../src/interfaces/IModelMarket.sol";
import {ContentFixture} from "./ContentFixture.sol";
import {vm} from "./Vm.sol";

/// @notice complainContent: a seller of wrong bytes never keeps the money.
contract ContentTest is ContentFixture {
    /// @notice One wrong bit in any leaf of content of any size is refunded, and marks the key.
    function testFuzz_anyWrongLeafIsRefunded(uint256 seed, uint256 place, uint256 bit, address complainer) public {
        Content memory content = seal(sizeOf(seed), bytes32(seed));
        uint256 index = place % content.plainLeaves.length;
        spoil(content, index, bit % 8192);
        Sale memory sale = deliveredSale(terms(content));
        Claim memory claim = claimOf(content, index);

        vm.expectEmit(address(market));
        emit IModelMarket.KeyProvenBad(sale.terms.keyHash);
        vm.expectEmit(address(market));
        emit IModelMarket.Refunded(
            sale.orderId, payer, NATIVE, 1 ether, 0.5 ether, IModelMarket.RefundReason.WrongContent
        );
        vm.prank(complainer);
        complainContent(sale, claim);

        assertState(sale.orderId, IModelMarket.OrderState.Refunded);
        vm.assertEq(credit(payer), 1.5 ether);
        assertBond(0, 0);
        vm.assertTrue(market.bad(sale.terms.keyHash));
    }

    /// @notice First, middle, last of a chunk, first of the next, last, and a short last leaf: each by itself.
    function test_wrongLeavesAtEveryKindOfPlace() public {
        uint64 size = 65536 + 1024 + 7;
        uint256[6] memory places = [uint256(0), 1, 62, 63, 64, 65];
        deposit(100 ether);
        for (uint256 i = 0; i < places.length; ++i) {
            Content memory content = seal(size, bytes32(i));
            spoil(content, places[i], 8 * 6);
            bytes16 key = KEY;
            // each under another seller's keyHash would need another key: forget the mark instead
            vm.store(address(market), keccak256(abi.encode(keyHashOf(seller, key), uint256(6))), 0);
            IModelMarket.Terms memory listed = terms(content);
            Sale memory sale = deliver(buy(list(listed), listed, 100 + i), 54321, key);
            complainContent(sale, claimOf(content, places[i]));
            assertState(sale.orderId, IModelMarket.OrderState.Refunded);
        }
    }

    /// @notice The last chunk sealed with the wrong flag decrypts to other bytes, all of it.
    function test_theWrongLastFlagIsRefunded() public {
        Content memory content = seal(65536 + 3000, "flag", 0);
        IModelMarket.Terms memory listed = terms(content);
        deposit(10 ether);
        Sale memory sale = deliver(buy(list(listed), listed, 7), 8, KEY);
        refuseClaim(
            abi.encodeWithSelector(IModelMarket.MarketContentIsRight.selector, sale.orderId, uint64(63)),
            sale,
            claimOf(content, 63)
        );
        complainContent(sale, claimOf(content, 66));
        assertState(sale.orderId, IModelMarket.OrderState.Refunded);
    }

    /// @notice A promised hash that no bytes have, right bytes or not, is a wrong leaf.
    function test_aWrongPromiseIsAWrongLeaf() public {
        Content memory content = seal(5000, "promise");
        content.plainLeaves[3] = keccak256("nothing hashes to this");
        Sale memory sale = deliveredSale(terms(content));
        complainContent(sale, claimOf(content, 3));
        assertState(sale.orderId, IModelMarket.OrderState.Refunded);
    }

    /// @notice Any key but the listed one is no evidence, even if it was delivered.
    function testFuzz_onlyTheListedKeyIsHeard(bytes16 other) public {
        vm.assume(other != KEY);
        Content memory content = seal(2000, "keys");
        spoil(content, 0, 0);
        Sale memory sale = deliver(openSale(terms(content), 12345), 54321, other);
        Claim memory claim = claimOf(content, 0);
        claim.key = other;
        refuseClaim(abi.encodeWithSelector(IModelMarket.MarketKeyNotListed.selector, sale.orderId), sale, claim);

        claim.key = KEY; // the wrong bytes are wrong, whatever was delivered
        complainContent(sale, claim);
        assertState(sale.orderId, IModelMarket.OrderState.Refunded);
    }

    function test_theDeadlineIsExact() public {
        Content memory content = seal(2000, "time");
        spoil(content, 0, 0);
        deposit(1 ether);
        IModelMarket.Terms memory listed = terms(content);
        uint64 listing = list(listed);
        Sale memory first = deliver(buy(listing, listed, 5), 6, KEY);
        Sale memory second = deliver(buy(listing, listed, 7), 8, KEY);
        Claim memory claim = claimOf(content, 0);

        vm.warp(START + 7 days);
        refuseClaim(
            abi.encodeWithSelector(IModelMarket.MarketTooLate.selector, START + 7 days, START + 7 days), second, claim
        );
        vm.warp(START + 7 days - 1);
        complainContent(first, claim);

        // proven once, refundable for everybody under the key, also after the window
        vm.warp(START + 30 days);
        refuse(abi.encodeWithSelector(IModelMarket.MarketKeyIsBad.selector, listed.keyHash));
        settle(second);
        refund(stranger, second);
        vm.assertEq(credit(payer), 3 ether);
    }

    function test_openFinalAndRefundedOrdersAreNotHeard() public {
        Content memory content = seal(2000, "states");
        spoil(content, 0, 0);
        Claim memory claim = claimOf(content, 0);
        Sale memory sale = openSale(terms(content), 5);
        refuseClaim(inState(sale.orderId, IModelMarket.OrderState.Open), sale, claim);
        sale = deliver(sale, 6, KEY);
        vm.prank(holder);
        market.confirm(sale.terms, sale.order, sale.delivery);
        refuseClaim(inState(sale.orderId, IModelMarket.OrderState.Final), sale, claim);
        vm.assertFalse(market.bad(sale.terms.keyHash));
    }

    /// @notice Two orders of one content: each is refunded, the key is marked once.
    function test_eachOrderCanBeComplainedAbout() public {
        Content memory content = seal(2000, "twice");
        spoil(content, 1, 0);
        deposit(1 ether);
        IModelMarket.Terms memory listed = terms(content);
        uint64 listing = list(listed);
        Sale memory first = deliver(buy(listing, listed, 5), 6, KEY);
        Sale memory second = deliver(buy(listing, listed, 7), 8, KEY);
        complainContent(first, claimOf(content, 1));
        Claim memory claim = claimOf(content, 1);
        vm.recordLogs();
        complainContent(second, claim);
        vm.assertEq(vm.getRecordedLogs()[0].topics[0], IModelMarket.Refunded.selector);
        refuseClaim(inState(first.orderId, IModelMarket.OrderState.Refunded), first, claimOf(content, 1));
    }

    /// @notice Another market on the same chain knows another key hash. Other chains: HonestSeller.t.sol.
    function test_proofsAreNotReplayedOnOtherMarkets() public {
        Content memory content = seal(2000, "markets");
        spoil(content, 0, 0);
        IModelMarket.Terms memory elsewhere = terms(content);
        IModelMarket first = market;
        super.setUp(); // a second market
        vm.assertTrue(address(market) != address(first));
        Sale memory sale = deliver(openSale(elsewhere, 5), 6, KEY);
        refuseClaim(
            abi.encodeWithSelector(IModelMarket.MarketKeyNotListed.selector, sale.orderId), sale, claimOf(content, 0)
        );
    }

    function inState(uint256 orderId, IModelMarket.OrderState state) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IModelMarket.MarketOrderInState.selector, orderId, state);
    }
}
