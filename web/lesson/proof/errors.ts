/** How far the three difference quotients are from the gradient: their errors, their right digits, their best ε. */
import type { DifferencePoint, DifferenceQuotient, Differences } from '../../../wasm/index';
import { digitsIn, sharedPrefix, whole } from './digits';

export const WAYS = ['forward', 'central', 'complexStep'] as const;
export type Way = (typeof WAYS)[number];

export function errorOf(quotient: DifferenceQuotient, { exact }: Differences): number | null {
  return exact === 0 ? quotient.absoluteError : quotient.relativeError;
}

/** Significant digits that are right: those that agree, or as many as the error leaves where 0.2 came out as 0.1999. */
export function digitsRight({ value, correctDigits }: DifferenceQuotient, { exact }: Differences): number {
  if (value === null) return 0;
  return Math.min(16, Math.max(correctDigits, digitsIn(sharedPrefix(whole(value), whole(exact)))));
}

/** Where each way comes closest; nothing where it never has a value. */
export function bestPoint(all: Differences, way: Way): DifferencePoint | null {
  let best: DifferencePoint | null = null;
  let least = Infinity;
  for (const point of all.points) {
    const error = errorOf(point[way], all);
    if (error === null || error >= least) continue;
    best = point;
    least = error;
  }
  return best;
}
