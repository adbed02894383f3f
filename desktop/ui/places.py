"""Where a person can go: the pages that have a command and keys, and the place in the rail that each page belongs to."""

from desktop.text import mark
from desktop.ui.page import Route

OF_PAGE = {
    "listing": "market",
    "watching": "market",
    "lists": "market",
    "order": "library",
    "licence": "library",
    "run": "library",
    "batch": "library",
    "judge": "library",
    "compare": "library",
    "search": "library",
    "records": "library",
    "tastes": "market",
    "welcome": "wallet",
    "activity": "wallet",
    "approvals": "wallet",
    "accounts": "wallet",
    "contacts": "wallet",
    "collecting": "wallet",
    "signatures": "wallet",
    "downloads": "library",
    "storage": "library",
    "serving": "sell",
}

COMMANDS: tuple[tuple[str, str, Route, str], ...] = (
    (mark("Market: find a model"), "store", Route("market"), "Ctrl+1"),
    (mark("Watching: what is new"), "star", Route("watching"), "Ctrl+6"),
    (mark("Block lists: what is hidden, and why"), "shield", Route("lists"), "Ctrl+7"),
    (mark("Library: my models"), "library-big", Route("library"), "Ctrl+2"),
    (mark("Wallet: balance, send, receive"), "wallet", Route("wallet"), "Ctrl+3"),
    (mark("Activity: what your accounts did"), "history", Route("activity"), ""),
    (mark("Approvals: who may take your tokens"), "shield-check", Route("approvals"), ""),
    (mark("Accounts: add, name, back up"), "key-round", Route("accounts"), ""),
    (mark("Journal: everything that was signed"), "history", Route("signatures"), ""),
    (mark("Spending limits: what may leave in a day"), "shield", Route("settings", "limits"), ""),
    (mark("Contacts: whom you pay, by name"), "book-user", Route("contacts"), ""),
    (mark("Money waiting: take it home"), "coins", Route("collecting"), "Ctrl+5"),
    (mark("Downloads: how fast, from whom"), "download", Route("downloads"), "Ctrl+D"),
    (mark("Storage: verify my library, free space"), "hard-drive", Route("storage"), ""),
    (mark("Where your models are served"), "globe", Route("serving"), ""),
    (mark("Map of tastes: what is bought together"), "chart-line", Route("tastes"), ""),
    (mark("Sell: list a model"), "tag", Route("sell"), "Ctrl+4"),
    (mark("Settings: network, language, look"), "settings", Route("settings"), "Ctrl+,"),
)
