import { core } from '/tmp/wt/notation/tests/wasm/help.mjs';
const s = core.open({
  version: 1,
  network: {
    inputs: 784,
    layers: [
      { units: 128, activation: 'relu' },
      { units: 64, activation: 'sigmoid' },
      { units: 10, activation: 'sigmoid' },
    ],
  },
  init: { kind: 'xavier_uniform', seed: 1 },
  loss: 'bce',
  samples: [{ x: Array.from({ length: 784 }, (_, i) => Math.sin(i)), t: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0] }],
});
for (let i = 0; i < 60; i++) s.derive('w.1.5.300', { pathLimit: +process.argv[2] });
