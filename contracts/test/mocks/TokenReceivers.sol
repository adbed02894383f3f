// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IERC721Receiver} from "@openzeppelin/contracts/interfaces/IERC721Receiver.sol";

/// @notice Takes ERC-721 tokens, and answers in the way that it is told to.
contract TokenReceiver is IERC721Receiver {
    enum Manner {
        Accepts,
        AnswersWrongly,
        RevertsWithWords,
        RevertsWithError,
        RevertsWithNothing,
        Panics
    }

    struct Received {
        address operator;
        address from;
        uint256 tokenId;
        bytes data;
    }

    error NotToday(uint256 tokenId);

    Manner private immutable _manner;
    Received[] private _received;

    constructor(Manner manner) {
        _manner = manner;
    }

    function onERC721Received(address operator, address from, uint256 tokenId, bytes calldata data)
        external
        returns (bytes4)
    {
        if (_manner == Manner.RevertsWithWords) revert("not today");
        if (_manner == Manner.RevertsWithError) revert NotToday(tokenId);
        if (_manner == Manner.RevertsWithNothing) {
            assembly ("memory-safe") {
                revert(0, 0)
            }
        }
        if (_manner == Manner.Panics) assert(false);
        if (_manner == Manner.AnswersWrongly) return 0xffffffff;
        _received.push(Received(operator, from, tokenId, data));
        return IERC721Receiver.onERC721Received.selector;
    }

    function received() external view returns (Received[] memory) {
        return _received;
    }
}
