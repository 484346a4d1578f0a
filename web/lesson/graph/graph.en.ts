/** The iteration as a graph of operations. */
import type { GraphOperation } from '../../../wasm/index';
import type { GraphWords } from './graphWords';

export type GraphMessages = typeof graph;

function caption(w: GraphWords): string {
  switch (w.kind) {
    case 'start':
      return 'Each circle is one operation. Its value stands above the wire that leaves it, its gradient ∂L below. Step forward: values fill in from left to right. Step on: gradients come back from right to left. A dashed circle opens into the operations it is made of.';
    case 'weighted_sum':
      return `Each × multiplies an output by its weight; + adds the products and the bias: that is ${w.node}.${w.left ? ` ${w.left} of the products are not drawn.` : ''}`;
    case 'activation':
      return `${w.node} is the activation of the sum. Its value goes on along every wire that leaves it: ${w.wires === 1 ? 'one' : w.wires}.`;
    case 'loss':
      return 'The loss too is made of single operations, from the outputs and targets to one number.';
    case 'delta_output':
      return `The gradient starts as 1 at L. On the way back each wire multiplies it by its local derivative, the small number on it, until it arrives at ${w.node}.`;
    case 'fork':
      return `${w.node} goes into ${w.wires} neurons: a fork. On the way back each wire brings its share, and a fork adds: ${w.flows.join(w.hidden ? ' + … + ' : ' + ')} = ${w.total}. Times the slope of the activation, that is δ.`;
    case 'delta_hidden':
      return `${w.node} goes on along one wire only, so nothing is added: ${w.total} comes back. Times the slope of the activation, that is δ.`;
    case 'weight_gradient':
      return `× gives each of its two inputs the gradient times the other one: to the weight goes δ times what it multiplies.`;
    case 'bias_gradient':
      return '+ hands the gradient on unchanged to everything it adds: the bias gets δ itself.';
    case 'batch':
      return 'The graph is that of one sample. The numbers under its weights go into the sums of the batch.';
    case 'update':
      return 'The number under the weight, times η, is taken away from it. Under this graph, that is one of its own.';
    case 'optimizer':
      return `Under this graph, the update has one of its own: from the gradient to the new value. It only goes forwards, no derivative comes back through it.${w.keeps ? ' A velocity or moment has two places: its number before the update, and its new one.' : ''}`;
    case 'path':
      return `From ${w.node} to L, wire by wire. On one way the local derivatives multiply; where two ways meet again on the way back, at a fork, they add. Under ${w.node}: ${w.total}.`;
  }
}

const operations: Record<GraphOperation, (constant: string) => string> = {
  given: () => 'given number',
  add: (c) => (c ? `plus ${c}` : 'sum'),
  subtract: (c) => (c ? `${c} minus` : 'difference'),
  multiply: (c) => (c ? `times ${c}` : 'product'),
  divide: (c) => (c ? `${c} divided by` : 'quotient'),
  negate: () => 'negative',
  power: (c) => `to the power of ${c}`,
  exp: () => 'exponential',
  log: () => 'natural logarithm',
  positive_part: () => 'positive part',
  is_positive: () => '1 where positive, else 0',
  where_positive: () => 'choice by sign',
  sigmoid: () => 'sigmoid',
  square_root: () => 'square root',
  function: () => 'function',
};

export const graph = {
  caption,
  layer: (layer: number) => `layer ${layer}`,
  more: (count: number) => `+ ${count} more`,
  value: (what: string, value: string, gradient: string | null) =>
    gradient === null ? `${what}: ${value}` : `${what}: ${value}, gradient ${gradient}`,
  /** an operation by its name; `constant` is the number among its operands, or the exponent */
  operation: (operation: GraphOperation, constant: string) => operations[operation](constant),
  part: (operation: string, owner: string) => `${operation}, inside ${owner}`,
  updateOf: (parameter: string) => `The update of ${parameter}`,
  after: (name: string) => `new ${name}`,
  open: (name: string) => `${name}. Enter opens it into its operations`,
  close: (name: string) => `${name}. Enter closes it again`,
  derive: (name: string) => `${name}. Enter derives it`,
  zoomIn: 'Larger',
  zoomOut: 'Smaller',
  fit: 'Whole graph',
  hint: 'The up and down arrows move from operation to operation, left and right step.',
};
