// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {Base64} from "@openzeppelin/contracts/utils/Base64.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";

import {IModelMarket} from "../src/interfaces/IModelMarket.sol";
import {LicenceMetadata} from "../src/libraries/LicenceMetadata.sol";
import {ILicenceToken} from "./mocks/ILicenceToken.sol";
import {TokenFixture} from "./TokenFixture.sol";
import {vm} from "./Vm.sol";

/// @notice tokenURI: what wallets show of a licence is made of its numbers, and told anew when they change.
/// tests/contracts/test_metadata.py reads the same as JSON.
contract MetadataTest is TokenFixture {
    bytes private constant SCHEME = "data:application/json;base64,";

    ILicenceToken private token;

    function setUp() public override {
        super.setUp();
        token = ILicenceToken(address(licence));
    }

    function test_anOrderThatIsNotFinal() public {
        Sale memory sale = openSale(defaultTerms(), 3);
        assertAttributes(
            sale.orderId,
            '{"trait_type":"Licence","value":"not begun"},{"trait_type":"Locked","value":"yes"},{"trait_type":"Bound to its holder","value":"no"}'
        );
    }

    function test_aPerpetualLicence() public {
        Sale memory sale = finalSale(defaultTerms());
        assertAttributes(
            sale.orderId,
            '{"trait_type":"Licence","value":"perpetual"},{"trait_type":"Locked","value":"no"},{"trait_type":"Bound to its holder","value":"no"}'
        );
    }

    function test_aBoundTimedLicence() public {
        IModelMarket.Terms memory terms = defaultTerms();
        (terms.flags, terms.period) = (1, 30 days);
        Sale memory sale = finalSale(terms);
        assertAttributes(
            sale.orderId,
            string.concat(
                '{"trait_type":"Licence","value":"timed"},{"display_type":"date","trait_type":"Licensed until","value":',
                Strings.toString(START + 30 days),
                '},{"trait_type":"Locked","value":"yes"},{"trait_type":"Bound to its holder","value":"yes"}'
            )
        );
    }

    /// @notice Wallets keep what they read: ERC-4906 tells them to read again.
    function test_changesAreTold() public {
        Sale memory sale = deliver(tokenSale(NATIVE, 5), 6, KEY);
        vm.expectEmit(address(token));
        emit IERC4906.MetadataUpdate(sale.orderId);
        confirm(sale);
        string memory before = token.tokenURI(sale.orderId);
        vm.expectEmit(address(token));
        emit IERC4906.MetadataUpdate(sale.orderId);
        vm.prank(payer);
        market.renew{value: PRICE}(sale.terms, sale.order, sale.delivery, 1);
        vm.assertTrue(keccak256(bytes(token.tokenURI(sale.orderId))) != keccak256(bytes(before)));
    }

    /// @notice What is read does not depend on when it is read, nor on who owns the licence.
    function test_timeAndOwnerChangeNothing() public {
        Sale memory sale = finalSale(defaultTerms());
        string memory before = token.tokenURI(sale.orderId);
        vm.warp(START + 1000 days);
        vm.prank(holder);
        token.transferFrom(holder, stranger, sale.orderId);
        vm.assertEq(token.tokenURI(sale.orderId), before);
    }

    function test_theListingIsKept() public {
        list(defaultTerms());
        list(defaultTerms());
        Sale memory sale = openSale(defaultTerms(), 3);
        vm.assertEq(sale.order.listing, 3);
        vm.assertEq(token.listingOf(sale.orderId), 3);
        refund(seller, sale);
        refuse(missing(sale.orderId));
        token.listingOf(sale.orderId);
    }

    function test_whatDoesNotExistHasNoMetadata() public {
        refuse(missing(1));
        token.tokenURI(1);
    }

    /// @notice Against days counted one by one, over the lengths of the months.
    function testFuzz_datesAreThoseOfTheCalendar(uint32 time) public pure {
        uint256 day = time / 1 days;
        uint256 year = 1970;
        while (day >= (isLeap(year) ? 366 : 365)) day -= isLeap(year++) ? 366 : 365;
        uint256 month = 1;
        while (day >= lengthOf(month, year)) day -= lengthOf(month++, year);
        string memory expected = string.concat(Strings.toString(year), "-", two(month), "-", two(day + 1));
        vm.assertEq(LicenceMetadata.date(time), expected);
    }

    /// @notice Days around leap years and centuries, and the last second that a slot holds.
    function test_datesAtTheirEdges() public pure {
        vm.assertEq(LicenceMetadata.date(0), "1970-01-01");
        vm.assertEq(LicenceMetadata.date(951_782_400), "2000-02-29");
        vm.assertEq(LicenceMetadata.date(951_868_800), "2000-03-01");
        vm.assertEq(LicenceMetadata.date(1_709_251_199), "2024-02-29");
        vm.assertEq(LicenceMetadata.date(4_107_542_399), "2100-02-28");
        vm.assertEq(LicenceMetadata.date(4_107_542_400), "2100-03-01");
        vm.assertEq(LicenceMetadata.date(type(uint40).max - 1), "36812-02-20");
    }

    function assertAttributes(uint256 tokenId, string memory expected) private view {
        bytes memory said = bytes(token.tokenURI(tokenId));
        for (uint256 i = 0; i < SCHEME.length; ++i) {
            vm.assertTrue(said[i] == SCHEME[i]);
        }
        bytes memory encoded = new bytes(said.length - SCHEME.length);
        for (uint256 i = 0; i < encoded.length; ++i) {
            encoded[i] = said[SCHEME.length + i];
        }
        string memory whole = string.concat(
            '"attributes":[{"display_type":"number","trait_type":"Listing","value":1},',
            expected,
            ',{"display_type":"number","trait_type":"Resale royalty in basis points","value":500}]}'
        );
        assertEnd(Base64.decode(string(encoded)), bytes(whole));
    }

    function assertEnd(bytes memory json, bytes memory end) private pure {
        bytes memory found = new bytes(end.length);
        for (uint256 i = 0; i < end.length; ++i) {
            found[i] = json[json.length - end.length + i];
        }
        vm.assertEq(string(found), string(end));
    }

    function isLeap(uint256 year) private pure returns (bool) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    function lengthOf(uint256 month, uint256 year) private pure returns (uint256) {
        if (month == 2) return isLeap(year) ? 29 : 28;
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    function two(uint256 number) private pure returns (string memory) {
        return string.concat(number < 10 ? "0" : "", Strings.toString(number));
    }

    function missing(uint256 tokenId) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, tokenId);
    }
}
