"""SQLite: the user's precious database, and the catalogue that is rebuilt from the chain at any time."""
