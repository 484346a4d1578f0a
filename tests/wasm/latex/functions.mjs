/** Activations and losses by their definitions, on numbers with their errors; none of the project's forms. */
import { R } from './real.mjs';

const one = (ring) => ring.of(1);
const above0 = (ring, u, then, otherwise) => (ring.isPositive(u) ? then() : otherwise());

function sigmoid(ring, u) {
  const e = ring.exp(
    above0(
      ring,
      u,
      () => ring.neg(u),
      () => u,
    ),
  ); // at most 1
  const total = ring.add(one(ring), e);
  return ring.div(
    above0(
      ring,
      u,
      () => one(ring),
      () => e,
    ),
    total,
  );
}

function tanh(ring, u) {
  const size = above0(
    ring,
    u,
    () => u,
    () => ring.neg(u),
  );
  const e = ring.exp(ring.mul(ring.of(-2), size));
  const value = ring.div(ring.sub(one(ring), e), ring.add(one(ring), e));
  return above0(
    ring,
    u,
    () => value,
    () => ring.neg(value),
  );
}

const softplus = (ring, u) =>
  above0(
    ring,
    u,
    () => ring.add(u, ring.ln(ring.add(one(ring), ring.exp(ring.neg(u))))),
    () => ring.ln(ring.add(one(ring), ring.exp(u))),
  );

const hundredth = (ring) => ring.div(one(ring), ring.of(100));
const exponentialPart = (u) => R.exp(R.isPositive(u) ? R.neg(u) : u);
/** σ(u) (1 − σ(u)) */
function sigmoidSlope(u) {
  const e = exponentialPart(u);
  const total = R.add(R.of(1), e);
  return R.div(e, R.mul(total, total));
}

/** Activations by the name that formulas write: the value in any arithmetic, the slope at u. */
export const functions = {
  sigma: { value: sigmoid, slope: sigmoidSlope },
  tanh: {
    value: tanh,
    slope(u) {
      const e = R.exp(R.mul(R.of(-2), R.size(u)));
      const total = R.add(R.of(1), e);
      return R.div(R.mul(R.of(4), e), R.mul(total, total));
    },
  },
  ReLU: {
    value: (ring, u) =>
      above0(
        ring,
        u,
        () => u,
        () => ring.of(0),
      ),
    slope: (u) => R.of(R.isPositive(u) ? 1 : 0),
  },
  LeakyReLU: {
    value: (ring, u) =>
      above0(
        ring,
        u,
        () => u,
        () => ring.mul(hundredth(ring), u),
      ),
    slope: (u) => (R.isPositive(u) ? R.of(1) : hundredth(R)),
  },
  softplus: { value: softplus, slope: (u) => sigmoid(R, u) },
  SiLU: {
    value: (ring, u) => ring.mul(u, sigmoid(ring, u)),
    slope: (u) => R.add(sigmoid(R, u), R.mul(u, sigmoidSlope(u))),
  },
  f: { value: (ring, u) => u, slope: () => R.of(1) },
};

export const nameOfActivation = {
  linear: 'f',
  sigmoid: 'sigma',
  tanh: 'tanh',
  relu: 'ReLU',
  leaky_relu: 'LeakyReLU',
  softplus: 'softplus',
  silu: 'SiLU',
  softmax: 'softmax',
};

/** e^u_k / Σ e^u_i */
export function softmax(ring, sums) {
  const largest = sums.reduce((top, u) => (ring.isPositive(ring.sub(u, top)) ? u : top));
  const powers = sums.map((u) => ring.exp(ring.sub(u, largest)));
  const total = powers.reduce((a, b) => ring.add(a, b));
  return powers.map((power) => ring.div(power, total));
}

const squared = (a, t) => R.mul(R.sub(a, t), R.sub(a, t));
const isZero = ({ v }) => v.m === 0n;
const timesLog = (t, a) => (isZero(t) ? R.of(0) : R.mul(t, R.ln(a)));
const rest = (a) => R.sub(R.of(1), a);

const squares = {
  term: squared,
  slope: (a, t) => R.mul(R.of(2), R.sub(a, t)),
};
const crossEntropy = {
  term: (a, t) => R.neg(R.add(timesLog(t, a), timesLog(rest(t), rest(a)))),
  slope(a, t) {
    const first = isZero(t) ? R.of(0) : R.div(t, a);
    return R.sub(isZero(rest(t)) ? R.of(0) : R.div(rest(t), rest(a)), first);
  },
};
const logits = {
  term: (a, t) => R.sub(softplus(R, a), R.mul(t, a)),
  slope: (a, t) => R.sub(sigmoid(R, a), t),
};
const softmaxEntropy = {
  term: (a, t) => R.neg(timesLog(t, a)),
  slope: (a, t) => (isZero(t) ? R.of(0) : R.neg(R.div(t, a))),
};

/** The value of one term, its slope with respect to a, and the factor before the sum of n terms. */
export const losses = {
  mse: { ...squares, factor: (n) => R.div(R.of(1), R.of(n)) },
  half_sse: { ...squares, factor: () => R.of(0.5) },
  sse: { ...squares, factor: () => R.of(1) },
  bce: { ...crossEntropy, factor: () => R.of(1) },
  bce_mean: { ...crossEntropy, factor: (n) => R.div(R.of(1), R.of(n)) },
  bce_with_logits: { ...logits, factor: () => R.of(1) },
  softmax_cross_entropy: { ...softmaxEntropy, factor: () => R.of(1) },
};
