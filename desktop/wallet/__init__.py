"""The wallet: phrase, accounts, purchase keys and model keys, held by the vault process alone.

Two sides that share only formats and errors. Inside the vault process: ``vault`` (the operations, pure and
without I/O) and what it is made of. In the app's process: ``client`` (the same operations over a pipe),
``files`` (the wallet file on disk) and ``keychain`` (the operating system's password store). The app's side
imports no signing library and keeps no secret; to lock is to end the child.
"""
