"""Writes single.json: examples trained by PyTorch in single precision, and the figures that a program would print of them.

Run with Debian's python3-torch: /usr/bin/python3 tests/data/make_single.py
Each number is printed once as Python prints a float (the digits of the single written out as a double) and once with
eight significant digits, as PyTorch and NumPy print with precision=8.
"""

import json
import random
from pathlib import Path

import torch

torch.set_default_dtype(torch.float32)
torch.set_num_threads(1)

ACTIVATIONS = {
    "linear": lambda z: z,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "silu": torch.nn.functional.silu,
    "softmax": lambda z: torch.softmax(z, dim=1),
}
LOSSES = {
    "mse": lambda a, t, z: torch.nn.functional.mse_loss(a, t, reduction="none").mean(dim=1),
    "bce_mean": lambda a, t, z: torch.nn.functional.binary_cross_entropy(a, t, reduction="none").mean(dim=1),
    "softmax_cross_entropy": lambda a, t, z: -(t * torch.log_softmax(z, dim=1)).sum(dim=1),
}
EXAMPLES = [
    ([2, 3, 2], ["sigmoid", "softmax"], "softmax_cross_entropy", 1, "mean"),
    ([3, 4, 1], ["tanh", "sigmoid"], "bce_mean", 2, "mean"),
    ([2, 3, 3, 2], ["silu", "relu", "linear"], "mse", 3, "sum"),
]
UPDATES, RATE = 6, 0.1


def example(seed, shape, activations, loss, batch, reduction):
    rng = random.Random(seed)
    number = lambda: round(rng.uniform(-1, 1), 2)
    layers = [
        {
            "units": to,
            "activation": activation,
            "weights": [[number() for _ in range(before)] for _ in range(to)],
            "biases": [number() for _ in range(to)],
        }
        for before, to, activation in zip(shape, shape[1:], activations)
    ]
    samples = []
    for s in range(3):
        t = [float(k == s % shape[-1]) for k in range(shape[-1])] if loss != "mse" else [number() for _ in range(shape[-1])]
        samples.append({"x": [number() for _ in range(shape[0])], "t": t})
    scenario = {
        "version": 1,
        "network": {"inputs": shape[0], "layers": layers},
        "loss": loss,
        "samples": samples,
        "training": {"learningRate": RATE, "batchSize": batch, "batchReduction": reduction},
    }
    return {**scenario, "printed": {"source": "PyTorch " + torch.__version__, "figures": figures(scenario)}}


def figures(scenario):
    layers = scenario["network"]["layers"]
    weights = [torch.tensor(layer["weights"], requires_grad=True) for layer in layers]
    biases = [torch.tensor(layer["biases"], requires_grad=True) for layer in layers]
    optimizer = torch.optim.SGD(weights + biases, lr=RATE)
    x = torch.tensor([sample["x"] for sample in scenario["samples"]])
    t = torch.tensor([sample["t"] for sample in scenario["samples"]])
    training = scenario["training"]
    found = []

    def put(after, sample, name, values):
        for index, value in enumerate(values.detach().reshape(-1).tolist()):
            place = {"after": after, **({} if sample is None else {"sample": sample})}
            id = name(index)
            found.append({"id": id, **place, "text": repr(value)})
            found.append({"id": id, **place, "text": f"{value:#.8g}"})

    position = 0
    for after in range(UPDATES):
        batch = list(range(position, min(len(x), position + training["batchSize"])))
        position = 0 if batch[-1] + 1 == len(x) else batch[-1] + 1
        a, rows = x[batch], []
        for layer, w, b in zip(layers, weights, biases):
            z = torch.nn.functional.linear(a, w, b)
            a = ACTIVATIONS[layer["activation"]](z)
            rows.append((z, a))
        losses = LOSSES[scenario["loss"]](a, t[batch], z)
        for place, sample in enumerate(batch):
            for l, (z_l, a_l) in enumerate(rows, 1):
                put(after, sample, lambda j: f"z.{l}.{j}", z_l[place])
                put(after, sample, lambda j: f"a.{l}.{j}", a_l[place])
            put(after, sample, lambda _: "L", losses[place])
        optimizer.zero_grad()
        (losses.mean() if training["batchReduction"] == "mean" else losses.sum()).backward()
        kind = training["batchReduction"]
        for l, (w, b) in enumerate(zip(weights, biases), 1):
            width = w.shape[1]
            put(after, None, lambda i: f"{kind}dw.{l}.{i // width}.{i % width}", w.grad)
            put(after, None, lambda j: f"{kind}db.{l}.{j}", b.grad)
        optimizer.step()
        for l, w in enumerate(weights, 1):
            put(after + 1, None, lambda i: f"w.{l}.{i // w.shape[1]}.{i % w.shape[1]}", w)
    return found[-1000:]


examples = [example(seed, *parts) for seed, parts in enumerate(EXAMPLES)]
Path(__file__).with_name("single.json").write_text(json.dumps(examples, separators=(",", ":")) + "\n")
