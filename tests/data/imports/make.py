"""Makes the small models of this folder with the programs that people export with.

Run by hand, not by the tests: ``python make.py torch sklearn keras ultralytics`` in environments that have
torch 2.13, skl2onnx 1.20, and tensorflow-cpu with tf2onnx. Weights are random but seeded: what the
tests look at is how each program writes names, shapes, metadata and side files, not what the models know.
"""

import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def write(folder, name, value):
    place = HERE / folder
    place.mkdir(exist_ok=True)
    (place / name).write_text(value if isinstance(value, str) else json.dumps(value, indent=2) + "\n")


def make_torch():
    """Both exporters of PyTorch: TorchScript, and torch.export with functions and weights in a second file."""
    import torch
    from torch import nn

    torch.manual_seed(1)
    net = nn.Sequential(
        nn.Conv2d(3, 8, 3, stride=2), nn.ReLU(), nn.AvgPool2d(3), nn.Flatten(), nn.Linear(200, 3)
    ).eval()
    picture = torch.randn(1, 3, 32, 32)
    for name in ("torch-script", "torch-export"):
        (HERE / name).mkdir(exist_ok=True)
    torch.onnx.export(
        net, (picture,), str(HERE / "torch-script/model.onnx"), dynamo=False, opset_version=17,
        input_names=["input"], output_names=["output"], dynamic_axes={"input": {0: "batch"}, "output": {0: "batch"}},
    )  # fmt: skip
    program = torch.onnx.export(
        net, (picture,), dynamo=True, opset_version=18, optimize=False, input_names=["pixels"], output_names=["logits"],
        dynamic_shapes=({0: torch.export.Dim("batch")},),
    )  # fmt: skip
    program.save(str(HERE / "torch-export/model.onnx"), external_data=True)

    class Texts(nn.Module):
        """What an encoder with a classifier looks like from outside, as optimum exports it."""

        def __init__(self):
            super().__init__()
            self.table = nn.Embedding(40, 16)
            self.head = nn.Linear(16, 3)

        def forward(self, input_ids, attention_mask):
            mask = attention_mask.unsqueeze(-1).to(torch.float32)
            pooled = (self.table(input_ids) * mask).sum(1) / mask.sum(1)
            return self.head(pooled)

    (HERE / "huggingface").mkdir(exist_ok=True)
    ids = torch.ones(1, 8, dtype=torch.int64)
    axes = {0: "batch_size", 1: "sequence_length"}
    torch.onnx.export(
        Texts().eval(), (ids, ids), str(HERE / "huggingface/model.onnx"), dynamo=False, opset_version=17,
        input_names=["input_ids", "attention_mask"], output_names=["logits"],
        dynamic_axes={"input_ids": axes, "attention_mask": axes, "logits": {0: "batch_size"}},
    )  # fmt: skip
    words = [
        "[PAD]",
        "[UNK]",
        "the",
        "a",
        "good",
        "bad",
        "film",
        "was",
        "not",
        "very",
        "plain",
        "fine",
        "awful",
        "great",
        "so",
    ]
    write("huggingface", "tokenizer.json", {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": [], "normalizer": {"type": "Lowercase"},
        "pre_tokenizer": {"type": "Whitespace"}, "post_processor": None, "decoder": None,
        "model": {"type": "WordLevel", "vocab": {w: i for i, w in enumerate(words)}, "unk_token": "[UNK]"},
    })  # fmt: skip
    write(
        "huggingface",
        "tokenizer_config.json",
        {"model_max_length": 64, "pad_token": "[PAD]", "tokenizer_class": "BertTokenizer"},
    )
    write("huggingface", "config.json", {
        "architectures": ["BertForSequenceClassification"], "model_type": "bert", "pad_token_id": 0,
        "id2label": {"0": "negative", "1": "neutral", "2": "positive"}, "label2id": {"negative": 0, "neutral": 1, "positive": 2},
        "problem_type": "single_label_classification", "transformers_version": "4.57.0",
    })  # fmt: skip

    vit = nn.Sequential(nn.Conv2d(3, 4, 8, stride=8), nn.Flatten(), nn.Linear(64, 2)).eval()
    (HERE / "huggingface-picture").mkdir(exist_ok=True)
    torch.onnx.export(
        vit, (picture,), str(HERE / "huggingface-picture/model.onnx"), dynamo=False, opset_version=17,
        input_names=["pixel_values"], output_names=["logits"], dynamic_axes={"pixel_values": {0: "batch_size"}},
    )  # fmt: skip
    write("huggingface-picture", "config.json", {
        "architectures": ["ViTForImageClassification"], "id2label": {"0": "cat", "1": "dog"}, "image_size": 32,
    })  # fmt: skip
    write("huggingface-picture", "preprocessor_config.json", {
        "do_resize": True, "size": {"shortest_edge": 36}, "resample": 3, "do_center_crop": True,
        "crop_size": {"height": 32, "width": 32}, "do_rescale": True, "rescale_factor": 0.00392156862745098,
        "do_normalize": True, "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5], "image_processor_type": "ViTImageProcessor",
    })  # fmt: skip

    # OpenVINO's model API writes its settings beside an IR; the same names are found in metadata_props of its ONNX files.
    (HERE / "openvino").mkdir(exist_ok=True)
    torch.onnx.export(
        net, (picture,), str(HERE / "openvino/model.onnx"), dynamo=False, opset_version=17,
        input_names=["image"], output_names=["logits"], dynamic_axes={"image": {0: "batch"}},
    )  # fmt: skip
    write("openvino", "model.xml", OPENVINO_XML)


OPENVINO_XML = """<?xml version="1.0"?>
<net name="main_graph" version="11">
	<layers><layer id="0" name="image" type="Parameter" version="opset1"/></layers>
	<edges/>
	<rt_info>
		<Runtime_version value="2025.3.0"/>
		<model_info>
			<model_type value="Classification"/>
			<labels value="red_apple green_apple pear"/>
			<mean_values value="123.675 116.28 103.53"/>
			<scale_values value="58.395 57.12 57.375"/>
			<resize_type value="standard"/>
			<reverse_input_channels value="True"/>
			<output_raw_scores value="True"/>
			<confidence_threshold value="0.4"/>
		</model_info>
	</rt_info>
</net>
"""


def make_sklearn():
    """Pipelines as skl2onnx writes them: ZipMap, texts as labels, a label and its probabilities."""
    from skl2onnx import to_onnx
    from skl2onnx.common.data_types import FloatTensorType
    from sklearn.datasets import load_diabetes, load_iris
    from sklearn.ensemble import IsolationForest, RandomForestClassifier, RandomForestRegressor
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    x, y = load_iris(return_X_y=True)
    names = load_iris().target_names[y]
    kinds = [("float_input", FloatTensorType([None, 4]))]
    models = {
        "sklearn-iris": make_pipeline(StandardScaler(), LogisticRegression()).fit(x, names),
        "sklearn-forest": RandomForestClassifier(5, max_depth=3, random_state=0).fit(x, y),
        "sklearn-anomaly": IsolationForest(n_estimators=8, max_samples=32, random_state=0).fit(x),
    }
    for name, model in models.items():
        (HERE / name).mkdir(exist_ok=True)
        made = to_onnx(model, initial_types=kinds, target_opset={"": 17, "ai.onnx.ml": 3})
        (HERE / name / "model.onnx").write_bytes(made.SerializeToString())
    x, y = load_diabetes(return_X_y=True)
    forest = RandomForestRegressor(3, max_depth=3, random_state=0).fit(x, y)
    (HERE / "sklearn-regression").mkdir(exist_ok=True)
    made = to_onnx(
        forest, initial_types=[("X", FloatTensorType([None, 10]))], target_opset={"": 17, "ai.onnx.ml": 3}
    )
    (HERE / "sklearn-regression" / "model.onnx").write_bytes(made.SerializeToString())


def make_keras():
    """A network of Keras through tf2onnx: pictures lie height x width x channel, the answer is a softmax."""
    import tensorflow as tf
    import tf2onnx

    tf.keras.utils.set_random_seed(1)
    net = tf.keras.Sequential([
        tf.keras.Input((28, 28, 1), name="digit"), tf.keras.layers.Conv2D(4, 5, strides=3, activation="relu"),
        tf.keras.layers.Flatten(), tf.keras.layers.Dense(10, activation="softmax", name="which"),
    ])  # fmt: skip
    binary = tf.keras.Sequential(
        [
            tf.keras.Input((4,)),
            tf.keras.layers.Dense(6, activation="relu"),
            tf.keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    for name, model, shape in (("keras", net, (None, 28, 28, 1)), ("keras-binary", binary, (None, 4))):
        (HERE / name).mkdir(exist_ok=True)
        called = tf.function(
            lambda x, model=model: model(x), input_signature=[tf.TensorSpec(shape, tf.float32, name="x")]
        )
        tf2onnx.convert.from_function(
            called,
            input_signature=called.input_signature,
            opset=17,
            output_path=str(HERE / name / "model.onnx"),
        )


def make_ultralytics():
    """What an export of Ultralytics 8.4 looks like: outputs of a detector and of a pose model, and their metadata.

    The networks are our own: exports made with that program's code carry its licence.
    """
    import onnx
    import torch
    from torch import nn

    torch.manual_seed(1)

    class Rows(nn.Module):
        """Boxes in pixels, then probabilities (and points): [1, rows, 84] of a picture of 64 x 64."""

        def __init__(self, rows):
            super().__init__()
            self.conv = nn.Conv2d(3, rows, 8, stride=8)
            self.last = nn.Linear(64, 84)

        def forward(self, images):
            return torch.sigmoid(self.last(self.conv(images).flatten(2))) * 64 / 64

    told = {
        "description": "Ultralytics tiny model ", "author": "Ultralytics", "date": "2026-11-20T16:24:39.882873+00:00",
        "version": "8.4.190", "license": "AGPL-3.0 License (https://ultralytics.com/license)", "docs": "https://docs.ultralytics.com",
        "stride": "32", "batch": "1", "imgsz": "[64, 64]", "channels": "3", "end2end": "False",
        "args": "{'data': None, 'batch': 1, 'fraction': 1.0, 'quantize': None, 'nms': None, 'dynamic': False, 'opset': 17}",
    }  # fmt: skip
    own = {
        "ultralytics": (
            7,
            {
                "task": "detect",
                "head": "Detect",
                "names": "{0: 'person', 1: 'it\\'s a \"bicycle\"', 2: 'car'}",
            },
        ),
        "ultralytics-pose": (
            56,
            {"task": "pose", "head": "Pose", "names": "{0: 'person'}", "kpt_shape": "[17, 3]"},
        ),
    }
    for name, (rows, more) in own.items():
        (HERE / name).mkdir(exist_ok=True)
        path = HERE / name / "model.onnx"
        torch.onnx.export(
            Rows(rows).eval(), (torch.rand(1, 3, 64, 64),), str(path), dynamo=False, opset_version=17,
            input_names=["images"], output_names=["output0"],
        )  # fmt: skip
        model = onnx.load(path)
        onnx.helper.set_model_props(model, told | more)
        path.write_bytes(model.SerializeToString())


if __name__ == "__main__":
    for what in sys.argv[1:]:
        globals()[f"make_{what}"]()
