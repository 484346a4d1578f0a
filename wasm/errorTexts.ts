/** Every message key of an error, the values that its sentence needs, and the sentence in English. */
import type { QuantityId } from './types/index';

/** The kind of a value, where another was expected. */
export type ValueKind =
  'nothing' | 'null' | 'boolean' | 'number' | 'bigint' | 'text' | 'symbol' | 'function' | 'list' | 'object';

/** A member that must be one of a fixed set of words. */
export type ChoiceName =
  | 'activation'
  | 'loss'
  | 'init'
  | 'optimizer'
  | 'schedule'
  | 'batchReduction'
  | 'notation'
  | 'naming'
  | 'target'
  | 'mistake';

/** No values: the sentence is always the same. */
export type NoParams = Record<never, never>;

/** Where a number stopped being finite in work of several parts. */
export interface NotFinitePlace {
  /** the sample, counted from 0, where there are several */
  sample?: number;
  /** the update, counted from 1 as in `UpdateResult`, where there are several */
  iteration?: number;
  /** the epoch of that update, from 0 */
  epoch?: number;
}

/** A quantity that is not a finite number. */
export interface NotFinite extends NotFinitePlace {
  quantity: QuantityId;
}

/** Every message key with the values its sentence needs. */
export interface ErrorParams {
  // the text of a document
  emptyText: NoParams;
  /** `line` and `column` count from 1; absent where the engine gives none */
  /** `found`: the character at that place; null where the text ends there */
  notJson: { line: number; column: number; found: string | null };

  // any value, in a document or as an argument
  missing: NoParams;
  missingWithoutInit: NoParams;
  unreadable: { detail: string };
  unknownKey: { name: string; nearest?: string };
  expectedObject: { got: ValueKind };
  expectedList: { got: ValueKind };
  expectedNumber: { got: ValueKind };
  expectedInteger: { got: string };
  expectedBoolean: { got: ValueKind };
  expectedText: { got: ValueKind };
  unknownChoice: { choice: ChoiceName; got: string; known: readonly string[]; nearest?: string };
  notFinite: { got: string };
  /** only in JSON text, where 1e999 reads as infinity */
  tooLargeForDouble: NoParams;
  outOfRange: { min: number; max: number; got: number };
  notAbove: { bound: number; got: number };
  wrongNumberCount: { expected: number; got: number };
  wrongRowCount: { expected: number; got: number };
  tooFewItems: { min: number; got: number };
  tooManyItems: { max: number; got: number };

  // a document
  unknownVersion: { got: string; known: number };
  tooManyParameters: { max: number; got: number };
  tooManySampleNumbers: { max: number; got: number };
  targetOutsideUnitInterval: { got: number; loss: string };
  /** `output`: the activation of the last layer that the loss needs, `got` the one it has */
  lossNeedsOutput: { loss: string; output: string; got: string };
  lastLayerOnly: { activation: string };
  labelEmpty: NoParams;
  notADecimal: { text: string };
  textTooLong: { max: number; got: number };
  /** `character` is printable: the character itself, or U+0007 and the like */
  textCharacter: { character: string };
  refused: NoParams;

  // quantities
  notAQuantityId: { text: string };
  unknownQuantity: { id: QuantityId };
  notSettable: { id: QuantityId };
  notDerivable: { id: QuantityId };
  notAParameter: { id: QuantityId };
  notVaried: { id: QuantityId };
  notOfOneSample: { id: QuantityId };
  notAGradient: { id: QuantityId };
  sameQuantity: { id: QuantityId };
  notAFactor: { of: QuantityId; wrt: QuantityId };
  notDependent: { of: QuantityId; id: QuantityId };

  // arguments
  noSuchSample: { got: number; count: number };
  wrongInputCount: { inputs: number; got: number };
  /** so many epochs are too much work for one call */
  tooManyEpochs: { max: number; got: number };

  // numbers
  overflow: NotFinite;
  undefinedValue: NotFinite;

  // life of a session and of the module
  sessionClosed: NoParams;
  noWebAssembly: NoParams;
  /** `status`: the answer of the server, where there was one */
  wasmNotFound: { url: string; status?: number };
  notWasm: NoParams;
  wasmNotUsable: { detail: string };
  coreFailed: { detail: string };
  outOfMemory: NoParams;
}

export type ErrorKey = keyof ErrorParams;

/** A table of sentences, one per message key: the form that each language fills. */
export type ErrorTexts = { readonly [K in ErrorKey]: (params: ErrorParams[K]) => string };

const kinds: Record<ValueKind, string> = {
  nothing: 'nothing',
  null: 'null',
  boolean: 'true or false',
  number: 'a number',
  bigint: 'a BigInt',
  text: 'text',
  symbol: 'a symbol',
  function: 'a function',
  list: 'a list',
  object: 'an object',
};

const choices: Record<ChoiceName, string> = {
  activation: 'activation',
  loss: 'loss',
  init: 'kind of init',
  optimizer: 'optimizer',
  schedule: 'schedule',
  batchReduction: 'batch reduction',
  notation: 'notation',
  naming: 'naming scheme',
  mistake: 'mistake',
  target: 'export target',
};

const hint = (nearest?: string): string => (nearest === undefined ? '' : `; did you mean "${nearest}"?`);
const placeOf = ({ sample, iteration }: NotFinitePlace): string =>
  (sample === undefined ? '' : ` of sample ${sample}`) + (iteration === undefined ? '' : ` in iteration ${iteration}`);
const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

/** The English sentence of each key, without the place: an error's `message` puts its `path` before it. */
export const errorTexts: ErrorTexts = {
  emptyText: () => 'the text is empty; a scenario in JSON was expected',
  notJson: ({ line, column, found }) =>
    `not JSON at line ${line}, column ${column}: ${found === null ? 'the text ends too early' : `unexpected ${found}`}`,

  missing: () => 'missing',
  missingWithoutInit: () => 'missing; it may be left out only where "init" is given',
  unreadable: ({ detail }) => `cannot be read: ${detail}`,
  unknownKey: ({ name, nearest }) => `unknown key "${name}"${hint(nearest)}`,
  expectedObject: ({ got }) => `expected an object, got ${kinds[got]}`,
  expectedList: ({ got }) => `expected a list, got ${kinds[got]}`,
  expectedNumber: ({ got }) => `expected a number, got ${kinds[got]}`,
  expectedInteger: ({ got }) => `expected a whole number, got ${got}`,
  expectedBoolean: ({ got }) => `expected true or false, got ${kinds[got]}`,
  expectedText: ({ got }) => `expected text, got ${kinds[got]}`,
  unknownChoice: ({ choice, got, known, nearest }) =>
    `unknown ${choices[choice]} "${got}"${hint(nearest)} (known: ${known.join(', ')})`,
  notFinite: ({ got }) => `expected a finite number, got ${got}`,
  tooLargeForDouble: () => 'too large for a double (the largest is about 1.8×10³⁰⁸)',
  outOfRange: ({ min, max, got }) => `expected ${min} … ${max}, got ${got}`,
  notAbove: ({ bound, got }) => `expected a number above ${bound}, got ${got}`,
  wrongNumberCount: ({ expected, got }) => `expected ${count(expected, 'number', 'numbers')}, got ${got}`,
  wrongRowCount: ({ expected, got }) => `expected ${count(expected, 'row', 'rows')}, got ${got}`,
  tooFewItems: ({ min, got }) => `expected at least ${min}, got ${got}`,
  tooManyItems: ({ max, got }) => `expected at most ${max}, got ${got}`,

  unknownVersion: ({ got, known }) => `unknown version ${got}; this program reads version ${known}`,
  tooManyParameters: ({ max, got }) => `too large: ${got} weights and biases, at most ${max} are possible`,
  tooManySampleNumbers: ({ max, got }) => `too large: ${got} inputs and targets in all, at most ${max} are possible`,
  targetOutsideUnitInterval: ({ got, loss }) => `a target of the loss ${loss} lies between 0 and 1, got ${got}`,
  lossNeedsOutput: ({ loss, output, got }) => `the loss ${loss} needs ${output} in the last layer, which has ${got}`,
  lastLayerOnly: ({ activation }) =>
    `${activation} is possible in the last layer only: each of its outputs depends on the whole layer`,
  notADecimal: ({ text }) => `expected a number such as -0.0065, 3×10⁻⁵ or 1/3, got '${text}'`,
  labelEmpty: () => 'expected a name, got empty text',
  textTooLong: ({ max, got }) => `expected at most ${count(max, 'character', 'characters')}, got ${got}`,
  textCharacter: ({ character }) => `the character ${character} is not possible here`,
  refused: () => 'not possible',

  notAQuantityId: ({ text }) => `"${text}" is not the id of a quantity, such as w.2.0.1, b.2.0, x.0 or eta`,
  unknownQuantity: ({ id }) => `this network has no ${id}`,
  notSettable: ({ id }) =>
    `${id} is computed; weights, biases, inputs, targets and the numbers of training (eta, mu, beta1, beta2, epsilon, lambda) can be set`,
  notDerivable: ({ id }) => `the loss cannot be derived by ${id}; weights, biases, z, a and x have a derivation`,
  notAParameter: ({ id }) => `${id} is not a weight or bias`,
  notVaried: ({ id }) =>
    `${id} cannot be varied here; weights and biases can, and for the loss of one sample its inputs and targets`,
  notAGradient: ({ id }) => `${id} is no gradient of a weight or bias and no δ`,
  notOfOneSample: ({ id }) => `${id} is a number of a batch, not of one sample`,
  sameQuantity: ({ id }) => `expected two different quantities, got ${id} twice`,
  notDependent: ({ of, id }) => `${of} is not an L, a or z that is computed from ${id}`,
  notAFactor: ({ of, wrt }) =>
    `∂${of}/∂${wrt} is no factor of a chain: it takes L by an output, a by its z, or z by a weight, bias or input of it`,

  noSuchSample: ({ got, count: samples }) => `there is no sample ${got}; the scenario has ${samples}, counted from 0`,
  wrongInputCount: ({ inputs, got }) => `expected ${inputs} for each sample, got ${got} in all`,
  tooManyEpochs: ({ max, got }) =>
    `expected at most ${count(max, 'epoch', 'epochs')} of this network and these samples in one call, got ${got}; with "milliseconds" a call does as many as it has time for`,

  overflow: ({ quantity, ...place }) =>
    `${quantity}${placeOf(place)} is too large for a double. Undo, or try a smaller learning rate or smaller numbers`,
  undefinedValue: ({ quantity, ...place }) =>
    `${quantity}${placeOf(place)} has no value: a logarithm of zero or less, a division by zero or the like. Undo, or change the numbers`,

  sessionClosed: () => 'the session is closed',
  noWebAssembly: () => 'this browser has no WebAssembly, or it is switched off',
  wasmNotFound: ({ url, status }) =>
    `the compiled core was not found at ${url}${status === undefined ? '' : ` (status ${status})`}`,
  notWasm: () => 'the file of the compiled core is not a WebAssembly file',
  wasmNotUsable: ({ detail }) => `the compiled core cannot be used here: ${detail}`,
  coreFailed: ({ detail }) => `the core stopped unexpectedly: ${detail}`,
  outOfMemory: () =>
    'not enough memory; nothing has changed. Close what is not needed, or take a smaller network or fewer samples; if that does not help, load the core (the page) anew',
};
