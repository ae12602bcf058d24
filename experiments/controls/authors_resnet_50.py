"""A control: the authors' ResNet-50 evaluated by PyTorch, with no line of the suite.

    python authors_resnet_50.py --model ~/.cache/resnet-reproduction/authors-resnet-50 --photos DIR --synsets synsets.txt \
        --protocol multi-scale --out control.csv [--compare predictions.csv]

Reads the TensorFlow.js layers model as it lies in the cache, keeps its convolution biases, its BGR input and its epsilon,
and shows it the photographs of DIR/<synset>/*, decoded and resized by Pillow. Writes what `resnet evaluate --predictions`
writes; with --compare, says on how many photographs of such a file the two agree. `--pooling caffe` pools as the authors' own
definition does (no padding, the last window cut off), where the TensorFlow.js model pads a pixel on each side.
"""

import argparse
import csv
import json
import math
import pathlib

import numpy as np
import torch
from PIL import Image
from torch.nn import functional as F

BGR_MEAN = (103.939, 116.779, 123.68)
CROP, SHORTER_SIDE, SCALES = 224, 256, (224, 256, 384, 480, 640)
BLOCKS = {2: "abc", 3: "abcd", 4: "abcdef", 5: "abc"}


def read_weights(folder):
    """Arrays by name, out of the shards that model.json lists."""
    arrays = {}
    for group in json.loads((folder / "model.json").read_text())["weightsManifest"]:
        numbers = np.frombuffer(b"".join((folder / path).read_bytes() for path in group["paths"]), dtype="<f4")
        for entry in group["weights"]:
            size = math.prod(entry["shape"])
            arrays[entry["name"]] = torch.from_numpy(numbers[:size].reshape(entry["shape"]).copy())
            numbers = numbers[size:]
    return arrays


class Network:
    """ResNet-50 as functions of the model's own arrays: [height, width, in, out] kernels, biases, batch normalization."""

    def __init__(self, folder, pooling, epsilon):
        self.arrays, self.pooling, self.epsilon = read_weights(folder), pooling, epsilon

    def convolve(self, x, name, norm, stride=1, padding=0):
        kernel = self.arrays[f"{name}/kernel"].permute(3, 2, 0, 1).contiguous()
        x = F.conv2d(x, kernel, self.arrays[f"{name}/bias"], stride, padding)
        mean, variance = self.arrays[f"{norm}/moving_mean"], self.arrays[f"{norm}/moving_variance"]
        scale, shift = self.arrays[f"{norm}/gamma"], self.arrays[f"{norm}/beta"]
        return F.batch_norm(x, mean, variance, scale, shift, eps=self.epsilon)

    def block(self, x, name, stride, projected):
        y = F.relu(self.convolve(x, f"res{name}_branch2a", f"bn{name}_branch2a", stride))
        y = F.relu(self.convolve(y, f"res{name}_branch2b", f"bn{name}_branch2b", padding=1))
        y = self.convolve(y, f"res{name}_branch2c", f"bn{name}_branch2c")
        shortcut = self.convolve(x, f"res{name}_branch1", f"bn{name}_branch1", stride) if projected else x
        return F.relu(y + shortcut)

    def __call__(self, x):
        """Logits of images [count, 3, height, width] in BGR, of any size."""
        x = F.relu(self.convolve(x, "conv1", "bn_conv1", stride=2, padding=3))
        x = F.max_pool2d(x, 3, 2, padding=1) if self.pooling == "keras" else F.max_pool2d(x, 3, 2, ceil_mode=True)
        for stage, letters in BLOCKS.items():
            for letter in letters:
                first = letter == "a"
                x = self.block(x, f"{stage}{letter}", 2 if first and stage > 2 else 1, first)
        return x.mean((2, 3)) @ self.arrays["fc1000/kernel"] + self.arrays["fc1000/bias"]


def resized(image, side):
    """With so many pixels along the shorter side, as torchvision counts the longer one."""
    width, height = image.size
    short, long = min(width, height), max(width, height)
    other = int(side * long / short)
    return image.resize((side, other) if width <= height else (other, side), Image.BILINEAR)


def pixels(image):
    """[3, height, width] in BGR, the mean subtracted."""
    rgb = torch.from_numpy(np.asarray(image, dtype=np.float32).copy())
    return (rgb.flip(2) - torch.tensor(BGR_MEAN)).permute(2, 0, 1)


def views_of(image, protocol):
    """Batches of views, each of one size."""
    if protocol.startswith("multi-scale"):
        for side in SCALES:
            whole = pixels(resized(image, side))[None]
            yield whole
            if protocol == "multi-scale-flips":
                yield whole.flip(3)
        return
    x = pixels(resized(image, SHORTER_SIDE))
    bottom, right = x.shape[1] - CROP, x.shape[2] - CROP
    center = (round(bottom / 2), round(right / 2))
    corners = [(top, left) for top in (0, bottom) for left in (0, right)]
    places = [center] if protocol == "center-crop" else [*corners, center]
    crops = torch.stack([x[:, top : top + CROP, left : left + CROP] for top, left in places])
    yield crops if protocol == "center-crop" else torch.cat([crops, crops.flip(3)])


@torch.inference_mode()
def log_probabilities(network, image, protocol):
    logits = torch.cat([network(views) for views in views_of(image, protocol)]).double()
    if protocol == "10-crop-logits":
        return logits.mean(0).log_softmax(0)
    return logits.log_softmax(1).logsumexp(0) - math.log(len(logits))


def compare(rows, file, protocol):
    """How far another program's predictions of the same photographs are from these."""
    with open(file, newline="") as opened:
        others = {row["image"].split("/")[-1]: row for row in csv.DictReader(opened) if row["protocol"] == protocol}
    pairs = [(row, others[row["image"].split("/")[-1]]) for row in rows if row["image"].split("/")[-1] in others]
    top1 = sum(row["class1"] == int(other["class1"]) for row, other in pairs)
    top5 = sum([row[f"class{at}"] for at in range(1, 6)] == [int(other[f"class{at}"]) for at in range(1, 6)] for row, other in pairs)
    ranks = sum(row["rank"] == int(other["rank"]) for row, other in pairs)
    furthest = max(abs(row["log_probability1"] - float(other["log_probability1"])) for row, other in pairs)
    print(f"{protocol}, of {len(pairs)} photographs: {top1} have the same class, {top5} the same five in the same order,")
    print(f"{ranks} the same place of their own class; the likeliest log probabilities differ by {furthest:.2e} at most")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", type=pathlib.Path, required=True)
    parser.add_argument("--photos", type=pathlib.Path, required=True)
    protocols = ["center-crop", "10-crop", "10-crop-logits", "multi-scale", "multi-scale-flips"]
    parser.add_argument("--protocol", choices=protocols, default="center-crop")
    parser.add_argument("--synsets", type=pathlib.Path, required=True, help="ImageNet's 1000, one a line, in their order")
    parser.add_argument("--pooling", choices=["keras", "caffe"], default="keras")
    parser.add_argument("--epsilon", type=float, default=1e-3)
    parser.add_argument("--out", type=pathlib.Path)
    parser.add_argument("--compare", type=pathlib.Path)
    options = parser.parse_args()
    synsets = [line.split()[0] for line in options.synsets.read_text().splitlines() if line.strip()]
    network = Network(options.model, options.pooling, options.epsilon)
    rows = []
    for path in sorted(options.photos.glob("*/*")):
        scores = log_probabilities(network, Image.open(path).convert("RGB"), options.protocol)
        label = synsets.index(path.parent.name)
        order = scores.argsort(descending=True, stable=True).tolist()
        row = {"network": "authors-resnet-50", "protocol": options.protocol, "image": f"{path.parent.name}/{path.stem}"}
        row |= {"label": label, "rank": order.index(label) + 1}
        for place, index in enumerate(order[:5], start=1):
            row |= {f"class{place}": index, f"log_probability{place}": float(scores[index])}
        rows.append(row)
    errors = [100 * sum(row["rank"] > least for row in rows) / len(rows) for least in (1, 5)]
    print(f"{options.protocol}: top-1 error {errors[0]:.2f}%, top-5 error {errors[1]:.2f}% of {len(rows)} photographs")
    if options.out:
        with open(options.out, "w", newline="") as opened:
            writer = csv.DictWriter(opened, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
    if options.compare:
        compare(rows, options.compare, options.protocol)


if __name__ == "__main__":
    main()
