"""Qt item models: thin adapters over values of the core."""
