/** The iteration as a graph of operations: values, gradients and the flows between. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api, article, gradientOf, parameterIds, randomScenario, seededRandom, withSession } from './help.mjs';

/** ∂L/∂node from the edges alone, back from 1 at L, and the sum of the absolute flows. */
function carriedBack({ nodes, edges }) {
  const gradient = nodes.map((_, index) => (index === nodes.length - 1 ? 1 : 0));
  const scale = [...gradient];
  for (const { from, to, derivative } of edges.toSorted((a, b) => b.to - a.to)) {
    gradient[from] += derivative * gradient[to];
    scale[from] += Math.abs(derivative) * scale[to];
  }
  return { gradient, scale };
}

const seed = 20260104;
for (const expand of [undefined, [], 'all'])
  test(`carried back edge by edge, every parameter has its gradient (expand ${expand ?? 'left out'}, seed ${seed})`, () => {
    const random = seededRandom(seed);
    for (let i = 0; i < 30; i++)
      withSession(randomScenario(random), (session) => {
        const graph = session.graph(0, { expand });
        const { gradient, scale } = carriedBack(graph);
        const gradients = session.gradients(0);
        const ids = parameterIds(session.scenario());
        for (const [index, node] of graph.nodes.entries()) {
          const error = Math.abs(gradient[index] - node.gradient);
          assert.ok(error <= 1e-12 * scale[index], `${node.id}: ${gradient[index]}, ${node.gradient}`);
          if (ids.includes(node.id)) assert.equal(node.gradient, gradientOf(gradients, node.id), node.id);
        }
        assert.equal(graph.nodes.at(-1).value, session.forward().loss);
      });
  });

test('softmax takes in every sum of its layer, and carries the gradients back from all of them', () => {
  const layers = [
    { units: 3, activation: 'tanh' },
    { units: 3, activation: 'softmax' },
  ];
  for (const loss of ['softmax_cross_entropy', 'mse']) {
    const scenario = {
      version: 1,
      network: { inputs: 2, layers },
      init: { kind: 'xavier_uniform', seed: 1 },
      loss,
      samples: [{ x: [0.5, -0.2], t: [1, 0, 0] }],
    };
    withSession(scenario, (session) => {
      for (const expand of [undefined, 'all']) {
        const graph = session.graph(0, { expand });
        const { gradient, scale } = carriedBack(graph);
        for (const [index, node] of graph.nodes.entries())
          assert.ok(Math.abs(gradient[index] - node.gradient) <= 1e-12 * scale[index], `${loss}, ${node.id}`);
      }
      const { nodes, edges } = session.graph();
      const into = edges.filter(({ to }) => nodes[to].id === 'a.2.1').map(({ from }) => nodes[from].id);
      into.sort();
      assert.deepEqual(into, ['z.2.0', 'z.2.1', 'z.2.2']);
    });
  }
});

test('left out, products and the loss are nodes, an activation is one', () =>
  withSession(article(), (session) => {
    const { nodes } = session.graph();
    const of = (owner) => nodes.filter((node) => node.owner === owner).map(({ id, operation }) => `${id} ${operation}`);
    assert.deepEqual(of('z.1.0'), ['z.1.0:0 multiply', 'z.1.0:1 multiply', 'z.1.0 add']);
    assert.deepEqual(of('a.1.0'), ['a.1.0 function']);
    assert.deepEqual(of('L.0'), ['L.0:0 subtract', 'L.0:1 power', 'L.0 multiply']);
    const square = nodes.find(({ id }) => id === 'L.0:1');
    assert.equal(square.exponent, 2);
    assert.equal(nodes.find(({ id }) => id === 'L.0').constant, 0.5);
  }));

test('one activation can be opened by itself', () =>
  withSession(article(), (session) => {
    const { nodes } = session.graph(0, { expand: ['a.2.0'] });
    const inside = nodes.filter((node) => node.owner === 'a.2.0').map(({ operation }) => operation);
    assert.deepEqual(inside, ['negate', 'exp', 'add', 'divide']);
    assert.equal(nodes.filter(({ id }) => id.includes(':')).length, 3);
  }));

test('the flows along the two edges of a fork add up to its gradient', () =>
  withSession(article(), (session) => {
    const { nodes, edges } = session.graph();
    const n1 = nodes.findIndex(({ id }) => id === 'a.2.0');
    const flows = edges.filter(({ from }) => from === n1).map(({ flow }) => flow);
    assert.equal(flows.length, 2);
    assert.ok(Math.abs(flows[0] + flows[1] - nodes[n1].gradient) <= 1e-16);
  }));

test('a part of a large network has the gradients of the whole', () => {
  const layers = [64, 64, 64].map((units) => ({ units, activation: 'tanh' }));
  const scenario = {
    version: 1,
    network: { inputs: 64, layers },
    init: { kind: 'xavier_uniform', seed: 3 },
    loss: 'mse',
    samples: [{ x: Array(64).fill(0.5), t: Array(64).fill(0.25) }],
  };
  withSession(scenario, (session) => {
    const only = ['a.1.3', 'w.2.5.3', 'z.2.5', 'a.2.5'];
    const { nodes } = session.graph(0, { only });
    assert.deepEqual(
      nodes.map(({ id }) => id),
      ['a.1.3', 'w.2.5.3', 'z.2.5:0', 'z.2.5', 'a.2.5'],
    );
    assert.equal(nodes[1].gradient, session.gradients(0).layers[1].weights[5][3]);
    assert.equal(nodes[3].gradient, session.gradients(0).layers[1].delta[5]);
  });
});

const refused = [
  ['a sample that is not there', (s) => s.graph(4), 'sample', 'noSuchSample'],
  ['expand as text', (s) => s.graph(0, { expand: 'every' }), 'options.expand', 'expectedList'],
  ['an id that is none', (s) => s.graph(0, { expand: ['N1'] }), 'options.expand[0]', 'notAQuantityId'],
  ['a neuron that is not there', (s) => s.graph(0, { only: ['a.2.0', 'a.2.9'] }), 'options.only[1]', 'unknownQuantity'],
  ['a misspelt option', (s) => s.graph(0, { open: [] }), 'options.open', 'unknownKey'],
];
for (const [name, call, path, key] of refused)
  test(`graph: ${name} is refused`, () =>
    withSession(article(), (session) =>
      assert.throws(
        () => call(session),
        (error) => error instanceof api.ArgumentError && error.path === path && error.key === key,
      ),
    ));

test('the graph of an update goes from the gradient to the numbers that the update leaves, and carries nothing back', () => {
  const schedule = { kind: 'step', epochs: 1, factor: 0.5 };
  const kept = { sgd: [], momentum: ['v'], adam: ['m', 's'] };
  for (const optimizer of ['sgd', 'momentum', 'adam'])
    for (const more of [{}, { weightDecay: 0.1, schedule }])
      withSession({ ...article(), training: { optimizer, ...more } }, (session) => {
        session.train({ epochs: 2 });
        const graphs = ['w.1.0.1', 'b.2.0'].map((id) => session.updateGraph(id));
        const before = ['w.1.0.1', 'b.2.0'].map((id) => session.value(id));
        session.step();
        for (const [index, { nodes, edges }] of graphs.entries()) {
          const id = ['w.1.0.1', 'b.2.0'][index];
          const after = nodes.filter(({ isAfter }) => isAfter);
          assert.deepEqual(
            after.map(({ owner }) => owner),
            [...kept[optimizer].map((letter) => letter + id), id],
          );
          for (const { owner, value } of after) assert.equal(value, session.value(owner), owner);
          assert.equal(nodes.find(({ owner, isQuantity }) => owner === id && isQuantity).value, before[index]);
          assert.ok(nodes.every(({ gradient }) => gradient === null));
          assert.ok(edges.every(({ from, to, derivative, flow }) => from < to && derivative === null && flow === null));
          assert.equal(nodes.filter(({ owner }) => owner === `d${id}`).length, 1);
        }
      });
  assert.throws(() => withSession(article(), (session) => session.updateGraph('z.1.0')), { key: 'notAParameter' });
  const held = { ...article(), training: { updateBiases: false } };
  withSession(held, (session) => assert.deepEqual(session.updateGraph('b.1.0'), { nodes: [], edges: [] }));
});
