"""A control: plain and residual networks of 18 and 34 layers at the start of training on ten classes of ImageNet, by PyTorch.

    python ten_classes.py plain-18 resnet-18 --photos FOLDER --iterations 100

FOLDER has train/<class>/<picture>. The protocol is that of `imagenette/ten-classes`: mini-batches of 128 in statistics groups of
32, shorter side from 128 to 240, a 112x112 crop or its flip, rate 0.1, momentum 0.9, weight decay 1e-4, float32. Simpler than there:
one mean for each channel, and no colour augmentation. Prints mean loss and error over every 20 mini-batches.
"""

import argparse
import pathlib
import random

import torch
from PIL import Image
from torch import nn
from torch.nn import functional as F

import pytorch

BATCH, GROUP, CROP, SHORTER = 128, 32, 112, (128, 240)
BLOCKS = {"18": (2, 2, 2, 2), "34": (3, 4, 6, 3)}
WINDOW = 20


class Network(nn.Module):
    """Table 1: a 7x7 stem of stride 2, max pooling, four stages of blocks, classifier."""

    def __init__(self, name, classes):
        super().__init__()
        family, depth = name.split("-")
        self.stem, self.norm = nn.Conv2d(3, 64, 7, 2, padding=3, bias=False), nn.BatchNorm2d(64)
        blocks, channels = [], 64
        for stage, count in enumerate(BLOCKS[depth]):
            for block in range(count):
                blocks.append(pytorch.Block(channels, 64 << stage, 2 if block == 0 and stage > 0 else 1, family == "resnet"))
                channels = 64 << stage
        self.blocks, self.classifier = nn.Sequential(*blocks), nn.Linear(512, classes)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.norm(self.stem(x))), 3, 2, padding=1)
        return self.classifier(self.blocks(x).mean((2, 3)))

    initialize = pytorch.Network.initialize


def crop(path):
    """A random crop or its flip of a picture resized at random, [3, 112, 112], bytes."""
    picture = Image.open(path).convert("RGB")
    scale = random.randint(*SHORTER) / min(picture.size)
    width, height = (max(CROP, round(side * scale)) for side in picture.size)
    picture = picture.resize((width, height), Image.Resampling.BILINEAR)
    left, top = random.randint(0, width - CROP), random.randint(0, height - CROP)
    picture = picture.crop((left, top, left + CROP, top + CROP))
    if random.random() < 0.5:
        picture = picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    return torch.frombuffer(bytearray(picture.tobytes()), dtype=torch.uint8).view(CROP, CROP, 3).permute(2, 0, 1)


def mini_batches(photos, iterations):
    order = []
    for _ in range(iterations):
        while len(order) < BATCH:
            order += random.sample(photos, len(photos))
        chosen, order = order[:BATCH], order[BATCH:]
        yield torch.stack([crop(path) for path, _ in chosen]).float(), torch.tensor([label for _, label in chosen])


def train(name, photos, classes, options):
    random.seed(options.seed)
    model = Network(name, classes).initialize(torch.Generator().manual_seed(options.seed))
    model = model.to(memory_format=torch.channels_last)
    optimizer = torch.optim.SGD(model.parameters(), pytorch.RATE, pytorch.MOMENTUM, weight_decay=pytorch.DECAY)
    mean = torch.stack([crop(path).float().mean((1, 2)) for path, _ in random.sample(photos, 500)]).mean(0).view(1, 3, 1, 1)
    window = []
    for iteration, (images, labels) in enumerate(mini_batches(photos, options.iterations), 1):
        images = ((images - mean) / pytorch.DIVISOR).contiguous(memory_format=torch.channels_last)
        optimizer.zero_grad()
        for group, answers in zip(images.split(GROUP), labels.split(GROUP)):
            logits = model(group)
            loss = F.cross_entropy(logits, answers)
            (loss * len(group) / BATCH).backward()
            window.append((loss.item(), 100 * (logits.argmax(1) != answers).float().mean().item()))
        optimizer.step()
        if iteration % WINDOW == 0:
            loss, error = (sum(values) / len(window) for values in zip(*window))
            print(f"{name},{iteration},{loss:.4f},{error:.2f}", flush=True)
            window = []


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("networks", nargs="+", metavar="network")
    parser.add_argument("--photos", type=pathlib.Path, required=True)
    parser.add_argument("--iterations", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    classes = sorted((options.photos / "train").iterdir())
    photos = [(path, label) for label, folder in enumerate(classes) for path in sorted(folder.iterdir())]
    print("network,iteration,loss,error")
    for name in options.networks:
        train(name, photos, len(classes), options)


if __name__ == "__main__":
    main()
