// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Base64} from "@openzeppelin/contracts/utils/Base64.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";

/// @title What a wallet shows of a licence
/// @notice ERC-721 metadata as a data address: name, description, image and attributes. Every word is ours and every
/// value a number of the licence, so that no seller can put text, a picture or a link into somebody's wallet.
/// @dev Nothing here depends on the time of the reading: wallets keep what they read once, see ERC-4906.
library LicenceMetadata {
    using Strings for uint256;
    using Strings for address;

    /// @dev `until` is 0 before the order is final and type(uint64).max for a perpetual licence.
    struct Facts {
        uint256 tokenId;
        address market;
        uint256 listing;
        uint64 until;
        bool bound;
        uint256 royaltyBps;
    }

    uint64 private constant PERPETUAL = type(uint64).max;
    /// @dev Keeps each channel of a colour within 0x20..0x5f, dark enough for white text.
    uint256 private constant COLOUR_MASK = 0x3f3f3f;
    uint256 private constant COLOUR_FLOOR = 0x202020;

    /// @notice data:application/json;base64 of the metadata.
    function uri(Facts memory facts) internal pure returns (string memory) {
        string memory json = string.concat(
            '{"name":"Licet licence ',
            _label(facts),
            '","description":"',
            _description(facts),
            '","image":"data:image/svg+xml;base64,',
            Base64.encode(bytes(_image(facts))),
            '","attributes":[',
            _attributes(facts),
            "]}"
        );
        return string.concat("data:application/json;base64,", Base64.encode(bytes(json)));
    }

    /// @notice The day of a time in seconds since 1970, UTC, as YYYY-MM-DD.
    /// @dev Days are counted in years that begin on 1 March, in eras of 400 years = 146,097 days: the leap day is then
    /// the last of its year. 719,468 days lie between 0000-03-01 and 1970-01-01 (proleptic Gregorian calendar).
    function date(uint256 time) internal pure returns (string memory) {
        uint256 day = time / 1 days + 719_468;
        uint256 era = day / 146_097;
        uint256 dayOfEra = day % 146_097;
        uint256 yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        uint256 dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        uint256 month = (5 * dayOfYear + 2) / 153; // from March, 0 to 11
        uint256 dayOfMonth = dayOfYear - (153 * month + 2) / 5 + 1;
        uint256 year = yearOfEra + era * 400 + (month < 10 ? 0 : 1);
        month = month < 10 ? month + 3 : month - 9;
        return string.concat(year.toString(), "-", _twoDigits(month), "-", _twoDigits(dayOfMonth));
    }

    /// @dev Listing and the first four bytes of the id: enough for a person, the id itself is beside it.
    function _label(Facts memory facts) private pure returns (string memory) {
        return string.concat(facts.listing.toString(), "-", _hex(facts.tokenId >> 224, 4));
    }

    function _description(Facts memory facts) private pure returns (string memory) {
        return string.concat(
            "Licence to run the AI model of listing ",
            facts.listing.toString(),
            " of the Licet market ",
            facts.market.toChecksumHexString(),
            ". ",
            _isFinal(facts) ? "" : "Its order is not final yet: until then the licence is locked and may be refunded. ",
            "The market's events tell its terms."
        );
    }

    function _attributes(Facts memory facts) private pure returns (string memory) {
        bool isTimed = _isFinal(facts) && facts.until != PERPETUAL;
        return string.concat(
            '{"display_type":"number","trait_type":"Listing","value":',
            facts.listing.toString(),
            '},{"trait_type":"Licence","value":"',
            !_isFinal(facts) ? "not begun" : isTimed ? "timed" : "perpetual",
            isTimed ? '"},{"display_type":"date","trait_type":"Licensed until","value":' : '"',
            isTimed ? uint256(facts.until).toString() : "",
            '},{"trait_type":"Locked","value":"',
            _isFinal(facts) && !facts.bound ? "no" : "yes",
            '"},{"trait_type":"Bound to its holder","value":"',
            facts.bound ? "yes" : "no",
            '"},{"display_type":"number","trait_type":"Resale royalty in basis points","value":',
            facts.royaltyBps.toString(),
            "}"
        );
    }

    function _image(Facts memory facts) private pure returns (string memory) {
        return string.concat(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" font-family="sans-serif" fill="#fff">',
            '<rect width="400" height="400" fill="#',
            _hex((facts.tokenId & COLOUR_MASK) + COLOUR_FLOOR, 3),
            '"/><rect x="20" y="20" width="360" height="360" rx="16" fill="none" stroke="#fff" stroke-opacity=".4"/>',
            '<text x="44" y="78" font-size="30" font-weight="bold">Licet</text>',
            '<text x="44" y="104" font-size="15">Licence to run an AI model</text>',
            '<text x="44" y="196" font-size="15">Listing</text><text x="44" y="242" font-size="46">',
            facts.listing.toString(),
            '</text><text x="44" y="304" font-size="18">',
            _term(facts),
            '</text><text x="44" y="330" font-size="15">',
            _manner(facts),
            '</text><text x="44" y="358" font-size="13" font-family="monospace">0x',
            _hex(facts.tokenId >> 224, 4),
            "</text></svg>"
        );
    }

    function _term(Facts memory facts) private pure returns (string memory) {
        if (!_isFinal(facts)) return "Not begun";
        if (facts.until == PERPETUAL) return "Perpetual";
        return string.concat("Until ", date(facts.until));
    }

    function _manner(Facts memory facts) private pure returns (string memory) {
        if (facts.bound) return "Bound to its holder";
        return _isFinal(facts) ? "Transferable" : "Locked until its order is final";
    }

    function _isFinal(Facts memory facts) private pure returns (bool) {
        return facts.until != 0;
    }

    function _twoDigits(uint256 number) private pure returns (string memory) {
        return string.concat(number < 10 ? "0" : "", number.toString());
    }

    /// @dev Two digits per byte, without 0x.
    function _hex(uint256 value, uint256 length) private pure returns (string memory) {
        bytes memory digits = new bytes(2 * length);
        for (uint256 i = digits.length; i != 0; --i) {
            digits[i - 1] = bytes16("0123456789abcdef")[value & 15];
            value >>= 4;
        }
        return string(digits);
    }
}
