/** The quantities that symbols of a formula mean, by the conventions, by the reader's names, or by the article. */
import { ReadingError } from './tokens.mjs';

const matrixOf = { z: 'z', a: 'a', b: 'b', delta: 'delta', W: 'W', x: 'x', t: 't' };

/** A name as formulas write it: one letter, a letter with a number as its subscript, or a word. */
function keyOfName(name) {
  if (/^[a-zA-Z]$/.test(name)) return name;
  return /^[a-zA-Z]\d+$/.test(name) ? `${name[0]}_${name.slice(1)}` : `text ${name}`;
}

/** A table from what is written, `w_1` or `text N1`, to ids; a neuron's name is written at all its quantities. */
export function tableOfNames(names = {}) {
  const table = {};
  for (const [id, name] of Object.entries(names)) {
    const [kind, layer, neuron] = id.split('.');
    if (kind !== 'a') table[keyOfName(name)] = id;
    else
      for (const letter of ['z', 'a', 'b', 'delta']) table[`${letter}_text ${name}`] = `${letter}.${layer}.${neuron}`;
  }
  return table;
}

/** A symbol whose index runs over a sum. */
export const running = (key) => `running ${key}`;

export class Symbols {
  /** `letters`: values of the indices that are letters, neurons from 1. */
  constructor({ shape, table = {}, letters = {} }) {
    this.shape = shape;
    this.table = table;
    this.letters = letters;
  }

  with(letter, value) {
    return new Symbols({ ...this, letters: { ...this.letters, [letter]: value } });
  }

  /** `{ id }`, or `{ kind, layer }` of a vector or matrix. */
  read(node) {
    const { base } = node;
    if (base === 'L' && node.layer === null) return { id: node.index ? `L.${this.neuron(node) - 1}` : 'L' };
    if (base === 'sum L' || base === 'mean L') return { id: base.replace(' ', '') };
    if (base === 'G' || base === 'mean G') return this.gathered(node);
    const known = (this.bound(node) && this.table[running(this.key(node))]) || this.table[this.key(node)];
    if (known) return { id: known };
    if (base === 'eta' && !node.index) return { id: 'eta' };
    if (!node.layer && (base === 'x' || base === 't')) {
      return node.index ? { id: `${base}.${this.neuron(node) - 1}` } : { kind: base, layer: 0 };
    }
    const layer = node.layer && this.layerOf(node.layer);
    if (layer === null || !(layer in this.shape))
      throw new ReadingError(`no symbol ${this.key(node)} in layer ${layer}`);
    if (!node.index && matrixOf[base]) return { kind: base, layer };
    if (base === 'w') return { id: ['w', layer, ...this.pair(node).map((index) => index - 1)].join('.') };
    if (!matrixOf[base] || base === 'W') throw new ReadingError(`no symbol ${this.key(node)}`);
    return {
      id: base === 'a' && layer === 0 ? `x.${this.neuron(node) - 1}` : `${base}.${layer}.${this.neuron(node) - 1}`,
    };
  }

  /** G_w, the sum over the samples of a batch, and its mean. */
  gathered({ base, index }) {
    const [first, ...rest] = index;
    const node = {
      kind: 'symbol',
      base: first.letter ?? `text ${textOf(rest.shift()?.group ?? [])}`,
      layer: null,
      index: null,
    };
    for (let at = 0; at < rest.length; at += 2) {
      const script = rest[at + 1].group ?? [rest[at + 1]];
      if (rest[at].sign === '^') node.layer = script.slice(1, -1);
      else node.index = script;
    }
    return { id: `${base === 'G' ? 'sum' : 'mean'}d${this.read(node).id}` };
  }

  key({ base, layer, index }) {
    if (layer) return `${base}^${textOf(layer)}_${textOf(index ?? [])}`;
    if (!index) return base;
    return `${base}_${this.bound({ index }) || textOf(index)}`;
  }
  /** The value of an index that is a letter alone. */
  bound({ index }) {
    return index?.length === 1 && index[0].letter ? this.letters[index[0].letter] : undefined;
  }

  /** l, L, l + 1, 2 */
  layerOf(tokens) {
    const [first, sign, second] = tokens;
    const base = first.number ? Number(first.number) : this.letters[first.letter];
    if (base === undefined || tokens.length === 2) throw new ReadingError(`no layer ${textOf(tokens)}`);
    return sign ? base + (sign.sign === '-' ? -1 : 1) * Number(second.number) : base;
  }

  index(token) {
    const value = token.number ? Number(token.number) : this.letters[token.letter];
    if (value === undefined) throw new ReadingError(`no index ${textOf([token])}`);
    return value;
  }
  neuron({ index }) {
    if (index.length !== 1) throw new ReadingError(`one index, not ${textOf(index)}`);
    return this.index(index[0]);
  }
  /** The two indices of a weight: with a comma, or a character each. */
  pair({ index }) {
    const pair = splitPair(index);
    if (pair.length !== 2) throw new ReadingError(`two indices, not ${textOf(index)}`);
    return pair.map((token) => this.index(token));
  }

  /** The upper limit of an index for which a sum gives none: the number of neurons in the layer that it belongs to. */
  rangeOf(letter, node) {
    if (node === null || typeof node !== 'object') return null;
    if (node.kind === 'symbol' && node.index) {
      const place = splitPair(node.index).findIndex((token) => token.letter === letter);
      if (place >= 0) {
        if (!node.layer)
          return this.count(node.base) ? this.count(node.base) : this.shape.at(node.base === 'x' ? 0 : -1);
        return this.shape[this.layerOf(node.layer) - (node.base === 'w' && place === 1 ? 1 : 0)];
      }
    }
    for (const part of Object.values(node)) {
      const range = this.rangeOf(letter, part);
      if (range) return range;
    }
    return null;
  }
  /** How many symbols A_1, A_2, … the table has; A and B count as two. */
  count(base) {
    let count = 0;
    const isKnown = (key) => this.table[key] ?? this.table[running(key)];
    while (isKnown(`${base}_${count + 1}`)) count++;
    return count;
  }
}

function splitPair(index) {
  if (index.some(({ sign }) => sign === ',')) return index.filter(({ sign }) => sign !== ',');
  return index.flatMap((token) => (token.number ? [...token.number].map((number) => ({ number })) : [token]));
}

function textOf(tokens) {
  return tokens
    .map(
      ({ letter, number, sign, command, group }) =>
        letter ?? number ?? sign ?? (group ? textOf(group) : command === 'text' ? 'text ' : command),
    )
    .join('');
}
