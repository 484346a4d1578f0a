/** The parts that the two Python programs have in common. */
import { list, perLayer, type ScriptLayer, type ScriptModel, type ScriptUpdate } from './scriptModel';
import { lettersOf } from './scriptUpdate';

/** A list of rows as a literal. */
export function rows(matrix: readonly (readonly number[] | Float64Array)[]): string {
  if (matrix.length === 1) return `[[${list(matrix[0]!)}]]`;
  return `[\n${matrix.map((row) => `    [${list(row)}],\n`).join('')}]`;
}

export const vector = (row: readonly number[] | Float64Array): string => `[${list(row)}]`;

/** Python reads the name of an encoding from the first two lines: these have fixed words, never a title. */
export function headLines({ head, texts }: ScriptModel, file: string): string[] {
  return ['-*- coding: utf-8 -*-', ...head, texts.run(`python3 ${file}`)].map((line) => `# ${line}`);
}

export function parameterLines({ layers, texts }: ScriptModel, array: (literal: string) => string): string[] {
  return [
    `# ${texts.parameters}`,
    ...layers.flatMap(({ l, weights, biases }) => [
      `W${l} = ${array(rows(weights))}`,
      `b${l} = ${array(vector(biases))}`,
    ]),
  ];
}

export function sampleLines({ xs, ts, texts }: ScriptModel, array: (literal: string) => string): string[] {
  const one = xs.length === 1;
  return [
    `# ${texts.samples(xs.length)}`,
    `${one ? 'x' : 'X'} = ${array(one ? vector(xs[0]!) : rows(xs))}`,
    `${one ? 't' : 'T'} = ${array(one ? vector(ts[0]!) : rows(ts))}`,
  ];
}

/** What the optimizer keeps of each layer. */
export function keptLines(by: ScriptUpdate, array: (literal: string) => string): string[] {
  const lines = lettersOf(by).flatMap((letter) =>
    (letter === 's' ? by.second : by.first).flatMap(({ weights, biases }, index) => [
      `${letter}W${index + 1} = ${array(rows(weights))}`,
      ...(by.settings.updateBiases ? [`${letter}b${index + 1} = ${array(vector(biases))}`] : []),
    ]),
  );
  return lines;
}

export const gradientNames = (layers: readonly ScriptLayer[]): string => perLayer(layers, ({ l }) => `dW${l}, db${l}`);

/** The weighted sum of one layer, with the shapes. */
export function weightedSum({ l, units, fanIn }: ScriptLayer): [string, string] {
  const from = l === 1 ? 'x' : `a${l - 1}`;
  return [`    z${l} = W${l} @ ${from} + b${l}`, `(${units},) = (${units}, ${fanIn}) @ (${fanIn},) + (${units},)`];
}
