/** 784-128-64-10 with six samples, as large as a network for handwritten digits; `training` beside its learning rate. */
export const digitNetwork = (training = {}) => ({
  version: 1,
  network: {
    inputs: 784,
    layers: [
      { units: 128, activation: 'relu' },
      { units: 64, activation: 'relu' },
      { units: 10, activation: 'sigmoid' },
    ],
  },
  init: { kind: 'he_normal', seed: 5 },
  loss: 'bce',
  samples: Array.from({ length: 6 }, (_, s) => ({
    x: Array.from({ length: 784 }, (_, i) => ((i * 7 + s) % 11) / 11),
    t: Array.from({ length: 10 }, (_, k) => Number(k === s)),
  })),
  training: { learningRate: 0.1, ...training },
});
