/** Errors of the page itself, beside those that the core and its API report. */
import { BackpropError, formatText, ScenarioError, type ErrorKey } from '../../wasm/index';

export type PageErrorKey =
  | 'emptyNumber'
  | 'notANumber'
  | 'numberTooLarge'
  | 'numberTooSmall'
  | 'ambiguousNumber'
  | 'fileUnreadable'
  | 'linkTooLarge'
  | 'noPacking'
  | 'unknownScenario'
  | 'unknownParameter'
  | 'unknownQuantity'
  | 'unknownTest'
  | 'unknownFormula'
  | 'textTooLarge'
  | 'damagedLink'
  | 'tooMuchToReplay'
  | 'languageMissing'
  | 'wrongCell'
  | 'ambiguousCell'
  | 'ambiguousComma'
  | 'tooManyColumns'
  | 'tooManyRows'
  | 'notAnArray'
  | 'tooManySamples'
  | 'copyRefused'
  | 'wrongAttribute'
  | 'unexpected';

export class PageError extends Error {
  constructor(
    readonly key: PageErrorKey,
    readonly params: Record<string, string | number> = {},
  ) {
    super(key);
  }
}

/** Where on the screen a problem is shown. */
export type ProblemPlace = 'page' | 'document' | 'run';

export type Fault =
  | { from: 'core'; key: ErrorKey; params: object; path?: string }
  | { from: 'page'; key: PageErrorKey; params: Record<string, string | number> };

/** Whether an answer is the fault that came in its place. */
export const isFault = (answer: object): answer is Fault => 'from' in answer;

export type Problem = Fault & { place: ProblemPlace };

export function faultOf(error: unknown): Fault {
  if (error instanceof PageError) return { from: 'page', key: error.key, params: shortened(error.params) };
  if (error instanceof BackpropError) {
    // A place in the document helps its writer; the name of an argument of the API helps nobody here.
    const path = error instanceof ScenarioError ? error.path : undefined;
    return { from: 'core', key: error.key, params: error.params, path };
  }
  const detail = error instanceof Error ? error.message : String(error);
  return { from: 'page', key: 'unexpected', params: { detail } };
}

/** Texts that were typed, pasted or put into an address, each as a sentence can hold it. */
function shortened(params: PageError['params']): PageError['params'] {
  const entries = Object.entries(params).map(([key, value]) => [
    key,
    typeof value === 'string' ? formatText(value, 80) : value,
  ]);
  return Object.fromEntries(entries) as PageError['params'];
}
