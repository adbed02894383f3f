"""Several owned models on the same own data, side by side."""
