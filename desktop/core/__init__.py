"""The domain: money, addresses, listings, orders, packages, trees, errors. No I/O, no Qt."""
