"""A control: the paper's CIFAR-10 networks trained by PyTorch, with no line of the suite.

    python pytorch.py plain-56:f32:1 resnet-20:bf16:2 --budget short --data ~/.cache/resnet-reproduction/cifar10 --out DIR

Plain and residual networks (option A, section 4.2), by the protocol that `packages/training` follows: what both do alike
is said where it is done. `f32` has TF32 off. `bf16` keeps activations and their gradients in bfloat16; weights, momentum
and statistics stay float32. A run is the folder DIR/<budget>/<network>/<precision>/seed-<n> with training.csv and
evaluation.csv, whose columns are those of the suite's runs, and control.json, which says how it was made. Runs of one
budget and seed see the same mini-batches, and those of one network begin with the same weights.
"""

import argparse
import csv
import hashlib
import json
import math
import pathlib
import platform
import time

import torch
from torch import nn
from torch.nn import functional as F

BATCH, PADDING, DIVISOR = 128, 4, 64.0
MOMENTUM, DECAY = 0.9, 1e-4
ITERATIONS, RATE, DROPS = 64_000, 0.1, (32_000, 48_000)
DIVISORS = {"paper": 1, "short": 8, "quick": 64, "glance": 160, "smoke": 8000}
EVALUATE_EVERY = 400


class Block(nn.Module):
    """Two 3x3 convolutions and, in a residual network, the shortcut of option A around them (figure 2, section 3.3)."""

    def __init__(self, channels, width, stride, residual):
        super().__init__()
        self.stride, self.missing, self.residual = stride, width - channels, residual
        self.conv1 = nn.Conv2d(channels, width, 3, stride, padding=1, bias=False)
        self.norm1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, padding=1, bias=False)
        self.norm2 = nn.BatchNorm2d(width)

    def forward(self, x):
        y = self.norm2(self.conv2(F.relu(self.norm1(self.conv1(x)))))
        if self.residual:
            shortcut = x[:, :, :: self.stride, :: self.stride]
            y = y + F.pad(shortcut, (0, 0, 0, 0, 0, self.missing))
        return F.relu(y)


class Network(nn.Module):
    """6n + 2 weighted layers: stem, three stages of n blocks, classifier."""

    def __init__(self, name):
        super().__init__()
        family, depth = name.split("-")
        if family not in ("plain", "resnet") or (int(depth) - 2) % 6:
            raise ValueError(f"expected plain-<6n + 2> or resnet-<6n + 2>, got {name}")
        self.stem, self.norm = nn.Conv2d(3, 16, 3, padding=1, bias=False), nn.BatchNorm2d(16)
        blocks, channels = [], 16
        for width in (16, 32, 64):
            for block in range((int(depth) - 2) // 6):
                blocks.append(Block(channels, width, 2 if block == 0 and width > 16 else 1, family == "resnet"))
                channels = width
        self.blocks, self.classifier = nn.Sequential(*blocks), nn.Linear(64, 10)

    def forward(self, x):
        x = self.blocks(F.relu(self.norm(self.stem(x))))
        return self.classifier(x.mean((2, 3)))

    def initialize(self, generator):
        """He et al. 2015: normal, deviation sqrt(2 / fan-in), for the classifier as well; its bias is zero."""
        for weights in (p for p in self.parameters() if p.dim() > 1):
            deviation = math.sqrt(2 / weights[0].numel())
            weights.data.copy_(deviation * torch.randn(weights.shape, generator=generator))
        self.classifier.bias.data.zero_()
        return self


class Cifar10:
    """The binary batches, per-pixel mean subtracted, divided by a constant; training images padded with zeros after that."""

    def __init__(self, folder, device):
        names = [f"data_batch_{batch}.bin" for batch in range(1, 6)] + ["test_batch.bin"]
        files = {name: (folder / name).read_bytes() for name in names}
        self.checksums = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
        records = torch.cat([torch.frombuffer(bytearray(content), dtype=torch.uint8) for content in files.values()])
        records = records.view(-1, 3073)
        labels, images = records[:, 0].long().to(device), records[:, 1:].to(device).view(-1, 3, 32, 32).float()
        images = (images - images[:-10_000].double().mean(0).float()) / DIVISOR
        self.padded, self.labels = F.pad(images[:-10_000], [PADDING] * 4), labels[:-10_000]
        self.test_images, self.test_labels = images[-10_000:], labels[-10_000:]

    def batch(self, image, down, right, flip):
        """A crop of each padded image, or its flip."""
        steps = torch.arange(32, device=image.device)
        rows = down[:, None] + steps
        columns = right[:, None] + torch.where(flip[:, None] == 1, 31 - steps, steps)
        channels = torch.arange(3, device=image.device)[None, :, None, None]
        return self.padded[image[:, None, None, None], channels, rows[:, None, :, None], columns[:, None, None, :]]


def mini_batches(seed, iterations, images):
    """Image, crop and flip of each place of each mini-batch, cut from one endless row of shuffled epochs: [4, iterations, 128]."""
    generator = torch.Generator().manual_seed(1000 * seed + 1)
    count = iterations * BATCH
    order = torch.cat([torch.randperm(images, generator=generator) for _ in range(-(-count // images))])[:count]
    crops = torch.randint(0, 2 * PADDING + 1, (2, count), generator=generator)
    flips = torch.randint(0, 2, (1, count), generator=generator)
    return torch.cat([order[None], crops, flips]).view(4, iterations, BATCH)


class Run:
    """One network, precision and seed. What an iteration needs lies on the device, so that it is one CUDA graph there."""

    def __init__(self, job, budget, data, device, out):
        self.network, self.precision, seed = job.split(":")
        self.seed, self.budget, self.data, self.device = int(seed), budget, data, device
        self.folder = out / budget / self.network / self.precision / f"seed-{seed}"
        self.iterations, self.done, self.seconds = ITERATIONS // DIVISORS[budget], 0, 0.0
        self.every = min(100, math.ceil(self.iterations / 20))
        drops = [drop // DIVISORS[budget] for drop in DROPS]
        self.rates = [RATE * 0.1 ** sum(i >= drop for drop in drops) for i in range(self.iterations)]
        model = Network(self.network).initialize(torch.Generator().manual_seed(1000 * self.seed))
        # Tensor cores compute bf16 with channels last; float32 is faster with channels first.
        self.format = torch.channels_last if self.precision == "bf16" else torch.contiguous_format
        self.model = model.to(device, memory_format=self.format)
        self.parameters = list(self.model.parameters())
        self.velocity = [torch.zeros_like(p) for p in self.parameters]
        self.places = mini_batches(self.seed, self.iterations, len(data.labels)).to(device)
        self.rate = torch.tensor(self.rates, device=device)
        self.iteration = torch.zeros(1, dtype=torch.long, device=device)
        self.log = torch.zeros(self.iterations, 2, device=device)
        self.gradients, self.evaluations, self.graph = None, [], None
        self.stream = torch.cuda.Stream() if device.type == "cuda" else None
        if self.stream is not None:
            self.stream.wait_stream(torch.cuda.current_stream())

    def logits(self, images):
        with torch.autocast(self.device.type, dtype=torch.bfloat16, enabled=self.precision == "bf16"):
            return self.model(images.contiguous(memory_format=self.format)).float()

    def iterate(self):
        """Momentum as Caffe has it, v := m v + rate (g + decay w), and weight decay on all parameters."""
        image, *crop = self.places.index_select(1, self.iteration)[:, 0]
        labels = self.data.labels[image]
        logits = self.logits(self.data.batch(image, *crop))
        loss = F.cross_entropy(logits, labels)
        gradients = torch.autograd.grad(loss, self.parameters)
        if self.done == 0:
            self.gradients = [g.float().norm().item() for g in gradients if g.dim() == 4]
        with torch.no_grad():
            rate = self.rate[self.iteration]
            steps = torch._foreach_add(gradients, self.parameters, alpha=DECAY)
            torch._foreach_mul_(steps, rate[0])
            torch._foreach_mul_(self.velocity, MOMENTUM)
            torch._foreach_add_(self.velocity, steps)
            torch._foreach_sub_(self.parameters, self.velocity)
            errors = (logits.argmax(1) != labels).sum().float()
            self.log.index_copy_(0, self.iteration, torch.stack([loss.detach(), errors])[None])
            self.iteration += 1

    def advance(self):
        """One iteration: the first three eagerly, where cuDNN chooses its kernels, the others as a graph."""
        if self.done == self.iterations:
            return
        if self.stream is None or self.done < 3:
            self.iterate()
        else:
            if self.graph is None:
                torch.cuda.synchronize()
                self.graph = torch.cuda.CUDAGraph()
                with torch.cuda.graph(self.graph, stream=self.stream):
                    self.iterate()
            self.graph.replay()
        self.done += 1

    @torch.no_grad()
    def evaluate(self):
        """Single view, running statistics, over the test set."""
        self.model.eval()
        logits = torch.cat([self.logits(images) for images in self.data.test_images.split(1000)])
        labels = self.data.test_labels
        self.model.train()
        own = logits.gather(1, labels[:, None])
        ahead = (logits > own).sum(1)
        errors = [(100 * (ahead >= top).float().mean()).item() for top in (1, 5)]
        return [self.done, "test", "single-view", F.cross_entropy(logits, labels).item(), *errors]

    def settle(self, start):
        """Evaluates where that is due, and writes everything there is."""
        last = self.done == self.iterations
        if last or self.done % EVALUATE_EVERY == 0:
            self.evaluations.append(self.evaluate())
            self.seconds = time.perf_counter() - start
            self.write(last)
            training = 100 * self.log[max(0, self.done - self.every) : self.done, 1].mean().item() / BATCH
            print(f"{self.seconds:6.1f} s: {self.network} {self.precision} {self.seed} after {self.done}: "
                  f"training error {training:.2f}, test error {self.evaluations[-1][4]:.2f}", flush=True)

    def write(self, finished):
        self.folder.mkdir(parents=True, exist_ok=True)
        log = self.log[: self.done].double().cpu()
        rows = []
        for first in range(0, self.done, self.every):
            window = log[first : first + self.every]
            at = first + len(window)
            loss, errors = window.mean(0).tolist()
            rate = float(f"{self.rates[at - 1]:.12g}")
            rows.append([at, round(at * BATCH / len(self.data.labels), 4), rate, round(loss, 8), round(100 * errors / BATCH, 4)])
        table(self.folder / "training.csv", "iteration,epoch,rate,loss,error", rows)
        header = "iteration,split,protocol,loss,top1_error,top5_error"
        evaluations = [[*row[:3], round(row[3], 8), *(round(error, 4) for error in row[4:])] for row in self.evaluations]
        table(self.folder / "evaluation.csv", header, evaluations)
        (self.folder / "control.json").write_text(json.dumps(self.record(finished), indent=2) + "\n")

    def record(self, finished):
        cuda = self.device.type == "cuda"
        return {
            "control": "PyTorch, independent of the suite",
            "network": self.network, "precision": self.precision, "seed": self.seed, "budget": self.budget,
            "iterations": self.iterations, "done": self.done, "finished": finished,
            "parameters": sum(p.numel() for p in self.parameters),
            "device": torch.cuda.get_device_name() if cuda else f"CPU, {torch.get_num_threads()} threads",
            "versions": {"torch": torch.__version__, "cuda": torch.version.cuda if cuda else None,
                         "cudnn": torch.backends.cudnn.version() if cuda else None, "python": platform.python_version()},
            "tf32": False, "memoryFormat": str(self.format), "checksums": self.data.checksums,
            "secondsBesideOtherRuns": round(self.seconds, 1),
            "convolutionGradientNormsAtInitialization": self.gradients,
        }


def table(path, header, rows):
    with open(path, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)


def train(runs, at_once, seconds):
    """All runs, so many at a time and each of those 50 iterations in turn, side by side on a GPU; none is begun after `seconds`."""
    start, waiting, active = time.perf_counter(), list(runs), []
    while waiting or active:
        late = time.perf_counter() - start > seconds
        while waiting and not late and len(active) < at_once:
            active.append(waiting.pop(0)())
        if late:
            return [run.write(False) for run in active]
        for _ in range(50):
            for run in active:
                with torch.cuda.stream(run.stream):
                    run.advance()
        for run in active:
            with torch.cuda.stream(run.stream):
                run.settle(start)
        active = [run for run in active if run.done < run.iterations]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("jobs", nargs="+", metavar="network:precision:seed")
    parser.add_argument("--budget", choices=DIVISORS, required=True)
    parser.add_argument("--data", type=pathlib.Path, required=True, help="folder of the binary batches")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--at-once", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=math.inf, help="stop all runs after this time")
    options = parser.parse_args()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.backends.cudnn.allow_tf32 = torch.backends.cuda.matmul.allow_tf32 = False
    torch.backends.cudnn.benchmark = True
    data = Cifar10(options.data, device)
    runs = [lambda job=job: Run(job, options.budget, data, device, options.out) for job in options.jobs]
    train(runs, options.at_once, options.seconds)


if __name__ == "__main__":
    main()
