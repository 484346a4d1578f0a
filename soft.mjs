import { core } from '/tmp/wt/notation/tests/wasm/help.mjs';
for (const loss of ['mse', 'softmax_cross_entropy']) {
  const s = core.open({
    version: 1,
    network: {
      inputs: 2,
      layers: [
        { units: 3, activation: 'sigmoid' },
        { units: 3, activation: 'softmax' },
      ],
    },
    init: { kind: 'xavier_uniform', seed: 1 },
    loss,
    samples: [{ x: [1, 2], t: [1, 0, 0] }],
  });
  for (const notation of ['scalar', 'indexed', 'matrix', 'article']) {
    const t = s.trace(0, { notation });
    const d = s.derive('w.1.0.0', { notation });
    const e = s.derive('w.2.0.0', { notation });
    console.log(
      loss,
      notation,
      t.length,
      d.notation,
      d.stages.map((x) => x.value),
      e.value,
      t.filter((x) => x.value === null).length,
    );
  }
}
