// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {IERC2981} from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/interfaces/IERC721Metadata.sol";

import {IERC5192} from "../../src/interfaces/IERC5192.sol";
import {IModelLicence} from "../../src/interfaces/IModelLicence.sol";

/// @notice Every interface of the licence contract together.
interface ILicenceToken is IERC721Metadata, IERC4906, IERC2981, IERC5192, IModelLicence {}
