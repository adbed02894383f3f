"""Errors of running models; their words for people stand in ``desktop.text``."""

from dataclasses import dataclass

from desktop.core.errors import EnvironmentFault, UserError


@dataclass(eq=False)
class UnreadableModel(EnvironmentFault):
    """The bytes are no ONNX model, package or test vectors at all."""

    reason: str


@dataclass(eq=False)
class BadInput(UserError):
    """What was given for an input of the model cannot be used."""

    name: str
    reason: str


@dataclass(eq=False)
class RunFailed(EnvironmentFault):
    """onnxruntime could not load or run the model; ``reason`` is its own text, made harmless."""

    reason: str


@dataclass(eq=False)
class OutputTooLarge(EnvironmentFault):
    """The model's answer is larger than a worker may hand over."""

    size_bytes: int
    limit_bytes: int


@dataclass(eq=False)
class ModelOutOfMemory(EnvironmentFault):
    """The model asked for more memory than its worker may use."""

    limit_bytes: int


@dataclass(eq=False)
class NothingToChange(UserError):
    """Another form of the model would be the model as it is: nothing in it is of the kind that the form changes."""

    variant: str


@dataclass(eq=False)
class NoSharedMemory(EnvironmentFault):
    """This system cannot pass unsealed weights to a worker in memory; a file would betray them."""

    system: str
