/**
 * Real numbers m · 2^x with as many bits as are asked for and no bound on their size, and beside each a bound on how far
 * it may be from the number that was meant (running error analysis: Higham, Accuracy and Stability, 3.3). A literal
 * reading cancels and overflows where doubles would; here it does not.
 */

/** A formula has no value here: a division by 0, the logarithm of what is not positive, an exponential out of reach. */
export class NoValue extends Error {}

let bits = 256;

/** Computes with so many bits. */
export function withBits(count, run) {
  const before = bits;
  bits = count;
  try {
    return run();
  } finally {
    bits = before;
  }
}
export const bitsNow = () => bits;

// ---------------------------------------------------------------- the numbers alone

const zero = { m: 0n, x: 0 };
const errorBits = 32;

/** Cuts to `most` bits; what is cut off is below the last of them. */
function cut(m, x, most = bits) {
  if (m === 0n) return zero;
  const over = m.toString(16).length * 4 - most;
  return over > 0 ? { m: m >> BigInt(over), x: x + over } : { m, x };
}

const sizeOf = ({ m, x }) => m.toString(16).length * 4 + x; // about log2 of it

function plus(a, b, most) {
  if (a.m === 0n) return b;
  if (b.m === 0n) return a;
  const [high, low] = a.x >= b.x ? [a, b] : [b, a];
  const shift = high.x - low.x;
  if (shift > 3 * bits && sizeOf(high) - sizeOf(low) > 2 * bits) return high;
  return cut((high.m << BigInt(shift)) + low.m, low.x, most);
}
const times = (a, b, most) => cut(a.m * b.m, a.x + b.x, most);
const minus = (a) => ({ m: -a.m, x: a.x });
const absolute = (a) => (a.m < 0n ? minus(a) : a);
function over(a, b, most = bits) {
  const shift = most + 64 + b.m.toString(16).length * 4;
  return cut((a.m << BigInt(shift)) / b.m, a.x - b.x - shift, most);
}
/** Whether a > b. */
const isAbove = (a, b) => plus(a, minus(b)).m > 0n;

export function fromDouble(value) {
  if (!Number.isFinite(value)) throw new NoValue(`${value}`);
  if (value === 0) return zero;
  let x = Math.max(-1074, Math.floor(Math.log2(Math.abs(value))) - 53);
  let scaled = x < -1000 ? value * 2 ** 1000 * 2 ** (-x - 1000) : value / 2 ** x;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    x--;
  }
  return { m: BigInt(scaled), x };
}

export function toDouble({ m, x }) {
  if (m === 0n) return 0;
  const extra = Math.max(0, m.toString(16).length * 4 - 64);
  const [head, power] = [Number(m >> BigInt(extra)), x + extra];
  if (power > 1100) return head < 0 ? -Infinity : Infinity;
  const half = Math.trunc(power / 2);
  return power < -1200 ? 0 : head * 2 ** half * 2 ** (power - half);
}

/** digits · 10^power */
function fromDecimal(digits, power) {
  const ten = 10n ** BigInt(Math.abs(power));
  return power >= 0 ? cut(digits * ten, 0) : over({ m: digits, x: 0 }, { m: ten, x: 0 });
}

const kept = new Map(); // exponentials and logarithms by their arguments
function once(name, a, compute) {
  const key = `${name} ${bits} ${a.m.toString(36)} ${a.x}`;
  if (!kept.has(key)) {
    if (kept.size > 20000) kept.clear();
    kept.set(key, compute());
  }
  return kept.get(key);
}

/** ln 2 = 2 artanh(1/3), as an integer in units of 2^-scale */
const ln2At = new Map();
function ln2(scale) {
  if (!ln2At.has(scale)) {
    let [total, power] = [0n, (2n << BigInt(scale)) / 3n];
    for (let k = 1n; power > 0n; k += 2n, power /= 9n) total += power / k;
    ln2At.set(scale, total);
  }
  return ln2At.get(scale);
}

function exponential(a) {
  if (a.m === 0n) return { m: 1n, x: 0 };
  const size = sizeOf(a);
  if (size > 44) {
    if (a.m < 0n) return zero;
    throw new NoValue('an exponential beyond 2^(2^44)');
  }
  return once('exp', a, () => {
    const halvings = 16;
    const scale = bits + 96;
    const shift = a.x + scale;
    const fixed = shift >= 0 ? a.m << BigInt(shift) : a.m >> BigInt(-shift);
    const count = fixed / ln2(scale);
    let term = (fixed - count * ln2(scale)) >> BigInt(halvings);
    const step = term;
    let total = (1n << BigInt(scale)) + term;
    for (let k = 2n; term !== 0n && term !== -1n; k++) total += term = ((term * step) >> BigInt(scale)) / k;
    for (let k = 0; k < halvings; k++) total = (total * total) >> BigInt(scale);
    return cut(total, Number(count) - scale);
  });
}

function logarithm(a) {
  if (a.m <= 0n) throw new NoValue('the logarithm of a number that is not positive');
  return once('ln', a, () => {
    const power = sizeOf(a);
    const part = { m: a.m, x: a.x - power }; // in 1/16 … 1
    let y = fromDouble(Math.log(toDouble(part)));
    for (let good = 50; good < 2 * bits; good *= 3) {
      const e = exponential(y);
      y = plus(y, over(times({ m: 2n, x: 0 }, plus(part, minus(e))), plus(part, e)));
    }
    return plus(y, times({ m: BigInt(power), x: 0 }, { m: ln2(bits + 96), x: -bits - 96 }));
  });
}

// ---------------------------------------------------------------- with their errors

/** The relative and the absolute rounding error that a claimed value may have from each operation in doubles. */
const lost = { m: 1n, x: -52 };
const leastDouble = { m: 1n, x: -1074 };

const addErrors = (...all) => (all.includes(null) ? null : all.reduce((a, b) => plus(a, b, errorBits), zero));
const scaleError = (size, error) => (error === null ? null : times(absolute(size), error, errorBits));
const rounding = (v) => plus(times(absolute(v), lost, errorBits), leastDouble, errorBits);

/** The exact number v within its error e; null where nothing is known of the error. */
const rounded = (v, e) => ({ v, e });

/** Arithmetic on numbers with their errors. */
export const R = {
  of: (value, error = zero) => rounded(typeof value === 'number' ? fromDouble(value) : value, error),
  add(a, b) {
    const v = plus(a.v, b.v);
    return rounded(v, addErrors(a.e, b.e, times(absolute(v), lost, errorBits)));
  },
  neg: (a) => rounded(minus(a.v), a.e),
  sub: (a, b) => R.add(a, R.neg(b)),
  mul(a, b) {
    const v = times(a.v, b.v);
    const cross = a.e === null || b.e === null ? null : times(a.e, b.e, errorBits);
    return rounded(v, addErrors(scaleError(a.v, b.e), scaleError(b.v, a.e), cross, rounding(v)));
  },
  div(a, b) {
    if (b.v.m === 0n) throw new NoValue('a division by 0');
    const v = over(a.v, b.v);
    const left = b.e === null ? null : plus(absolute(b.v), minus(b.e));
    const above = addErrors(a.e, scaleError(v, b.e));
    const known = left !== null && left.m > 0n && above !== null;
    return rounded(v, known ? plus(over(above, left, errorBits), rounding(v), errorBits) : null);
  },
  exp(a) {
    const v = exponential(a.v);
    const small = a.e !== null && toDouble(a.e) < 0.5;
    return rounded(v, small ? addErrors(scaleError(v, times(a.e, { m: 3n, x: -1 })), rounding(v)) : null);
  },
  ln(a) {
    const v = logarithm(a.v);
    const left = a.e === null ? null : plus(a.v, minus(a.e));
    const known = left !== null && left.m > 0n;
    return rounded(v, known ? plus(over(a.e, left, errorBits), rounding(v), errorBits) : null);
  },
  isPositive: (a) => a.v.m > 0n,
  size: (a) => R.of(absolute(a.v)),
  /** The number with an error that is larger by `count` roundings of a double. */
  roundedTo: (a, count) => rounded(a.v, addErrors(a.e, times(rounding(a.v), { m: BigInt(Math.ceil(count)), x: 0 }))),
  isSettled: () => true,
};

/** A decimal as it is printed, which means any number that rounds to it at so many significant digits. */
export function decimal(text, power, digits) {
  const [whole, fraction = ''] = text.split('.');
  const all = whole + fraction;
  const v = fromDecimal(BigInt(all), power - fraction.length);
  if (digits === Infinity || v.m === 0n) return rounded(v, zero);
  const first = all.search(/[1-9]/);
  const lastPlace = power + whole.length - first - digits;
  const half = times(fromDecimal(1n, lastPlace), { m: 1n, x: -1 }, errorBits);
  return rounded(v, addErrors(half, times(rounding(v), { m: 4n, x: 0 }, errorBits)));
}

/** The arithmetic of `R` that carries along the derivative with respect to one symbol. */
export const D = {
  of: (value) => ({ r: R.of(value), d: R.of(0) }),
  from: (r, d = R.of(0)) => ({ r, d }),
  add: (a, b) => ({ r: R.add(a.r, b.r), d: R.add(a.d, b.d) }),
  neg: (a) => ({ r: R.neg(a.r), d: R.neg(a.d) }),
  sub: (a, b) => D.add(a, D.neg(b)),
  mul: (a, b) => ({ r: R.mul(a.r, b.r), d: R.add(R.mul(a.d, b.r), R.mul(a.r, b.d)) }),
  div(a, b) {
    const r = R.div(a.r, b.r);
    return { r, d: R.div(R.sub(a.d, R.mul(r, b.d)), b.r) };
  },
  exp(a) {
    const r = R.exp(a.r);
    return { r, d: R.mul(r, a.d) };
  },
  ln: (a) => ({ r: R.ln(a.r), d: R.div(a.d, a.r) }),
  isPositive: (a) => R.isPositive(a.r),
};

/**
 * How a double compares with a number: `sharp`, equal to 1e-9 of it; `loose`, within its error, which may be much;
 * `apart`.
 */
export function compare(double, { v, e }) {
  const difference = absolute(plus(fromDouble(double), minus(v)));
  const near = plus(times(absolute(v), fromDouble(1e-9)), { m: 1n, x: -1070 });
  if (!isAbove(difference, near)) return 'sharp';
  return e === null || !isAbove(difference, e) ? 'loose' : 'apart';
}

/** How two numbers with errors compare, neither of which was claimed: `sharp`, `loose` or `apart` as in `compare`. */
export function compareBoth(a, b) {
  const difference = absolute(plus(a.v, minus(b.v)));
  if (!isAbove(difference, times(absolute(b.v), fromDouble(1e-9)))) return 'sharp';
  const allowed = addErrors(a.e, b.e);
  return allowed === null || !isAbove(difference, allowed) ? 'loose' : 'apart';
}
