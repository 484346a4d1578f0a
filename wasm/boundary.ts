/** The boundary to the compiled core: its failures become typed errors, and forgotten sessions are released. */
import { ArgumentError, BackpropError, NumericError, ScenarioError } from './errors';
import { type NotFinitePlace } from './errorTexts';
import type { RawError, RawResult, RawSession } from './raw';
import { reasonOf } from './reading/place';

/** Runs a call into the core; a failure there is thrown as a typed error. */
export function callCore<T extends object | null>(call: () => RawResult<T>): T {
  let result: RawResult<T>;
  try {
    result = call();
  } catch (error) {
    const detail = reasonOf(error);
    // The core's own word for it, and those of the engines where an array cannot be had.
    if (/out of memory|allocation failed/i.test(detail)) throw new BackpropError('memory', 'outOfMemory', {});
    throw new BackpropError('internal', 'coreFailed', { detail });
  }
  if (result && 'error' in result) {
    const { error, iteration, epoch } = result as { error: RawError; iteration?: number; epoch?: number };
    throw toError(error, iteration === undefined ? {} : { iteration, epoch: epoch! });
  }
  return result as T;
}

/** The typed error of a failure that the core tells of. */
export function toError({ code, quantity, cause, path, sample }: RawError, update: NotFinitePlace): BackpropError {
  switch (code) {
    case 'nonFinite':
      return new NumericError(quantity ?? '', cause ?? 'overflow', {
        ...(sample !== undefined && { sample }),
        ...update,
      });
    case 'outOfMemory':
      return new BackpropError('memory', 'outOfMemory', {});
    case 'unknownQuantity':
      return new ArgumentError('unknownQuantity', { id: quantity ?? path ?? '' });
    case 'outOfRange':
      return new ArgumentError('refused', {}, path === undefined ? {} : { path });
    case 'invalid':
      return new ScenarioError('refused', {}, path ?? '');
  }
}

/** Sessions that were never closed give their memory back when the engine collects them: a net, not the rule. */
export const forgotten =
  typeof FinalizationRegistry === 'undefined' ? undefined : new FinalizationRegistry<RawSession>(release);

export function release(raw: RawSession): void {
  try {
    raw.delete();
  } catch {
    // the core stopped before: there is nothing left to give back
  }
}

/**
 * `{ [Symbol.dispose](): void }` where the compiler's library has it, else nothing: needs no setting of the reader's.
 */
export type Disposing = {
  [K in SymbolConstructor extends { readonly dispose: infer D extends symbol } ? D : never]: () => void;
};
