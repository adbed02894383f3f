"""What spec.json may say, done: inputs made into tensors and tensors into results (docs/package.md)."""
