"""The chain room: JSON-RPC, the market's bindings, fees, transactions, log following, the embedded chain."""
