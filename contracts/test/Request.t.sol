// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";

import {IModelMarket} from "../src/interfaces/IModelMarket.sol";
import {TokenFixture} from "./TokenFixture.sol";
import {vm} from "./Vm.sol";

/// @notice requestKey and answerKey: keys for later versions and later holders.
contract RequestTest is TokenFixture {
    uint256 private px;
    uint8 private parity;

    function setUp() public override {
        super.setUp();
        (px, parity) = pointOf(4711);
        vm.deal(holder, 1 ether);
    }

    function test_aRequestNamesEverythingAndPaysThePayee() public {
        Sale memory sale = finalTokenSale(NATIVE, 5);
        uint256 id = idOfRequest(sale, hashOf(sale.terms), holder);
        vm.expectEmit(address(market));
        emit IModelMarket.KeyRequested(id, sale.orderId, holder, hashOf(sale.terms), px, parity, 99, 7);
        vm.assertEq(request(holder, sale, sale.terms, 7), id);
        vm.assertEq(payee.balance, 7);
    }

    function test_theFeeIsExactInItsCurrency() public {
        Sale memory sale = finalTokenSale(NATIVE, 5);
        refuse(abi.encodeWithSelector(IModelMarket.MarketWrongPayment.selector, uint256(7), uint256(6)));
        request(holder, sale, sale.terms, 6);
        Sale memory inTokens = finalTokenSale(address(plain), 7);
        plain.mint(holder, 10);
        vm.prank(holder);
        plain.approve(address(market), 7);
        request(holder, inTokens, inTokens.terms, 0);
        vm.assertEq(plain.balanceOf(payee), 7);
    }

    /// @notice After a sale of the licence the new owner asks, and the old one no longer can.
    function test_onlyTheOwnerAsks() public {
        Sale memory sale = finalTokenSale(NATIVE, 5);
        refuse(abi.encodeWithSelector(IModelMarket.MarketNotHolder.selector, stranger, holder));
        request(stranger, sale, sale.terms, 7);
        vm.prank(holder);
        IERC721(address(licence)).transferFrom(holder, stranger, sale.orderId);
        refuse(abi.encodeWithSelector(IModelMarket.MarketNotHolder.selector, holder, stranger));
        request(holder, sale, sale.terms, 7);
        vm.assertEq(request(stranger, sale, sale.terms, 7), idOfRequest(sale, hashOf(sale.terms), stranger));
    }

    /// @notice The present terms of the token's own listing, open or closed, and no others.
    function test_onlyPresentTermsAreAskedFor() public {
        Sale memory sale = finalTokenSale(NATIVE, 5);
        IModelMarket.Terms memory revised = tokenTerms(NATIVE);
        revised.keyFee = 0;
        revised.contentRoot = keccak256("version 2");
        vm.prank(seller);
        market.revise(sale.order.listing, sale.terms, revised, CARD);
        refuse(abi.encodeWithSelector(IModelMarket.MarketWrongTerms.selector, sale.order.listing, hashOf(sale.terms)));
        request(holder, sale, sale.terms, 7);
        request(holder, sale, revised, 0);
        vm.prank(seller);
        market.close(sale.order.listing, revised);
        request(holder, sale, revised, 0);
        vm.assertEq(payee.balance, 0);
    }

    /// @notice The listing is part of the token id: another listing's terms cannot be asked for.
    function test_theListingIsTheTokensOwn() public {
        Sale memory sale = finalTokenSale(NATIVE, 5);
        Sale memory other = finalTokenSale(NATIVE, 7);
        Sale memory mixed = finalTokenSale(NATIVE, 9);
        mixed.order.listing = other.order.listing;
        refuse(abi.encodeWithSignature("ERC721NonexistentToken(uint256)", idOf(mixed.order)));
        request(holder, mixed, other.terms, 7);
        refuse(
            abi.encodeWithSelector(
                IModelMarket.MarketWrongTerms.selector, sale.order.listing, hashOf(tokenTerms(address(plain)))
            )
        );
        request(holder, sale, tokenTerms(address(plain)), 7);
    }

    function test_expiredUnfinishedAndBurntLicencesAreRefused() public {
        Sale memory open = tokenSale(NATIVE, 11);
        refuse(inState(open.orderId, IModelMarket.OrderState.Open));
        request(holder, open, open.terms, 7);
        Sale memory sale = finalTokenSale(NATIVE, 5);
        Sale memory burnt = finalTokenSale(NATIVE, 7);
        vm.prank(holder);
        licence.burn(burnt.orderId);
        refuse(abi.encodeWithSignature("ERC721NonexistentToken(uint256)", burnt.orderId));
        request(holder, burnt, burnt.terms, 7);
        vm.warp(START + 30 days - 1);
        request(holder, sale, sale.terms, 7);
        vm.warp(START + 30 days);
        refuse(abi.encodeWithSelector(IModelMarket.MarketTooLate.selector, START + 30 days, START + 30 days));
        request(holder, sale, sale.terms, 7);
    }

    function test_badKeysAreRefused() public {
        Sale memory sale = finalTokenSale(NATIVE, 5);
        markBad(sale.terms.keyHash);
        refuse(abi.encodeWithSelector(IModelMarket.MarketKeyIsBad.selector, sale.terms.keyHash));
        request(holder, sale, sale.terms, 7);
    }

    function testFuzz_anAnswerIsOnlyAnEvent(uint256 id, uint256 rx, uint8 p, bytes16 wrapped) public {
        vm.expectEmit(address(market));
        emit IModelMarket.KeyAnswered(id, stranger, rx, p, wrapped);
        vm.prank(stranger);
        market.answerKey(id, rx, p, wrapped);
    }

    function request(address caller, Sale memory sale, IModelMarket.Terms memory present, uint256 value)
        private
        returns (uint256)
    {
        vm.prank(caller);
        return market.requestKey{value: value}(present, sale.order, px, parity, 99);
    }

    function idOfRequest(Sale memory sale, bytes32 termsHash, address owner) private view returns (uint256) {
        bytes memory parts =
            abi.encode("licet request 1", block.chainid, address(market), sale.orderId, termsHash, owner, px, parity);
        return uint256(keccak256(parts));
    }

    function inState(uint256 orderId, IModelMarket.OrderState state) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IModelMarket.MarketOrderInState.selector, orderId, state);
    }
}
