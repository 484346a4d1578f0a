"""Writes digits.json: gradients whose doubles have few right digits, and ordinary ones, each with its exact value.

Run with Debian's python3-mpmath: /usr/bin/python3 tests/data/make_digits.py
The tests only read the file. Weights, inputs and targets are doubles, taken as exact; everything is computed with 300
digits, and a gradient is the difference quotient (L(p + h) - L(p - h)) / 2h with an h of 1e-90: only the
formulas of forward pass and loss are written here. Each gradient is written as two doubles, the nearest and the nearest
to what it leaves: 32 digits.
"""

import json
import math
import random
from pathlib import Path

from mpmath import mp, mpf

mp.dps = 300
H = mpf(10) ** -90


def sigmoid(z):
    return 1 / (1 + mp.exp(-z))


def softplus(z):
    return z + mp.log1p(mp.exp(-z)) if z > 0 else mp.log1p(mp.exp(z))


ACTIVATIONS = {
    "linear": lambda z: z,
    "sigmoid": sigmoid,
    "tanh": mp.tanh,
    "relu": lambda z: z if z > 0 else mpf(0),
    "leaky_relu": lambda z: z if z > 0 else mpf(0.01) * z,
    "softplus": softplus,
    "silu": lambda z: z * sigmoid(z),
}
LOSSES = ["mse", "half_sse", "sse", "bce", "bce_mean", "bce_with_logits", "softmax_cross_entropy"]


def outputs(activation, z):
    if activation == "softmax":
        total = sum(mp.exp(s) for s in z)
        return [mp.exp(s) / total for s in z]
    return [ACTIVATIONS[activation](s) for s in z]


def forward(layers, x):
    """All weighted sums and the outputs."""
    a, sums = x, []
    for activation, weights, biases in layers:
        z = [sum(w * i for w, i in zip(row, a)) + b for row, b in zip(weights, biases)]
        a = outputs(activation, z)
        sums.append(z)
    return sums, a


def term(kind, a, t):
    if kind in ("mse", "half_sse", "sse"):
        return (a - t) ** 2
    if kind == "bce_with_logits":
        return softplus(a) - t * a
    if kind == "softmax_cross_entropy":
        return -t * mp.log(a) if t else mpf(0)
    return -(t * mp.log(a) if t else 0) - ((1 - t) * mp.log(1 - a) if t != 1 else 0)


def factor(kind, n):
    return mpf(1) / {"half_sse": 2, "mse": n, "bce_mean": n}.get(kind, 1)


def loss(layers, kind, x, t):
    sums, a = forward(layers, x)
    return sums, factor(kind, len(t)) * sum(term(kind, output, target) for output, target in zip(a, t))


def exact(numbers):
    return [exact(n) for n in numbers] if isinstance(numbers, (list, tuple)) else mpf(numbers)


def pair(value):
    if abs(value) < mpf(10) ** -100:  # 0, but for the square of H and the 300 digits
        return [0.0, 0.0]
    high = float(value)
    return [high, float(value - mpf(high))]


def reference(layers, kind, x, t):
    """None where a weighted sum is exactly at a corner, or too near to one for the difference."""
    moved = [(activation, exact(w), exact(b)) for activation, w, b in layers]
    inputs, targets = exact(x), exact(t)
    at, _ = loss(moved, kind, inputs, targets)

    def slope(row, i):
        old = row[i]
        row[i] = old + H
        above_sums, above = loss(moved, kind, inputs, targets)
        row[i] = old - H
        below_sums, below = loss(moved, kind, inputs, targets)
        row[i] = old
        for (activation, _, _), over, under in zip(moved, above_sums, below_sums):
            if activation in ("relu", "leaky_relu"):
                assert all((p > 0) == (q > 0) for p, q in zip(over, under))
        return pair((above - below) / (2 * H))

    try:
        return {
            "weights": [[[slope(row, i) for i in range(len(row))] for row in w] for _, w, _ in moved],
            "biases": [[slope(b, j) for j in range(len(b))] for _, _, b in moved],
        }
    except AssertionError:
        return None


def case(group, layers, kind, x, t):
    found = reference(layers, kind, x, t)
    if found is None:
        return None
    shapes = [
        {"units": len(biases), "activation": activation, "weights": weights, "biases": biases}
        for activation, weights, biases in layers
    ]
    return {
        "group": group,
        "network": {"inputs": len(x), "layers": shapes},
        "loss": kind,
        "samples": [{"x": x, "t": t}],
        "training": {"learningRate": 0.1, "batchSize": 1},
        "expected": found,
    }


# ------------------------------------------------------------------ what networks there are


def drawn(rng, activations, units, inputs, bound=1.0):
    layers, before = [], inputs
    for activation, count in zip(activations, units):
        weights = [[round(rng.uniform(-bound, bound), 3) for _ in range(before)] for _ in range(count)]
        layers.append((activation, weights, [round(rng.uniform(-0.5, 0.5), 3) for _ in range(count)]))
        before = count
    return layers


def pairs():
    """Every activation of the output under every loss that is defined on it."""
    for activation in [*ACTIVATIONS, "softmax"]:
        for kind in LOSSES:
            if kind == "bce_with_logits" and activation != "linear":
                continue
            if kind == "softmax_cross_entropy" and activation != "softmax":
                continue
            yield activation, kind


def is_probability(kind):
    return kind not in ("mse", "half_sse", "sse")


def outputs_of(layers, kind, x):
    _, a = forward([(f, exact(w), exact(b)) for f, w, b in layers], exact(x))
    return [sigmoid(output) for output in a] if kind == "bce_with_logits" else a


def near_targets(rng, activation, kind, distance):
    """Targets so near to the outputs; 0: the doubles nearest to them."""
    for _ in range(100):
        size = rng.choice([1.0, 1.0, 6.0]) if activation in ("sigmoid", "tanh", "softmax") else 1.0
        layers = drawn(rng, ["tanh", activation], [2, 2], 2)
        layers[1] = (activation, [[round(size * w, 3) for w in row] for row in layers[1][1]], layers[1][2])
        x = [round(rng.uniform(-1, 1), 2) for _ in range(2)]
        a = outputs_of(layers, kind, x)
        t = [float(output * (1 + rng.choice([-1, 1]) * mpf(distance))) for output in a]
        if activation == "softmax" and kind == "softmax_cross_entropy":
            t[1] = 1 - t[0]
        inside = lambda values: all(0 < value < 1 for value in values)
        if is_probability(kind) and not (inside(t) and (kind == "bce_with_logits" or inside(a))):
            continue
        return case(f"target {distance:g}", layers, kind, x, t)
    return None


def ordinary(rng, activation, kind):
    hidden = rng.choice(["sigmoid", "tanh", "relu", "softplus", "silu", "leaky_relu"])
    for _ in range(100):
        layers = drawn(rng, [hidden, activation], [3, 2], 3)
        x = [round(rng.uniform(-1, 1), 2) for _ in range(3)]
        a = outputs_of(layers, kind, x)
        if is_probability(kind) and kind != "bce_with_logits" and not all(0.01 < output < 0.99 for output in a):
            continue
        first = round(rng.uniform(0.05, 0.95), 2)
        t = [first, round(1 - first, 2)]
        if min(abs(output - target) for output, target in zip(a, t)) < 0.05:
            continue
        return case("ordinary", layers, kind, x, t)
    return None


CANCELLING = [
    ([0.1, 0.2], -0.3),
    ([0.7, 0.1], -0.8),
    ([0.3, -0.2], -0.1),
    ([1.1, 2.2], -3.3),
    ([0.1, 0.2], -(0.3 + 1e-12)),
    ([1e8, 0.1], -1e8 - 0.1),
    ([0.6, 0.3], math.nextafter(-0.9, 0)),
]


def cancelled_sum(rng, activation, row, bias, depth):
    """A first weighted sum that is 0 but for the rounding of its terms, and layers after it."""
    others = drawn(rng, ["tanh"] * (depth - 1) + ["linear"], [2] * (depth - 1) + [1], 1)
    layers = [(activation, [row], [bias]), *others]
    return case("cancelled sum", layers, "half_sse", [1.0, 1.0], [0.4])


def cancelled_later(rng, activation, depth):
    """The same behind layers: the sum of the second to last layer, up to a part of 1e-16 ... 1e-6."""
    layers = drawn(rng, ["tanh"] * depth, [2] * depth, 2)
    x = [round(rng.uniform(-1, 1), 2) for _ in range(2)]
    _, a = forward([(f, exact(w), exact(b)) for f, w, b in layers], exact(x))
    row = [round(rng.uniform(-1, 1), 3) for _ in range(2)]
    rest = mpf(10) ** rng.randint(-16, -6)
    bias = float(-sum(w * output for w, output in zip(exact(row), a)) + rest)
    layers += [(activation, [row], [bias]), *drawn(rng, ["sigmoid"], [2], 1)]
    return case("cancelled later", layers, "sse", x, [0.3, 0.8])


def cancelled_delta(rng):
    """Two paths that carry opposite amounts back to the first layer, equal up to rounding."""
    w, v = round(rng.uniform(0.2, 1), 3), round(rng.uniform(0.2, 1), 3)
    layers = [("tanh", [[0.5]], [0.1]), ("linear", [[w], [-w * (1 + rng.choice([0, 1e-15, 1e-9, 1e-5]))]], [0.2, -0.3])]
    return case("cancelled delta", layers + [("linear", [[v, v]], [0.1])], "half_sse", [0.7], [1.0])


def saturated(kind, activation):
    """As two outputs near 0 and 1 with their targets at 9 digits."""
    t = [0.000123394576, 0.98201379]
    return case("saturated", [(activation, [[2, 2], [-3, -3]], [-3, -5])], kind, [-1, -2], t)


def main():
    rng = random.Random(20250711)
    cases = [saturated(kind, "sigmoid") for kind in ("mse", "half_sse", "sse", "bce", "bce_mean")]
    for activation, kind in pairs():
        for distance in (1e-3, 1e-6, 1e-9, 1e-12, 1e-15, 0):
            cases.append(near_targets(rng, activation, kind, distance))
        cases += [ordinary(rng, activation, kind) for _ in range(4)]
    for activation in ACTIVATIONS:
        for row, bias in CANCELLING:
            cases.append(cancelled_sum(rng, activation, row, bias, rng.choice([1, 2, 4])))
        cases += [cancelled_later(rng, activation, depth) for depth in (1, 2, 4, 6)]
    cases += [cancelled_delta(rng) for _ in range(12)]
    cases = [one for one in cases if one]
    text = ",\n".join(json.dumps(one) for one in cases)
    Path(__file__).with_name("digits.json").write_text('{"cases": [\n' + text + "\n]}\n")
    print(len(cases), "cases")


main()
