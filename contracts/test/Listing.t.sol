// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IModelMarket} from "../src/interfaces/IModelMarket.sol";
import {MarketFixture} from "./MarketFixture.sol";
import {vm} from "./Vm.sol";

/// @notice list, revise, close.
contract ListingTest is MarketFixture {
    function test_listStoresTheHashAndCountsFromOne() public {
        IModelMarket.Terms memory terms = defaultTerms();

        vm.assertEq(market.lastListing(), 0);
        vm.assertEq(list(terms), 1);
        vm.assertEq(list(terms), 2);

        vm.assertEq(market.lastListing(), 2);
        vm.assertEq(market.listingState(1), slot(hashOf(terms), 1));
        vm.assertEq(market.listingState(3), bytes32(0));
    }

    function test_listPublishesTermsAndCard() public {
        IModelMarket.Terms memory terms = defaultTerms();

        vm.expectEmit(address(market));
        emit IModelMarket.Listed(1, seller, hashOf(terms), terms, CARD);
        list(terms);
    }

    /// @notice Any terms within the rules can be listed, and the slot is their hash by the book.
    function testFuzz_list(IModelMarket.Terms memory terms) public {
        terms = sane(terms);

        uint64 listing = list(terms);

        vm.assertEq(market.listingState(listing), slot(hashOf(terms), 1));
    }

    function test_onlyTheSellerOfTheTermsLists() public {
        IModelMarket.Terms memory terms = defaultTerms();
        refuse(abi.encodeWithSelector(IModelMarket.MarketNotSeller.selector, stranger, seller));
        vm.prank(stranger);
        market.list(terms, CARD);
    }

    function test_payeeMustNotBeZero() public {
        IModelMarket.Terms memory terms = defaultTerms();
        terms.payee = address(0);
        refuseList(terms, abi.encodeWithSelector(IModelMarket.MarketZeroAddress.selector));
    }

    function test_onlyNativeCoinSoFar() public {
        IModelMarket.Terms memory terms = defaultTerms();
        terms.currency = stranger;
        refuseList(terms, abi.encodeWithSelector(IModelMarket.MarketCurrencyNotSupported.selector, stranger));
    }

    function test_windowsHaveBounds() public {
        IModelMarket.Terms memory terms = defaultTerms();
        terms.deliverIn = MIN_DELIVER_IN - 1;
        refuseList(terms, outOfBounds(terms.deliverIn, MIN_DELIVER_IN, MAX_DELIVER_IN));
        terms.deliverIn = MAX_DELIVER_IN + 1;
        refuseList(terms, outOfBounds(terms.deliverIn, MIN_DELIVER_IN, MAX_DELIVER_IN));
        terms.deliverIn = MIN_DELIVER_IN;
        terms.disputeIn = MIN_DISPUTE_IN - 1;
        refuseList(terms, outOfBounds(terms.disputeIn, MIN_DISPUTE_IN, MAX_DISPUTE_IN));
        terms.disputeIn = MAX_DISPUTE_IN + 1;
        refuseList(terms, outOfBounds(terms.disputeIn, MIN_DISPUTE_IN, MAX_DISPUTE_IN));

        terms.disputeIn = MIN_DISPUTE_IN;
        list(terms);
        terms.deliverIn = MAX_DELIVER_IN;
        terms.disputeIn = MAX_DISPUTE_IN;
        list(terms);
    }

    function test_lateFeeIsWithinTheBond() public {
        IModelMarket.Terms memory terms = defaultTerms();
        terms.lateFee = terms.bond;
        list(terms);

        terms.lateFee += 1;
        refuseList(
            terms, abi.encodeWithSelector(IModelMarket.MarketLateFeeAboveBond.selector, terms.lateFee, terms.bond)
        );
    }

    function test_aFreeModelHasNoBond() public {
        IModelMarket.Terms memory terms = defaultTerms();
        terms.price = 0;
        refuseList(terms, abi.encodeWithSelector(IModelMarket.MarketFreeModelWithBond.selector, terms.bond));

        terms.bond = 0;
        terms.lateFee = 0;
        list(terms);
    }

    function testFuzz_unknownFlagsAreRefused(uint8 flags) public {
        vm.assume(flags > 1);
        IModelMarket.Terms memory terms = defaultTerms();
        terms.flags = flags;
        refuseList(terms, abi.encodeWithSelector(IModelMarket.MarketUnknownFlags.selector, flags));
    }

    function test_royaltyIsAtMostAllAndHasAReceiver() public {
        IModelMarket.Terms memory terms = defaultTerms();
        terms.royaltyBps = 10_001;
        refuseList(terms, abi.encodeWithSelector(IModelMarket.MarketInvalidRoyalty.selector, payee, 10_001));
        terms.royaltyBps = 1;
        terms.royaltyTo = address(0);
        refuseList(terms, abi.encodeWithSelector(IModelMarket.MarketInvalidRoyalty.selector, address(0), 1));

        terms.royaltyBps = 0;
        list(terms);
    }

    function test_contentMustNotBeEmpty() public {
        IModelMarket.Terms memory terms = defaultTerms();
        terms.size = 0;
        refuseList(terms, abi.encodeWithSelector(IModelMarket.MarketEmptyContent.selector));
    }

    function test_cardIsCommittedAndShort() public {
        IModelMarket.Terms memory terms = defaultTerms();
        terms.cardHash = keccak256("another");
        refuseList(
            terms, abi.encodeWithSelector(IModelMarket.MarketWrongCard.selector, terms.cardHash, keccak256(CARD))
        );

        bytes memory longest = new bytes(2048);
        terms.cardHash = keccak256(longest);
        vm.prank(seller);
        market.list(terms, longest);
        bytes memory tooLong = new bytes(2049);
        terms.cardHash = keccak256(tooLong);
        refuse(abi.encodeWithSelector(IModelMarket.MarketCardTooLong.selector, 2049));
        vm.prank(seller);
        market.list(terms, tooLong);
    }

    /// @notice Presented structs are hashed as they stand in the calldata, so dirty high bits must not be listed.
    /// @dev Every field narrower than a word, by its position; the dirt is one bit at either end.
    function test_dirtyTermsCannotBeListed() public {
        uint8[16] memory bits = [160, 160, 160, 128, 128, 128, 128, 32, 32, 32, 40, 8, 160, 16, 64, 128];
        for (uint256 field = 0; field < bits.length; ++field) {
            for (uint256 end = 0; end < 2; ++end) {
                bytes memory data = abi.encodeCall(market.list, (defaultTerms(), CARD));
                // bytes16 is cleaned at its low end
                uint256 dirt = field == 15 ? (end == 0 ? 1 : 1 << 127) : (end == 0 ? 1 << 255 : 1 << bits[field]);
                uint256 position = 4 + 32 * (field + 1);
                assembly {
                    mstore(add(data, position), or(mload(add(data, position)), dirt))
                }
                vm.prank(seller);
                (bool listed,) = address(market).call(data);
                vm.assertFalse(listed);
            }
        }
        vm.assertEq(market.lastListing(), 0);
        vm.prank(seller);
        (bool cleanListed,) = address(market).call(abi.encodeCall(market.list, (defaultTerms(), CARD)));
        vm.assertTrue(cleanListed);
    }

    function test_reviseReplacesTermsAndReopens() public {
        IModelMarket.Terms memory terms = defaultTerms();
        uint64 listing = list(terms);
        IModelMarket.Terms memory changed = defaultTerms();
        changed.price = 2 ether;
        changed.contentRoot = keccak256("second version");

        vm.expectEmit(address(market));
        emit IModelMarket.Revised(listing, seller, hashOf(changed), changed, CARD);
        revise(listing, terms, changed);
        vm.assertEq(market.listingState(listing), slot(hashOf(changed), 1));
        close(listing, changed);
        vm.assertEq(market.listingState(listing), slot(hashOf(changed), 2));
        revise(listing, changed, terms);
        vm.assertEq(market.listingState(listing), slot(hashOf(terms), 1));
    }

    function test_reviseNeedsThePresentTerms() public {
        IModelMarket.Terms memory terms = defaultTerms();
        uint64 listing = list(terms);
        IModelMarket.Terms memory other = defaultTerms();
        other.price = 3 ether;

        refuse(abi.encodeWithSelector(IModelMarket.MarketWrongTerms.selector, listing, hashOf(other)));
        revise(listing, other, terms);
        refuse(inState(9, IModelMarket.ListingState.None));
        revise(9, terms, other);
        close(listing, terms);
        refuse(inState(listing, IModelMarket.ListingState.Closed));
        revise(listing, other, terms);
    }

    function test_sellerAndRoyaltyAreFixed() public {
        IModelMarket.Terms memory terms = defaultTerms();
        uint64 listing = list(terms);
        IModelMarket.Terms memory changed = defaultTerms();

        changed.seller = stranger;
        refuse(abi.encodeWithSelector(IModelMarket.MarketSellerIsFixed.selector, seller));
        revise(listing, terms, changed);
        changed = defaultTerms();
        changed.royaltyBps = 501;
        refuse(abi.encodeWithSelector(IModelMarket.MarketRoyaltyIsFixed.selector, payee, 500));
        revise(listing, terms, changed);
        changed = defaultTerms();
        changed.royaltyTo = stranger;
        refuse(abi.encodeWithSelector(IModelMarket.MarketRoyaltyIsFixed.selector, payee, 500));
        revise(listing, terms, changed);
    }

    /// @notice Nobody takes a listing over by presenting terms with their own name.
    function test_strangersCannotReviseOrClose() public {
        IModelMarket.Terms memory terms = defaultTerms();
        uint64 listing = list(terms);
        IModelMarket.Terms memory theirs = defaultTerms();
        theirs.seller = stranger;

        refuse(abi.encodeWithSelector(IModelMarket.MarketNotSeller.selector, stranger, seller));
        vm.prank(stranger);
        market.revise(listing, terms, terms, CARD);
        refuse(abi.encodeWithSelector(IModelMarket.MarketWrongTerms.selector, listing, hashOf(theirs)));
        vm.prank(stranger);
        market.revise(listing, theirs, theirs, CARD);
        refuse(abi.encodeWithSelector(IModelMarket.MarketNotSeller.selector, stranger, seller));
        vm.prank(stranger);
        market.close(listing, terms);
        refuse(abi.encodeWithSelector(IModelMarket.MarketWrongTerms.selector, listing, hashOf(theirs)));
        vm.prank(stranger);
        market.close(listing, theirs);
    }

    function test_closeClosesOnce() public {
        IModelMarket.Terms memory terms = defaultTerms();
        uint64 listing = list(terms);

        vm.expectEmit(address(market));
        emit IModelMarket.Closed(listing);
        close(listing, terms);
        refuse(inState(listing, IModelMarket.ListingState.Closed));
        close(listing, terms);
    }

    function sane(IModelMarket.Terms memory terms) private pure returns (IModelMarket.Terms memory) {
        vm.assume(terms.seller != address(0) && terms.payee != address(0) && terms.royaltyTo != address(0));
        terms.currency = NATIVE;
        terms.deliverIn = MIN_DELIVER_IN + terms.deliverIn % (MAX_DELIVER_IN - MIN_DELIVER_IN + 1);
        terms.disputeIn = MIN_DISPUTE_IN + terms.disputeIn % (MAX_DISPUTE_IN - MIN_DISPUTE_IN + 1);
        if (terms.price == 0) terms.price = 1;
        if (terms.lateFee > terms.bond) (terms.lateFee, terms.bond) = (terms.bond, terms.lateFee);
        terms.flags &= 1;
        terms.royaltyBps %= 10_001;
        if (terms.size == 0) terms.size = 1;
        terms.cardHash = keccak256(CARD);
        return terms;
    }

    function refuseList(IModelMarket.Terms memory terms, bytes memory revertData) private {
        refuse(revertData);
        vm.prank(terms.seller);
        market.list(terms, CARD);
    }

    function revise(uint64 listing, IModelMarket.Terms memory old, IModelMarket.Terms memory changed) private {
        vm.prank(seller);
        market.revise(listing, old, changed, CARD);
    }

    function close(uint64 listing, IModelMarket.Terms memory terms) private {
        vm.prank(seller);
        market.close(listing, terms);
    }

    function outOfBounds(uint32 window, uint32 minimum, uint32 maximum) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IModelMarket.MarketWindowOutOfBounds.selector, window, minimum, maximum);
    }

    function inState(uint64 listing, IModelMarket.ListingState state) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IModelMarket.MarketListingInState.selector, listing, state);
    }
}
