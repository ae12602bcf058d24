"""The other side of `resnet bench`: PyTorch on the same network, in lines of JSON.

The first line on standard output describes the network and lists the variants (precision, memory format, eager or
compiled). After that each line on standard input, {"variant": name, "iterations": k}, is answered by
{"seconds": [k times]}, so that the caller can interleave both sides. The first time that a compiled variant is asked
for, it is compiled before any time is taken. An iteration is what `resnet` does in one: augment a mini-batch from
bytes, forward, backward and SGD; or, with --evaluation, normalize a batch from bytes and predict.
"""

import argparse
import inspect
import json
import re
import sys
import time

import torch
from torch import nn
from torch.fx.experimental.optimization import fuse
from torch.nn import functional as F

PADDING = 4


def convolution(channels, width, kernel, stride=1):
    return nn.Conv2d(channels, width, kernel, stride, padding=kernel // 2, bias=False)


class PaddedIdentity(nn.Module):
    """Option A: every second pixel, zeros after the channels."""

    def __init__(self, stride, padding):
        super().__init__()
        self.stride, self.padding = stride, padding

    def forward(self, x):
        return F.pad(x[:, :, :: self.stride, :: self.stride], (0, 0, 0, 0, 0, self.padding))


def shortcut(option, channels, width, stride):
    changes = stride != 1 or channels != width
    if option == "C" or (option == "B" and changes):
        return nn.Sequential(convolution(channels, width, 1, stride), nn.BatchNorm2d(width))
    return PaddedIdentity(stride, width - channels) if changes else nn.Identity()


def basic(channels, width, stride):
    return nn.Sequential(
        convolution(channels, width, 3, stride), nn.BatchNorm2d(width), nn.ReLU(inplace=True),
        convolution(width, width, 3), nn.BatchNorm2d(width),
    )


def bottleneck(channels, width, stride):
    inner = width // 4
    return nn.Sequential(
        convolution(channels, inner, 1, stride), nn.BatchNorm2d(inner), nn.ReLU(inplace=True),
        convolution(inner, inner, 3), nn.BatchNorm2d(inner), nn.ReLU(inplace=True),
        convolution(inner, width, 1), nn.BatchNorm2d(width),
    )


class Block(nn.Module):
    """A residual block, or a plain one where `option` is None."""

    def __init__(self, branch, option, channels, width, stride):
        super().__init__()
        self.branch = branch(channels, width, stride)
        self.shortcut = None if option is None else shortcut(option, channels, width, stride)

    def forward(self, x):
        y = self.branch(x)
        if self.shortcut is not None:
            y += self.shortcut(x)
        return F.relu(y, inplace=True)


def stages(option, branch, blocks, widths, channels):
    for stage, (count, width) in enumerate(zip(blocks, widths)):
        for block in range(count):
            yield Block(branch, option, channels, width, 2 if stage > 0 and block == 0 else 1)
            channels = width


def cifar_network(depth, option):
    """Section 4.2: 6n + 2 weighted layers on 32x32 images."""
    n = (depth - 2) // 6
    stem = [convolution(3, 16, 3), nn.BatchNorm2d(16), nn.ReLU(inplace=True)]
    body = stages(option, basic, [n, n, n], [16, 32, 64], 16)
    return nn.Sequential(*stem, *body, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10))


IMAGENET = {
    18: (basic, [2, 2, 2, 2], [64, 128, 256, 512]),
    34: (basic, [3, 4, 6, 3], [64, 128, 256, 512]),
    50: (bottleneck, [3, 4, 6, 3], [256, 512, 1024, 2048]),
    101: (bottleneck, [3, 4, 23, 3], [256, 512, 1024, 2048]),
    152: (bottleneck, [3, 8, 36, 3], [256, 512, 1024, 2048]),
}


def imagenet_network(depth, option):
    """Table 1, the stride of a bottleneck in its first 1x1."""
    branch, blocks, widths = IMAGENET[depth]
    stem = [convolution(3, 64, 7, 2), nn.BatchNorm2d(64), nn.ReLU(inplace=True), nn.MaxPool2d(3, 2, 1)]
    body = stages(option, branch, blocks, widths, 64)
    return nn.Sequential(*stem, *body, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(widths[-1], 1000))


def network(name, dataset, option):
    family, depth = re.match(r"(plain|resnet)-(\d+)", name).groups()
    build = imagenet_network if dataset == "imagenet" else cifar_network
    return build(int(depth), None if family == "plain" else option)


class Images:
    """Random bytes as images, padded once, and their labels: content does not change the time."""

    def __init__(self, batch, size, classes):
        self.batch, self.size, self.padded = batch, size, size + 2 * PADDING
        count = 4 * batch
        self.pixels = torch.randint(0, 256, (count * self.padded * self.padded, 3), dtype=torch.uint8)
        self.labels = torch.randint(0, classes, (count,))
        self.mean = torch.full((size, size, 3), 127.0)
        self.scale = 1 / 64

    def normalized(self, rows):
        """Pixels by row of `self.pixels` [batch, size, size] to float32 NHWC, viewed as NCHW (channels-last)."""
        pixels = self.pixels.index_select(0, rows.view(-1)).view(-1, self.size, self.size, 3)
        return pixels.float().sub_(self.mean).mul_(self.scale).permute(0, 3, 1, 2)

    def augmented(self):
        """A mini-batch: images drawn, a crop of each padded image or of its flip."""
        chosen = torch.randint(0, len(self.labels), (self.batch,))
        top, left = torch.randint(0, 2 * PADDING + 1, (2, self.batch, 1))
        flipped = torch.randint(0, 2, (self.batch, 1), dtype=torch.bool)
        steps = torch.arange(self.size)
        columns = left + torch.where(flipped, self.size - 1 - steps, steps)
        rows = (chosen[:, None] * self.padded + top + steps) * self.padded
        return self.normalized(rows[:, :, None] + columns[:, None, :]), self.labels[chosen]

    def plain(self):
        """A batch of single views."""
        steps = torch.arange(self.size) + PADDING
        rows = (torch.arange(self.batch)[:, None] * self.padded + steps) * self.padded
        return self.normalized(rows[:, :, None] + steps)


class Variant:
    """The network in one precision and one memory format, as Python runs it or as torch.compile makes it."""

    def __init__(self, model, images, precision, memory_format, compiled, evaluation):
        model = model.to(memory_format=memory_format)
        self.model = compile_model(model, evaluation) if compiled else model
        self.images, self.memory_format = images, memory_format
        self.autocast = torch.autocast("cpu", dtype=torch.bfloat16, enabled=precision == "bf16")
        self.work = self.evaluate if evaluation else self.train
        self.optimizer = None if evaluation else sgd(model.parameters())
        self.warm_up = WARM_UP if compiled else 0

    def train(self):
        images, labels = self.images.augmented()
        with self.autocast:
            logits = self.model(images.contiguous(memory_format=self.memory_format))
        self.optimizer.zero_grad(set_to_none=True)
        loss = F.cross_entropy(logits.float(), labels)
        loss.backward()
        self.optimizer.step()
        return loss.item()

    def evaluate(self):
        with torch.no_grad(), self.autocast:
            logits = self.model(self.images.plain().contiguous(memory_format=self.memory_format))
            return logits.argmax(1).sum().item()

    def measure(self, iterations):
        """Seconds of each of so many iterations."""
        timed(self.work, self.warm_up)
        self.warm_up = 0
        return timed(self.work, iterations)


# Iterations in which torch.compile compiles: forward and backward at the first, layouts of gradients at the second.
WARM_UP = 3


def compile_model(model, evaluation):
    """In evaluation weights are constants, which oneDNN packs once."""
    return torch.compile(model, dynamic=False, options={"freezing": True} if evaluation else None)


def sgd(parameters):
    """In one kernel for all parameters where this PyTorch has one."""
    fused = {"fused": True} if "fused" in inspect.signature(torch.optim.SGD).parameters else {}
    return torch.optim.SGD(parameters, lr=0.01, momentum=0.9, weight_decay=1e-4, **fused)


def why_not_compiled():
    """`None` where torch.compile works on this machine; it needs a C++ compiler and Python's headers."""
    if not hasattr(torch, "compile"):
        return f"PyTorch {torch.__version__} has no torch.compile"
    try:
        torch.compile(lambda x: x + 1)(torch.ones(64))
    except Exception as error:  # Whatever it raises, eager variants can be measured.
        return f"torch.compile does not work here: {error}"
    return None


FORMATS = {"nchw": torch.contiguous_format, "channels-last": torch.channels_last}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--network", required=True)
    parser.add_argument("--dataset", choices=["cifar10", "imagenet"], required=True)
    parser.add_argument("--option", choices=["A", "B", "C"])
    parser.add_argument("--batch", type=int, required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--precisions", required=True)
    parser.add_argument("--evaluation", action="store_true")
    return parser.parse_args()


def answer(value):
    print(json.dumps(value), flush=True)


def timed(work, iterations):
    seconds = []
    for _ in range(iterations):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return seconds


def main():
    options = arguments()
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    torch.manual_seed(1)
    size, classes = (224, 1000) if options.dataset == "imagenet" else (32, 10)
    images = Images(options.batch, size, classes)
    eager_only = why_not_compiled()
    variants = {}
    for precision in options.precisions.split(","):
        for name, memory_format in FORMATS.items():
            for compiled in [False] if eager_only else [False, True]:
                model = network(options.network, options.dataset, options.option)
                parameters = sum(parameter.numel() for parameter in model.parameters())
                if options.evaluation:
                    model = fuse(model.eval())  # batch normalization folded into the convolutions
                variant = Variant(model, images, precision, memory_format, compiled, options.evaluation)
                variants[f"{precision} {name}{' compiled' if compiled else ''}"] = variant
    answer({
        "torch": torch.__version__,
        "parameters": parameters,
        "variants": list(variants),
        "eagerOnly": eager_only,
    })
    for line in sys.stdin:
        request = json.loads(line)
        answer({"seconds": variants[request["variant"]].measure(request["iterations"])})


main()
