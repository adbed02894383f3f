// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// @notice Accepts no native coin: it must block nobody but itself.
contract RejectingReceiver {
    receive() external payable {
        revert("no");
    }
}

/// @notice Calls back into the market while it is being paid, and keeps what the call said.
contract ReentrantReceiver {
    address private immutable _market;
    bytes private _callback;
    bool public callbackSucceeded;
    bytes public callbackResult;

    constructor(address market) {
        _market = market;
    }

    function prepare(bytes calldata callback) external {
        _callback = callback;
    }

    receive() external payable {
        (callbackSucceeded, callbackResult) = _market.call(_callback);
    }
}

/// @notice A contract without any ERC-721 or payment function.
contract Mute {}
