// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// @notice The registry of ENS (EIP-137) as far as names are made and found in it.
contract NameRegistry {
    struct Record {
        address owner;
        address resolver;
    }

    mapping(bytes32 node => Record) private _records;

    error NotOwner(bytes32 node);

    constructor(address root) {
        _records[0].owner = root;
    }

    function owner(bytes32 node) external view returns (address) {
        return _records[node].owner;
    }

    function resolver(bytes32 node) external view returns (address) {
        return _records[node].resolver;
    }

    function setSubnodeRecord(bytes32 node, bytes32 label, address newOwner, address newResolver) external {
        if (_records[node].owner != msg.sender) revert NotOwner(node);
        _records[keccak256(abi.encodePacked(node, label))] = Record(newOwner, newResolver);
    }
}

/// @notice A resolver that keeps addresses (EIP-137) and names (EIP-181).
contract NameResolver {
    NameRegistry internal immutable _registry;
    mapping(bytes32 node => address) private _addresses;
    mapping(bytes32 node => string) private _names;

    error NotOwner(bytes32 node);

    constructor(NameRegistry registry) {
        _registry = registry;
    }

    modifier onlyOwner(bytes32 node) {
        if (_registry.owner(node) != msg.sender) revert NotOwner(node);
        _;
    }

    function setAddr(bytes32 node, address to) external onlyOwner(node) {
        _addresses[node] = to;
    }

    function setName(bytes32 node, string calldata newName) external onlyOwner(node) {
        _names[node] = newName;
    }

    function addr(bytes32 node) external view returns (address) {
        return _addresses[node];
    }

    function name(bytes32 node) external view returns (string memory) {
        return _names[node];
    }

    function supportsInterface(bytes4 id) external view virtual returns (bool) {
        return id == 0x01ffc9a7 || id == 0x3b3b57de || id == 0x691f3431;
    }
}

/// @notice A resolver of all names below its own (ENSIP-10): `to` for each, or an answer that lies outside the chain.
contract WildcardResolver {
    address public immutable to;
    bool public immutable isElsewhere;

    error OffchainLookup(address sender, string[] urls, bytes callData, bytes4 callback, bytes extraData);

    constructor(address to_, bool isElsewhere_) {
        to = to_;
        isElsewhere = isElsewhere_;
    }

    function supportsInterface(bytes4 id) external pure returns (bool) {
        return id == 0x01ffc9a7 || id == 0x9061b923;
    }

    function resolve(bytes calldata, bytes calldata data) external view returns (bytes memory) {
        if (isElsewhere) {
            string[] memory urls = new string[](1);
            urls[0] = "https://gateway.example/{sender}/{data}.json";
            revert OffchainLookup(address(this), urls, data, this.resolve.selector, "");
        }
        return abi.encode(to);
    }
}
