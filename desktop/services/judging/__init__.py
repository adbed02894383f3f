"""A model judged by a person's own labelled data."""
