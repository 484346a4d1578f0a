"""Writes optimizers.json: ten epochs of every optimizer as PyTorch runs them, with weight decay and learning-rate schedules.

Run with Debian's python3-torch: /usr/bin/python3 tests/data/make_optimizers.py
Gradients are autograd's, updates those of torch.optim, learning rates those of torch.optim.lr_scheduler. Batches of three
of seven samples: the last of an epoch has one. Everything is in double precision.
"""

import json
from pathlib import Path

import torch

from make_networks import ACTIVATIONS, Draw, loss_of

torch.set_default_dtype(torch.float64)

EPOCHS, SAMPLES, BATCH = 10, 7, 3
TANH = [(4, "tanh"), (3, "tanh"), (2, "sigmoid")]
RELU = [(5, "relu"), (3, "softmax")]
STEP = {"kind": "step", "epochs": 3, "factor": 0.5}
COSINE = {"kind": "cosine", "epochs": EPOCHS, "floor": 0.01}

CASES = [
    {"name": "sgd"},
    {"name": "sgd, weight decay", "weightDecay": 0.03, "loss": "mse"},
    {"name": "sgd, steps", "schedule": STEP},
    {"name": "sgd, cosine", "schedule": COSINE, "layers": RELU, "loss": "softmax_cross_entropy"},
    {"name": "sgd, shuffled", "shuffleSeed": 5},
    {"name": "sgd, biases held", "updateBiases": False, "weightDecay": 0.01},
    {"name": "momentum", "optimizer": "momentum", "momentum": 0.9},
    {"name": "momentum, weight decay, cosine", "optimizer": "momentum", "momentum": 0.8, "weightDecay": 0.02, "schedule": COSINE},
    {"name": "momentum, sums", "optimizer": "momentum", "momentum": 0.5, "batchReduction": "sum", "layers": RELU, "loss": "mse"},
    {"name": "adam", "optimizer": "adam", "learningRate": 0.05},
    {"name": "adam, other betas", "optimizer": "adam", "learningRate": 0.02, "beta1": 0.7, "beta2": 0.95, "epsilon": 1e-4},
    {"name": "adam, weight decay, steps, shuffled", "optimizer": "adam", "learningRate": 0.05, "weightDecay": 0.02,
     "schedule": STEP, "shuffleSeed": 9, "layers": RELU, "loss": "softmax_cross_entropy"},
]


def below(draw, size):
    """As core/numbers/random.cpp takes it."""
    limit = 0xFFFFFFFF - 0xFFFFFFFF % size
    while True:
        bits = draw.bits()
        if bits < limit:
            return bits % size


def order_of(epoch, seed):
    order = list(range(SAMPLES))
    if seed is None:
        return order
    draw = Draw((seed + 0x9E3779B9 * epoch) & 0xFFFFFFFF)
    for i in range(SAMPLES, 1, -1):
        j = below(draw, i)
        order[i - 1], order[j] = order[j], order[i - 1]
    return order


def document(case, seed):
    draw = Draw(seed)
    layers, width = [], 2
    for units, activation in case.get("layers", TANH):
        weights = [[draw.number(-1, 1) for _ in range(width)] for _ in range(units)]
        layers.append({"units": units, "activation": activation, "weights": weights,
                       "biases": [draw.number(-0.5, 0.5) for _ in range(units)]})
        width = units
    hot = layers[-1]["activation"] == "softmax"
    samples = []
    for _ in range(SAMPLES):
        x = [draw.number(-2, 2) for _ in range(2)]
        k = draw.integer(0, width - 1)
        samples.append({"x": x, "t": [float(i == k) for i in range(width)] if hot else [draw.number(0, 1) for _ in range(width)]})
    training = {"learningRate": case.get("learningRate", 0.3), "batchSize": BATCH}
    training.update({key: case[key] for key in ("batchReduction", "updateBiases", "shuffleSeed") if key in case})
    return {"version": 1, "network": {"inputs": 2, "layers": layers}, "loss": case.get("loss", "bce"), "samples": samples,
            "training": training}


def optimizer_of(case, weights, biases, eta):
    groups = [{"params": weights, "weight_decay": case.get("weightDecay", 0.0)}, {"params": biases, "weight_decay": 0.0}]
    if case.get("optimizer") == "adam":
        betas = (case.get("beta1", 0.9), case.get("beta2", 0.999))
        return torch.optim.Adam(groups, lr=eta, betas=betas, eps=case.get("epsilon", 1e-8))
    return torch.optim.SGD(groups, lr=eta, momentum=case.get("momentum", 0.0))


def scheduler_of(case, optimizer):
    schedule = case.get("schedule", {"kind": "constant"})
    if schedule["kind"] == "step":
        return torch.optim.lr_scheduler.StepLR(optimizer, schedule["epochs"], schedule["factor"])
    if schedule["kind"] == "cosine":
        return torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, schedule["epochs"], schedule["floor"])
    return torch.optim.lr_scheduler.LambdaLR(optimizer, lambda epoch: 1.0)


def batch_loss(document, weights, biases, batch):
    total = torch.tensor(0.0)
    for index in batch:
        sample = document["samples"][index]
        a = torch.tensor(sample["x"])
        for layer, w, b in zip(document["network"]["layers"], weights, biases):
            z = w @ a + b
            a = ACTIVATIONS[layer["activation"]](z)
        total = total + loss_of(document["loss"], z, a, torch.tensor(sample["t"]))
    return total if document["training"].get("batchReduction") == "sum" else total / len(batch)


def run(case, seed):
    scenario = document(case, seed)
    training = scenario["training"]
    layers = scenario["network"]["layers"]
    weights = [torch.tensor(layer["weights"], requires_grad=True) for layer in layers]
    holds = not training.get("updateBiases", True)
    biases = [torch.tensor(layer["biases"], requires_grad=not holds) for layer in layers]
    optimizer = optimizer_of(case, weights, [] if holds else biases, training["learningRate"])
    scheduler = scheduler_of(case, optimizer)
    epochs = []
    for epoch in range(EPOCHS):
        order, losses = order_of(epoch, training.get("shuffleSeed")), []
        for first in range(0, SAMPLES, BATCH):
            optimizer.zero_grad()
            loss = batch_loss(scenario, weights, biases, order[first : first + BATCH])
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        scheduler.step()
        flat = [number for w, b in zip(weights, biases) for number in w.flatten().tolist() + b.tolist()]
        epochs.append({"loss": sum(losses) / len(losses), "parameters": flat})
    keys = ("optimizer", "momentum", "beta1", "beta2", "epsilon", "weightDecay", "schedule")
    return {"name": case["name"], "settings": {key: case[key] for key in keys if key in case}, "scenario": scenario,
            "epochs": epochs}


def main():
    cases = [run(case, seed) for seed, case in enumerate(CASES, 1)]
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    path = Path(__file__).with_name("optimizers.json")
    path.write_text('{"source":"PyTorch, double precision","cases":[\n' + lines + "\n]}\n")
    print(f"{path.name}: {len(cases)} runs of {EPOCHS} epochs")


if __name__ == "__main__":
    main()
