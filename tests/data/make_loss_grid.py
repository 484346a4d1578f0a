"""Writes loss_grid.json: the loss of the article's network over one quantity or two, as PyTorch computes it.

Run with Debian's python3-torch: /usr/bin/python3 tests/data/make_loss_grid.py
The tests only read the file. Everything is in double precision; each loss is a forward pass of its own.
"""

import json
from pathlib import Path

import torch

torch.set_default_dtype(torch.float64)
FOLDER = Path(__file__).parent

LOSSES = {
    "mse": lambda a, t: torch.nn.functional.mse_loss(a, t),
    "bce": lambda a, t: torch.nn.functional.binary_cross_entropy(a, t, reduction="sum"),
}
# id, from, to, count
SLICES = [("w.2.0.0", -8, 8, 33), ("w.1.2.1", -6, 10, 17), ("b.3.1", -4, 4, 17), ("x.0", -3, 3, 13), ("t.1", 0, 1, 5)]
SURFACES = [
    (("w.2.0.0", -4, 4, 9), ("w.2.1.2", -2, 6, 5)),
    (("w.1.0.0", -4, 4, 5), ("b.3.1", -2, 2, 9)),
    (("w.3.0.0", -1, 1, 3), ("w.3.0.2", -3, 3, 5)),
]


def values(axis):
    _, start, end, count = axis
    return torch.linspace(start, end, count).tolist()


def loss_where(scenario, name, settings):
    layers = [(torch.tensor(l["weights"]), torch.tensor(l["biases"])) for l in scenario["network"]["layers"]]
    sample = scenario["samples"][0]
    a, t = torch.tensor(sample["x"]), torch.tensor(sample["t"])
    for identifier, value in settings:
        kind, *place = identifier.split(".")
        place = [int(part) for part in place]
        if kind == "x":
            a[place[0]] = value
        elif kind == "t":
            t[place[0]] = value
        elif kind == "b":
            layers[place[0] - 1][1][place[1]] = value
        else:
            layers[place[0] - 1][0][place[1], place[2]] = value
    for weights, biases in layers:
        a = torch.sigmoid(weights @ a + biases)
    return LOSSES[name](a, t).item()


def main():
    scenario = json.loads((FOLDER / "worked/article.json").read_text())["scenario"]
    grids = []
    for name in LOSSES:
        for axis in SLICES:
            losses = [loss_where(scenario, name, [(axis[0], v)]) for v in values(axis)]
            grids.append({"loss": name, "axes": [axis], "losses": losses})
        for first, second in SURFACES:
            losses = [
                loss_where(scenario, name, [(first[0], v), (second[0], w)])
                for w in values(second)
                for v in values(first)
            ]
            grids.append({"loss": name, "axes": [first, second], "losses": losses})
    document = {"source": f"PyTorch {torch.__version__}, double precision", "grids": grids}
    (FOLDER / "loss_grid.json").write_text(json.dumps(document, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
