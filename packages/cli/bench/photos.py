"""The other side of `resnet bench --data`: the same work with Pillow, torchvision and PyTorch's data loader.

Standard input holds one JSON object: the photographs (path, offset, length), the mini-batch, the range of shorter
sides, the crop, mean and divisor by channel, principal components, workers. One line of JSON comes out: milliseconds of
processor time of each photograph by stage, in one thread; and what the data loader does with its workers.
"""

import sys

del sys.path[0]  # Libraries look for modules of the name of the script beside this one.

import io
import json
import os
import random
import resource
import time

import numpy as np
import PIL
import torch
import torchvision
from PIL import Image
from torch.utils.data import DataLoader, Dataset
from torchvision.transforms import functional as F

OPTIONS = json.load(sys.stdin)
MEAN = torch.tensor(OPTIONS["mean"])
DIVISOR = torch.tensor(OPTIONS["divisor"])[:, None, None]
if MEAN.numel() == 3:
    MEAN = MEAN[:, None, None]
else:
    MEAN = MEAN.view(OPTIONS["crop"], OPTIONS["crop"], 3).permute(2, 0, 1).contiguous()
EIGENVALUES = np.array(OPTIONS["eigenvalues"], dtype=np.float32)
EIGENVECTORS = np.array(OPTIONS["eigenvectors"], dtype=np.float32)


def read(photo):
    with open(photo["path"], "rb") as file:
        file.seek(photo["offset"])
        return file.read(photo["length"])


def decode(encoded):
    return Image.open(io.BytesIO(encoded)).convert("RGB")


def resize_and_crop(image):
    side = random.randint(OPTIONS["from"], OPTIONS["to"])
    crop = OPTIONS["crop"]
    image = F.resize(image, side, F.InterpolationMode.BILINEAR)
    left = random.randint(0, image.width - crop)
    top = random.randint(0, image.height - crop)
    return F.crop(image, top, left, crop, crop)


def augment(image):
    if random.random() < 0.5:
        image = F.hflip(image)
    pixels = F.pil_to_tensor(image).float()
    alphas = np.random.normal(0, 0.1, 3).astype(np.float32)
    shift = torch.from_numpy(255 * (alphas * EIGENVALUES) @ EIGENVECTORS)
    return (pixels + shift[:, None, None] - MEAN) / DIVISOR


class Photos(Dataset):
    def __len__(self):
        return len(OPTIONS["photos"])

    def __getitem__(self, index):
        return augment(resize_and_crop(decode(read(OPTIONS["photos"][index])))), 0


def stages():
    times = dict.fromkeys(["read", "decode", "resize and crop", "augment", "batch"], 0.0)

    def timed(stage, work, *arguments):
        start = time.process_time()
        result = work(*arguments)
        times[stage] += (time.process_time() - start) * 1e3 / len(OPTIONS["photos"])
        return result

    waiting = []
    for photo in OPTIONS["photos"]:
        encoded = timed("read", read, photo)
        image = timed("decode", decode, encoded)
        cropped = timed("resize and crop", resize_and_crop, image)
        waiting.append(timed("augment", augment, cropped))
        if len(waiting) == OPTIONS["batch"]:
            timed("batch", torch.stack, waiting)
            waiting = []
    return times


def processor_seconds():
    return sum(usage.ru_utime + usage.ru_stime for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def all_together():
    """Wall seconds after the first mini-batch; processor time of all, workers' start and end included."""
    before = processor_seconds()
    loader = iter(DataLoader(Photos(), batch_size=OPTIONS["batch"], num_workers=OPTIONS["workers"], shuffle=True))
    next(loader)
    start = time.perf_counter()
    count = sum(len(labels) for _, labels in loader)
    seconds = time.perf_counter() - start
    del loader
    cpu = (processor_seconds() - before) * 1e3 / len(OPTIONS["photos"])
    return {"imagesPerSecond": count / seconds, "cpuMilliseconds": cpu}


if __name__ == "__main__":
    torch.set_num_threads(1)
    stages()
    print(json.dumps({
        "versions": {"torch": torch.__version__, "torchvision": torchvision.__version__, "pillow": PIL.__version__},
        "stages": stages(),
        "all": all_together(),
    }), flush=True)
    os._exit(0)
