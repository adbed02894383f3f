"""What spec.json may say, done: inputs made into tensors and tensors into results (resources/models/SPEC_OPS.md)."""
