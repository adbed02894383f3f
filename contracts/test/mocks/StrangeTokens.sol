// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {OddToken, PlainToken} from "./Tokens.sol";

/// @notice A token that answers its own description with whatever it was told to: any bytes, a failure, or a loop.
contract TalkingToken {
    mapping(bytes4 selector => bytes answer) private _answers;
    mapping(bytes4 selector => uint8 manner) private _manners;

    /// @notice 1 answers with `answer`, 2 reverts, 3 never ends, 4 answers with a megabyte.
    function say(bytes4 selector, uint8 manner, bytes calldata answer) external {
        (_manners[selector], _answers[selector]) = (manner, answer);
    }

    fallback() external {
        uint8 manner = _manners[msg.sig];
        if (manner == 2) revert();
        while (manner == 3) {}
        if (manner == 4) {
            assembly ("memory-safe") {
                return(0, 0x100000)
            }
        }
        bytes memory answer = _answers[msg.sig];
        assembly ("memory-safe") {
            return(add(answer, 0x20), mload(answer))
        }
    }
}

/// @notice A token as Tether's: it returns nothing, and takes no second approval before the first is taken back.
contract OnceApprovedToken is OddToken {
    uint8 public constant decimals = 6;
    string public constant symbol = "USDX";
    string public constant name = "Once approved";

    function approve(address spender, uint256 amount) public override {
        require(amount == 0 || allowance[msg.sender][spender] == 0, "approved before");
        super.approve(spender, amount);
    }
}

/// @notice A token whose approvals are taken and forgotten.
contract ForgetfulToken is OddToken {
    uint8 public constant decimals = 2;
    string public constant symbol = "FGT";

    function approve(address, uint256) public override {}
}

/// @notice Everything of a permit is there, and it reverts: what a proxy looks like whose new code dropped it.
contract BrokenPermitToken is PlainToken {
    function permit(address, address, uint256, uint256, uint8, bytes32, bytes32) public pure override {
        revert("no permits");
    }
}
