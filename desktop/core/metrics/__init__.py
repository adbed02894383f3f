"""Measures of answers against labels, and how sure each is: pure functions over numpy arrays.

Nothing here reads a file or knows a model. Import it late: numpy takes a tenth of a second.
"""
