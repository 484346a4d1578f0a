/**
 * The values of the symbols in one sample's iteration: given numbers and weighted sums are those in doubles, everything
 * else follows from these by its definition, with all digits that are asked for.
 */
import { functions, losses, nameOfActivation, softmax } from './functions.mjs';
import { bitsNow, R } from './real.mjs';

const add = (numbers) => numbers.reduce((a, b) => R.add(a, b));
const indices = (count) => Array.from({ length: count }, (_, index) => index);

export class SampleValues {
  #kept = new Map();

  /** Takes the present numbers of an open session. */
  constructor(session, sample = 0) {
    this.scenario = session.scenario();
    this.sample = this.scenario.samples[sample];
    const { network, loss } = this.scenario;
    this.shape = [network.inputs, ...network.layers.map(({ units }) => units)];
    this.depth = network.layers.length;
    this.loss = losses[loss];
    this.z = session.forward(sample).layers.map(({ z }) => z);
    this.eta = this.scenario.training?.learningRate ?? 0.5;
  }

  nameOf(layer) {
    return nameOfActivation[this.scenario.network.layers[layer - 1].activation];
  }

  /** The value of a quantity by its id; the gradient with respect to a quantity has `d` before that one's id. */
  value(id) {
    const key = `${bitsNow()} ${id}`;
    if (!this.#kept.has(key)) this.#kept.set(key, this.#compute(id));
    return this.#kept.get(key);
  }

  #compute(id) {
    const [kind, ...numbers] = id.split('.');
    const [first, second, third] = numbers.map(Number);
    switch (kind) {
      case 'x':
        return R.of(this.sample.x[first]);
      case 't':
        return R.of(this.sample.t[first]);
      case 'eta':
        return R.of(this.eta);
      case 'w':
        return R.of(this.scenario.network.layers[first - 1].weights[second][third]);
      case 'b':
        return R.of(this.scenario.network.layers[first - 1].biases[second]);
      case 'z':
        return R.of(this.z[first - 1][second]);
      case 'a':
        return first === 0 ? this.value(`x.${second}`) : this.#output(first, second);
      case 'L':
        return numbers.length ? this.#term(first) : add(indices(this.shape.at(-1)).map((k) => this.#term(k)));
      case 'delta':
        return this.#delta(first, second);
      case 'dw':
        return R.mul(this.value(`delta.${first}.${second}`), this.value(`a.${first - 1}.${third}`));
      case 'db':
        return this.value(`delta.${first}.${second}`);
      case 'da':
        return this.#byOutput(first, second);
      default:
        throw new Error(`no value for ${id}`);
    }
  }

  #output(layer, neuron) {
    const name = this.nameOf(layer);
    if (name !== 'softmax') {
      const value = functions[name].value(R, this.value(`z.${layer}.${neuron}`));
      return R.roundedTo(value, name === 'f' || name === 'ReLU' ? 0 : 4);
    }
    const sums = indices(this.shape[layer]).map((k) => this.value(`z.${layer}.${k}`));
    const most = Math.max(...this.z[layer - 1].map(Math.abs));
    return R.roundedTo(softmax(R, sums)[neuron], 4 + sums.length + 2 * most);
  }

  #term(k) {
    const n = this.shape.at(-1);
    return R.mul(this.loss.factor(n), this.loss.term(this.value(`a.${this.depth}.${k}`), this.value(`t.${k}`)));
  }

  #byOutput(layer, neuron) {
    if (layer === this.depth) {
      const slope = this.loss.slope(this.value(`a.${layer}.${neuron}`), this.value(`t.${neuron}`));
      return R.mul(this.loss.factor(this.shape.at(-1)), slope);
    }
    const next = indices(this.shape[layer + 1]);
    return add(
      next.map((k) => R.mul(this.value(`w.${layer + 1}.${k}.${neuron}`), this.value(`delta.${layer + 1}.${k}`))),
    );
  }

  #delta(layer, neuron) {
    const through = this.nameOf(layer) === 'softmax' ? indices(this.shape[layer]) : [neuron];
    return add(through.map((k) => R.mul(this.value(`da.${layer}.${k}`), this.slope(layer, k, neuron))));
  }

  /** ∂a_k/∂z_j in one layer. */
  slope(layer, k, j) {
    const name = this.nameOf(layer);
    if (name === 'softmax') {
      const a = this.value(`a.${layer}.${k}`);
      return R.mul(a, R.sub(R.of(k === j ? 1 : 0), this.value(`a.${layer}.${j}`)));
    }
    return k === j ? functions[name].slope(this.value(`z.${layer}.${j}`)) : R.of(0);
  }

  /** ∂of/∂wrt: L with respect to anything, other quantities with respect to their neighbours. */
  derivative(of, wrt) {
    const [kind, ...by] = wrt.split('.');
    if (of === 'L') return this.value(kind === 'z' ? `delta.${by.join('.')}` : `d${wrt}`);
    const [ofKind, layer, neuron] = of.split('.').map((part, at) => (at ? Number(part) : part));
    const [wrtLayer, wrtNeuron, from] = by.map(Number);
    if (ofKind === 'a' && kind === 'z' && layer === wrtLayer) return this.slope(layer, neuron, wrtNeuron);
    if (ofKind !== 'z') throw new Error(`no derivative of ${of} by ${wrt}`);
    if (kind === 'x') return this.value(`w.${layer}.${neuron}.${wrtLayer}`);
    if (kind === 'a' && wrtLayer === layer - 1) return this.value(`w.${layer}.${neuron}.${wrtNeuron}`);
    if (layer !== wrtLayer || neuron !== wrtNeuron) throw new Error(`no derivative of ${of} by ${wrt}`);
    return kind === 'b' ? R.of(1) : this.value(`a.${layer - 1}.${from}`);
  }

  /** The ids of a vector or matrix written without indices, row by row. */
  entries(kind, layer) {
    if (kind === 'x' || kind === 't') return indices(this.shape.at(kind === 'x' ? 0 : -1)).map((k) => [`${kind}.${k}`]);
    const rows = indices(this.shape[layer]);
    if (kind === 'W') return rows.map((j) => indices(this.shape[layer - 1]).map((i) => `w.${layer}.${j}.${i}`));
    return rows.map((j) => [layer === 0 ? `x.${j}` : `${kind}.${layer}.${j}`]);
  }
}
