// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {MarketFixture} from "./MarketFixture.sol";
import {ILicenceToken} from "./mocks/ILicenceToken.sol";
import {Mute} from "./mocks/Receivers.sol";
import {TokenReceiver} from "./mocks/TokenReceivers.sol";
import {vm, Vm} from "./Vm.sol";

/// @notice ERC-721 as wallets and exchanges expect it, once a licence is final: transfers, approvals, receivers,
/// burning. The cases are those that OpenZeppelin checks of a token, written anew.
contract Erc721Test is MarketFixture {
    enum Way {
        Plain,
        Safe,
        SafeWithData
    }

    bytes private constant DATA = hex"42";

    ILicenceToken private token;
    address private approved = address(0xa991);
    address private manager = address(0x3a9a9e4);
    uint256 private first;
    uint256 private second;

    function setUp() public override {
        super.setUp();
        token = ILicenceToken(address(licence));
        deposit(1 ether);
        first = sold(5);
        second = sold(7);
        vm.prank(holder);
        token.approve(approved, first);
        vm.prank(holder);
        token.setApprovalForAll(manager, true);
    }

    // balanceOf, ownerOf, getApproved

    function test_balancesCountTheTokensOfAnOwner() public {
        vm.assertEq(token.balanceOf(holder), 2);
        vm.assertEq(token.balanceOf(stranger), 0);
        refuse(abi.encodeWithSelector(IERC721Errors.ERC721InvalidOwner.selector, address(0)));
        token.balanceOf(address(0));
    }

    function test_everyTokenHasItsOwner() public {
        vm.assertEq(token.ownerOf(first), holder);
        refuse(missing(99));
        token.ownerOf(99);
    }

    function test_approvalsAreReadPerToken() public {
        vm.assertEq(token.getApproved(first), approved);
        vm.assertEq(token.getApproved(second), address(0));
        refuse(missing(99));
        token.getApproved(99);
    }

    // transfers

    function test_ownerApprovedAndOperatorTransfer() public {
        address[3] memory callers = [holder, approved, manager];
        for (uint256 way = 0; way < 3; ++way) {
            for (uint256 i = 0; i < callers.length; ++i) {
                uint256 before = vm.snapshotState();
                vm.expectEmit(address(token));
                emit IERC721.Transfer(holder, stranger, first);
                move(Way(way), callers[i], holder, stranger, first);

                vm.assertEq(token.ownerOf(first), stranger);
                vm.assertEq(token.balanceOf(holder), 1);
                vm.assertEq(token.balanceOf(stranger), 1);
                vm.assertEq(token.getApproved(first), address(0));
                vm.revertToState(before);
            }
        }
    }

    /// @notice An operator needs no approval of the token besides.
    function test_operatorsTransferUnapprovedTokens() public {
        move(Way.Plain, manager, holder, stranger, second);
        vm.assertEq(token.ownerOf(second), stranger);
    }

    /// @notice To oneself: ownership and balance stay, the approval is cleared, one event is written.
    function test_aTransferToOneselfOnlyClearsTheApproval() public {
        vm.recordLogs();
        move(Way.Plain, holder, holder, holder, first);
        Vm.Log[] memory logs = vm.getRecordedLogs();

        vm.assertEq(logs.length, 1);
        vm.assertEq(logs[0].topics[0], IERC721.Transfer.selector);
        vm.assertEq(token.ownerOf(first), holder);
        vm.assertEq(token.balanceOf(holder), 2);
        vm.assertEq(token.getApproved(first), address(0));
    }

    function test_transfersAreRefused() public {
        for (uint256 i = 0; i < 3; ++i) {
            Way way = Way(i);
            refuse(abi.encodeWithSelector(IERC721Errors.ERC721IncorrectOwner.selector, stranger, first, holder));
            move(way, holder, stranger, stranger, first);
            refuse(abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, stranger, first));
            move(way, stranger, holder, stranger, first);
            refuse(abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, approved, second));
            move(way, approved, holder, stranger, second);
            refuse(missing(99));
            move(way, holder, holder, stranger, 99);
            refuse(abi.encodeWithSelector(IERC721Errors.ERC721InvalidReceiver.selector, address(0)));
            move(way, holder, holder, address(0), first);
        }
    }

    /// @notice Whoever sold a licence on has nothing left to sell, and neither has whom they had approved.
    function test_previousOwnersAndTheirApprovedAreRefused() public {
        move(Way.Plain, holder, holder, stranger, first);
        address[3] memory callers = [holder, approved, manager];
        for (uint256 i = 0; i < callers.length; ++i) {
            refuse(abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, callers[i], first));
            move(Way.Plain, callers[i], stranger, callers[i], first);
        }
    }

    // receivers

    function test_receiversAreToldWhatTheyGot() public {
        TokenReceiver receiver = new TokenReceiver(TokenReceiver.Manner.Accepts);
        move(Way.SafeWithData, manager, holder, address(receiver), first);
        move(Way.Safe, holder, holder, address(receiver), second);
        TokenReceiver.Received[] memory received = receiver.received();

        vm.assertEq(received.length, 2);
        vm.assertEq(keccak256(abi.encode(received[0])), told(manager, holder, first, DATA));
        vm.assertEq(keccak256(abi.encode(received[1])), told(holder, holder, second, ""));
        vm.assertEq(token.balanceOf(address(receiver)), 2);
    }

    /// @notice A plain transfer asks nobody, as ERC-721 says.
    function test_plainTransfersDoNotAskTheReceiver() public {
        address mute = address(new Mute());
        move(Way.Plain, holder, holder, mute, first);
        vm.assertEq(token.ownerOf(first), mute);
    }

    function test_receiversMayRefuse() public {
        address mute = address(new Mute());
        refuseReceiver(mute, abi.encodeWithSelector(IERC721Errors.ERC721InvalidReceiver.selector, mute));
        address wrong = receiver_(TokenReceiver.Manner.AnswersWrongly);
        refuseReceiver(wrong, abi.encodeWithSelector(IERC721Errors.ERC721InvalidReceiver.selector, wrong));
        address silent = receiver_(TokenReceiver.Manner.RevertsWithNothing);
        refuseReceiver(silent, abi.encodeWithSelector(IERC721Errors.ERC721InvalidReceiver.selector, silent));
        // what they say themselves is passed on
        refuseReceiver(
            receiver_(TokenReceiver.Manner.RevertsWithWords), abi.encodeWithSignature("Error(string)", "not today")
        );
        refuseReceiver(
            receiver_(TokenReceiver.Manner.RevertsWithError),
            abi.encodeWithSelector(TokenReceiver.NotToday.selector, first)
        );
        refuseReceiver(receiver_(TokenReceiver.Manner.Panics), abi.encodeWithSignature("Panic(uint256)", uint256(1)));
        vm.assertEq(token.ownerOf(first), holder);
    }

    // approve

    function test_theOwnerApprovesReplacesAndClears() public {
        address[4] memory wanted = [stranger, stranger, approved, address(0)];
        for (uint256 i = 0; i < wanted.length; ++i) {
            vm.expectEmit(address(token));
            emit IERC721.Approval(holder, wanted[i], second);
            vm.prank(holder);
            token.approve(wanted[i], second);
            vm.assertEq(token.getApproved(second), wanted[i]);
        }
    }

    function test_operatorsApproveForTheOwner() public {
        vm.prank(manager);
        token.approve(stranger, second);
        vm.assertEq(token.getApproved(second), stranger);
    }

    /// @notice Neither a stranger nor the approved one may approve others.
    function test_nobodyElseApproves() public {
        address[2] memory callers = [stranger, approved];
        for (uint256 i = 0; i < callers.length; ++i) {
            refuse(abi.encodeWithSelector(IERC721Errors.ERC721InvalidApprover.selector, callers[i]));
            vm.prank(callers[i]);
            token.approve(callers[i], first);
        }
        refuse(missing(99));
        vm.prank(holder);
        token.approve(stranger, 99);
    }

    // setApprovalForAll

    function test_operatorsAreNamedAndDismissed() public {
        for (uint256 i = 0; i < 4; ++i) {
            bool wanted = i < 2; // named twice, dismissed twice
            vm.expectEmit(address(token));
            emit IERC721.ApprovalForAll(holder, stranger, wanted);
            vm.prank(holder);
            token.setApprovalForAll(stranger, wanted);
            vm.assertTrue(token.isApprovedForAll(holder, stranger) == wanted);
        }
        vm.assertFalse(token.isApprovedForAll(stranger, holder));
        refuse(abi.encodeWithSelector(IERC721Errors.ERC721InvalidOperator.selector, address(0)));
        vm.prank(holder);
        token.setApprovalForAll(address(0), true);
    }

    function test_aDismissedOperatorTransfersNothing() public {
        vm.prank(holder);
        token.setApprovalForAll(manager, false);
        refuse(abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, manager, second));
        move(Way.Plain, manager, holder, stranger, second);
    }

    // burning

    function test_ownerApprovedAndOperatorBurn() public {
        address[3] memory callers = [holder, approved, manager];
        for (uint256 i = 0; i < callers.length; ++i) {
            uint256 before = vm.snapshotState();
            vm.expectEmit(address(token));
            emit IERC721.Transfer(holder, address(0), first);
            vm.prank(callers[i]);
            token.burn(first);

            vm.assertEq(token.balanceOf(holder), 1);
            refuse(missing(first));
            token.ownerOf(first);
            refuse(missing(first));
            token.getApproved(first);
            vm.revertToState(before);
        }
        refuse(missing(99));
        vm.prank(holder);
        token.burn(99);
    }

    function test_nameAndSymbolAreFixed() public view {
        vm.assertEq(token.name(), "Licet Model Licence");
        vm.assertEq(token.symbol(), "LICET");
    }

    function sold(uint256 d) private returns (uint256) {
        Sale memory sale = deliver(buy(list(defaultTerms()), defaultTerms(), d), d + 1000, KEY);
        vm.prank(holder);
        market.confirm(sale.terms, sale.order, sale.delivery);
        return sale.orderId;
    }

    function move(Way way, address caller, address from, address to, uint256 tokenId) private {
        vm.prank(caller);
        if (way == Way.Plain) token.transferFrom(from, to, tokenId);
        else if (way == Way.Safe) token.safeTransferFrom(from, to, tokenId);
        else token.safeTransferFrom(from, to, tokenId, DATA);
    }

    function refuseReceiver(address receiver, bytes memory revertData) private {
        refuse(revertData);
        move(Way.Safe, holder, holder, receiver, first);
        refuse(revertData);
        move(Way.SafeWithData, approved, holder, receiver, first);
    }

    function receiver_(TokenReceiver.Manner manner) private returns (address) {
        return address(new TokenReceiver(manner));
    }

    function told(address caller, address from, uint256 tokenId, bytes memory data) private pure returns (bytes32) {
        return keccak256(abi.encode(TokenReceiver.Received(caller, from, tokenId, data)));
    }

    function missing(uint256 tokenId) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, tokenId);
    }
}
