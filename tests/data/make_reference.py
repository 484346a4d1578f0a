"""Writes autodiff.json: losses, values and gradients of random networks as PyTorch's autograd computes them.

Run with Debian's python3-torch: /usr/bin/python3 tests/data/make_reference.py
The tests only read the file. Everything is in double precision, and only the formulas of forward pass and loss
are written here: every derivative is autograd's.
"""

import itertools
import json
import math
import random
from pathlib import Path

import torch

torch.set_default_dtype(torch.float64)

SEED = 20240607
SINGLE_COUNT = 40
BATCH_COUNT = 10

ACTIVATIONS = {
    "linear": lambda z: z,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
}


def cross_entropy(a, t):
    return -(t * torch.log(a) + (1 - t) * torch.log(1 - a))


LOSSES = {
    "mse": lambda a, t: ((a - t) ** 2).mean(),
    "half_sse": lambda a, t: 0.5 * ((a - t) ** 2).sum(),
    "sse": lambda a, t: ((a - t) ** 2).sum(),
    "bce": lambda a, t: cross_entropy(a, t).sum(),
    "bce_mean": lambda a, t: cross_entropy(a, t).mean(),
}
NEEDS_PROBABILITY = {"bce", "bce_mean"}


def random_layers(rng, inputs, loss):
    layers = []
    width = inputs
    count = rng.randint(1, 5)
    for number in range(1, count + 1):
        units = rng.randint(1, 6)
        probability = number == count and loss in NEEDS_PROBABILITY
        bound = 1.5 / math.sqrt(width)
        layers.append(
            {
                "units": units,
                "activation": "sigmoid" if probability else rng.choice(list(ACTIVATIONS)),
                "weights": [[rng.uniform(-bound, bound) for _ in range(width)] for _ in range(units)],
                "biases": [rng.uniform(-0.5, 0.5) for _ in range(units)],
            }
        )
        width = units
    return layers


def random_sample(rng, inputs, outputs, loss):
    low = 0 if loss in NEEDS_PROBABILITY else -1
    return {
        "x": [rng.uniform(-1.5, 1.5) for _ in range(inputs)],
        "t": [rng.choice([0.0, 1.0, rng.uniform(low, 1)]) for _ in range(outputs)],
    }


def random_scenario(seed, loss, batch, reduction):
    rng = random.Random(seed)
    inputs = rng.randint(1, 6)
    layers = random_layers(rng, inputs, loss)
    size = rng.randint(3, 5) if batch else 1
    return {
        "version": 1,
        "title": f"random network, seed {seed}",
        "network": {"inputs": inputs, "layers": layers},
        "loss": loss,
        "samples": [random_sample(rng, inputs, layers[-1]["units"], loss) for _ in range(size)],
        "training": {"learningRate": 0.1, "batchSize": size, "batchReduction": reduction},
    }


def parameters_of(scenario):
    return [
        (torch.tensor(layer["weights"], requires_grad=True), torch.tensor(layer["biases"], requires_grad=True))
        for layer in scenario["network"]["layers"]
    ]


def forward(scenario, parameters, x):
    """All weighted sums z and outputs a, layer by layer."""
    z, a = [], [torch.tensor(x)]
    for layer, (weights, biases) in zip(scenario["network"]["layers"], parameters):
        z.append(weights @ a[-1] + biases)
        a.append(ACTIVATIONS[layer["activation"]](z[-1]))
    return z, a[1:]


def reference(scenario):
    parameters = parameters_of(scenario)
    passes = [forward(scenario, parameters, sample["x"]) for sample in scenario["samples"]]
    losses = [
        LOSSES[scenario["loss"]](a[-1], torch.tensor(sample["t"]))
        for (_, a), sample in zip(passes, scenario["samples"])
    ]
    total = torch.stack(losses).sum()
    loss = total / len(losses) if scenario["training"]["batchReduction"] == "mean" else total
    loss.backward()
    entry = {
        "scenario": scenario,
        "loss": loss.item(),
        "dW": [weights.grad.tolist() for weights, _ in parameters],
        "db": [biases.grad.tolist() for _, biases in parameters],
    }
    if len(passes) == 1:
        z, a = passes[0]
        entry["z"] = [values.tolist() for values in z]
        entry["a"] = [values.tolist() for values in a]
    return entry


def learns(entry):
    """Some gradient is not zero: a network of dead ReLUs would test nothing."""
    return any(abs(gradient) > 1e-6 for layer in entry["db"] for gradient in layer)


def main():
    seeds = itertools.count(SEED)
    losses = itertools.cycle(LOSSES)
    kinds = [(False, "mean")] * SINGLE_COUNT + [(True, "mean"), (True, "sum")] * (BATCH_COUNT // 2)
    entries = []
    for batch, reduction in kinds:
        loss = next(losses)
        drawn = (reference(random_scenario(seed, loss, batch, reduction)) for seed in seeds)
        entries.append(next(filter(learns, drawn)))
    document = {"seed": SEED, "source": "PyTorch autograd, double precision", "cases": entries}
    path = Path(__file__).with_name("autodiff.json")
    path.write_text(json.dumps(document, indent=1) + "\n")
    print(f"{path.name}: {len(entries)} networks, seeds from {SEED} on")


if __name__ == "__main__":
    main()
