"""The pictures that scikit-image and scikit-learn carry, divided into those to learn from and those to measure on."""

import sys
from pathlib import Path

import numpy as np
import skimage
import sklearn.datasets
from PIL import Image
from skimage.metrics import peak_signal_noise_ratio, structural_similarity

FROM_SKIMAGE = Path(skimage.__file__).parent / "data"
FROM_SKLEARN = Path(sklearn.datasets.__file__).parent / "images"
TRAIN = ("astronaut.png", "rocket.jpg", "hubble_deep_field.jpg", "motorcycle_left.png", "ihc.png", "retina.jpg",
         "brick.png", "grass.png", "gravel.png", "moon.png", "coins.png", "page.png", "china.jpg")  # fmt: skip
TEST = ("chelsea.png", "coffee.png", "flower.jpg", "camera.png")


def pictures(names: tuple[str, ...], longest: int = 0) -> dict[str, np.ndarray]:
    """Return name -> uint8 array of height x width x 3, even in both; shrunk so that no side exceeds `longest`."""
    found = {}
    for name in names:
        folder = FROM_SKLEARN if name in {"china.jpg", "flower.jpg"} else FROM_SKIMAGE
        image = Image.open(folder / name).convert("RGB")
        if longest and max(image.size) > longest:
            image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
        array = np.asarray(image)
        found[name] = array[: array.shape[0] // 2 * 2, : array.shape[1] // 2 * 2].copy()
    if not found:
        sys.exit("no pictures found")
    return found


class Patches:
    """Draws square cuts out of pictures, turned and mirrored, some of them grey."""

    def __init__(self, images: dict[str, np.ndarray], size: int, seed: int) -> None:
        self.images = list(images.values())
        self.size = size
        self.rng = np.random.default_rng(seed)
        areas = np.array([np.sqrt(image[..., 0].size) for image in self.images])
        self.share = areas / areas.sum()

    def batch(self, count: int) -> np.ndarray:
        """Return uint8 of count x size x size x 3."""
        cuts = []
        for index in self.rng.choice(len(self.images), count, p=self.share):
            image = self.images[index]
            top = self.rng.integers(image.shape[0] - self.size + 1)
            left = self.rng.integers(image.shape[1] - self.size + 1)
            cut = image[top : top + self.size, left : left + self.size]
            cut = np.rot90(cut, self.rng.integers(4))
            cut = cut[:, ::-1] if self.rng.random() < 0.5 else cut
            cut = cut[..., self.rng.permutation(3)] if self.rng.random() < 0.3 else cut
            cuts.append(
                np.repeat(cut.mean(2, keepdims=True), 3, 2).astype(np.uint8)
                if self.rng.random() < 0.1
                else cut
            )
        return np.stack(cuts)


def quality(got: np.ndarray, want: np.ndarray) -> tuple[float, float]:
    """Return PSNR in dB and SSIM of two uint8 pictures."""
    return (
        float(peak_signal_noise_ratio(want, got, data_range=255)),
        float(structural_similarity(want, got, channel_axis=2, data_range=255)),
    )


def nchw(images: np.ndarray) -> np.ndarray:
    """Bring uint8 N x H x W x C to float32 N x C x H x W in 0..1."""
    return np.ascontiguousarray(images.transpose(0, 3, 1, 2), dtype=np.float32) / 255


def picture(x: np.ndarray) -> np.ndarray:
    """Bring float N x C x H x W in 0..1 to uint8 N x H x W x C as the runner's postprocessing does."""
    return np.round(np.clip(x, 0, 1) * 255).astype(np.uint8).transpose(0, 2, 3, 1)
