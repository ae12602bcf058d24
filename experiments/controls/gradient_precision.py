"""How far gradients in float32 and in bf16 (autocast) are from those in float64, layer by layer, before the first iteration.

    python gradient_precision.py ~/.cache/resnet-reproduction/cifar10 plain-20 plain-56 resnet-56

The same weights and the same mini-batch of seed 1, on the CPU. Prints CSV: relative errors, norm of the difference over norm.
"""

import pathlib
import sys

import torch
from torch.nn import functional as F

from pytorch import Cifar10, Network, mini_batches


def gradients(name, images, labels, dtype, bf16=False):
    model = Network(name).initialize(torch.Generator().manual_seed(1000)).to(dtype)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
        logits = model(images.to(dtype))
    loss = F.cross_entropy(logits.float() if bf16 else logits, labels)
    weights = [(path, p) for path, p in model.named_parameters() if p.dim() > 1]
    found = torch.autograd.grad(loss, [p for _, p in weights])
    return {path: gradient.double() for (path, _), gradient in zip(weights, found)}


def main():
    folder, *networks = sys.argv[1:]
    data = Cifar10(pathlib.Path(folder), torch.device("cpu"))
    image, *crop = mini_batches(1, 1, len(data.labels))[:, 0]
    images, labels = data.batch(image, *crop), data.labels[image]
    print("network,layer,norm,f32_error,bf16_error")
    for name in networks:
        exact = gradients(name, images, labels, torch.float64)
        sides = [gradients(name, images, labels, torch.float32, bf16) for bf16 in (False, True)]
        for path, expected in exact.items():
            errors = [((side[path] - expected).norm() / expected.norm()).item() for side in sides]
            print(name, path, *(f"{value:.4g}" for value in (expected.norm().item(), *errors)), sep=",", flush=True)


main()
