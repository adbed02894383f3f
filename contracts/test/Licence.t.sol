// SPDX-License-Identifier: Apache-2.0
pragma solidity =0.8.37;

import {IERC165} from "@openzeppelin/contracts/interfaces/IERC165.sol";
import {IERC2981} from "@openzeppelin/contracts/interfaces/IERC2981.sol";
import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {IERC5192} from "../src/interfaces/IERC5192.sol";
import {IModelLicence} from "../src/interfaces/IModelLicence.sol";
import {IModelMarket} from "../src/interfaces/IModelMarket.sol";
import {MarketFixture} from "./MarketFixture.sol";
import {ILicenceToken} from "./mocks/ILicenceToken.sol";
import {vm, Vm} from "./Vm.sol";

/// @notice The licence token through the life of an order.
contract LicenceTest is MarketFixture {
    ILicenceToken private token;

    function setUp() public override {
        super.setUp();
        token = ILicenceToken(address(licence));
    }

    function test_onlyTheMarketMintsStartsAndRevokes() public {
        vm.assertEq(token.market(), address(market));
        address[3] memory callers = [seller, address(this), address(token)];
        for (uint256 i = 0; i < callers.length; ++i) {
            bytes memory onlyMarket = abi.encodeWithSelector(IModelLicence.LicenceOnlyMarket.selector, callers[i]);
            refuse(onlyMarket);
            vm.prank(callers[i]);
            token.mint(holder, 1, 1, payee, 1, false);
            refuse(onlyMarket);
            vm.prank(callers[i]);
            token.start(1, 0);
            refuse(onlyMarket);
            vm.prank(callers[i]);
            token.extend(1, 1);
            refuse(onlyMarket);
            vm.prank(callers[i]);
            token.revoke(1);
        }
    }

    function test_lockedUntilFinal() public {
        Sale memory sale = deliveredSale();
        vm.assertEq(token.ownerOf(sale.orderId), holder);
        vm.assertTrue(token.locked(sale.orderId));
        refuseTransfer(sale.orderId);

        vm.expectEmit(address(token));
        emit IERC5192.Unlocked(sale.orderId);
        vm.prank(holder);
        market.confirm(sale.terms, sale.order, sale.delivery);

        vm.assertFalse(token.locked(sale.orderId));
        vm.prank(holder);
        token.transferFrom(holder, stranger, sale.orderId);
        vm.assertEq(token.ownerOf(sale.orderId), stranger);
    }

    /// @notice An approval given while the licence is locked does not let it out.
    function test_approvalsDoNotUnlock() public {
        Sale memory sale = openSale();
        vm.prank(holder);
        token.approve(stranger, sale.orderId);
        refuse(abi.encodeWithSelector(IModelLicence.LicenceLocked.selector, sale.orderId));
        vm.prank(stranger);
        token.transferFrom(holder, stranger, sale.orderId);
        refuse(abi.encodeWithSelector(IModelLicence.LicenceLocked.selector, sale.orderId));
        vm.prank(stranger);
        token.safeTransferFrom(holder, stranger, sale.orderId);
    }

    function test_boundLicencesStayLocked() public {
        IModelMarket.Terms memory terms = defaultTerms();
        terms.flags = 1;
        Sale memory sale = finalSale(terms);

        vm.assertTrue(token.isBound(sale.orderId));
        vm.assertTrue(token.locked(sale.orderId));
        refuseTransfer(sale.orderId);
        vm.prank(holder);
        token.burn(sale.orderId);
        refuse(abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, sale.orderId));
        token.ownerOf(sale.orderId);
    }

    function test_perpetualLicencesHaveNoEnd() public {
        Sale memory sale = deliveredSale();
        vm.expectEmit(address(token));
        emit IModelLicence.LicenceStarted(sale.orderId, type(uint64).max);
        vm.prank(holder);
        market.confirm(sale.terms, sale.order, sale.delivery);
        vm.assertEq(token.licensedUntil(sale.orderId), type(uint64).max);
    }

    /// @notice The period begins when the order becomes final, not when it is bought: the holder loses no day to
    /// delivery and dispute.
    function testFuzz_periodsBeginWhenFinal(uint32 period, uint32 wait) public {
        vm.assume(period != 0);
        IModelMarket.Terms memory terms = defaultTerms();
        terms.period = period;
        Sale memory sale = deliveredSale(terms);
        vm.assertEq(token.licensedUntil(sale.orderId), 0);
        vm.warp(START + 7 days + wait);
        settle(sale);
        vm.assertEq(token.licensedUntil(sale.orderId), START + 7 days + wait + period);
    }

    function test_refundsBurn() public {
        Sale memory sale = openSale();
        vm.assertEq(token.balanceOf(holder), 1);
        refund(seller, sale);

        vm.assertEq(token.balanceOf(holder), 0);
        vm.assertEq(token.licensedUntil(sale.orderId), 0);
        refuse(abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, sale.orderId));
        token.locked(sale.orderId);
        (address to, uint256 amount) = token.royaltyInfo(sale.orderId, 1 ether);
        vm.assertEq(to, address(0));
        vm.assertEq(amount, 0);
    }

    function test_theOwnerBurnsAFinalLicence() public {
        Sale memory sale = deliveredSale();
        refuse(abi.encodeWithSelector(IModelLicence.LicenceLocked.selector, sale.orderId));
        vm.prank(holder);
        token.burn(sale.orderId);
        vm.prank(holder);
        market.confirm(sale.terms, sale.order, sale.delivery);
        refuse(abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, stranger, sale.orderId));
        vm.prank(stranger);
        token.burn(sale.orderId);

        vm.prank(holder);
        token.burn(sale.orderId);
        vm.assertEq(token.balanceOf(holder), 0);
        vm.assertEq(token.licensedUntil(sale.orderId), 0);
        refuse(abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, sale.orderId));
        vm.prank(holder);
        token.burn(sale.orderId);
    }

    /// @notice Burning a licence moves no money and reopens no order.
    function test_burningChangesNoOrder() public {
        Sale memory sale = finalSale(defaultTerms());
        vm.prank(holder);
        token.burn(sale.orderId);
        assertState(sale.orderId, IModelMarket.OrderState.Final);
        vm.assertEq(credit(payee), 1 ether);
    }

    function testFuzz_royaltyIsThatOfTheTerms(uint16 bps, uint128 price) public {
        IModelMarket.Terms memory terms = defaultTerms();
        terms.royaltyBps = bps % 10_001;
        terms.royaltyTo = stranger;
        Sale memory sale = finalSale(terms);

        (address to, uint256 amount) = token.royaltyInfo(sale.orderId, price);

        vm.assertEq(to, stranger);
        vm.assertEq(amount, uint256(price) * terms.royaltyBps / 10_000);
    }

    function test_interfacesAreDeclared() public view {
        vm.assertTrue(token.supportsInterface(type(IERC165).interfaceId));
        vm.assertTrue(token.supportsInterface(type(IERC721).interfaceId));
        vm.assertTrue(token.supportsInterface(0x5b5e139f)); // metadata
        vm.assertTrue(token.supportsInterface(0x2a55205a)); // ERC-2981
        vm.assertTrue(token.supportsInterface(0xb45a3c0e)); // ERC-5192
        vm.assertTrue(token.supportsInterface(0x49064906)); // ERC-4906
        vm.assertEq(bytes32(type(IERC2981).interfaceId), bytes32(bytes4(0x2a55205a)));
        vm.assertEq(bytes32(type(IERC5192).interfaceId), bytes32(bytes4(0xb45a3c0e)));
        vm.assertFalse(token.supportsInterface(0xffffffff));
        vm.assertFalse(token.supportsInterface(0x80ac58ce)); // ERC-721 with one bit changed
    }

    /// @notice ERC-165 allows a caller to give 30,000 gas.
    function test_interfacesAreToldWithinTheirGas() public view {
        (bool answered, bytes memory said) =
            address(token).staticcall{gas: 30_000}(abi.encodeCall(IERC165.supportsInterface, (0xb45a3c0e)));
        vm.assertTrue(answered && abi.decode(said, (bool)));
    }

    /// @notice ERC-5192: locked at birth; a bound licence is never said to be unlocked.
    function test_lockingIsToldByEvents() public {
        IModelMarket.Terms memory terms = defaultTerms();
        terms.flags = 1;
        vm.recordLogs();
        Sale memory bound = finalSale(terms);
        vm.assertEq(count(IERC5192.Locked.selector), 1);
        terms.flags = 0;
        deposit(0.5 ether);
        Sale memory free = deliver(buy(list(terms), terms, 7), 8, KEY);
        vm.recordLogs();
        vm.prank(holder);
        market.confirm(free.terms, free.order, free.delivery);
        vm.assertEq(count(IERC5192.Unlocked.selector), 1);
        vm.assertTrue(token.locked(bound.orderId));
        vm.assertFalse(token.locked(free.orderId));
    }

    /// @notice ERC-2981: the royalty is the licence's, whoever owns it, and rounds down.
    function test_royaltyFollowsTheLicence() public {
        Sale memory sale = finalSale(defaultTerms());
        vm.prank(holder);
        token.transferFrom(holder, stranger, sale.orderId);
        (address to, uint256 amount) = token.royaltyInfo(sale.orderId, 39);
        vm.assertEq(to, payee);
        vm.assertEq(amount, 1); // 5 % of 39 is 1.95
        (, amount) = token.royaltyInfo(sale.orderId, 0);
        vm.assertEq(amount, 0);
        (to, amount) = token.royaltyInfo(12345, 1 ether);
        vm.assertEq(to, address(0));
        vm.assertEq(amount, 0);
    }

    /// @dev Of the logs since vm.recordLogs, those of the licence contract with this first topic.
    function count(bytes32 topic) private returns (uint256 found) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].emitter == address(token) && logs[i].topics[0] == topic) ++found;
        }
    }

    function refuseTransfer(uint256 tokenId) private {
        refuse(abi.encodeWithSelector(IModelLicence.LicenceLocked.selector, tokenId));
        vm.prank(holder);
        token.transferFrom(holder, stranger, tokenId);
    }
}
