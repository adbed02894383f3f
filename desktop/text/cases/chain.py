"""Errors of nodes, transactions and the demo chain, in words: class name to (title, body, remedy)."""

from desktop.text.catalog import mark

CASES: dict[str, tuple[str, str, str]] = {
    "NodeUnreachable": (
        mark("The network node does not answer"),
        mark("No connection to {url}."),
        mark("Look at the internet connection, or at the node's address in Settings. Nothing was lost."),
    ),
    "NodeTimeout": (
        mark("The network node does not answer in time"),
        mark("{url} took too long."),
        mark("Try again, or choose another node in Settings. Nothing was lost."),
    ),
    "NotJsonRpc": (
        mark("This is not a network node"),
        mark("{url} answers, but not as an Ethereum node does. It may be a web page or a log-in page."),
        mark("Look at the node's address in Settings."),
    ),
    "AnswerTooLarge": (
        mark("The node's answer is too long"),
        mark("{url} sent more than {limit_bytes}, more than was asked for. It was thrown away."),
        mark("Try again, or choose another node in Settings."),
    ),
    "RateLimited": (
        mark("The node asks us to slow down"),
        mark("{url} answers too many questions at the moment."),
        mark("Wait a little and try again, or choose another node in Settings."),
    ),
    "NodeRefused": (
        mark("The node refused"),
        mark("{url} answered with error {code}."),
        mark("Try again, or choose another node in Settings. Nothing was lost."),
    ),
    "TooManyResults": (
        mark("The node wants smaller questions"),
        mark("{url} does not answer for so many blocks at once."),
        mark("Licet asks again in smaller steps by itself."),
    ),
    "HistoryPruned": (
        mark("The node has forgotten its past"),
        mark("{url} does not keep blocks as old as this."),
        mark("Add a node in Settings that keeps the whole history."),
    ),
    "AnvilMissing": (
        mark("The benchmark has no node"),
        mark("It follows anvil, of Foundry's tools, which is not installed here."),
        mark("Run scripts/bench.py, which fetches it."),
    ),
    "WrongChain": (
        mark("This node belongs to another network"),
        mark("It says chain {found}; chain {expected} is expected."),
        mark("Choose a node of the right network in Settings. Nothing was signed."),
    ),
    "NoSuchToken": (
        mark("There is no token at this address"),
        mark("No contract is at {address} on this network."),
        mark("Compare the address and the network with what the issuer says."),
    ),
    "TooManyTokens": (
        mark("These are too many tokens"),
        mark("At most {most} are shown for a network."),
        mark("Hide one that you do not need."),
    ),
    "NoEndpoint": (
        mark("No node answers for this network"),
        mark("At least one of the nodes that you choose must answer."),
        mark("Choose another node, or look at the internet connection."),
    ),
    "TooManyEndpoints": (
        mark("These are too many nodes"),
        mark("At most {most} are of use."),
        mark("Choose three of different operators."),
    ),
    "EndpointsDiffer": (
        mark("The nodes belong to different networks"),
        mark("{origin} serves chain {found}; chain {expected} is expected."),
        mark("Choose nodes of one network."),
    ),
    "NetworkInUse": (
        mark("This network is in use"),
        mark("{name} is the network that is open now."),
        mark("Go over to another network first."),
    ),
    "NothingToShare": (
        mark("There is nothing to share"),
        mark("Everything about this network is on this computer."),
        mark("Add a node that others can reach."),
    ),
    "InvalidNetworkLink": (
        mark("This is not a network's link"),
        mark("Its part “{part}” cannot be used. Nothing of it was taken over."),
        mark("Ask whoever sent it for another."),
    ),
    "NoDeploymentProxy": (
        mark("This network lacks the deployment proxy"),
        mark("Our contracts get the same address everywhere through it. Nothing was sent."),
        mark("Ask whoever runs the network to add it."),
    ),
    "NotDeployed": (
        mark("The contract is not there"),
        mark("The transaction for {name} was mined, but the node shows no contract."),
        mark("Look again in a moment; nothing is paid for twice."),
    ),
    "InvalidNodeUrl": (
        mark("This is not the address of a node"),
        mark("“{text}” does not begin with http:// or https:// and name a computer."),
        mark("Copy the address again from where it came from."),
    ),
    "NoContract": (
        mark("There is no market at this address"),
        mark("{address} holds no contract on this network."),
        mark("Look at the market's address and at the network."),
    ),
    "Reverted": (
        mark("The contract said no"),
        mark("Its rule: {name}."),
        mark("Nothing was paid. Look at the order's state: it may have changed meanwhile."),
    ),
    "NonceTooLow": (
        mark("Another transaction came first"),
        mark("This account has already sent a transaction with this number."),
        mark("Look at Activity, then try again."),
    ),
    "FileTooOld": (
        mark("The file is too old"),
        mark(
            "It has number {nonce}. The account has sent another transaction with that number since, so this one can never happen."
        ),
        mark("Make the file anew: the next number is {next_nonce}."),
    ),
    "AlreadyKnown": (
        mark("Already sent"),
        mark("The node has this very transaction already."),
        mark("Wait until it is in a block."),
    ),
    "TransactionUnderpriced": (
        mark("The fee is too low now"),
        mark("Fees rose while this was being prepared."),
        mark("Try again: the fee is read afresh."),
    ),
    "TransactionInvalid": (
        mark("The node cannot take this transaction"),
        mark("What does not fit: {rule}."),
        mark("Try again. Nothing was paid."),
    ),
    "TransactionDropped": (
        mark("The transaction was forgotten"),
        mark("The node dropped it before it came into a block."),
        mark("Try again: the same transaction is sent, never a second one."),
    ),
    "TransactionReplaced": (
        mark("Another transaction took its place"),
        mark("This account sent another transaction with the same number."),
        mark("Look at Activity before you try again."),
    ),
    "TransactionFailed": (
        mark("The transaction failed"),
        mark("It was taken into a block and the contract refused it. Only its fee is gone."),
        mark("Look at the order's state, then try again."),
    ),
    "TransactionCancelled": (
        mark("You took this transaction back"),
        mark("A transaction of yours that pays nothing came before it. Only its fee is gone."),
        mark("Nothing is signed again by itself. If you still want it, begin anew."),
    ),
    "FeeTooLowToReplace": (
        mark("The fee is too low to take its place"),
        mark(
            "Nodes keep the earlier transaction unless both fees rise by more than a tenth. Nothing was signed."
        ),
        mark("Choose Normal or Fast, or raise your own numbers."),
    ),
    "NotATransactionFile": (
        mark("This file holds no transaction"),
        mark(
            "Licet reads its own files, and signed bytes in hexadecimal. This is neither, or it was changed on its way."
        ),
        mark("Make the file again, and carry it over unchanged."),
    ),
    "OtherChain": (
        mark("It is for another chain"),
        mark("The transaction is for chain {wanted}, and this is chain {connected}. It was not sent."),
        mark("Connect to its chain in Settings, then open the file again."),
    ),
    "TransactionUnmined": (
        mark("Not in a block yet"),
        mark("The transaction is sent, but no block holds it yet. It is kept and looked for again."),
        mark("Wait, or try again later: it is never paid twice."),
    ),
    "ReceiptTimeout": (
        mark("Not in a block yet"),
        mark("The transaction is sent, but no block holds it after {waited_s}."),
        mark("Wait, or try again later: it is never paid twice."),
    ),
    "CostRose": (
        mark("It now costs more than you agreed to"),
        mark("You agreed to {agreed_wei} at most; now {needed_wei} could be needed. Nothing was sent."),
        mark("Look at the new total and decide again."),
    ),
    "LyingNode": (
        mark("The node contradicts itself"),
        mark("{url}: {what}. Its answer was not used."),
        mark("Choose another node in Settings. Your money is safe."),
    ),
    "PortTaken": (
        mark("The port is taken"),
        mark("Another program listens on port {port}."),
        mark("Close that program, or start with another port."),
    ),
    "ChainFileBusy": (
        mark("This chain is already running"),
        mark("Another process keeps the chain in {path}."),
        mark("End it first, or choose another file."),
    ),
    "ChainFileDamaged": (
        mark("The demo network's file is damaged"),
        mark("{path} cannot be read."),
        mark("Move the file away: the demo network starts afresh. Its coins have no value."),
    ),
}
