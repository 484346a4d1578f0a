/** The PyTorch program: the forward pass, its gradients by autograd, compared with those of the page. */
import { headLines, keptLines, parameterLines, rows, sampleLines, vector, weightedSum } from './python';
import { double, lossArgument, withComments, type ScriptModel, type ScriptUpdate } from './scriptModel';
import { lettersOf, movedBy, numbersOf } from './scriptUpdate';

const tensor = (literal: string) => `torch.tensor(${literal})`;
const parameter = (literal: string) => `torch.tensor(${literal}, requires_grad=True)`;

export function pytorchScript(model: ScriptModel): string {
  return [
    [...headLines(model, 'backprop_pytorch.py'), 'import torch', '', 'torch.set_default_dtype(torch.float64)'],
    parameterLines(model, parameter),
    sampleLines(model, tensor),
    functions(model),
    forward(model),
    gradients(model),
    ...(model.result ? [check(model)] : []),
    ...(model.update ? [update(model, model.update)] : []),
  ]
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

function functions({ activations }: ScriptModel): string[] {
  return activations.flatMap(([name, { value }]) => [`def ${name}(z):`, `    return ${value}`, '']).slice(0, -1);
}

function forward(model: ScriptModel): string[] {
  const { layers, loss, texts } = model;
  const last = layers.at(-1)!;
  const lines = layers.flatMap((layer) => {
    const output: [string, string] = [`    a${layer.l} = ${layer.activation}(z${layer.l})`, `(${layer.units},)`];
    return loss.fused && layer === last ? [weightedSum(layer)] : [weightedSum(layer), output];
  });
  return [
    ...(loss.fused ? [`# ${texts.lossFused.split(/(?<=[.。]) ?/)[0]}`] : []),
    'def loss(x, t):',
    ...withComments(lines, '#'),
    `    ${lossArgument(model)} = ${lossArgument(model)}${last.l}`,
    `    return ${loss.factor}torch.sum(${loss.value})`,
  ];
}

function gradients({ layers, xs, reduction, texts }: ScriptModel): string[] {
  const total = 'sum(loss(x, t) for x, t in zip(X, T))';
  const value = xs.length === 1 ? 'loss(x, t)' : reduction === 'mean' ? `${total} / len(X)` : total;
  return [
    `# ${texts.autograd}`,
    `L = ${value}`,
    'L.backward()',
    'print("L =", L.item())',
    ...layers.flatMap(({ l }) => [`print("dW${l} =", W${l}.grad.tolist())`, `print("db${l} =", b${l}.grad.tolist())`]),
  ];
}

function check({ layers, result, texts }: ScriptModel): string[] {
  const entries = layers.flatMap(({ l }, index) => {
    const { weights, biases } = result!.layers[index]!;
    return [`(W${l}, ${rows(weights)})`, `(b${l}, ${vector(biases)})`];
  });
  return [
    `# ${texts.check}`,
    'page = [',
    ...entries.map((entry) => `    ${entry.replaceAll('\n', '\n    ')},`),
    ']',
    `assert abs(L.item() - ${double(result!.loss)}) <= 1e-12 * max(1, abs(L.item()))`,
    'for parameter, gradient in page:',
    '    gradient = torch.tensor(gradient)',
    '    assert (parameter.grad - gradient).abs().max() <= 1e-12 * max(1, gradient.abs().max())',
  ];
}

const optimizers = {
  sgd: 'torch.optim.SGD(groups, lr=eta)',
  momentum: 'torch.optim.SGD(groups, lr=eta, momentum=mu)',
  adam: 'torch.optim.Adam(groups, lr=eta, betas=(beta1, beta2), eps=epsilon)',
};
/** The names that PyTorch has for what its optimizers keep. */
const states: Record<string, string> = { v: 'momentum_buffer', m: 'exp_avg', s: 'exp_avg_sq' };

/** Biases do not decay: they are a group of their own. */
function update({ layers, texts }: ScriptModel, by: ScriptUpdate): string[] {
  const moved = movedBy(by, layers).map(({ name }) => name);
  const letters = lettersOf(by);
  const group = (letter: string) => `[${moved.filter((name) => name.startsWith(letter)).join(', ')}]`;
  const state = (name: string) =>
    [
      ...(by.settings.optimizer === 'adam' ? ['"step": torch.tensor(t - 1.0)'] : []),
      ...letters.map((letter) => `"${states[letter]}": ${letter}${name}`),
    ].join(', ');
  return [
    `# ${texts.update(by.settings.optimizer, by.t)}`,
    ...numbersOf(by).map(([name, value]) => `${name} = ${value}`),
    ...keptLines(by, tensor),
    `groups = [{"params": ${group('W')}, "weight_decay": ${by.settings.weightDecay ? 'decay' : '0.0'}}${by.settings.updateBiases ? `, {"params": ${group('b')}}` : ''}]`,
    `optimizer = ${optimizers[by.settings.optimizer]}`,
    ...(letters.length ? moved.map((name) => `optimizer.state[${name}] = {${state(name)}}`) : []),
    'optimizer.step()',
    ...moved.map((name) => `print("${name} =", ${name}.tolist())`),
  ];
}
