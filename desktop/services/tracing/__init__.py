"""Finding on the chain what came to and went from the accounts: by logs, by balances between blocks, never by traces."""
