"""Files made to hurt: models, packages, tokenizers, pictures, sounds, tables, texts, ZIPs and licence files, by generator.

For the tests, for ``licet bench hostile`` (which anybody can run to see the walls hold on their own machine), and for
``scripts/hostile.py``. None of them holds anybody's code, none is fetched, and nothing in the app leads here.
"""
