/** Evaluates a formula that was read. */
import { functions, nameOfActivation, softmax } from './functions.mjs';
import { D, decimal, NoValue, R } from './real.mjs';
import { ReadingError } from './tokens.mjs';

/** The formula has dots for something that is left out. */
export class LeftOut extends Error {}

/**
 * `symbols` gives the ids of symbols, `values` their values: `value(id)`, `derivative(of, by)`, `entries(kind, layer)`,
 * `nameOf(layer)`. `digits`: to how many the numbers are rounded, Infinity where they are constants. A scalar is a number
 * with its error, a vector or matrix `{ rows }`; an entry that is not known yet is null.
 */
export function evaluate(node, context) {
  return new Evaluation(context).of(node);
}

/** True where the formula has (…)_s. */
function mentionsSample(node) {
  if (node === null || typeof node !== 'object') return false;
  return (node.kind === 'entry' && node.index[0]?.letter === 's') || Object.values(node).some(mentionsSample);
}

const isMatrix = (value) => value !== null && 'rows' in value;
const mapMatrix = ({ rows }, change) => ({
  rows: rows.map((row) => row.map((entry) => (entry === null ? null : change(entry)))),
});

class Evaluation {
  constructor({ symbols, values, digits, ring = R, by = null, samples = null }) {
    Object.assign(this, { symbols, values, digits, ring, by, samples });
  }
  but(changes) {
    return new Evaluation({ ...this, ...changes });
  }
  of(node) {
    return this[node.kind](node);
  }
  scalar(node) {
    const value = this.of(node);
    if (isMatrix(value)) throw new ReadingError('a number is needed, not a matrix');
    return value;
  }
  lift(number) {
    return this.ring === D ? D.from(number) : number;
  }

  // ---------------------------------------------------------------- numbers and symbols

  number({ text, power }) {
    return this.lift(decimal(text, power ?? 0, this.digits));
  }
  symbol(node) {
    const { id, kind, layer } = this.symbols.read(node);
    if (!id) return { rows: this.values.entries(kind, layer).map((row) => row.map((entry) => this.quantity(entry))) };
    return this.quantity(id);
  }
  quantity(id) {
    const value = this.values.value(id);
    if (value === undefined) throw new ReadingError(`no value of ${id}`);
    return this.ring === D ? D.from(value, R.of(id === this.by ? 1 : 0)) : value;
  }
  none() {
    throw new NoValue('no number');
  }
  gap() {
    throw new LeftOut();
  }
  unknown() {
    return null;
  }

  // ---------------------------------------------------------------- sums, products, powers

  sum({ terms }) {
    return terms
      .map(({ negative, node }) => (negative ? this.negated(this.of(node)) : this.of(node)))
      .reduce((a, b) => this.plus(a, b));
  }
  negated(a) {
    return isMatrix(a) ? mapMatrix(a, this.ring.neg) : this.ring.neg(a);
  }
  plus(a, b) {
    if (isMatrix(a) !== isMatrix(b)) throw new ReadingError('a number added to a matrix');
    return isMatrix(a) ? this.entryByEntry(a, b, this.ring.add) : this.ring.add(a, b);
  }
  entryByEntry(a, b, combine) {
    if (a.rows.length !== b.rows.length || a.rows[0].length !== b.rows[0].length) {
      throw new ReadingError('matrices of different shapes');
    }
    const both = (x, y) => (x === null || y === null ? null : combine(x, y));
    return { rows: a.rows.map((row, r) => row.map((entry, k) => both(entry, b.rows[r][k]))) };
  }
  product({ factors }) {
    return factors.map((factor) => this.of(factor)).reduce((a, b) => this.times(a, b));
  }
  times(a, b) {
    const { mul, add } = this.ring;
    if (!isMatrix(a)) return isMatrix(b) ? mapMatrix(b, (entry) => mul(a, entry)) : mul(a, b);
    if (!isMatrix(b)) return mapMatrix(a, (entry) => mul(entry, b));
    if (a.rows[0].length !== b.rows.length) throw new ReadingError('a product of matrices that do not fit');
    const entry = (row, k) => {
      const terms = row.map((x, at) => (x === null || b.rows[at][k] === null ? null : mul(x, b.rows[at][k])));
      return terms.includes(null) ? null : terms.reduce(add);
    };
    return { rows: a.rows.map((row) => b.rows[0].map((_, k) => entry(row, k))) };
  }
  entrywise({ factors }) {
    const values = factors.map((factor) => this.of(factor));
    if (!values.every(isMatrix)) throw new ReadingError('an entrywise product of numbers');
    return values.reduce((a, b) => this.entryByEntry(a, b, this.ring.mul));
  }
  quotient({ a, b }) {
    return this.ring.div(this.scalar(a), this.scalar(b));
  }
  power({ of, exponent }) {
    const base = this.scalar(of);
    let total = this.lift(R.of(1));
    for (let count = 0; count < exponent; count++) total = this.ring.mul(total, base);
    return total;
  }
  exp({ of }) {
    return this.ring.exp(this.scalar(of));
  }
  ln({ of }) {
    return this.ring.ln(this.scalar(of));
  }
  group({ of }) {
    return this.of(of);
  }
  over({ letter, first, last, body }) {
    if (letter === 's') return this.overSamples(body, first, last);
    const end = last ?? this.symbols.rangeOf(letter, body);
    if (!end) throw new ReadingError(`a sum over ${letter} without an end`);
    return Array.from({ length: end }, (_, at) =>
      this.but({ symbols: this.symbols.with(letter, at + 1) }).of(body),
    ).reduce((a, b) => this.plus(a, b));
  }

  /** Sums over the samples of a batch: (…)_s is of one of them. */
  overSamples(body, first, last) {
    const samples = this.samples ?? [];
    if (!mentionsSample(body)) throw new ReadingError('a sum over s of what has no s');
    if (last !== null && (first !== 1 || last !== samples.length)) throw new ReadingError('a sum over other samples');
    return samples.map((values) => this.but({ values, samples: null }).of(body)).reduce((a, b) => this.plus(a, b));
  }
  /** (…)_s, and (…)_k: the vector with this entry for each k. */
  entry({ of, index }) {
    if (of.kind === 'call') return this.softmax(of, this.symbols.index(index[0]));
    const [{ letter }] = index;
    if (letter === 's' && this.samples === null) return this.of(of);
    const end = this.symbols.rangeOf(letter, of);
    if (!end) throw new ReadingError('an index on what has none');
    return {
      rows: Array.from({ length: end }, (_, at) => [
        this.but({ symbols: this.symbols.with(letter, at + 1) }).scalar(of),
      ]),
    };
  }
  mean({ of }) {
    const samples = this.samples ?? [];
    const total = samples.map((values) => this.but({ values, samples: null }).of(of)).reduce((a, b) => this.plus(a, b));
    return this.times(R.div(R.of(1), R.of(samples.length)), total);
  }

  // ---------------------------------------------------------------- functions

  call({ name, prime, args }) {
    const values = args.map((arg) => this.of(arg));
    if (name === 'softmax') return this.softmaxOf(values, prime);
    const used = functions[name === 'f' ? this.activationAt(args[0]) : name];
    if (!used || values.length !== 1) throw new ReadingError(`no function ${name}`);
    if (prime && this.ring === D) throw new ReadingError('a derivative within a derivative');
    const apply = prime ? used.slope : (u) => used.value(this.ring, u);
    return isMatrix(values[0]) ? mapMatrix(values[0], apply) : apply(values[0]);
  }
  /** f is the activation of the layer that its argument belongs to; applied to numbers it must be the linear one. */
  activationAt(argument) {
    if (argument.kind === 'shaped') return this.activationAt(argument.of);
    if (argument.kind !== 'symbol') return nameOfActivation.linear;
    const { id, layer } = this.symbols.read(argument);
    return this.values.nameOf(id ? Number(id.split('.')[1]) : layer);
  }
  softmaxOf([vector], prime) {
    if (prime || !isMatrix(vector)) throw new ReadingError('a softmax without an index');
    const entries = vector.rows.map(([entry]) => entry);
    if (entries.includes(null)) return mapMatrix(vector, () => null);
    return { rows: softmax(this.ring, entries).map((entry) => [entry]) };
  }
  softmax({ name, args }, index) {
    if (name !== 'softmax') throw new ReadingError('an index on a function');
    return softmax(
      this.ring,
      args.map((arg) => this.scalar(arg)),
    )[index - 1];
  }
  max({ args }) {
    const [zero, value] = args.map((arg) => this.scalar(arg));
    return this.ring.isPositive(this.ring.sub(value, zero)) ? value : zero;
  }
  cases({ rows }) {
    const holds = ({ left, right, above }) =>
      this.ring.isPositive(this.ring.sub(this.scalar(left), this.scalar(right))) === above;
    const found = rows.filter(holds);
    if (found.length !== 1) throw new ReadingError('cases of which not one holds');
    return this.scalar(found[0].value);
  }
  indicator({ left, right }) {
    const same = this.symbols.index(left[0]) === this.symbols.index(right[0]);
    return this.lift(R.of(same ? 1 : 0));
  }

  // ---------------------------------------------------------------- derivatives

  derivative({ of, by }) {
    if (this.ring === D) throw new ReadingError('a derivative within a derivative');
    return this.but({ ring: D, by: this.symbols.read(by).id }).scalar(of).d;
  }
  partial({ of, by }) {
    const [above, below] = [of, by].map((node) => this.symbols.read(node));
    const derivative = (a, b) => this.lift(this.values.derivative(a, b));
    if (above.id && below.id) return derivative(above.id, below.id);
    const across = this.values.entries(below.kind, below.layer);
    if (above.id) return { rows: across.map((row) => row.map((id) => derivative(above.id, id))) };
    const down = this.values.entries(above.kind, above.layer);
    return { rows: down.map(([id]) => across.map(([by_]) => derivative(id, by_))) };
  }

  // ---------------------------------------------------------------- matrices

  bmatrix({ rows }) {
    if (rows.some((row) => row.length !== rows[0].length)) throw new ReadingError('rows of different lengths');
    return { rows: rows.map((row) => row.map((entry) => (entry.kind === 'none' ? null : this.of(entry)))) };
  }
  transpose({ of }) {
    const value = this.of(of);
    if (!isMatrix(value)) throw new ReadingError('a number transposed');
    return { rows: value.rows[0].map((_, k) => value.rows.map((row) => row[k])) };
  }
  shaped({ rows, columns, of }) {
    const value = this.of(of);
    if (!isMatrix(value)) throw new ReadingError('a number with a shape');
    const right = value.rows.length === rows && value.rows[0].length === columns;
    if (!right) throw new ReadingError(`${value.rows.length} × ${value.rows[0].length} is called ${rows} × ${columns}`);
    return value;
  }
}
