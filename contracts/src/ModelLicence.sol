// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IERC165} from "@openzeppelin/contracts/interfaces/IERC165.sol";
import {IERC2981} from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {IERC5192} from "./interfaces/IERC5192.sol";
import {IModelLicence} from "./interfaces/IModelLicence.sol";
import {LicenceMetadata} from "./libraries/LicenceMetadata.sol";

/// @title Licences to run AI models
/// @notice See {IModelLicence}. The market deploys this contract and is its only minter.
contract ModelLicence is IERC4906, ERC721, IERC2981, IERC5192, IModelLicence {
    /// @dev One full slot. `until` is 0 before the order is final and PERPETUAL for a licence without end. `listing` is
    /// never 0, so the slot is not all zero before that: starting a licence without royalty would cost 17,100 gas more.
    struct Record {
        address royaltyTo;
        uint16 royaltyBps;
        uint40 until;
        bool bound;
        uint32 listing;
    }

    uint40 private constant PERPETUAL = type(uint40).max;
    uint256 private constant BASIS_POINTS = 10_000;
    /// @dev ERC-4906 fixes its interface id, because it has events alone.
    bytes4 private constant METADATA_UPDATE = 0x49064906;

    address private immutable _market = msg.sender;

    mapping(uint256 tokenId => Record) private _records;

    modifier onlyMarket() {
        if (msg.sender != _market) revert LicenceOnlyMarket(msg.sender);
        _;
    }

    constructor() ERC721("Licet Model Licence", "LICET") {}

    /// @inheritdoc IModelLicence
    /// @dev Listings from 2^32 on would be refused here: to make so many costs 4e14 gas, years of full blocks.
    function mint(address holder, uint256 tokenId, uint64 listing, address royaltyTo, uint16 royaltyBps, bool bound)
        external
        onlyMarket
    {
        _records[tokenId] = Record({
            royaltyTo: royaltyTo, royaltyBps: royaltyBps, until: 0, bound: bound, listing: SafeCast.toUint32(listing)
        });
        _mint(holder, tokenId);
        emit Locked(tokenId);
    }

    /// @inheritdoc IModelLicence
    function start(uint256 tokenId, uint32 period) external onlyMarket {
        Record storage record = _records[tokenId];
        record.until = period == 0 ? PERPETUAL : uint40(block.timestamp) + period;
        emit LicenceStarted(tokenId, licensedUntil(tokenId));
        if (!record.bound) emit Unlocked(tokenId);
        emit MetadataUpdate(tokenId);
    }

    /// @inheritdoc IModelLicence
    function extend(uint256 tokenId, uint40 until) external onlyMarket {
        _records[tokenId].until = until;
        emit MetadataUpdate(tokenId);
    }

    /// @inheritdoc IModelLicence
    function revoke(uint256 tokenId) external onlyMarket {
        delete _records[tokenId];
        _burn(tokenId);
    }

    /// @inheritdoc IModelLicence
    function burn(uint256 tokenId) external {
        _checkAuthorized(_ownerOf(tokenId), msg.sender, tokenId);
        if (_records[tokenId].until == 0) revert LicenceLocked(tokenId);
        delete _records[tokenId];
        _burn(tokenId);
    }

    /// @inheritdoc IModelLicence
    function market() external view returns (address) {
        return _market;
    }

    /// @inheritdoc IERC5192
    function locked(uint256 tokenId) external view returns (bool) {
        _requireOwned(tokenId);
        return _isLocked(tokenId);
    }

    /// @inheritdoc IModelLicence
    function isBound(uint256 tokenId) external view returns (bool) {
        _requireOwned(tokenId);
        return _records[tokenId].bound;
    }

    /// @inheritdoc IModelLicence
    function listingOf(uint256 tokenId) external view returns (uint64) {
        _requireOwned(tokenId);
        return _records[tokenId].listing;
    }

    /// @inheritdoc IModelLicence
    function standing(uint256 tokenId) external view returns (address owner, uint64 until) {
        return (_requireOwned(tokenId), licensedUntil(tokenId));
    }

    /// @inheritdoc IERC2981
    function royaltyInfo(uint256 tokenId, uint256 salePrice) external view returns (address, uint256) {
        Record storage record = _records[tokenId];
        return (record.royaltyTo, salePrice * record.royaltyBps / BASIS_POINTS);
    }

    /// @inheritdoc IModelLicence
    function licensedUntil(uint256 tokenId) public view returns (uint64) {
        uint40 until = _records[tokenId].until;
        return until == PERPETUAL ? type(uint64).max : until;
    }

    /// @notice A data address with everything that a wallet shows, made of this contract's numbers alone.
    /// @inheritdoc ERC721
    function tokenURI(uint256 tokenId) public view override returns (string memory) {
        _requireOwned(tokenId);
        Record memory record = _records[tokenId];
        return LicenceMetadata.uri(
            LicenceMetadata.Facts({
                tokenId: tokenId,
                market: _market,
                listing: record.listing,
                until: licensedUntil(tokenId),
                bound: record.bound,
                royaltyBps: record.royaltyBps
            })
        );
    }

    /// @inheritdoc ERC721
    function supportsInterface(bytes4 interfaceId) public view override(ERC721, IERC165) returns (bool) {
        return interfaceId == type(IERC2981).interfaceId || interfaceId == type(IERC5192).interfaceId
            || interfaceId == METADATA_UPDATE || super.supportsInterface(interfaceId);
    }

    /// @dev Every transfer between holders passes here; minting and burning are not transfers.
    function _update(address to, uint256 tokenId, address auth) internal override returns (address) {
        if (to != address(0) && _ownerOf(tokenId) != address(0) && _isLocked(tokenId)) {
            revert LicenceLocked(tokenId);
        }
        return super._update(to, tokenId, auth);
    }

    function _isLocked(uint256 tokenId) private view returns (bool) {
        Record storage record = _records[tokenId];
        return record.until == 0 || record.bound;
    }
}
