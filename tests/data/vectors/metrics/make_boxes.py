"""Makes boxes.json: what pycocotools says of boxes scattered around true ones. Run by hand; made with pycocotools 2.0."""

import contextlib
import io
import json
from pathlib import Path

import numpy as np
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval


def scattered(random, pictures=12, classes=3):
    truth, said = [], []
    for picture in range(pictures):
        for _ in range(int(random.integers(0, 5))):
            left, top = random.uniform(0, 200, 2)
            width, height = random.uniform(10, 80, 2)
            label = int(random.integers(0, classes))
            truth.append((picture, label, left, top, width, height))
            if random.random() < 0.8:
                shift = random.normal(0, 4, 4)
                other = label if random.random() < 0.9 else (label + 1) % classes
                said.append(
                    (
                        picture,
                        other,
                        left + shift[0],
                        top + shift[1],
                        max(width + shift[2], 2),
                        max(height + shift[3], 2),
                        float(random.random()),
                    )
                )
        if random.random() < 0.5:
            said.append(
                (picture, int(random.integers(0, classes)), 5.0, 5.0, 30.0, 30.0, float(random.random()))
            )
    return truth, said


def main():
    truth, said = scattered(np.random.default_rng(9))
    coco = COCO()
    coco.dataset = {
        "images": [{"id": i + 1} for i in range(12)],
        "categories": [{"id": i + 1, "name": str(i)} for i in range(3)],
        "annotations": [
            {
                "id": i + 1,
                "image_id": p + 1,
                "category_id": c + 1,
                "bbox": box,
                "area": box[2] * box[3],
                "iscrowd": 0,
            }
            for i, (p, c, *box) in enumerate(truth)
        ],
    }
    with contextlib.redirect_stdout(io.StringIO()):
        coco.createIndex()
        results = coco.loadRes(
            [
                {"image_id": p + 1, "category_id": c + 1, "bbox": box, "score": score}
                for p, c, *box, score in said
            ]
        )
        judge = COCOeval(coco, results, "bbox")
        judge.evaluate()
        judge.accumulate()
        judge.summarize()
    made = {
        "truth": truth,
        "said": said,
        "map": judge.stats[0],
        "ap50": judge.stats[1],
        "ap75": judge.stats[2],
    }
    Path(__file__).with_name("boxes.json").write_text(json.dumps(made), "utf-8")


if __name__ == "__main__":
    main()
