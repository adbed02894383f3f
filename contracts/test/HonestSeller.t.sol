// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IModelMarket} from "../src/interfaces/IModelMarket.sol";
import {ContentFixture} from "./ContentFixture.sol";
import {MarketFixture} from "./MarketFixture.sol";
import {vm} from "./Vm.sol";

/// @notice An honest seller never loses: replays across markets and chains, reorgs, forged knowledge, and keys that
/// are bad already. What is shown about leaves is in HonestContent.t.sol, about deadlines in Deadlines.t.sol.
contract HonestSellerTest is ContentFixture {
    uint256 private constant OTHER_CHAIN = 424_242;
    uint256 private before;

    /// @dev What the test began with, to go back to.
    function setUp() public override {
        before = vm.snapshotState();
        MarketFixture.setUp();
    }

    // replays

    /// @notice The complaint that beat a cheat on one market says nothing on another of the same chain.
    function test_complaintsAreNotReplayedOnOtherMarkets() public {
        Sale memory cheated = deliver(openSale(), 6, bytes16(uint128(1)));
        complain(cheated, cheated.d);
        IModelMarket first = market;
        MarketFixture.setUp();
        vm.assertTrue(address(market) != address(first));
        Sale memory honest = deliver(openSale(), 6, KEY);

        vm.assertEq(idOf(cheated.order), honest.orderId); // under this market's address
        refuse(wrongOrder(honest));
        complain(cheated, cheated.d);
        refuse(abi.encodeWithSelector(IModelMarket.MarketKeyIsRight.selector, honest.orderId));
        complain(honest, honest.d);
        assertBond(0, 0.5 ether);
    }

    /// @notice The same market, address by address, on another chain: neither a complaint nor a proof of wrong content
    /// nor a delivery of one chain is good on the other.
    function test_nothingIsReplayedOnOtherChains() public {
        Content memory right = seal(2000, "chains");
        Content memory wrong = seal(2000, "chains");
        spoil(wrong, 1, 0);
        Sale memory cheated = deliveredSale(terms(wrong));
        address here = address(market);
        onOtherChain();
        vm.assertEq(address(market), here);
        Sale memory honest = deliveredSale(terms(right));

        vm.assertTrue(honest.orderId != cheated.orderId && honest.terms.keyHash != cheated.terms.keyHash);
        refuse(wrongOrder(honest));
        complain(cheated, cheated.d);
        vm.assertFalse(isHeard(cheated, claimOf(wrong, 1)));
        vm.assertFalse(isHeard(honest, claimOf(wrong, 1)));
        vm.assertFalse(isHeard(honest, claimOf(right, 1)));
        assertBond(0, 0.5 ether);
    }

    /// @notice A delivery made for one chain, sent again on the other, hands over no right key: whoever sends it there
    /// must be the seller, whose software wraps for each chain anew.
    function test_deliveriesAreWrappedForTheirChain() public {
        Sale memory here = deliveredSale();
        onOtherChain();
        Sale memory there = openSale();
        refuse(abi.encodeWithSelector(IModelMarket.MarketMayNotDeliver.selector, stranger, seller));
        vm.prank(stranger);
        market.deliver(there.terms, there.order, here.delivery.rx, here.delivery.parity, here.delivery.wrapped);

        vm.prank(seller);
        market.deliver(there.terms, there.order, here.delivery.rx, here.delivery.parity, here.delivery.wrapped);
        there.delivery = here.delivery;
        complain(there, there.d);
        assertState(there.orderId, IModelMarket.OrderState.Refunded);
    }

    // reorgs

    /// @notice A reorg takes the purchase away after the delivery was signed, and another order comes in its place: the
    /// delivery fails, and costs neither bond nor key.
    function test_aReorgBetweenBuyAndDeliver() public {
        deposit(1 ether);
        uint64 listing = list(defaultTerms());
        uint256 fork = vm.snapshotState();
        Sale memory gone = buy(listing, defaultTerms(), 5);
        bytes memory signed = signedDelivery(gone, 6);
        vm.revertToState(fork);
        Sale memory instead = buy(listing, defaultTerms(), 7);

        refuse(inState(gone.orderId, IModelMarket.OrderState.None));
        sendAsSeller(signed);
        assertState(instead.orderId, IModelMarket.OrderState.Open);
        assertBond(0.5 ether, 0.5 ether);
        vm.assertTrue(instead.orderId != gone.orderId);
    }

    /// @notice The same purchase is mined again in a later block: the signed delivery names another time of buying and
    /// fails; wrapped for the same order it is sent anew, and the buyer cannot complain.
    function test_aReorgThatMovesThePurchase() public {
        deposit(1 ether);
        uint64 listing = list(defaultTerms());
        uint256 fork = vm.snapshotState();
        Sale memory gone = buy(listing, defaultTerms(), 5);
        bytes memory signed = signedDelivery(gone, 6);
        vm.revertToState(fork);
        vm.warp(START + 12);
        Sale memory again = buy(listing, defaultTerms(), 5);
        vm.assertEq(again.orderId, gone.orderId);

        refuse(abi.encodeWithSelector(IModelMarket.MarketWrongOrder.selector, gone.orderId));
        sendAsSeller(signed);
        again = deliver(again, 6, KEY);
        refuse(abi.encodeWithSelector(IModelMarket.MarketKeyIsRight.selector, again.orderId));
        complain(again, again.d);
    }

    /// @notice A reorg gives the listing's number to somebody else's listing: a purchase that presents the terms is
    /// refused, and nobody pays the wrong seller.
    function test_aReorgThatRenumbersTheListings() public {
        uint256 fork = vm.snapshotState();
        uint64 listing = list(defaultTerms());
        vm.revertToState(fork);
        IModelMarket.Terms memory others = defaultTerms();
        (others.seller, others.payee) = (stranger, stranger);
        vm.assertEq(list(others), listing);
        deposit(1 ether);

        (uint256 px, uint8 parity) = pointOf(5);
        bytes32 termsHash = hashOf(defaultTerms());
        refuse(abi.encodeWithSelector(IModelMarket.MarketWrongTerms.selector, listing, termsHash));
        vm.prank(payer);
        market.buy{value: 1 ether}(listing, defaultTerms(), holder, px, parity, 77);
    }

    // forged knowledge

    /// @notice Knowledge of d is not forged from what everyone sees: the challenge, the points, the ids, the secret of
    /// another order, and sums and mirrors of them.
    function testFuzz_forgedKnowledgeIsNoKnowledge(uint256 d, uint256 e, uint256 first, uint256 second) public {
        (d, e) = (usable(d), usable(e));
        vm.assume(d != e);
        Sale memory sale = deliver(openSale(defaultTerms(), d), e, KEY);
        uint256 challenge = uint256(keccak256(abi.encode(opened(sale), sale.delivery)));
        uint256[8] memory seen = [
            challenge % N, sale.order.px, sale.delivery.rx, sale.orderId, e, uint256(77), 0, uint256(sale.terms.keyHash)
        ];
        uint256 left = seen[first % 8];
        uint256 right = seen[second % 8];
        uint256[4] memory forged = [left, addmod(left, right, N), N - left % N, mulmod(left, right, N)];
        for (uint256 i = 0; i < 4; ++i) {
            vm.assume(forged[i] % N != d);
            refuse(abi.encodeWithSelector(IModelMarket.MarketWrongSecret.selector, sale.orderId));
            complain(sale, forged[i]);
        }
    }

    /// @notice A buyer who took somebody else's point for P, whose d they do not know, gets nothing by the d of an
    /// order of their own; the right key stays right for whoever does know it.
    function test_aBorrowedPointGivesNoKnowledge() public {
        deposit(1 ether);
        uint64 listing = list(defaultTerms());
        Sale memory honest = deliver(buy(listing, defaultTerms(), 5), 6, KEY);
        holder = stranger;
        Sale memory borrowed = deliver(buy(listing, defaultTerms(), 5), 8, KEY);
        vm.assertEq(borrowed.order.px, honest.order.px);

        refuse(abi.encodeWithSelector(IModelMarket.MarketWrongSecret.selector, borrowed.orderId));
        complain(borrowed, 9);
        refuse(abi.encodeWithSelector(IModelMarket.MarketKeyIsRight.selector, borrowed.orderId));
        complain(borrowed, 5);
    }

    /// @notice A right delivery is beaten by no complaint whose structs were changed in one place.
    function testFuzz_noChangedComplaintBeatsARightKey(uint256 place, uint256 value) public {
        Sale memory sale = deliveredSale();
        place %= 8;
        if (place == 0) sale.terms.keyHash = bytes32(value);
        if (place == 1) sale.terms.seller = address(uint160(value));
        if (place == 2) sale.terms.disputeIn = uint32(value);
        if (place == 3) sale.delivery.wrapped = bytes16(uint128(value));
        if (place == 4) sale.delivery.rx = value;
        if (place == 5) sale.delivery.parity = uint8(value % 2);
        if (place == 6) sale.order.boughtAt = uint40(value);
        if (place == 7) sale.order.px = value;
        bytes memory data = abi.encodeCall(market.complainKey, (sale.terms, sale.order, sale.delivery, sale.d));
        (bool heard,) = address(market).call(data);
        vm.assertFalse(heard);
        assertState(sale.orderId, IModelMarket.OrderState.Delivered);
    }

    // bad keys

    /// @notice What is proven bad is not sold any more, from no listing and under no terms of that seller: nobody buys
    /// it to be paid the bond.
    function test_whatIsBadAlreadyIsNotBought() public {
        deposit(10 ether);
        Content memory content = seal(2000, "bad");
        spoil(content, 0, 0);
        IModelMarket.Terms memory listed = terms(content);
        uint64 listing = list(listed);
        uint64 twin = list(listed);
        Sale memory sale = deliver(buy(listing, listed, 5), 6, KEY);
        complainContent(sale, claimOf(content, 0));
        assertBond(9.5 ether, 0);

        refuseToSell(listing, listed);
        refuseToSell(twin, listed);
        IModelMarket.Terms memory revised = terms(seal(2000, "right at last"));
        revised.price = 2 ether;
        vm.prank(seller);
        market.revise(listing, listed, revised, CARD);
        refuseToSell(listing, revised);
        refuseToSell(list(revised), revised);
        assertBond(9.5 ether, 0);
        // under a fresh key the same bytes are sold as before
        revised.keyHash = keyHashOf(seller, bytes16(uint128(2)));
        buy(list(revised), revised, 9);
        assertBond(9 ether, 0.5 ether);
    }

    function refuseToSell(uint64 listing, IModelMarket.Terms memory listed) private {
        (uint256 px, uint8 parity) = pointOf(77);
        refuse(abi.encodeWithSelector(IModelMarket.MarketKeyIsBad.selector, listed.keyHash));
        vm.prank(payer);
        market.buy{value: listed.price}(listing, listed, holder, px, parity, 77);
    }

    /// @dev Nothing has happened yet, and the chain is another one; memory stays.
    function onOtherChain() private {
        vm.revertToState(before);
        vm.chainId(OTHER_CHAIN);
        MarketFixture.setUp();
        vm.assertEq(market.chainId(), OTHER_CHAIN);
    }

    function signedDelivery(Sale memory sale, uint256 e) private returns (bytes memory) {
        (uint256 rx, uint8 parity) = pointOf(e);
        bytes16 wrapped = wrap(sale.orderId, vm.addr(mulmod(sale.d, e, N)), KEY);
        return abi.encodeCall(market.deliver, (sale.terms, sale.order, rx, parity, wrapped));
    }

    function sendAsSeller(bytes memory data) private {
        vm.prank(seller);
        (bool accepted, bytes memory said) = address(market).call(data);
        if (accepted) return;
        assembly ("memory-safe") {
            revert(add(said, 0x20), mload(said))
        }
    }

    function usable(uint256 seed) private returns (uint256 secret) {
        secret = scalar(seed);
        (uint256 x,) = pointOf(secret);
        vm.assume(x < N);
    }

    function opened(Sale memory sale) private pure returns (bytes32) {
        return keccak256(abi.encode(hashOf(sale.terms), sale.order));
    }

    function wrongOrder(Sale memory honest) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IModelMarket.MarketWrongOrder.selector, honest.orderId);
    }

    function inState(uint256 orderId, IModelMarket.OrderState state) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IModelMarket.MarketOrderInState.selector, orderId, state);
    }
}
