// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IModelMarket} from "../../src/interfaces/IModelMarket.sol";

/// @notice A market in which keys can be marked bad without a proof.
interface IBadKeyMarket is IModelMarket {
    function markBad(bytes32 keyHash) external;
}
