"""Writes networks.json: loss and gradients of 300 random networks as PyTorch's autograd computes them.

Run with Debian's python3-torch: /usr/bin/python3 tests/data/make_networks.py
The file holds no networks: each is drawn from its seed by the same generator here and in tests/core/networks.cpp, the
mt19937 of C++. Functions are written so that autograd keeps its digits where neurons are saturated; every derivative is
autograd's. Everything is in double precision.
"""

import json
from pathlib import Path

import torch

torch.set_default_dtype(torch.float64)

COUNT = 300
POINTWISE = ["linear", "sigmoid", "tanh", "relu", "leaky_relu", "softplus", "silu"]
LOSSES = ["mse", "half_sse", "sse", "bce", "bce_mean", "bce_with_logits", "softmax_cross_entropy"]
SCALES = [1e-3, 0.5, 2.0, 20.0]  # of weights and biases: near zero to saturated


class Draw:
    """std::mt19937, and the numbers that the tests' Draw makes of its bits."""

    def __init__(self, seed):
        self.state = [seed]
        for i in range(1, 624):
            self.state.append((1812433253 * (self.state[-1] ^ (self.state[-1] >> 30)) + i) & 0xFFFFFFFF)
        self.at = 624

    def twist(self):
        for i in range(624):
            y = (self.state[i] & 0x80000000) | (self.state[(i + 1) % 624] & 0x7FFFFFFF)
            self.state[i] = self.state[(i + 397) % 624] ^ (y >> 1) ^ (0x9908B0DF if y & 1 else 0)
        self.at = 0

    def bits(self):
        if self.at == 624:
            self.twist()
        y = self.state[self.at]
        self.at += 1
        y ^= y >> 11
        y ^= (y << 7) & 0x9D2C5680
        y ^= (y << 15) & 0xEFC60000
        return y ^ (y >> 18)

    def number(self, low, high):
        return low + (high - low) * (self.bits() * 2.0**-32)

    def integer(self, low, high):
        return low + self.bits() % (high - low + 1)

    def of(self, items):
        return items[self.integer(0, len(items) - 1)]


def output_for(loss, draw):
    if loss == "bce_with_logits":
        return "linear"
    if loss == "softmax_cross_entropy":
        return "softmax"
    if loss.startswith("bce"):
        return "sigmoid"
    return draw.of(POINTWISE + ["softmax"])


def targets(draw, count):
    """One hot, or for each output 0, 1 or a number between."""
    if draw.integer(0, 1) == 0:
        hot = draw.integer(0, count - 1)
        return [1.0 if k == hot else 0.0 for k in range(count)]
    return [draw.number(0, 1) if draw.integer(0, 1) == 0 else float(draw.integer(0, 1)) for _ in range(count)]


def draw_network(seed):
    draw = Draw(seed)
    loss = LOSSES[seed % len(LOSSES)]
    scale = SCALES[seed % len(SCALES)]
    inputs = width = draw.integer(1, 8)
    depth = draw.integer(1, 6)
    layers = []
    for layer in range(1, depth + 1):
        units = draw.integer(1, 8)
        activation = output_for(loss, draw) if layer == depth else draw.of(POINTWISE)
        weights = [[draw.number(-scale, scale) for _ in range(width)] for _ in range(units)]
        biases = [draw.number(-scale, scale) for _ in range(units)]
        layers.append((activation, weights, biases))
        width = units
    samples = [
        ([draw.number(-1, 1) for _ in range(inputs)], targets(draw, width)) for _ in range(draw.integer(1, 3))
    ]
    return layers, loss, samples, draw.of(["mean", "sum"])


def softplus(z):
    """By log1p: torch.logaddexp(0, z) is 0 already where e^z is below the rounding of 1."""
    return torch.relu(z) + torch.log1p(torch.exp(-z.abs()))


def sigmoid(z):
    return torch.exp(-softplus(-z))


def tanh(z):
    far = 1 - 2 * sigmoid(-2 * z)
    return torch.where(z.abs() < 1, torch.tanh(z), far)


def minus_log_softmax(z):
    """ln(1 + the other exponentials over one's own): no 1 is taken off where an output is near 1."""
    if len(z) == 1:
        return z - z
    others = (z[None, :] - z[:, None]).masked_fill(torch.eye(len(z), dtype=torch.bool), -torch.inf)
    return softplus(torch.logsumexp(others, dim=1))


def softmax(z):
    return torch.exp(-minus_log_softmax(z))


ACTIVATIONS = {
    "linear": lambda z: z,
    "sigmoid": sigmoid,
    "tanh": tanh,
    "relu": torch.relu,
    "leaky_relu": lambda z: torch.nn.functional.leaky_relu(z, 0.01),
    "softplus": softplus,
    "silu": lambda z: z * sigmoid(z),
    "softmax": softmax,
}


def loss_of(loss, z, a, t):
    n = len(t)
    if loss in ("bce", "bce_mean", "bce_with_logits"):
        return (t * softplus(-z) + (1 - t) * softplus(z)).sum() / (n if loss == "bce_mean" else 1)
    if loss == "softmax_cross_entropy":
        return (t * minus_log_softmax(z)).sum()
    factor = {"mse": 1 / n, "half_sse": 0.5, "sse": 1.0}[loss]
    return factor * ((a - t) ** 2).sum()


def reference(seed):
    layers, loss, samples, reduction = draw_network(seed)
    parameters = [
        (torch.tensor(weights, requires_grad=True), torch.tensor(biases, requires_grad=True))
        for _, weights, biases in layers
    ]
    total = torch.tensor(0.0)
    for x, t in samples:
        a = torch.tensor(x)
        for (activation, _, _), (weights, biases) in zip(layers, parameters):
            z = weights @ a + biases
            a = ACTIVATIONS[activation](z)
        total = total + loss_of(loss, z, a, torch.tensor(t))
    if reduction == "mean":
        total = total / len(samples)
    total.backward()
    flat = []  # layer by layer, neuron by neuron: its weights, then its bias
    for weights, biases in parameters:
        for row, bias in zip(weights.grad.tolist(), biases.grad.tolist()):
            flat += [*row, bias]
    shape = "-".join(f"{activation}({len(biases)})" for activation, _, biases in layers)
    return {"seed": seed, "network": f"{len(samples[0][0])}-{shape}, {loss}", "loss": total.item(), "gradients": flat}


def main():
    cases = [reference(seed) for seed in range(1, COUNT + 1)]
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    path = Path(__file__).with_name("networks.json")
    path.write_text('{"source":"PyTorch autograd, double precision","cases":[\n' + lines + "\n]}\n")
    print(f"{path.name}: {len(cases)} networks, seeds 1 to {COUNT}")


if __name__ == "__main__":
    main()
