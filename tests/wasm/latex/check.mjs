/** Compares every side of a shown line with the value that is claimed for it. */
import { evaluate, LeftOut } from './evaluate.mjs';
import { readExpression, readStatement } from './read.mjs';
import { compare, compareBoth, NoValue, toDouble, withBits } from './real.mjs';
import { ReadingError, withoutTags } from './tokens.mjs';

export const manyBits = 2800;

/** A formula with a symbol has exact constants; one of numbers alone has them as they were rounded. */
function hasSymbol(node) {
  if (node === null || typeof node !== 'object') return false;
  return node.kind === 'symbol' || Object.values(node).some(hasSymbol);
}

const isMatrix = (value) => value !== null && 'rows' in value;
const worst = (verdicts) => ['apart', 'loose'].find((verdict) => verdicts.includes(verdict)) ?? 'sharp';

export class LineCheck {
  failures = [];
  /**
   * `symbols` and `numbers` count sides in symbols and in numbers of 17 digits: `sharp` and `loose` as in `compare`,
   * `noValue` where a side as it is written has none. `short` counts sides in shorter numbers, which must agree as far
   * as these go, `leftOut` sides with dots.
   */
  counts = {
    lines: 0,
    tags: 0,
    symbols: { sharp: 0, loose: 0, noValue: 0 },
    numbers: { sharp: 0, loose: 0, noValue: 0 },
    short: 0,
    leftOut: 0,
  };

  /**
   * `claimed`: the double that the line claims, in a matrix at `[row, column]`; null where it claims none. Then, and in
   * the rest of a matrix, its sides must have one value. `exact`: the same value with more digits, where the claim is that
   * of a form in which they cancel. `context` as `evaluate` takes it.
   */
  line(where, latex, claimed, context, { at = [0, 0], expected = null, exact = null } = {}) {
    this.counts.lines++;
    try {
      const { plain, tags } = withoutTags(latex);
      for (const tag of tags) this.tag(tag, context);
      const { members, relations, range } = readStatement(plain);
      const places = range
        ? Array.from({ length: range.last - range.first + 1 }, (_, k) =>
            context.symbols.with(range.letter, range.first + k),
          )
        : [context.symbols];
      for (const symbols of places) {
        let reference = expected;
        members.forEach((member, index) => {
          if (relations[index] === '<-') return;
          reference = this.side(member, { ...context, symbols }, { claimed, exact, reference, at }) ?? reference;
        });
      }
    } catch (error) {
      if (!(error instanceof ReadingError)) throw error;
      this.failures.push(`${where}: ${error.message} in ${latex}`);
      return;
    }
    for (const failure of this.pending.splice(0)) this.failures.push(`${where}: ${failure} in ${latex}`);
  }
  pending = [];

  side(member, context, claim) {
    const { claimed, reference, at } = claim;
    const own = { ...context, digits: hasSymbol(member) ? Infinity : context.digits };
    let verdict, value;
    for (const bits of [256, manyBits]) {
      try {
        value = withBits(bits, () => evaluate(member, own));
        verdict = withBits(bits, () => this.verdict(value, claim));
      } catch (error) {
        if (error instanceof NoValue) verdict = 'noValue';
        else if (error instanceof LeftOut) verdict = 'leftOut';
        else throw error;
      }
      const isRounded = own.digits !== Infinity && verdict !== 'apart';
      if (verdict === 'sharp' || verdict === 'leftOut' || isRounded) break;
    }
    const kind = own.digits === Infinity ? 'symbols' : 'numbers';
    if (verdict === 'leftOut') this.counts.leftOut++;
    else if (own.digits < 17 && verdict !== 'noValue') this.counts.short++;
    else if (verdict !== 'apart') this.counts[kind][verdict]++;
    if (verdict === 'leftOut' || verdict === 'noValue') return null;
    if (verdict === 'apart') {
      this.pending.push(`reads as ${said(value, at)}, claims ${claimed ?? said(reference, at)}`);
      return null;
    }
    return value;
  }

  verdict(value, { claimed, exact, reference, at }) {
    const verdicts = [];
    if (isMatrix(value) && reference) verdicts.push(...this.entries(value, reference));
    else if (reference && claimed === null) verdicts.push(compareBoth(value, reference));
    const single = isMatrix(value) ? value.rows[at[0]]?.[at[1]] : value;
    if (claimed !== null && single) verdicts.push(compare(claimed, single));
    const verdict = worst(verdicts);
    return verdict === 'loose' && exact !== null && compare(exact, single) === 'sharp' ? 'sharp' : verdict;
  }
  entries(value, reference) {
    const same = value.rows.length === reference.rows.length && value.rows[0].length === reference.rows[0].length;
    if (!same) throw new ReadingError('sides of different shapes');
    return value.rows.flatMap((row, r) =>
      row.flatMap((entry, k) => (entry && reference.rows[r][k] ? [compareBoth(entry, reference.rows[r][k])] : [])),
    );
  }

  /** A tag says what it holds: the symbol of its quantity, or the number rounded. */
  tag({ id, value, body, attributes }, { symbols, digits }) {
    this.counts.tags++;
    const node = readExpression(body);
    if (attributes.startsWith(',')) throw new ReadingError(`a tag ${attributes}`);
    if (value !== undefined) {
      const [shown, full] = [toDouble(evaluate(node, { digits: Infinity }).v), Number(value)];
      const right =
        full === 0 ? body === '0' : Math.abs(shown - full) <= Math.abs(full) * 0.51 * 10 ** (1 - digits) + 2 ** -1070;
      if (!right) throw new ReadingError(`${body} is tagged ${value}`);
    } else if (id !== undefined) {
      const read = idOf(node, symbols);
      if (read !== id) throw new ReadingError(`${body} is ${read} and tagged ${id}`);
    }
  }
}

function idOf(node, symbols) {
  if (node.kind === 'symbol') return symbols.read(node).id;
  const by = node.kind === 'partial' && symbols.read(node.of).id === 'L' ? symbols.read(node.by).id : null;
  if (!by) throw new ReadingError('a tag on what is no quantity');
  return by.startsWith('z.') ? `delta${by.slice(1)}` : /^[wb]/.test(by) ? `d${by}` : by;
}

function said(value, at) {
  if (value === null) return 'nothing';
  const single = isMatrix(value) ? value.rows[at[0]]?.[at[1]] : value;
  const text = single
    ? `${toDouble(single.v)} ± ${single.e === null ? '∞' : toDouble(single.e).toPrecision(2)}`
    : 'not known';
  return isMatrix(value) ? `a matrix with ${text}` : text;
}
