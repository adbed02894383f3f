// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IBadKeyMarket} from "./IBadKeyMarket.sol";
import {ModelMarket} from "../../src/ModelMarket.sol";

/// @notice Marks keys bad without a proof, to test what every call does about a bad key.
contract BadKeyMarket is IBadKeyMarket, ModelMarket {
    constructor(uint32 minDeliverIn, uint32 maxDeliverIn, uint32 minDisputeIn, uint32 maxDisputeIn)
        ModelMarket(minDeliverIn, maxDeliverIn, minDisputeIn, maxDisputeIn)
    {}

    function markBad(bytes32 keyHash) external {
        _bad[keyHash] = true;
        emit KeyProvenBad(keyHash);
    }
}
