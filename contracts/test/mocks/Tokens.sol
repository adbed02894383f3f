// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

/// @notice A token by the book, with permit.
contract PlainToken is ERC20, ERC20Permit {
    constructor() ERC20("Plain", "PLN") ERC20Permit("Plain") {}

    function mint(address account, uint256 amount) external {
        _mint(account, amount);
    }
}

/// @notice A token that returns nothing, and misbehaves in one way if it is told to. It takes any call for a permit.
contract OddToken {
    enum Manner {
        ReturnsNothing,
        TakesAFee,
        MovesNothing,
        ReturnsFalse,
        CallsBack,
        Blocks
    }

    Manner public manner;
    mapping(address account => uint256) public balanceOf;
    mapping(address account => mapping(address spender => uint256)) public allowance;
    address private _blocked;
    address private _target;
    bytes private _callback;
    bool public calledBack;
    bool public callbackSucceeded;

    fallback() external {}

    function behave(Manner how) external {
        manner = how;
    }

    function blockAccount(address account) external {
        (manner, _blocked) = (Manner.Blocks, account);
    }

    function callBack(address target, bytes calldata data) external {
        (manner, _target, _callback) = (Manner.CallsBack, target, data);
    }

    function mint(address account, uint256 amount) external {
        balanceOf[account] += amount;
    }

    function approve(address spender, uint256 amount) public virtual {
        allowance[msg.sender][spender] = amount;
    }

    function transfer(address to, uint256 amount) external {
        _move(msg.sender, to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) external {
        allowance[from][msg.sender] -= amount;
        _move(from, to, amount);
    }

    function _move(address from, address to, uint256 amount) private {
        if (manner == Manner.Blocks) require(to != _blocked && from != _blocked, "blocked");
        if (manner == Manner.CallsBack) {
            calledBack = true;
            (callbackSucceeded,) = _target.call(_callback);
        }
        if (manner != Manner.MovesNothing) {
            balanceOf[from] -= amount;
            balanceOf[to] += manner == Manner.TakesAFee ? amount - 1 : amount;
        }
        if (manner == Manner.ReturnsFalse) {
            assembly ("memory-safe") {
                mstore(0, 0)
                return(0, 0x20)
            }
        }
    }
}
