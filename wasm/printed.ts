/** A published example beside its print: the figures that a source prints, and what they are when computed. */
import type { Core } from './core';
import { NumericError } from './errors';
import { parameterCount, parseQuantityId, quantityExists, type NetworkShape } from './quantity';
import { readBoolean, readFields, readInteger, readList, readText, required, type Place } from './reader';
import type { Session } from './session';
import type { Printed, PrintedComparison, PrintedFigure, Scenario, ScenarioInput } from './types';
import { firstUnprintable, printable } from './words';

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
  const text = readText(required(fields.text, place.at('text')), place.at('text'));
  if (!decimal.test(text)) place.at('text').fail('notADecimal', { text: printable(text) });
  const figure: PrintedFigure = { id, text };
  if (fields.after !== undefined) {
    const most = Math.floor(maxFigureVisits / (parameterCount(shape) * batchSize));
    figure.after = readInteger(fields.after, place.at('after'), 0, Math.min(maxFigureUpdates, most));
  }
  if (fields.sample !== undefined) figure.sample = readInteger(fields.sample, place.at('sample'), 0, samples - 1);
  if (fields.negated !== undefined) figure.negated = readBoolean(fields.negated, place.at('negated'));
  return { ...figure, ...wordsOf(fields.slip, place, 'slip') };
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

/** See `Core.printed`. */
export function comparePrinted(core: Core, scenario: ScenarioInput | string): PrintedComparison[] {
  const document = core.read(scenario);
  const figures = document.printed?.figures ?? [];
  const inOrder = [...figures.entries()].sort(([, a], [, b]) => (a.after ?? 0) - (b.after ?? 0));
  const answers: PrintedComparison[] = [];
  const session = core.open(document);
  try {
    for (const [index, figure] of inOrder) answers[index] = compare(figure, valueAt(session, figure, document));
  } finally {
    session.close();
  }
  return answers;
}

/** The computed value, or null where some number on the way to it is not finite. */
function valueAt(session: Session, figure: PrintedFigure, document: Scenario): number | null {
  try {
    advance(session, figure.after ?? 0, document);
    return valueOf(session, figure);
  } catch (error) {
    if (error instanceof NumericError) return null;
    throw error;
  }
}

/** Whole epochs in one call, the rest update by update. */
function advance(session: Session, updates: number, { samples, training = {} }: Scenario): void {
  const perEpoch = Math.ceil(samples.length / (training.batchSize ?? 1));
  while (session.status().iteration < updates) {
    const { iteration } = session.status();
    const epochs = iteration % perEpoch ? 0 : Math.floor((updates - iteration) / perEpoch);
    if (epochs > 0) session.train({ epochs });
    else session.step();
  }
}

function valueOf(session: Session, { id, sample = 0 }: PrintedFigure): number {
  const quantity = parseQuantityId(id)!;
  const { network, samples, training } = session.scenario();
  switch (quantity.kind) {
    case 'x':
    case 't':
      return samples[sample]![quantity.kind][quantity.index]!;
    case 'eta':
      return training!.learningRate!;
    case 'w':
      return network.layers[quantity.layer - 1]!.weights![quantity.to]![quantity.from]!;
    case 'b':
      return network.layers[quantity.layer - 1]!.biases![quantity.neuron]!;
    case 'z':
    case 'a':
      return session.forward(sample).layers[quantity.layer - 1]![quantity.kind][quantity.neuron]!;
    case 'L': {
      const { loss, lossTerms } = session.forward(sample);
      return quantity.term === undefined ? loss : lossTerms[quantity.term]!;
    }
    case 'dw':
      return session.gradients(sample).layers[quantity.layer - 1]!.weights[quantity.to]![quantity.from]!;
    case 'db':
      return session.gradients(sample).layers[quantity.layer - 1]!.biases[quantity.neuron]!;
    case 'delta':
      return session.gradients(sample).layers[quantity.layer - 1]!.delta![quantity.neuron]!;
    default:
      return NaN;
  }
}

/** `-0.0065`, `.5`, `3.5e-5`; also with a true minus sign. */
const decimal = /^[-−+]?(?=\.?\d)\d*(?:\.(\d*))?(?:[eE]([-−+]?\d{1,3}))?$/;

function compare(figure: PrintedFigure, value: number | null): PrintedComparison {
  const { id, after = 0, sample = 0, text, negated = false, slip } = figure;
  const common = { id, after, sample, text, negated, ...(slip === undefined ? {} : { slip }) };
  if (value === null) return { ...common, value, rounded: null, agreement: 'differs' };
  const [, fraction = '', exponent = '0'] = decimal.exec(text)!;
  const places = fraction.length - Number(exponent.replace('−', '-'));
  const rounded = roundedTo(negated ? -value : value, places);
  const printed = Number(text.replaceAll('−', '-'));
  const units = Math.round(Math.abs(Number(rounded) - printed) * 10 ** places);
  return { ...common, value, rounded, agreement: units === 0 ? 'agrees' : units === 1 ? 'last_digit' : 'differs' };
}

/** To as many decimal places as the print has; below none, to that power of ten. */
function roundedTo(value: number, places: number): string {
  if (places > 100) return String(value);
  if (places >= 0) return value.toFixed(places);
  return String(Math.round(value / 10 ** -places) * 10 ** -places);
}
