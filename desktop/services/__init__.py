"""The use cases. Each service declares beside itself, as a Protocol, what it needs of an adapter."""
