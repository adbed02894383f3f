"""Verifying, sandboxing and running ONNX models; nothing here trusts a file or an answer of a worker."""
