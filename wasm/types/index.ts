/**
 * The public types of the headless API. Plain data only: every value crosses from the C++ core by copy.
 *
 * Conventions: layers count from 1 (layer 0 is the input), neurons from 0, weights are `[to][from]`,
 * every δ is ∂L/∂z, and every update is θ ← θ − η ∂L/∂θ with all gradients evaluated at the old parameters.
 */
export type * from './ids';
export type * from './scenario';
export type * from './results';
export type * from './steps';
export type * from './derivation';
export type * from './graph';
export type * from './losses';
export type * from './differences';
export type * from './code';
export type * from './catalog';
