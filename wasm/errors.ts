/**
 * Typed errors of the headless API. Each has a message key and the values of its sentence, so that a page can write it
 * in the reader's language; the English sentences are in `errorTexts`.
 */
import { errorTexts, type ErrorKey, type ErrorParams, type ErrorTexts, type NotFinitePlace } from './errorTexts';
import type { QuantityId } from './types/index';

/** Coarse kinds of error, one for each class; `memory` and `internal` are plain `BackpropError`s. */
export type ErrorCode = 'scenario' | 'argument' | 'numeric' | 'closed' | 'load' | 'memory' | 'internal';

/** The place of an error. */
export interface ErrorPlace {
  /** in the document or among the arguments: `network.layers[1].weights[0]`; empty for the whole of it */
  path?: string;
  quantity?: QuantityId;
}

/**
 * The base of all errors of the headless API. `message` is English: the path, then the sentence.
 *
 * A copy to or from a worker (`structuredClone`, `postMessage`) keeps only the message of an error: send
 * `describeError(error)`, and make it an error again by `errorFrom`.
 */
export class BackpropError extends Error {
  readonly code: ErrorCode;
  /** the key of the sentence in `errorTexts` */
  readonly key: ErrorKey;
  /** the values in the sentence */
  readonly params: ErrorParams[ErrorKey];
  readonly path?: string;
  readonly quantity?: QuantityId;

  constructor(code: ErrorCode, key: ErrorKey, params: ErrorParams[ErrorKey], place: ErrorPlace = {}) {
    const text = sayError({ key, params });
    super(place.path ? `${place.path}: ${text}` : text);
    this.name = 'BackpropError';
    this.code = code;
    this.key = key;
    this.params = params;
    if (place.path !== undefined) this.path = place.path;
    if (place.quantity !== undefined) this.quantity = place.quantity;
  }
}

/** The document cannot be opened; `path` is the place of the first fault, empty for the whole document. */
export class ScenarioError extends BackpropError {
  declare readonly path: string;

  constructor(key: ErrorKey, params: ErrorParams[ErrorKey], path: string) {
    super('scenario', key, params, { path });
    this.name = 'ScenarioError';
  }
}

/** An argument has the wrong type or lies outside its range; `path` names it. Nothing was changed. */
export class ArgumentError extends BackpropError {
  constructor(key: ErrorKey, params: ErrorParams[ErrorKey], place: ErrorPlace = {}) {
    super('argument', key, params, place);
    this.name = 'ArgumentError';
  }
}

/** A number stopped being finite. The session is as it was before the call. */
export class NumericError extends BackpropError {
  /** the first quantity that is not a finite number */
  declare readonly quantity: QuantityId;
  /** `overflow`: too large for a double; `undefined`: no real value, such as the logarithm of zero or less */
  override readonly cause: 'overflow' | 'undefined';
  /** where several samples were worked on: the one at which it happened, counted from 0 */
  readonly sample: number | undefined;
  /** in `train`: the update in which it happened, counted as `UpdateResult` counts it, from 1 */
  readonly iteration: number | undefined;
  /** in `train`: the epoch of that update, from 0 */
  readonly epoch: number | undefined;

  constructor(quantity: QuantityId, cause: 'overflow' | 'undefined', place: NotFinitePlace = {}) {
    super('numeric', cause === 'overflow' ? 'overflow' : 'undefinedValue', { quantity, ...place }, { quantity });
    this.name = 'NumericError';
    this.cause = cause;
    this.sample = place.sample;
    this.iteration = place.iteration;
    this.epoch = place.epoch;
  }
}

/** The session was closed before the call. */
export class SessionClosedError extends BackpropError {
  constructor() {
    super('closed', 'sessionClosed', {});
    this.name = 'SessionClosedError';
  }
}

/** The compiled core could not be loaded: no WebAssembly, no file, or a file that this engine cannot run. */
export class LoadError extends BackpropError {
  constructor(key: 'noWebAssembly' | 'wasmNotFound' | 'notWasm' | 'wasmNotUsable', params: ErrorParams[typeof key]) {
    super('load', key, params);
    this.name = 'LoadError';
  }
}

/** An error as plain data, which `structuredClone` and `postMessage` copy whole. */
export type ErrorDescription = Pick<
  BackpropError,
  'name' | 'message' | 'code' | 'key' | 'params' | 'path' | 'quantity'
> &
  Partial<Pick<NumericError, 'cause' | keyof NotFinitePlace>>;

export function describeError(error: BackpropError): ErrorDescription {
  return orRejected('error', () => ({ ...error, message: error.message }) as ErrorDescription);
}

/** The error that was described: of the same class, with the same members. Its stack is that of this call. */
export function errorFrom(description: ErrorDescription): BackpropError {
  return orRejected('description', () => {
    const { code, key, params } = description;
    const error = Object.assign(new BackpropError(code, key, params), description);
    return Object.setPrototypeOf(error, (classes[code] ?? BackpropError).prototype) as BackpropError;
  });
}

const classes: Partial<Record<ErrorCode, { prototype: BackpropError }>> = {
  scenario: ScenarioError,
  argument: ArgumentError,
  numeric: NumericError,
  closed: SessionClosedError,
  load: LoadError,
};

/**
 * The sentence of an error in the language of `texts`, without its place.
 *
 * @throws {ArgumentError} where there is no such sentence
 */
export function sayError(error: Pick<BackpropError, 'key' | 'params'>, texts: ErrorTexts = errorTexts): string {
  return orRejected('error', () => (texts[error.key] as (params: ErrorParams[ErrorKey]) => string)(error.params));
}

/** Rejects as an argument what is no error, or an error without a sentence. */
function orRejected<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch {
    throw new ArgumentError('unreadable', { detail: 'no error with a sentence' }, { path });
  }
}
