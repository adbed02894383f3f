"""The benchmarks of ``licet bench``: each group of the design's table measured on the real parts.

Ratios within one run instead of absolute times, so that a slow or busy machine says the same as a fast one.
"""
