/** The C++ program on Eigen: forward and backward as a pair, written out layer by layer. */
import {
  list,
  lossArgument,
  scaled,
  withComments,
  type ScriptLayer,
  type ScriptModel,
  type ScriptUpdate,
} from './scriptModel';
import { lettersOf, movedBy, numbersOf } from './scriptUpdate';

export function eigenScript(model: ScriptModel): string {
  return [
    head(model),
    parameters(model),
    samples(model),
    functions(model),
    loss(model),
    forward(model),
    backward(model),
    printing,
    ...(model.update ? [moving(model, model.update)] : []),
    main(model),
  ]
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

const matrix = (units: number, fanIn: number, rows: readonly (readonly number[])[]): string =>
  `(MatrixXd(${units}, ${fanIn}) <<\n    ${rows.map((row) => list(row)).join(',\n    ')}).finished()`;

const vector = (numbers: readonly number[]): string => `(VectorXd(${numbers.length}) << ${list(numbers)}).finished()`;

const both = (layers: readonly ScriptLayer[], write: (layer: ScriptLayer) => string[]): string[] =>
  layers.flatMap(write);

function head({ head: lines, texts }: ScriptModel): string[] {
  const command = 'g++ -std=c++17 -O2 -I/usr/include/eigen3 backprop_eigen.cpp -o backprop && ./backprop';
  return [
    ...[...lines, texts.run(command)].map((line) => `// ${line}`),
    '#include <Eigen/Core>',
    '#include <cmath>',
    '#include <cstdio>',
    '',
    'using Eigen::ArrayXd;',
    'using Eigen::MatrixXd;',
    'using Eigen::VectorXd;',
  ];
}

function parameters({ layers, texts }: ScriptModel): string[] {
  return [
    `// ${texts.parameters}`,
    ...both(layers, ({ l, units, fanIn, weights, biases }) => [
      `const MatrixXd W${l} = ${matrix(units, fanIn, weights)};`,
      `const VectorXd b${l} = ${vector(biases)};`,
    ]),
  ];
}

function samples({ xs, ts, layers, outputs, texts }: ScriptModel): string[] {
  return [
    `// ${texts.samples(xs.length)}`,
    `const MatrixXd X = ${matrix(xs.length, layers[0]!.fanIn, xs)};`,
    `const MatrixXd T = ${matrix(ts.length, outputs, ts)};`,
  ];
}

function functions({ activations, loss: { value }, texts }: ScriptModel): string[] {
  const definition = (name: string, parameters: string, code: string, type = 'ArrayXd') => [
    `${type} ${name}(${parameters}) {`,
    `    return ${code};`,
    '}',
  ];
  const helper = activations.some(([, code]) => /log1pexp/.test(code.value + code.slope)) || /log1pexp/.test(value);
  const stable = definition('log1pexp', 'const ArrayXd& x', 'x.max(0.0) + (-x.abs()).exp().log1p()');
  return [
    ...(helper ? [`// ${texts.stable}`, ...stable, ''] : []),
    `// ${texts.functions}`,
    ...activations.flatMap(([name, code], index) => [
      ...(index ? [''] : []),
      ...definition(name, 'const ArrayXd& z', code.value),
      ...definition(
        `${name}_slope`,
        parametersOf('z', 'a', code.slope),
        code.slope,
        name === 'softmax' ? 'MatrixXd' : 'ArrayXd',
      ),
    ]),
  ];
}

/** A parameter that the code does not use has no name, so that no compiler complains. */
const parametersOf = (first: string, second: string, code: string): string =>
  [first, second].map((name) => `const ArrayXd&${new RegExp(`\\b${name}\\b`).test(code) ? ` ${name}` : ''}`).join(', ');

function loss(model: ScriptModel): string[] {
  const { loss: code, texts } = model;
  return [
    `// ${code.fused ? texts.lossFused : texts.loss}`,
    `double loss(const ArrayXd& ${lossArgument(model)}, const ArrayXd& t) {`,
    `    return ${code.factor}(${code.value}).sum();`,
    '}',
    `ArrayXd loss_slope(${parametersOf('a', 't', code.slope)}) {`,
    `    return ${scaled(code)};`,
    '}',
  ];
}

function forward({ layers, texts }: ScriptModel): string[] {
  const lines = layers.flatMap(({ l, units, fanIn, activation }): [string, string][] => [
    [
      `    p.z${l} = W${l} * ${l === 1 ? 'x' : `p.a${l - 1}`} + b${l};`,
      `${units} = ${units}×${fanIn} · ${fanIn} + ${units}`,
    ],
    [`    p.a${l} = ${activation}(p.z${l});`, `${units}`],
  ]);
  return [
    `// ${texts.forward}`,
    `struct Pass {`,
    ...layers.map(({ l }) => `    VectorXd z${l}, a${l};`),
    '};',
    '',
    'Pass forward(const VectorXd& x) {',
    '    Pass p;',
    ...withComments(lines, '//'),
    '    return p;',
    '}',
  ];
}

function backward(model: ScriptModel): string[] {
  const { layers, texts } = model;
  return [
    `// ${texts.backward}`,
    'struct Gradients {',
    ...layers.map(
      ({ l }) =>
        `    MatrixXd dW${l} = MatrixXd::Zero(W${l}.rows(), W${l}.cols());\n    VectorXd db${l} = VectorXd::Zero(b${l}.size());`,
    ),
    '};',
    '',
    'Gradients backward(const VectorXd& x, const VectorXd& t, const Pass& p) {',
    '    Gradients g;',
    ...withComments(
      [...layers].reverse().flatMap((layer) => layerBackward(layer, model)),
      '//',
    ),
    '    return g;',
    '}',
  ];
}

function layerBackward({ l, units, fanIn, activation }: ScriptLayer, { layers, loss: { fused }, texts }: ScriptModel) {
  const slope = `${activation}_slope(p.z${l}, p.a${l})`;
  const delta: [string, string] =
    l < layers.length
      ? [`(W${l + 1}.transpose() * delta${l + 1}).array() * ${slope}`, `${units}, ${texts.hiddenDelta}`]
      : fused
        ? [`loss_slope(p.a${l}, t)`, `${units}, ${texts.outputDeltaFused}`]
        : activation === 'softmax'
          ? [`${slope} * loss_slope(p.a${l}, t).matrix()`, `${units}, ${texts.outputDeltaLayer}`]
          : [`loss_slope(p.a${l}, t) * ${slope}`, `${units}, ${texts.outputDelta}`];
  const lines: [string, string][] = [
    [`    const VectorXd delta${l} = ${delta[0]};`, delta[1]],
    [`    g.dW${l} = delta${l} * ${l === 1 ? 'x' : `p.a${l - 1}`}.transpose();`, `${units}×${fanIn}`],
    [`    g.db${l} = delta${l};`, `${units}, ${texts.biasInput}`],
  ];
  return lines;
}

const printing = [
  'void print(const char* name, const VectorXd& v) {',
  '    std::printf("%s[", name);',
  '    for (int j = 0; j < v.size(); ++j) std::printf("%s%.17g", j ? ", " : "", v(j));',
  '    std::printf("]");',
  '}',
  '',
  'void print(const char* name, const MatrixXd& m) {',
  '    std::printf("%s[", name);',
  '    for (int j = 0; j < m.rows(); ++j) print(j ? ", " : "", VectorXd(m.row(j)));',
  '    std::printf("]");',
  '}',
];

function main(model: ScriptModel): string[] {
  const { layers, xs, reduction, texts } = model;
  const one = xs.length === 1;
  const average = !one && reduction === 'mean';
  const names = both(layers, ({ l }) => [`dW${l}`, `db${l}`]);
  const argument = `p.${lossArgument(model)}${layers.length}`;
  return [
    `// ${one ? texts.oneSample : texts[reduction]}`,
    'int main() {',
    '    double L = 0;',
    '    Gradients total;',
    '    for (int s = 0; s < X.rows(); ++s) {',
    '        const VectorXd x = X.row(s), t = T.row(s);',
    '        const Pass p = forward(x);',
    '        const Gradients g = backward(x, t, p);',
    `        L += loss(${argument}, t);`,
    ...names.map((name) => `        total.${name} += g.${name};`),
    '    }',
    ...(average ? ['    L /= X.rows();', ...names.map((name) => `    total.${name} /= X.rows();`)] : []),
    '    std::printf("L = %.17g\\n", L);',
    ...names.map((name) => `    print("${name} = ", total.${name}), std::printf("\\n");`),
    ...(model.update ? printMoved(layers, model.update) : []),
    '}',
  ];
}

const moves = {
  sgd: ['    return theta - eta * g;'],
  momentum: ['    v = mu * v + g;', '    return theta - eta * v;'],
  adam: [
    '    m = beta1 * m + (1 - beta1) * g;',
    '    s = beta2 * s + (1 - beta2) * g.cwiseAbs2();',
    '    const MatrixXd mHat = m / (1 - std::pow(beta1, t)), sHat = s / (1 - std::pow(beta2, t));',
    '    return theta - (eta * mHat.array() / (sHat.array().sqrt() + epsilon)).matrix();',
  ],
};

function moving({ layers, texts }: ScriptModel, by: ScriptUpdate): string[] {
  const letters = lettersOf(by);
  const kept = letters.flatMap((letter) =>
    (letter === 's' ? by.second : by.first).flatMap(({ weights, biases }, index) => {
      const { units, fanIn } = layers[index]!;
      return [
        `const MatrixXd ${letter}W${index + 1} = ${matrix(units, fanIn, weights)};`,
        ...(by.settings.updateBiases ? [`const VectorXd ${letter}b${index + 1} = ${vector(biases)};`] : []),
      ];
    }),
  );
  return [
    `// ${texts.update(by.settings.optimizer, by.t)}`,
    ...numbersOf(by).map(([name, value]) => `const double ${name} = ${value};`),
    ...kept,
    '',
    `MatrixXd moved(const MatrixXd& theta, const MatrixXd& g${letters.map((letter) => `, MatrixXd ${letter}`).join('')}) {`,
    ...moves[by.settings.optimizer],
    '}',
  ];
}

const printMoved = (layers: readonly ScriptLayer[], by: ScriptUpdate): string[] =>
  movedBy(by, layers, (name) => `total.d${name}`).map(({ name, gradient }) => {
    const given = lettersOf(by).map((letter) => `, ${letter}${name}`);
    const call = `moved(${name}, ${gradient}${given.join('')})`;
    return `    print("${name} = ", ${name.startsWith('b') ? `VectorXd(${call})` : call}), std::printf("\\n");`;
  });
