// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC1155} from "@openzeppelin/contracts/token/ERC1155/ERC1155.sol";

/// The allowances of Uniswap's Permit2 (AllowanceTransfer), as far as lists and takes them back: same events, same views.
contract InnerAllowances {
    struct Pair {
        address token;
        address spender;
    }

    struct Allowance {
        uint160 amount;
        uint48 expiration;
        uint48 nonce;
    }

    mapping(address => mapping(address => mapping(address => Allowance))) public allowance;

    event Approval(
        address indexed owner, address indexed token, address indexed spender, uint160 amount, uint48 expiration
    );
    event Lockdown(address indexed owner, address token, address spender);

    function approve(address token, address spender, uint160 amount, uint48 expiration) external {
        allowance[msg.sender][token][spender].amount = amount;
        allowance[msg.sender][token][spender].expiration = expiration;
        emit Approval(msg.sender, token, spender, amount, expiration);
    }

    function lockdown(Pair[] calldata approvals) external {
        for (uint256 place; place < approvals.length; ++place) {
            allowance[msg.sender][approvals[place].token][approvals[place].spender].amount = 0;
            emit Lockdown(msg.sender, approvals[place].token, approvals[place].spender);
        }
    }
}

/// An ERC-1155 as OpenZeppelin writes it.
contract ItemsToken is ERC1155("") {
    function mint(address account, uint256 id, uint256 amount) external {
        _mint(account, id, amount, "");
    }
}
