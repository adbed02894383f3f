"""The embedded chain: py-evm over SQLite behind JSON-RPC on loopback, for the demo network and for tests.

It runs in a process of its own (``--child chain``); nothing else in the app imports this package.
"""
