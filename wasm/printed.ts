/** The figures that a source prints of its example, compared with the computed values. */
import { callCore, release } from './boundary';
import type { RawSession } from './raw';
import { inFormOf, readPrintedNumber } from './reading/decimal';
import { isOfBatch } from './reading/printedFigures';
import { parseQuantityId } from './reading/quantity';
import type { PrintedAgreement, PrintedComparison, PrintedFigure } from './types/index';

/** Whether it belongs to no sample. */
const isOfNone = (id: string): boolean => /^(?:[vms]?[wb]\.|e|beta|mu|lambda)/.test(id);
/** In the order of the core's enumerations. */
const agreements: PrintedAgreement[] = ['agrees', 'rounding', 'single_precision', 'last_digit', 'follows', 'differs'];
const kinds = (
  'x t w b z a L L. delta dw db eta sumdw sumdb sumL meandw meandb meanL ' +
  'gw vw vb mw mb sw sb mhatw mhatb shatw shatb etan mu beta1 beta2 epsilon lambda'
).split(' ');
const [ofNoSample, ofBatch] = [-1, 2 ** 31 - 1];
/** The figures that each pass can change: all; those that differ, also by the last digit; those that differ. */
const passes = ['agrees', 'last_digit', 'differs'] as const;
/** Weights and biases that a slice goes over: some milliseconds. */
const sliceVisits = 2 ** 18;

/**
 * Kind, layer, neuron, from, after, sample: the order in which the core reads them. Rows are sorted by after, sample,
 * then the rest.
 */
function placeOf({ id, after = 0, sample = 0 }: PrintedFigure): number[] {
  const q = parseQuantityId(id)!;
  const kind = 'term' in q && q.term !== undefined ? 'L.' : q.kind;
  const neuron = 'index' in q ? q.index : 'to' in q ? q.to : 'neuron' in q ? q.neuron : 'term' in q ? (q.term ?? 0) : 0;
  const slot = isOfBatch(id) ? ofBatch : isOfNone(id) ? ofNoSample : sample;
  return [kinds.indexOf(kind), 'layer' in q ? q.layer : 0, neuron, 'from' in q ? q.from : 0, after, slot];
}

/** The work of `Core.printedInSlices`. `open` gives a session of the document that the figures belong to. */
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
