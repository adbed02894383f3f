"""Fuzzing what reads a stranger's bytes: mutations that know the formats, and an oracle that knows what may come of them.

``scripts/fuzz.py --minutes 10`` runs it on demand, ``tests/unit/test_fuzzing.py`` for about 20 seconds with the suite.
An input that ends in anything but an answer or an error with words of its own is a finding, and so is one that takes long.
"""
