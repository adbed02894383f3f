"""The purchase predictor of the literature, for comparison only: a multilayer perceptron 64-64-1 over factors.

An account is the mean of the factors of what it bought, a model its factors and the logarithm of its buyers; factors are
the first ``FACTORS`` of the singular value decomposition of the purchases. Trained by Adam (Kingma 2015) on purchases
against ``NEGATIVES`` random models each, with the logistic loss. The app has nothing like it: ``licet bench recommend``
says whether it should.
"""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from desktop.bootstrap.bench.population import Population

FACTORS = 32
HIDDEN = 64
NEGATIVES = 4
EPOCHS = 12
LEAST_STEPS = 600
"""Few accounts make few steps in an epoch: then there are more epochs, or it would have learned nothing."""
BATCH = 1024
RATE = 2e-3
DECAY = 1e-4


class PurchaseMlp:
    """Weights of three layers, and the factors that they read."""

    def __init__(self, population: "Population", seed: int) -> None:
        self._random = np.random.default_rng([seed, 64, 64])
        matrix = np.zeros((len(population.trained), population.models), dtype=np.float32)
        for row, basket in enumerate(population.trained):
            matrix[row, basket] = 1.0
        _, values, right = np.linalg.svd(matrix, full_matrices=False)
        rank = min(FACTORS, len(values))
        self._factors = (right[:rank].T * np.sqrt(values[:rank])).astype(np.float32)
        self._factors /= max(float(self._factors.std()), 1e-9)
        fame = np.log1p(matrix.sum(axis=0))[:, None] / 3
        self._models = np.hstack([self._factors, fame]).astype(np.float32)
        width = rank + self._models.shape[1]
        sizes = ((width, HIDDEN), (HIDDEN, HIDDEN), (HIDDEN, 1))
        self._layers = [self._random.normal(size=size).astype(np.float32) * np.float32((2 / size[0]) ** 0.5) for size in sizes]  # fmt: skip
        self._biases = [np.zeros(size[1], dtype=np.float32) for size in sizes]
        self._train(matrix)

    def scores(self, known: "NDArray[np.int64]") -> "NDArray[np.float32]":
        """How likely each model is bought by an account with these purchases, as a logit."""
        account = self._factors[known].mean(axis=0) if len(known) else np.zeros(self._factors.shape[1])
        inputs = np.hstack([np.broadcast_to(account, self._factors.shape), self._models]).astype(np.float32)
        return self._forward(inputs)[-1][:, 0]

    def _train(self, matrix: "NDArray[np.float32]") -> None:
        accounts, models = np.nonzero(matrix)
        sizes = matrix.sum(axis=1)
        sums = matrix @ self._factors
        moments = [(np.zeros_like(part), np.zeros_like(part)) for part in (*self._layers, *self._biases)]
        step = 0
        steps = -(-len(accounts) * (1 + NEGATIVES) // BATCH)
        for _ in range(max(EPOCHS, -(-LEAST_STEPS // steps))):
            chosen = np.tile(np.arange(len(accounts)), 1 + NEGATIVES)
            wanted = np.arange(len(chosen)) < len(accounts)
            other = np.where(wanted, models[chosen], self._random.integers(0, matrix.shape[1], len(chosen)))
            order = self._random.permutation(len(chosen))
            for begin in range(0, len(order), BATCH):
                part = order[begin : begin + BATCH]
                who, what, is_bought = accounts[chosen[part]], other[part], wanted[part]
                # What is to be predicted is taken out of the account first, or it would be read off.
                others = sums[who] - np.where(matrix[who, what][:, None] > 0, self._factors[what], 0)
                account = others / np.maximum(sizes[who] - matrix[who, what], 1)[:, None]
                inputs = np.hstack([account, self._models[what]]).astype(np.float32)
                step += 1
                self._descend(inputs, is_bought.astype(np.float32), moments, step)

    def _forward(self, inputs: "NDArray[np.float32]") -> "list[NDArray[np.float32]]":
        found = [inputs]
        for place, (layer, bias) in enumerate(zip(self._layers, self._biases, strict=True)):
            out = found[-1] @ layer + bias
            found.append(np.maximum(out, 0) if place < 2 else out)
        return found

    def _descend(
        self,
        inputs: "NDArray[np.float32]",
        wanted: "NDArray[np.float32]",
        moments: "list[tuple[NDArray[np.float32], NDArray[np.float32]]]",
        step: int,
    ) -> None:
        """One step of Adam."""
        found = self._forward(inputs)
        error = ((1 / (1 + np.exp(-found[-1][:, 0])) - wanted) / len(wanted))[:, None]
        layers, biases = [], []
        for place in (2, 1, 0):
            layers.append(found[place].T @ error + DECAY * self._layers[place])
            biases.append(error.sum(axis=0))
            if place:
                error = (error @ self._layers[place].T) * (found[place] > 0)
        gradients = (*reversed(layers), *reversed(biases))
        for part, gradient, (mean, square) in zip(
            (*self._layers, *self._biases), gradients, moments, strict=True
        ):
            mean[...] += 0.1 * (gradient - mean)
            square[...] += 0.001 * (gradient**2 - square)
            part[...] -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
