"""One module per page; no page knows another."""
