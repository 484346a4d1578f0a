"""Writes mistakes.json: the gradients that mistakes made by hand give, worked out by loops of plain Python.

Run with: python3 tests/data/make_mistakes.py
Each mistake is a line of its own that replaces the right one; nothing is shared with the core. The tests only read the file.
"""

import json
import math
import random
from pathlib import Path

SEED = 20
FOLDER = Path(__file__).parent
ACTIVATIONS = {
    "sigmoid": (lambda z: 1 / (1 + math.exp(-z)), lambda z: 1 / (2 + math.exp(z) + math.exp(-z))),
    "tanh": (math.tanh, lambda z: 1 / math.cosh(z) ** 2),
}
MISTAKES = [
    "missing-path",
    "missing-activation-derivative",
    "derivative-of-output",
    "gradient-for-delta",
    "missing-weight",
    "wrong-sign",
    "loss-factor",
    "other-loss",
    "transposed",
    "wrong-input",
    "updated-weights",
]


def loss_slope(loss, a, t, n):
    if loss == "mse":
        return 2 * (a - t) / n
    return -t / a + (1 - t) / (1 - a)


def forward(network, x):
    outputs, sums = [x], [None]
    for layer in network:
        z = [sum(w * a for w, a in zip(row, outputs[-1])) + b for row, b in zip(layer["weights"], layer["biases"])]
        sums.append(z)
        outputs.append([ACTIVATIONS[layer["activation"]][0](value) for value in z])
    return outputs, sums


def gradients(scenario, mistake, at):
    """Every dw of layer `at`, by back-propagation with that mistake (None: without)."""
    network, loss, eta = scenario["network"]["layers"], scenario["loss"], scenario["training"]["learningRate"]
    sample = scenario["samples"][0]
    a, z = forward(network, sample["x"])
    depth, n = len(network), len(sample["t"])

    def slope(layer, j):
        derivative = ACTIVATIONS[network[layer - 1]["activation"]][1]
        if mistake == "missing-activation-derivative" and layer == at:
            return 1.0
        if mistake == "derivative-of-output" and layer == at:
            return derivative(a[layer][j])
        return derivative(z[layer][j])

    def right_delta(layer):
        return deltas(layer, None)

    def deltas(layer, made):
        if layer == depth:
            out = []
            for k in range(n):
                used = {"mse": "bce", "bce": "mse"}[loss] if made == "other-loss" else loss
                d = loss_slope(used, a[depth][k], sample["t"][k], n)
                if made == "wrong-sign":
                    d = -d
                if made == "loss-factor" and loss == "mse":
                    d *= n
                out.append(d * (slope(layer, k) if made is not None else ACTIVATIONS[network[-1]["activation"]][1](z[depth][k])))
            return out
        above = deltas(layer + 1, made)
        weights = network[layer]["weights"]
        result = []
        for j in range(len(a[layer])):
            back = 0.0
            for k in range(len(above)):
                if made == "missing-path" and k > 0:
                    continue
                w = weights[k][j]
                if made == "transposed":
                    w = weights[j][k]
                if made == "updated-weights":
                    w -= eta * right_delta(layer + 1)[k] * a[layer][j]
                if made == "missing-weight":
                    w = 1.0
                share = w * above[k]
                if made == "gradient-for-delta":
                    share = w * (above[k] * a[layer][j])
                back += share
            derivative = slope(layer, j) if made is not None else ACTIVATIONS[network[layer - 1]["activation"]][1](z[layer][j])
            result.append(back * derivative)
        return result

    delta = deltas(at, mistake)
    incoming = a[at - 1]
    return [[d * (a[at][j] if mistake == "wrong-input" else incoming[i]) for i in range(len(incoming))] for j, d in enumerate(delta)]


def scenario_of(rng, shape, activation, loss):
    draw = lambda: round(rng.uniform(-1.5, 1.5), 3)
    layers = []
    for before, units in zip(shape, shape[1:]):
        last = len(layers) == len(shape) - 2
        layers.append(
            {
                "units": units,
                "activation": "sigmoid" if last else activation,
                "weights": [[draw() for _ in range(before)] for _ in range(units)],
                "biases": [draw() for _ in range(units)],
            }
        )
    return {
        "version": 1,
        "network": {"inputs": shape[0], "layers": layers},
        "loss": loss,
        "samples": [{"x": [draw() for _ in range(shape[0])], "t": [round(rng.random(), 2) for _ in range(shape[-1])]}],
        "training": {"optimizer": "sgd", "learningRate": 0.5, "batchSize": 1, "updateBiases": True},
    }


def main():
    rng = random.Random(SEED)
    scenarios, cases = [], []
    for shape, activation, loss in [
        ((2, 3, 3, 2), "sigmoid", "mse"),
        ((3, 2, 2), "tanh", "bce"),
        ((2, 3, 3, 3), "tanh", "mse"),
        ((2, 2, 2, 2), "sigmoid", "bce"),
    ]:
        scenario = scenario_of(rng, shape, activation, loss)
        for mistake in MISTAKES:
            for layer in range(1, len(shape)):
                # w_jk for w_kj exists between layers of one size alone
                if mistake == "transposed" and any(shape[l] != shape[l + 1] for l in range(layer, len(shape) - 1)):
                    continue
                dw = gradients(scenario, mistake, layer)
                cases.append({"scenario": len(scenarios), "mistake": mistake, "layer": layer, "dw": dw})
        scenarios.append(scenario)
    (FOLDER / "mistakes.json").write_text(json.dumps({"scenarios": scenarios, "cases": cases}, indent=1) + "\n")


main()
