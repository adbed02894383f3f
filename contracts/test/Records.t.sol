// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";

import {IModelRecords} from "../src/interfaces/IModelRecords.sol";
import {MarketFixture} from "./MarketFixture.sol";
import {vm} from "./Vm.sol";

/// @notice Ratings, answers, reports and anchors: who may write them, and that only events come of it.
contract RecordsTest is MarketFixture {
    IModelRecords private records;

    function setUp() public override {
        super.setUp();
        records = IModelRecords(vm.deployCode("ModelRecords.sol:ModelRecords", abi.encode(market)));
    }

    function testFuzz_theHolderOfAFinalLicenceRates(uint8 stars, bytes calldata text) public {
        stars = 1 + stars % 5;
        Sale memory sale = finalSale(defaultTerms());
        bytes memory short = text.length > 512 ? text[:512] : text;
        vm.expectEmit(address(records));
        emit IModelRecords.Rated(sale.orderId, holder, stars, short);
        vm.prank(holder);
        records.rate(sale.orderId, stars, short);
    }

    /// @notice Editable: the holder may rate again. After a sale of the licence, the new holder may.
    function test_theLatestHolderRates() public {
        Sale memory sale = finalSale(defaultTerms());
        vm.prank(holder);
        records.rate(sale.orderId, 1, "bad");
        vm.prank(holder);
        records.rate(sale.orderId, 5, "good after all");
        vm.prank(holder);
        IERC721(address(licence)).transferFrom(holder, stranger, sale.orderId);
        refuse(abi.encodeWithSelector(IModelRecords.RecordsNotHolder.selector, holder, stranger));
        vm.prank(holder);
        records.rate(sale.orderId, 1, "bad");
        vm.prank(stranger);
        records.rate(sale.orderId, 3, "");
    }

    function test_ratingsBeforeFinalAndAfterRefundsAreRefused() public {
        Sale memory sale = deliveredSale();
        refuse(abi.encodeWithSelector(IModelRecords.RecordsNotFinal.selector, sale.orderId));
        vm.prank(holder);
        records.rate(sale.orderId, 5, "");
        refuse(abi.encodeWithSelector(IModelRecords.RecordsNotFinal.selector, sale.orderId));
        vm.prank(holder);
        records.report(sale.orderId, "");
        refund(seller, sale);
        refuse(abi.encodeWithSignature("ERC721NonexistentToken(uint256)", sale.orderId));
        vm.prank(holder);
        records.rate(sale.orderId, 5, "");
    }

    function test_starsAndLengthsAreBounded() public {
        Sale memory sale = finalSale(defaultTerms());
        uint8[3] memory wrong = [0, 6, 255];
        for (uint256 i = 0; i < wrong.length; ++i) {
            refuse(abi.encodeWithSelector(IModelRecords.RecordsInvalidStars.selector, wrong[i]));
            vm.prank(holder);
            records.rate(sale.orderId, wrong[i], "");
        }
        bytes memory tooLong = abi.encodeWithSelector(IModelRecords.RecordsTooLong.selector, uint256(513), uint256(512));
        refuse(tooLong);
        vm.prank(holder);
        records.rate(sale.orderId, 5, new bytes(513));
        refuse(tooLong);
        vm.prank(seller);
        records.answer(sale.terms, sale.order, sale.delivery, new bytes(513));
        refuse(abi.encodeWithSelector(IModelRecords.RecordsTooLong.selector, uint256(2049), uint256(2048)));
        vm.prank(holder);
        records.report(sale.orderId, new bytes(2049));
    }

    /// @notice Only the seller of that very order, shown by the structs that the market committed to.
    function test_theSellerAnswers() public {
        Sale memory sale = finalSale(defaultTerms());
        vm.expectEmit(address(records));
        emit IModelRecords.Answered(sale.orderId, seller, "thank you");
        vm.prank(seller);
        records.answer(sale.terms, sale.order, sale.delivery, "thank you");
        refuse(abi.encodeWithSelector(IModelRecords.RecordsNotSeller.selector, stranger, seller));
        vm.prank(stranger);
        records.answer(sale.terms, sale.order, sale.delivery, "not me");
        sale.terms.seller = stranger;
        refuse(abi.encodeWithSelector(IModelRecords.RecordsWrongOrder.selector, sale.orderId));
        vm.prank(stranger);
        records.answer(sale.terms, sale.order, sale.delivery, "now me");
    }

    function test_ordersThatAreNotFinalAreNotAnswered() public {
        Sale memory sale = deliveredSale();
        refuse(abi.encodeWithSelector(IModelRecords.RecordsWrongOrder.selector, sale.orderId));
        vm.prank(seller);
        records.answer(sale.terms, sale.order, sale.delivery, "too early");
    }

    function test_theHolderReports() public {
        Sale memory sale = finalSale(defaultTerms());
        vm.expectEmit(address(records));
        emit IModelRecords.Reported(sale.orderId, holder, "sealed");
        vm.prank(holder);
        records.report(sale.orderId, "sealed");
        refuse(abi.encodeWithSelector(IModelRecords.RecordsNotHolder.selector, stranger, holder));
        vm.prank(stranger);
        records.report(sale.orderId, "sealed");
    }

    function testFuzz_anyoneAnchors(address account, bytes32 root) public {
        vm.expectEmit(address(records));
        emit IModelRecords.Anchored(account, root);
        vm.prank(account);
        records.anchor(root);
    }
}
