/**
 * The public types of the headless API. Plain data only: every value crosses from the C++ core by copy.
 *
 * Conventions: layers count from 1 (layer 0 is the input), neurons from 0, weights are `[to][from]`,
 * every δ is ∂L/∂z, and every update is θ ← θ − η ∂L/∂θ with all gradients taken at the old parameters.
 */
export type * from './types/ids';
export type * from './types/scenario';
export type * from './types/results';
export type * from './types/steps';
export type * from './types/derivation';
export type * from './types/graph';
export type * from './types/differences';
export type * from './types/code';
export type * from './types/catalog';
