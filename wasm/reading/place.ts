/**
 * A place in a value from outside, a document or the arguments of a call. Whatever is wrong there becomes one typed
 * error that names the place.
 */
import { ArgumentError, type BackpropError } from '../errors';
import { type ErrorKey, type ErrorParams } from '../errorTexts';
import { printable } from './words';

/** A document or an argument: decides the class of error, and the reason of an infinite number. */
export interface Source {
  fault(key: ErrorKey, params: ErrorParams[ErrorKey], path: string): BackpropError;
  /** the values were parsed from JSON text, where the only infinite numbers are those too large for a double */
  fromText: boolean;
}

/** A place in a document or among arguments: `network.layers[1].weights[0]`. */
export class Place {
  readonly path: string;
  readonly #source: Source;

  constructor(path: string, source: Source) {
    this.path = path;
    this.#source = source;
  }

  get fromText(): boolean {
    return this.#source.fromText;
  }

  /** The place of a member or of an item. */
  at(step: string | number): Place {
    return new Place(joinPath(this.path, step), this.#source);
  }

  fail<K extends ErrorKey>(key: K, params: ErrorParams[K]): never {
    throw this.#source.fault(key, params, this.path);
  }

  /** Runs a read that may call foreign code; anything thrown there becomes a fault of this place. */
  guard<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      return this.fail('unreadable', { detail: reasonOf(error) });
    }
  }
}

function joinPath(path: string, step: string | number): string {
  if (typeof step === 'number') return `${path}[${step}]`;
  if (!/^[A-Za-z_]\w{0,39}$/.test(step)) return `${path}["${printable(step)}"]`;
  return path === '' ? step : `${path}.${step}`;
}

/**
 * A thrown value as text of at most 120 characters; anything can be thrown, also a proxy that throws when it is read.
 */
export function reasonOf(error: unknown): string {
  try {
    const message: unknown =
      typeof error === 'object' && error !== null ? (error as { message?: unknown }).message : error;
    return printable(typeof message === 'string' ? message : `a thrown ${typeof message}`, 120);
  } catch {
    return 'a thrown object';
  }
}

const argumentSource: Source = {
  fault: (key, params, path) => new ArgumentError(key, params, { path }),
  fromText: false,
};

/** The place of an argument of the headless API: faults there are `ArgumentError`s that name it. */
export function argument(name: string): Place {
  return new Place(name, argumentSource);
}
