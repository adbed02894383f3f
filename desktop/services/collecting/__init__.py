"""Taking home what the contracts hold: one look at all of it, one batch, whatever happens in between."""
