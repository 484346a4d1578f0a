/** A published example beside its print: the figures that a source prints, and what they are when computed. */
import { callCore, release } from './boundary';
import { inFormOf, maxNumberLength, readPrintedNumber } from './reading/decimal';
import { parameterCount, parseQuantityId, quantityExists, type NetworkShape } from './reading/quantity';
import type { RawSession } from './raw';
import { readBoolean, readFields, readInteger, readList, readText, required, type Place } from './reading/reader';
import type { Printed, PrintedAgreement, PrintedComparison, PrintedFigure } from './types/index';
import { firstUnprintable, printable } from './reading/words';

/** Most figures of a document, and most updates after which one may hold. */
export const maxFigures = 1000;
export const maxFigureUpdates = 100_000;
/** Weights and biases that these updates may go over, sample by sample: about a second. */
export const maxFigureVisits = 2 ** 25;
const maxWords = 500;

// ---------------------------------------------------------------- the document

/** What of a document its figures are read against. */
interface Example {
  shape: NetworkShape;
  samples: number;
  batchSize: number;
}

export function readPrinted(value: unknown, place: Place, example: Example): Printed {
  const fields = readFields(value, place, ['source', 'url', 'figures'] as const);
  const figures = readList(required(fields.figures, place.at('figures')), place.at('figures'), 0, maxFigures);
  return {
    ...wordsOf(fields.source, place, 'source'),
    ...wordsOf(fields.url, place, 'url'),
    figures: figures.map((figure, index) => readFigure(figure, place.at('figures').at(index), example)),
  };
}

function readFigure(value: unknown, place: Place, { shape, samples, batchSize }: Example): PrintedFigure {
  const fields = readFields(value, place, ['id', 'after', 'sample', 'text', 'negated', 'slip'] as const);
  const id = readText(required(fields.id, place.at('id')), place.at('id'));
  const quantity = parseQuantityId(id);
  if (!quantity) return place.at('id').fail('notAQuantityId', { text: printable(id) });
  if (!quantityExists(quantity, shape)) place.at('id').fail('unknownQuantity', { id });
  const figure: PrintedFigure = { id, text: readNumberText(fields.text, place.at('text')) };
  const updateVisits = parameterCount(shape) * Math.min(batchSize, samples);
  const ofBatch = /^(?:sum|mean)/.test(id); // computed as for one update more
  if (ofBatch && updateVisits > maxFigureVisits)
    place.at('id').fail('tooManyParameters', { max: maxFigureVisits, got: updateVisits });
  if (fields.after !== undefined) {
    const most = Math.floor(maxFigureVisits / updateVisits) - Number(ofBatch);
    figure.after = readInteger(fields.after, place.at('after'), 0, Math.min(maxFigureUpdates, most));
  }
  if (fields.sample !== undefined) figure.sample = readInteger(fields.sample, place.at('sample'), 0, samples - 1);
  if (fields.negated !== undefined) figure.negated = readBoolean(fields.negated, place.at('negated'));
  return { ...figure, ...wordsOf(fields.slip, place, 'slip') };
}

function readNumberText(value: unknown, place: Place): string {
  const text = readText(required(value, place), place);
  if (text.length > maxNumberLength) place.fail('textTooLong', { max: maxNumberLength, got: text.length });
  const number = readPrintedNumber(text);
  if (!number) return place.fail('notADecimal', { text: printable(text) });
  if (!Number.isFinite(number.value)) place.fail('tooLargeForDouble', {});
  return text;
}

function wordsOf<K extends string>(value: unknown, place: Place, key: K): { [F in K]?: string } {
  if (value === undefined) return {};
  const text = readText(value, place.at(key));
  if (text.length > maxWords) place.at(key).fail('textTooLong', { max: maxWords, got: text.length });
  const character = firstUnprintable(text);
  if (character !== null) place.at(key).fail('textCharacter', { character });
  return { [key]: text } as { [F in K]: string };
}

// ---------------------------------------------------------------- the comparison

/** In the order of the core's enumerations. */
const agreements: PrintedAgreement[] = ['agrees', 'rounding', 'single_precision', 'last_digit', 'follows', 'differs'];
const kinds = 'x t w b z a L L. delta dw db eta sumdw sumdb sumL meandw meandb meanL'.split(' ');
const [ofNoSample, ofBatch] = [-1, 2 ** 31 - 1];
/** What each pass can change: all figures; those that differ, also by the last digit; those that differ. */
const passes = ['agrees', 'last_digit', 'differs'] as const;
/** Weights and biases that a slice goes over: some milliseconds. */
const sliceVisits = 2 ** 18;

/** kind, layer, neuron, from, after, sample: in that order the core takes them, sorted by these from behind to front */
function placeOf({ id, after = 0, sample = 0 }: PrintedFigure): number[] {
  const q = parseQuantityId(id)!;
  const kind = 'term' in q && q.term !== undefined ? 'L.' : q.kind;
  const neuron = 'index' in q ? q.index : 'to' in q ? q.to : 'neuron' in q ? q.neuron : 'term' in q ? (q.term ?? 0) : 0;
  const slot = /^(?:sum|mean)/.test(id) ? ofBatch : /^[wbe]/.test(id) ? ofNoSample : sample;
  return [kinds.indexOf(kind), 'layer' in q ? q.layer : 0, neuron, 'from' in q ? q.from : 0, after, slot];
}

/** See `Core.printedInSlices`; `open` gives a session of the document that the figures belong to. */
export function* comparePrinted(
  open: () => RawSession,
  figures: PrintedFigure[],
): Generator<void, PrintedComparison[], void> {
  const rows = figures.map((figure, index) => {
    const { value, unit, digits } = readPrintedNumber(figure.text)!;
    const number = figure.negated ? -value : value;
    return { index, place: placeOf(figure), print: [number, unit, digits], answer: [NaN, agreements.length - 1, -1] };
  });
  const order = [4, 5, 0, 1, 2, 3];
  rows.sort((a, b) => {
    const at = order.find((part) => a.place[part] !== b.place[part]);
    return at === undefined ? 0 : a.place[at]! - b.place[at]!;
  });
  for (const [pass, least] of passes.entries()) {
    if (!rows.some(({ answer }) => answer[1]! >= agreements.indexOf(least))) break;
    if (pass) yield;
    const numbers = Float64Array.from(rows.flatMap(({ place, print, answer }) => [...place, ...print, ...answer]));
    const answers = yield* inSlices(open(), numbers, pass);
    rows.forEach((row, at) => (row.answer = Array.from(answers.subarray(3 * at, 3 * at + 3))));
  }
  const all: PrintedComparison[] = [];
  for (const { index, answer } of rows) all[index] = comparisonOf(figures[index]!, answer, (at) => rows[at]!.index);
  return all;
}

function* inSlices(session: RawSession, figures: Float64Array, pass: number): Generator<void, Float64Array, void> {
  try {
    for (let begin: Float64Array | null = figures; ; begin = null) {
      const answers = callCore(() => session.printed(begin, pass, sliceVisits));
      if (answers) return answers;
      yield;
    }
  } finally {
    release(session);
  }
}

function comparisonOf(figure: PrintedFigure, answer: number[], indexOf: (row: number) => number): PrintedComparison {
  const { id, after = 0, sample = 0, text, negated = false, slip } = figure;
  const [value, kind, cause] = answer as [number, number, number];
  const agreement = agreements[kind]!;
  const print = readPrintedNumber(text)!;
  const ours = negated ? -value : value;
  return {
    ...{ id, after, sample, text, negated },
    ...(slip === undefined ? {} : { slip }),
    value: Number.isFinite(value) ? value : null,
    // At a tie either neighbour is ours rounded: then it is the one in print.
    rounded: Number.isFinite(value) ? inFormOf(print, agreement === 'agrees' ? print.value : ours) : null,
    agreement,
    ...(cause < 0 ? {} : { cause: indexOf(cause) }),
  };
}
