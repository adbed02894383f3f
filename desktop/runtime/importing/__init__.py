"""Models from elsewhere: read in the worker, their conventions understood, a spec proposed with the reason of each guess."""
