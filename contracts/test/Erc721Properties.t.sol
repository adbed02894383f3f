// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {LicenceTrader} from "./LicenceTrader.sol";
import {MarketFixture} from "./MarketFixture.sol";
import {ILicenceToken} from "./mocks/ILicenceToken.sol";
import {Mute} from "./mocks/Receivers.sol";
import {vm} from "./Vm.sol";

/// @notice The ERC-721 properties that crytic publishes (https://github.com/crytic/properties, PROPERTIES.md), as cases
/// of our own under our rules: locked until final, bound, burnt on refund. There is no total supply: the living
/// licences and the balances are counted instead, in {Erc721InvariantTest}.
contract Erc721PropertiesTest is MarketFixture {
    ILicenceToken private token;
    uint256 private id;

    function setUp() public override {
        super.setUp();
        token = ILicenceToken(address(licence));
        id = finalSale(defaultTerms()).orderId;
    }

    /// @notice ERC721-BASE-001.
    function test_balanceOfTheZeroAddressReverts() public {
        refuse(abi.encodeWithSelector(IERC721Errors.ERC721InvalidOwner.selector, address(0)));
        token.balanceOf(address(0));
    }

    /// @notice ERC721-BASE-002.
    function testFuzz_ownerOfAnInvalidTokenReverts(uint256 other) public {
        vm.assume(other != id);
        refuse(missing(other));
        token.ownerOf(other);
    }

    /// @notice ERC721-BASE-003.
    function testFuzz_approvingAnInvalidTokenReverts(uint256 other, address caller) public {
        vm.assume(other != id);
        refuse(missing(other));
        vm.prank(caller);
        token.approve(stranger, other);
    }

    /// @notice ERC721-BASE-004.
    function testFuzz_whoIsNotApprovedTransfersNothing(address caller, address to) public {
        vm.assume(caller != holder && caller != address(0) && to != address(0));
        refuse(abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, caller, id));
        vm.prank(caller);
        token.transferFrom(holder, to, id);
    }

    /// @notice ERC721-BASE-005 and 006.
    function testFuzz_transfersResetApprovalsAndUpdateTheOwner(address approved, address to) public {
        vm.assume(to != address(0) && to != holder);
        vm.prank(holder);
        token.approve(approved, id);
        vm.prank(holder);
        token.transferFrom(holder, to, id);
        vm.assertEq(token.getApproved(id), address(0));
        vm.assertEq(token.ownerOf(id), to);
        vm.assertEq(token.balanceOf(to), 1);
        vm.assertEq(token.balanceOf(holder), 0);
    }

    /// @notice ERC721-BASE-007.
    function testFuzz_nothingComesFromTheZeroAddress(address to) public {
        vm.assume(to != address(0));
        refuse(abi.encodeWithSelector(IERC721Errors.ERC721IncorrectOwner.selector, address(0), id, holder));
        vm.prank(holder);
        token.transferFrom(address(0), to, id);
    }

    /// @notice ERC721-BASE-008.
    function test_nothingGoesToTheZeroAddress() public {
        refuse(abi.encodeWithSelector(IERC721Errors.ERC721InvalidReceiver.selector, address(0)));
        vm.prank(holder);
        token.transferFrom(holder, address(0), id);
    }

    /// @notice ERC721-BASE-009 and 010.
    function testFuzz_selfTransfersKeepTheBooksAndResetApprovals(address approved) public {
        vm.prank(holder);
        token.approve(approved, id);
        vm.prank(holder);
        token.transferFrom(holder, holder, id);
        vm.assertEq(token.ownerOf(id), holder);
        vm.assertEq(token.balanceOf(holder), 1);
        vm.assertEq(token.getApproved(id), address(0));
    }

    /// @notice ERC721-BASE-011.
    function test_safeTransfersNeedAReceiver() public {
        address mute = address(new Mute());
        refuse(abi.encodeWithSelector(IERC721Errors.ERC721InvalidReceiver.selector, mute));
        vm.prank(holder);
        token.safeTransferFrom(holder, mute, id);
    }

    /// @notice ERC721-BURNABLE-001 to 006.
    function testFuzz_whatIsBurntIsGone(address approved, address to) public {
        vm.assume(to != address(0));
        vm.prank(holder);
        token.approve(approved, id);
        vm.prank(holder);
        token.burn(id);

        vm.assertEq(token.balanceOf(holder), 0);
        refuse(missing(id));
        vm.prank(holder);
        token.transferFrom(holder, to, id);
        refuse(missing(id));
        vm.prank(holder);
        token.transferFrom(address(0), to, id);
        refuse(missing(id));
        vm.prank(holder);
        token.approve(to, id);
        refuse(missing(id));
        token.getApproved(id);
        refuse(missing(id));
        token.ownerOf(id);
    }

    /// @notice ERC721-MINTABLE-001 and 002: a purchase mints one token, new, to the holder, and touches no other.
    function testFuzz_aPurchaseMintsOneFreshToken(uint256 d) public {
        d = scalar(d);
        vm.assume(d != 12345);
        (uint256 x,) = pointOf(d);
        vm.assume(x < N);
        deposit(0.5 ether);
        uint256 minted = buy(1, defaultTerms(), d).orderId;
        vm.assertTrue(minted != id);
        vm.assertEq(token.balanceOf(holder), 2);
        vm.assertEq(token.ownerOf(minted), holder);
        vm.assertEq(token.ownerOf(id), holder);
        vm.assertEq(token.getApproved(minted), address(0));
    }

    function missing(uint256 tokenId) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, tokenId);
    }
}

/// @notice The same after any number of random acts of four people.
contract Erc721InvariantTest {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    LicenceTrader private _trader;

    function setUp() public {
        _trader = LicenceTrader(vm.deployCode("LicenceTrader.sol:LicenceTrader")); // by name: see MarketFixture
    }

    /// @dev forge asks which contracts to call.
    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_trader);
    }

    /// @dev And which of their functions.
    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        targets[0].addr = address(_trader);
        targets[0].selectors = new bytes4[](1);
        targets[0].selectors[0] = LicenceTrader.act.selector;
    }

    /// @notice Owners, locks and approvals are the model's: nobody got a licence that its owner did not give away, and
    /// none left its holder while it was locked.
    /// forge-config: default.invariant.runs = 100
    /// forge-config: default.invariant.depth = 60
    function invariant_licencesBelongToWhomTheyWereGiven() public {
        ILicenceToken token = _trader.token();
        for (uint256 i = 0; i < _trader.count(); ++i) {
            uint256 id = _trader.tokenAt(i);
            LicenceTrader.Life life = _trader.life(id);
            if (life == LicenceTrader.Life.Gone) {
                vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, id));
                token.ownerOf(id);
                continue;
            }
            vm.assertEq(token.ownerOf(id), _trader.ownerOf(id));
            vm.assertEq(token.getApproved(id), _trader.approvedOf(id));
            vm.assertTrue(token.locked(id) == (life != LicenceTrader.Life.Free));
        }
    }

    /// @notice The balances are the living licences of each owner, and together all of them.
    /// forge-config: default.invariant.runs = 100
    /// forge-config: default.invariant.depth = 60
    function invariant_balancesCountTheLivingLicences() public view {
        uint256[4] memory owned;
        for (uint256 i = 0; i < _trader.count(); ++i) {
            uint256 id = _trader.tokenAt(i);
            if (_trader.life(id) == LicenceTrader.Life.Gone) continue;
            for (uint256 who = 0; who < 4; ++who) {
                if (_trader.ownerOf(id) == _trader.people(who)) ++owned[who];
            }
        }
        for (uint256 who = 0; who < 4; ++who) {
            vm.assertEq(_trader.token().balanceOf(_trader.people(who)), owned[who]);
        }
    }
}
