// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {ModelMarket} from "../../src/ModelMarket.sol";

/// @notice Accepts no native coin: it must block nobody but itself.
contract RejectingReceiver {
    receive() external payable {
        revert("no");
    }
}

/// @notice Calls back into the market while it is being paid, and keeps what the call said.
contract ReentrantReceiver {
    ModelMarket private immutable _market;
    bytes private _callback;
    bool public callbackSucceeded;
    bytes public callbackResult;

    constructor(ModelMarket market) {
        _market = market;
    }

    function prepare(bytes calldata callback) external {
        _callback = callback;
    }

    function act(bytes calldata call_) external payable {
        (bool success, bytes memory result) = address(_market).call{value: msg.value}(call_);
        if (!success) {
            assembly {
                revert(add(result, 32), mload(result))
            }
        }
    }

    receive() external payable {
        (callbackSucceeded, callbackResult) = address(_market).call(_callback);
    }
}

/// @notice A contract without any ERC-721 or payment function.
contract Mute {}
