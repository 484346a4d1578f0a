/** The place of an argument of the headless API. */
import { ArgumentError } from '../errors';
import { Place, type Source } from './reader';

const source: Source = {
  fault: (key, params, path) => new ArgumentError(key, params, { path }),
  fromText: false,
};

/** The place of an argument: faults there are `ArgumentError`s that name it. */
export function argument(name: string): Place {
  return new Place(name, source);
}
