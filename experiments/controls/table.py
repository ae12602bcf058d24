"""The suite's runs beside those of the control, as a table in Markdown: python table.py results/cifar10 results/controls/pytorch

A cell is the mean over seeds, their standard deviation and how many there are; training error over the last row of
training.csv, test error after the last iteration, both in percent. Only networks that the control has on a budget have rows of it.
"""

import collections
import csv
import json
import pathlib
import statistics
import sys

BUDGETS = ("paper", "short", "quick", "glance", "smoke")


def rows(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def errors(folder):
    test = [row for row in rows(folder / "evaluation.csv") if (row["split"], row["protocol"]) == ("test", "single-view")]
    return float(rows(folder / "training.csv")[-1]["error"]), float(test[-1]["top1_error"])


def runs(folders):
    """(budget, network, precision, side) and both errors of each finished run; of a seed that is there twice, the first."""
    seen = set()
    for path in sorted(path for folder in folders for name in ("run.json", "control.json") for path in folder.rglob(name)):
        record = json.loads(path.read_text())
        control = path.name == "control.json"
        if not (record["finished"] if control else record["state"] == "finished"):
            continue
        # A member with a recipe of its own is another experiment's question.
        network = record["network"] if control else record["network"]["name"]
        if not control and record.get("member", network) not in (network, f"{network}/{record['precision']}"):
            continue
        key = record["budget"], network, record["precision"], "PyTorch" if control else "suite"
        if (key, record["seed"]) in seen:
            continue
        seen.add((key, record["seed"]))
        yield key, errors(path.parent)


def cell(values):
    if not values:
        return "not run"
    mean = f"{statistics.mean(values):.1f}"
    return f"{mean} ± {statistics.stdev(values):.1f} ({len(values)})" if len(values) > 1 else f"{mean} (1)"


def main():
    found = collections.defaultdict(list)
    for key, both in runs([pathlib.Path(folder) for folder in sys.argv[1:]]):
        found[key].append(both)
    sides = [(side, precision) for precision in ("f32", "bf16") for side in ("suite", "PyTorch")]
    lines = [["budget", "network", "error", *(f"{side} {precision}" for side, precision in sides)]]
    lines.append(["---"] * len(lines[0]))
    of_control = {(budget, network) for budget, network, _, side in found if side == "PyTorch"}
    for budget, network in sorted(of_control, key=lambda key: (BUDGETS.index(key[0]), key[1])):
        for at, error in enumerate(("training", "test")):
            cells = [cell([both[at] for both in found.get((budget, network, precision, side), [])]) for side, precision in sides]
            lines.append([budget, network, error, *cells])
    for line in lines:
        print("| " + " | ".join(line) + " |")


main()
