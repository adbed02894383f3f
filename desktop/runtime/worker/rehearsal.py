"""One run through every path that imports something late, before the sandbox makes each late import fail."""

import codecs
import contextlib
import encodings.idna
import gc
import importlib
import io
import json
import linecache
import traceback
import unicodedata

import numpy as np
import onnxruntime
import rfc8785
from onnx import TensorProto, helper
from PIL import Image, features

from desktop.core.errors import AppError
from desktop.core.packages import Operation
from desktop.runtime.errors import BadInput
from desktop.runtime.heads import (
    codes,
    feeding,
    generation,
    images,
    results,
    sampling,
    tables,
    texts,
    tokens,
)
from desktop.runtime.worker import vectors
from desktop.runtime.worker.engine import Engine

_FATAL_ONLY = 4
_PLUGINS = ("Png", "Jpeg", "Mpo", "WebP", "Bmp", "Gif", "Tiff")
_TOKENIZER = json.dumps(
    {
        "version": "1.0",
        "added_tokens": [],
        "normalizer": {"type": "NFKC"},
        "pre_tokenizer": {"type": "Whitespace"},
        "model": {"type": "WordLevel", "vocab": {"ab": 0, "b": 1}, "unk_token": "b"},
    }
).encode()
_USED = (encodings.idna, json, linecache, traceback, unicodedata, feeding, results, tables, texts)


def rehearse() -> None:
    """Decode and encode, load a session and run it, fail once: each of ours and the libraries' lazy imports."""
    for name in _PLUGINS:
        importlib.import_module(f"PIL.{name}ImagePlugin")
    for codec in ("ascii", "latin-1", "utf-8", "utf-16", "utf-16-be", "cp437", "idna", "punycode"):
        codecs.lookup(codec)  # str.encode has short cuts that load nothing
    rfc8785.dumps({"b": 1.5, "a": ["\u00e9", None]})
    _pictures()
    _vectors()
    _tokens()
    _session()
    try:
        _fail()
    except AppError as error:
        traceback.format_exception(error)
    gc.collect()


def _pictures() -> None:
    image = Image.new("RGBA", (4, 4), (255, 0, 0, 128))
    for kind in ("PNG", "TIFF", "GIF", *(("WEBP",) if features.check("webp") else ())):
        stored = io.BytesIO()
        image.save(stored, kind)
        images.picture("rehearsal", images.read_image(stored.getvalue(), "rehearsal"))
    stored = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # turned: orientation is read and applied
    image.convert("RGB").save(stored, "JPEG", exif=exif)
    upright = images.read_image(stored.getvalue(), "rehearsal")
    tensor, _fit = images.image_tensor(upright.resize((2, 2), Image.Resampling.BOX), [], "rehearsal")
    images.tensor_image(tensor)
    with contextlib.suppress(BadInput):
        codes.read_codes(upright)


def _vectors() -> None:
    stored = io.BytesIO()
    np.savez(stored, x=np.ones((2, 2), dtype=np.float32))
    vectors.read_vectors(stored.getvalue())


def _tokens() -> None:
    tokenizer = tokens.read_tokenizer(_TOKENIZER)
    operation = Operation("tokenize", {"part": "ids", "length": 4, "pad": 0})
    tokens.tokens_of(tokens.encode(tokenizer, "ab b", "b", operation, "rehearsal"), "ab b", "b")
    generation.Writer(tokenizer, ["b"]).add(0)
    sampling.Chooser(sampling.Sampling(temperature=1.0, top_p=0.5)).choose(np.ones(3), [0])


def _session() -> None:
    _run_tiny("cpu")


def rehearse_device(device: str) -> None:
    """Load the driver and the engine's libraries, which are opened late, by a run on the device.

    What goes wrong is said when a model is loaded: then the engine names the device that it uses.
    """
    with contextlib.suppress(AttributeError, RuntimeError, OSError):
        # The libraries of CUDA and cuDNN lie beside the engine, where the loader does not look by itself.
        onnxruntime.preload_dlls()
    with contextlib.suppress(AppError):
        _run_tiny(device)
    # It has said what is missing; what it says later may name a stranger's nodes.
    onnxruntime.set_default_logger_severity(_FATAL_ONLY)


def _run_tiny(device: str) -> None:
    ports = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", 4]) for name in ("x", "y")]
    graph = helper.make_graph([helper.make_node("Relu", ["x"], ["y"])], "rehearsal", ports[:1], ports[1:])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    engine = Engine(model.SerializeToString(), threads=1, device=device)
    engine.run({"x": np.ones((2, 4), dtype=np.float32)})
    engine.run_values({"x": engine.value(np.ones((2, 4), dtype=np.float32))}, ["y"])["y"].numpy()


def _fail() -> None:
    Engine(b"no model", threads=1)
