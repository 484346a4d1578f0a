/** The NumPy program: forward and backward as a pair, written out layer by layer. */
import { gradientNames, headLines, keptLines, parameterLines, sampleLines, weightedSum } from './python';
import { lettersOf, movedBy, numbersOf } from './scriptUpdate';
import {
  lossArgument,
  perLayer,
  scaled,
  withComments,
  type ScriptLayer,
  type ScriptModel,
  type ScriptUpdate,
} from './scriptModel';

const array = (literal: string) => `np.array(${literal})`;
const values = (layers: readonly ScriptLayer[]) => perLayer(layers, ({ l }) => `z${l}, a${l}`);

export function numpyScript(model: ScriptModel): string {
  return [
    [...headLines(model, 'backprop_numpy.py'), 'import numpy as np'],
    parameterLines(model, array),
    sampleLines(model, array),
    functions(model),
    loss(model),
    forward(model),
    backward(model),
    model.xs.length === 1 ? oneSample(model) : batch(model),
    printing(model),
    ...(model.update ? [update(model, model.update)] : []),
  ]
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

function functions({ activations, texts }: ScriptModel): string[] {
  return [
    `# ${texts.functions}`,
    ...activations.flatMap(([name, { value, slope }]) => [
      `def ${name}(z):`,
      `    return ${value}`,
      '',
      `def ${name}_slope(z, a):`,
      `    return ${slope}`,
      '',
    ]),
  ].slice(0, -1);
}

function loss(model: ScriptModel): string[] {
  const { loss: code, texts } = model;
  return [
    `# ${code.fused ? texts.lossFused : texts.loss}`,
    `def loss(${lossArgument(model)}, t):`,
    `    return ${code.factor}np.sum(${code.value})`,
    '',
    `def loss_slope(a, t):`,
    `    return ${scaled(code)}`,
  ];
}

function forward({ layers, texts }: ScriptModel): string[] {
  const lines = layers.flatMap((layer) => [
    weightedSum(layer),
    [`    a${layer.l} = ${layer.activation}(z${layer.l})`, `(${layer.units},)`] as [string, string],
  ]);
  return [`# ${texts.forward}`, 'def forward(x):', ...withComments(lines, '#'), `    return ${values(layers)}`];
}

function backward(model: ScriptModel): string[] {
  const { layers, texts } = model;
  return [
    `# ${texts.backward}`,
    `def backward(x, t, ${values(layers)}):`,
    ...withComments(
      [...layers].reverse().flatMap((layer) => layerBackward(layer, model)),
      '#',
    ),
    `    return ${gradientNames(layers)}`,
  ];
}

function layerBackward({ l, units, fanIn, activation }: ScriptLayer, { layers, loss, texts }: ScriptModel) {
  const slope = `${activation}_slope(z${l}, a${l})`;
  const delta: [string, string] =
    l < layers.length
      ? [`(W${l + 1}.T @ delta${l + 1}) * ${slope}`, `(${units},), ${texts.hiddenDelta}`]
      : loss.fused
        ? [`loss_slope(a${l}, t)`, `(${units},), ${texts.outputDeltaFused}`]
        : activation === 'softmax'
          ? [`${slope} @ loss_slope(a${l}, t)`, `(${units},), ${texts.outputDeltaLayer}`]
          : [`loss_slope(a${l}, t) * ${slope}`, `(${units},), ${texts.outputDelta}`];
  const lines: [string, string][] = [
    [`    delta${l} = ${delta[0]}`, delta[1]],
    [`    dW${l} = np.outer(delta${l}, ${l === 1 ? 'x' : `a${l - 1}`})`, `(${units}, ${fanIn})`],
    [`    db${l} = delta${l}`, `(${units},), ${texts.biasInput}`],
  ];
  return lines;
}

function oneSample(model: ScriptModel): string[] {
  const { layers, texts } = model;
  return [
    `# ${texts.oneSample}`,
    `${values(layers)} = forward(x)`,
    `L = loss(${lossArgument(model)}${layers.length}, t)`,
    `${gradientNames(layers)} = backward(x, t, ${values(layers)})`,
  ];
}

function batch(model: ScriptModel): string[] {
  const { layers, reduction, texts } = model;
  const each = (write: (name: string) => string) => layers.flatMap(({ l }) => [write(`dW${l}`), write(`db${l}`)]);
  return [
    `# ${texts[reduction]}`,
    'L = 0.0',
    ...each((name) => `${name} = np.zeros_like(${name.slice(1)})`),
    'for x, t in zip(X, T):',
    `    ${values(layers)} = forward(x)`,
    `    L += loss(${lossArgument(model)}${layers.length}, t)`,
    `    gradients = backward(x, t, ${values(layers)})`,
    `    for total, gradient in zip((${gradientNames(layers)}), gradients):`,
    '        total += gradient',
    ...(reduction === 'mean' ? ['L /= len(X)', ...each((name) => `${name} /= len(X)`)] : []),
  ];
}

function printing({ layers }: ScriptModel): string[] {
  return [
    'print("L =", float(L))',
    ...layers.flatMap(({ l }) => [`print("dW${l} =", dW${l}.tolist())`, `print("db${l} =", db${l}.tolist())`]),
  ];
}

const moves = {
  sgd: ['    return theta - eta * g'],
  momentum: ['    v = mu * v + g', '    return theta - eta * v'],
  adam: [
    '    m = beta1 * m + (1 - beta1) * g',
    '    s = beta2 * s + (1 - beta2) * g**2',
    '    return theta - eta * (m / (1 - beta1**t)) / (np.sqrt(s / (1 - beta2**t)) + epsilon)',
  ],
};

function update({ layers, texts }: ScriptModel, by: ScriptUpdate): string[] {
  const letters = lettersOf(by);
  const given = (name: string) => letters.map((letter) => `, ${letter}${name}`).join('');
  return [
    `# ${texts.update(by.settings.optimizer, by.t)}`,
    ...numbersOf(by).map(([name, value]) => `${name} = ${value}`),
    ...keptLines(by, array),
    '',
    `def moved(theta, g${letters.map((letter) => `, ${letter}`).join('')}):`,
    ...moves[by.settings.optimizer],
    '',
    ...movedBy(by, layers).map(
      ({ name, gradient }) => `print("${name} =", moved(${name}, ${gradient}${given(name)}).tolist())`,
    ),
  ];
}
