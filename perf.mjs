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
for (const notation of ['scalar', 'indexed', 'matrix', 'article'])
  for (const id of ['w.1.5.300', 'b.1.5', 'w.2.3.4', 'w.3.0.0']) {
    s.derive(id, { notation });
    const t = performance.now();
    for (let i = 0; i < 5; i++) s.derive(id, { notation });
    console.log(
      notation,
      id,
      ((performance.now() - t) / 5).toFixed(2),
      'ms',
      JSON.stringify(s.derive(id, { notation })).length,
    );
  }
console.log('--- cpu');
for (const [id, o] of [
  ['w.1.5.300', {}],
  ['w.1.5.300', { pathLimit: 1 }],
  ['z.1.5', {}],
  ['a.1.5', { pathLimit: 1 }],
  ['w.2.3.4', {}],
  ['w.2.3.4', { pathLimit: 1 }],
]) {
  s.derive(id, o);
  const c = process.cpuUsage();
  for (let i = 0; i < 10; i++) s.derive(id, o);
  const u = process.cpuUsage(c);
  console.log(id, JSON.stringify(o), ((u.user + u.system) / 10000).toFixed(2), 'ms cpu');
}
{
  const c = process.cpuUsage();
  for (let i = 0; i < 10; i++) s.gradients(0);
  const u = process.cpuUsage(c);
  console.log('gradients', ((u.user + u.system) / 10000).toFixed(2));
}
