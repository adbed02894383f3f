"""Train the denoiser: a residual CNN at half resolution, blind to the strength of the noise."""

import sys
import time
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from scipy.ndimage import gaussian_filter, median_filter
from skimage.restoration import denoise_tv_chambolle
from torch import nn

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from artifacts import ETHER, Graph, Metric, Release, run, write_model
from pictures import TEST, TRAIN, Patches, nchw, picture, pictures, quality

SEED = 17
STEPS, BATCH, PATCH = 900, 16, 48
WIDTH, BLOCKS = 48, 3
LEVELS = (15, 25, 50)
HERE = Path(__file__).resolve().parent


class Net(nn.Module):
    """Fold 2 x 2 pixels into channels, estimates the noise, unfolds it and takes it away."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Conv2d(12, WIDTH, 3, padding=1)
        self.inner = nn.ModuleList(nn.Conv2d(WIDTH, WIDTH, 3, padding=1) for _ in range(BLOCKS))
        self.outer = nn.ModuleList(nn.Conv2d(WIDTH, WIDTH, 3, padding=1) for _ in range(BLOCKS))
        self.last = nn.Conv2d(WIDTH, 12, 3, padding=1)
        for (
            layer
        ) in self.outer:  # each block begins as the identity: without this it hardly learns in this time
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        height, width = x.shape[2:]
        even = nn.functional.pad(x, (0, width % 2, 0, height % 2), mode="replicate")
        y = self.first(nn.functional.pixel_unshuffle(even - 0.5, 2))
        for inner, outer in zip(self.inner, self.outer, strict=True):
            y = y + outer(torch.relu(inner(y)))
        noise = nn.functional.pixel_shuffle(self.last(y), 2)
        return x - noise[:, :, :height, :width]


def noisy(images: np.ndarray, sigma: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Add Gaussian noise to uint8 pictures, cut and rounded to 8 bits as a camera would."""
    noise = rng.normal(size=images.shape) * sigma.reshape(-1, 1, 1, 1)
    return np.round(np.clip(images + noise, 0, 255)).astype(np.uint8)


def trained() -> Net:
    torch.manual_seed(SEED)
    rng = np.random.default_rng(SEED)
    patches = Patches(pictures(TRAIN), PATCH, SEED)
    net = Net()
    optimiser = torch.optim.Adam(net.parameters(), lr=1e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 3e-3, total_steps=STEPS, pct_start=0.15)
    start = time.monotonic()
    for step in range(STEPS):
        clean = patches.batch(BATCH)
        x = torch.from_numpy(nchw(noisy(clean, rng.uniform(0, 55, BATCH), rng)))
        y = torch.from_numpy(nchw(clean))
        loss = nn.functional.l1_loss(net(x), y)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 0.2)
        optimiser.step()
        schedule.step()
        if step % 50 == 0:
            share = float(loss.detach() / nn.functional.l1_loss(x, y))
            print(
                f"step {step}: {share:.3f} of the noise is left, {time.monotonic() - start:.0f} s", flush=True
            )
    return net.eval()


def graph_of(net: Net) -> Graph:
    graph = Graph("image-denoiser")
    image = graph.input("image", "FP32", ["batch", 3, "height", "width"])
    # an odd height or width gets one more row or column, and loses it again at the end
    zeros = graph.weight("zeros", [0, 0, 0, 0], np.int64)
    size = graph.op("Shape", image)
    odd = graph.op("Mod", size, graph.weight("folds", [1, 1, 2, 2], np.int64))
    even = graph.op("Pad", image, graph.op("Concat", zeros, odd, axis=0), mode="edge")
    even = graph.op("Sub", even, graph.weight("half", 0.5))
    value = graph.op("SpaceToDepth", even, blocksize=2)
    # SpaceToDepth puts the place in the 2 x 2 cell before the colour, torch's pixel_unshuffle behind it
    order = [colour * 4 + place for place in range(4) for colour in range(3)]
    with torch.no_grad():
        net.first.weight.copy_(net.first.weight[:, order])
        value = graph.conv(value, "first", net.first)
        net.first.weight.copy_(net.first.weight[:, np.argsort(order)])
    for i, (inner, outer) in enumerate(zip(net.inner, net.outer, strict=True)):
        bent = graph.op("Relu", graph.conv(value, f"inner_{i}", inner))
        value = graph.op("Add", value, graph.conv(bent, f"outer_{i}", outer))
    value = graph.op("DepthToSpace", graph.conv(value, "last", net.last), blocksize=2, mode="CRD")
    value = graph.op("Slice", value, zeros, size)
    graph.output(graph.op("Sub", image, value), "clean", ["batch", 3, "height", "width"])
    return graph


def classic(image: np.ndarray, clean: np.ndarray) -> tuple[float, float]:
    """Return the best PSNR, and the SSIM with it, that a Gaussian or median filter reaches knowing the clean picture."""
    tries = [gaussian_filter(image.astype(float), (s, s, 0)) for s in (0.6, 0.8, 1.0, 1.3, 1.6, 2.0)]
    tries += [median_filter(image, (k, k, 1)).astype(float) for k in (3, 5)]
    return max(quality(np.round(t).clip(0, 255).astype(np.uint8), clean) for t in tries)


def main() -> None:
    torch.set_num_threads(1)
    net = trained()
    rng = np.random.default_rng(99)
    graph = graph_of(net)
    model = graph.model()
    ours, filters, raw, variation = [], [], [], []
    by_level: dict[int, list[float]] = {level: [] for level in LEVELS}
    for clean in pictures(TEST, longest=384).values():
        for level in LEVELS:
            image = noisy(clean[None], np.array([level]), rng)
            got = picture(run(model, {"image": nchw(image)})["clean"])[0]
            ours.append(quality(got, clean))
            by_level[level].append(ours[-1][0])
            raw.append(quality(image[0], clean))
            filters.append(classic(image[0], clean))
            tv = [
                denoise_tv_chambolle(image[0] / 255, weight=w, channel_axis=2) for w in (0.05, 0.1, 0.15, 0.2)
            ]
            variation.append(max(quality(picture(t.transpose(2, 0, 1)[None])[0], clean) for t in tv))
    mean, m_filters, m_raw, m_tv = (np.mean(v, axis=0) for v in (ours, filters, raw, variation))

    folder = HERE / "samples"
    folder.mkdir(exist_ok=True)
    test = pictures(TEST)
    for name, (top, left), level in (("chelsea.png", (20, 90), 25), ("coffee.png", (60, 150), 40)):
        cut = test[name][top : top + 240, left : left + 321]
        grain = noisy(cut[None], np.array([level]), rng)[0]
        Image.fromarray(grain).save(folder / f"grainy-{Path(name).stem}.png", optimize=True)
    cuts = np.stack([test[name][100:133, 120:157] for name in TEST])  # 33 x 37: both sides odd
    vectors = nchw(noisy(cuts, np.array([10, 20, 30, 50]), rng))
    checks = np.concatenate([vectors, nchw(noisy(cuts[::-1], np.array([25, 25, 25, 25]), rng))])
    with torch.no_grad():
        reference = net(torch.from_numpy(checks)).numpy()
    write_model(
        Release(
            slug="image-denoiser",
            name="Image denoiser",
            version="1.0.0",
            summary="Takes grain out of photographs, in colour or grey, of any size, without being told how strong the noise is. A residual "
            "convolutional network of 135,000 weights that works at half resolution, so that it stays quick on a CPU.",
            task="image-to-image",
            licence="Apache-2.0",
            price_wei=ETHER * 5 // 100,
            tags=("denoising", "photography", "cnn", "any-size"),
            graph=graph,
            spec={
                "inputs": [
                    {
                        "name": "image",
                        "kind": "image",
                        "dtype": "FP32",
                        "axes": [
                            {"type": "batch"},
                            {"type": "channel", "size": 3},
                            {"type": "y", "size": None, "min": 8},
                            {"type": "x", "size": None, "min": 8},
                        ],
                        "preprocess": [
                            {"op": "to_rgb", "args": {}},
                            {"op": "scale", "args": {"factor": 1 / 255, "offset": 0.0}},
                            {"op": "layout", "args": {"to": "NCHW"}},
                        ],
                    }
                ],
                "outputs": [
                    {
                        "name": "clean",
                        "role": "image",
                        "postprocess": [
                            {"op": "clip", "args": {"min": 0.0, "max": 1.0}},
                            {"op": "scale", "args": {"factor": 255.0, "offset": 0.0}},
                            {"op": "round", "args": {}},
                        ],
                    }
                ],
                "head": {
                    "type": "image-to-image",
                    "scale": 1,
                    "tile": {"size": 512, "overlap": 48, "multiple_of": 2},
                },
                "params": [],
            },
            metrics=(
                Metric("PSNR in dB", float(mean[0]), float(m_filters[0])),
                Metric("SSIM", float(mean[1]), float(m_filters[1])),
            ),
            baseline="the best of six Gaussian and two median filters, chosen for each picture with the clean one known",
            test_set="4 pictures that gave nothing to training, each with Gaussian noise of 15, 25 and 50 (of 255)",
            test_size=len(ours),
            card={
                "What it is for": "Grain of high sensitivity in photographs. It guesses the strength by itself.",
                "Data": "Thirteen pictures that scikit-image and scikit-learn carry (astronaut, rocket, Hubble deep field, motorcycle, textures, coins, "
                "a printed page, a retina, a tissue section, a Chinese palace), cut into patches; Gaussian noise of 0 to 55 is added, cut and "
                "rounded to 8 bits. Measured on four others: cat, coffee, flower, cameraman, shrunk to 384 pixels. The samples are cuts of the "
                "cat and the coffee (CC0) with noise added.",
                "Limits": "Trained on thirteen pictures and on even, independent noise: the blotchy noise of JPEG files and telephones is not in its data, and "
                "it smooths fine texture at strong noise. Larger networks with thousands of pictures do better by about 1 to 2 dB. Memory "
                "grows with the picture: about 150 bytes per pixel.",
            },
            vectors={"image": vectors},
            check_inputs={"image": checks},
            reference={"clean": reference},
            rtol=1e-3,
            atol=1e-4,
            notes={
                "the noisy pictures themselves": f"PSNR {m_raw[0]:.2f} dB, SSIM {m_raw[1]:.3f}",
                "total variation, best of four strengths with the clean one known": f"PSNR {m_tv[0]:.2f} dB, SSIM {m_tv[1]:.3f}",
                "PSNR by noise": ", ".join(
                    f"{level}: {np.mean(values):.2f} dB" for level, values in by_level.items()
                ),
            },
        )
    )


if __name__ == "__main__":
    main()
