"""Content: sealing and unsealing versions, keeping, verifying, fetching and serving their files."""
