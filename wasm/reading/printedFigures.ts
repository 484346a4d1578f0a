/** The figures that a document's source prints, read and checked. */
import { readPrintedNumber } from './decimal';
import { maxFigures, maxFigureUpdates, maxFigureVisits, maxNumberLength, maxSourceLength } from './limits';
import type { Place } from './place';
import { parseQuantityId, quantityExists } from './quantity';
import { readBoolean, readFields, readInteger, readList, readText, required } from './reader';
import { parameterCount, type NetworkShape } from './shape';
import { firstUnprintable, printable } from './words';
import type { Printed, PrintedFigure } from '../types/index';

/** The parts of a document that bound its figures. */
interface Example {
  shape: NetworkShape;
  samples: number;
  batchSize: number;
}

/** Whether it belongs to the batch of the next update. */
export const isOfBatch = (id: string): boolean => /^(?:sum|mean|gw|.hat|etan)/.test(id);

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
  const ofBatch = isOfBatch(id); // computed as for one update more
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
  if (text.length > maxSourceLength) place.at(key).fail('textTooLong', { max: maxSourceLength, got: text.length });
  const character = firstUnprintable(text);
  if (character !== null) place.at(key).fail('textCharacter', { character });
  return { [key]: text } as { [F in K]: string };
}
