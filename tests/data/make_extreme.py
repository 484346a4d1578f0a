"""Writes extreme.json: cross-entropies far out, where an output or 1 less it is below the smallest double.

Run with Debian's python3-mpmath: /usr/bin/python3 tests/data/make_extreme.py
The tests only read the file. Everything is computed with 2900 digits from the doubles given; a gradient is the
difference quotient (L(p + h) - L(p - h)) / 2h with an h of 1e-960. Only the formulas of forward pass and loss are
written here.
"""

import json
import random
from pathlib import Path

from mpmath import mp, mpf

mp.dps = 2900
H = mpf(10) ** -960

ACTIVATIONS = {
    "tanh": lambda z: [mp.tanh(s) for s in z],
    "softplus": lambda z: [mp.log(1 + mp.exp(s)) for s in z],
    "softmax": lambda z: [mp.exp(s) / sum(mp.exp(other) for other in z) for s in z],
}
SUMS = [-1000, -745, -720, -400, -360, -100, -40, 0, 40, 100, 360, 400, 720, 745, 1000]
TARGETS = [0, 0.3, 1]


def affine(weights, biases, x):
    return [sum(w * i for w, i in zip(row, x)) + b for row, b in zip(weights, biases)]


def loss(layers, activation, kind, x, t):
    """Tanh in the hidden layers. None where a logarithm has no finite value."""
    a = x
    for number, (weights, biases) in enumerate(layers):
        z = affine(weights, biases, a)
        assert all(abs(s) < 1001 for s in z)  # e^-2002 is still well above H
        a = ACTIVATIONS[activation if number == len(layers) - 1 else "tanh"](z)
    total = mpf(0)
    for output, target in zip(a, t):
        for share, value in ((target, output), (1 - target, 1 - output)):
            if share == 0:
                continue
            if value <= 0:
                return None
            total -= share * mp.log(value)
    return total / len(t) if kind == "bce_mean" else total


def exact(numbers):
    return [exact(n) for n in numbers] if isinstance(numbers, (list, tuple)) else mpf(numbers)


def double(value):
    """Rounded to nearest; below the smallest double 0."""
    return float(value) if abs(value) > mpf(2) ** -1074 else 0.0


def reference(layers, activation, kind, x, t):
    moved = [(exact(w), exact(b)) for w, b in layers]
    inputs, targets = exact(x), [mpf(target) for target in t]
    value = loss(moved, activation, kind, inputs, targets)
    if value is None:
        return None

    def slope(row, i):
        old = row[i]
        row[i] = old + H
        above = loss(moved, activation, kind, inputs, targets)
        row[i] = old - H
        below = loss(moved, activation, kind, inputs, targets)
        row[i] = old
        return double((above - below) / (2 * H))

    return {
        "loss": double(value),
        "weights": [[[slope(row, i) for i in range(len(row))] for row in w] for w, _ in moved],
        "biases": [[slope(b, j) for j in range(len(b))] for _, b in moved],
    }


def case(layers, activation, kind, x, t):
    found = reference(layers, activation, kind, x, t)
    if found is None:
        return None
    shapes = [
        {
            "units": len(biases),
            "activation": activation if number == len(layers) - 1 else "tanh",
            "weights": weights,
            "biases": biases,
        }
        for number, (weights, biases) in enumerate(layers)
    ]
    return {
        "network": {"inputs": len(x), "layers": shapes},
        "loss": kind,
        "samples": [{"x": x, "t": t}],
        "training": {"learningRate": 0.1, "batchSize": 1},
        "expected": found,
    }


def one_layer(activation, kind, z, t):
    sums, targets = [z, 0.4], [t, 0.6]
    if activation == "softmax":
        sums, targets = [z, 0.4, -z / 2], [t, 0.6, 1 - t]
    return case([([[s] for s in sums], [0.0] * len(sums))], activation, kind, [1.0], targets)


def two_layers(rng, activation, kind, size, t):
    def draw(rows, columns, bound):
        return [[round(rng.uniform(-bound, bound), 3) for _ in range(columns)] for _ in range(rows)]

    hidden = (draw(3, 2, 1.5), draw(1, 3, 0.5)[0])
    count = 3 if activation == "softmax" else 1
    drawn = [[abs(w) for w in row] for row in draw(count, 3, 1)]
    weights = [[w / sum(row) * size * (1, -0.5, 0.1)[k] for w in row] for k, row in enumerate(drawn)]
    hidden = ([[abs(w) for w in row] for row in hidden[0]], [abs(b) for b in hidden[1]])
    return case([hidden, (weights, draw(1, count, 0.5)[0])], activation, kind, [0.6, 0.9], [t, 0.6, 1 - t][:count])


def main():
    rng = random.Random(20250614)
    cases = [one_layer(a, k, z, t) for a in ACTIVATIONS for k in ("bce", "bce_mean") for z in SUMS for t in TARGETS]
    for activation in ACTIVATIONS:
        for size in (-990, -600, 350, 600, 990):
            cases += [two_layers(rng, activation, "bce_mean", size, t) for t in TARGETS]
    cases = [one for one in cases if one]
    text = ",\n".join(json.dumps(one) for one in cases)
    Path(__file__).with_name("extreme.json").write_text('{"cases": [\n' + text + "\n]}\n")
    print(len(cases), "cases")


main()
