/** Tables as text: read into points, each fault with its line and column, and written so that they are read back to the bit. */
import { parse, unparse } from 'papaparse';
import { shuffled } from '../../../wasm/lab/index';
import { isOneHot, classOf, targetsOf, type DataSet, type Scaling } from './dataSet';

/** Rows of points. */
export const MOST_ROWS = 100_000;
const MOST_INPUTS = 1024;
const MOST_VALUES = 1024;
/** Classes that signs tell apart. */
export const MOST_CLASSES = 20;
/** Numbers of all points together, as many as a document may have. */
const MOST_NUMBERS = 2 ** 24;
const DELIMITERS = ['\t', ';', ',', '|'];
/** Lines that tell which delimiter it is. */
const LINES_OF_GUESS = 20;

/** What is wrong, as the keys of the sentences. */
export type CsvFault =
  | 'empty'
  | 'oneColumn'
  | 'quote'
  | 'columns'
  | 'rows'
  | 'notANumber'
  | 'notFinite'
  | 'noValue'
  | 'oneHot'
  | 'oneClass'
  | 'classes'
  | 'noInput'
  | 'inputs'
  | 'values'
  | 'noTarget'
  | 'size';

/** Where it is: lines and columns count from 1. */
export interface CsvPlace {
  line?: number;
  column?: number;
  /** of the column */
  name?: string;
  text?: string;
  got?: number;
  expected?: number;
}

export class CsvError extends Error {
  constructor(
    readonly fault: CsvFault,
    readonly place: CsvPlace = {},
  ) {
    super(`${fault} ${JSON.stringify(place)}`);
  }
}

export interface Table {
  /** cells without the space around them; empty lines are left out */
  rows: string[][];
  /** of each row the line that it begins in */
  lines: number[];
  delimiter: string;
  /** 0,5 is a half; only where no comma stands between cells */
  decimalComma: boolean;
}

export type Role = 'input' | 'target' | 'unused';

/** How a table becomes points. */
export interface Reading {
  /** the first row has the names of the columns */
  header: boolean;
  /** of each column */
  roles: Role[];
  task: DataSet['task'];
  /** inputs go to the network as (x − mean) / deviation */
  standardise: boolean;
  /** rows in another order, which is always the same: those at the end test */
  shuffle: boolean;
}

/** @throws {CsvError} */
export function parseTable(given: string): Table {
  const text = given.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const delimiter = delimiterOf(text);
  const [rows, lines]: [string[][], number[]] = [[], []];
  let [from, line] = [0, 1];
  parse<string[]>(text, {
    delimiter,
    newline: '\n',
    step: ({ data, errors, meta }, parser) => {
      if (errors.some(({ type }) => type === 'Quotes')) throw new CsvError('quote', { line });
      const cells = data.map((cell) => cell.trim());
      if (cells.some((cell) => cell !== '')) {
        rows.push(cells);
        lines.push(line);
      }
      for (; from < meta.cursor; from++) if (text[from] === '\n') line++;
      if (rows.length > MOST_ROWS + 1) parser.abort();
    },
  });
  if (rows.length === 0) throw new CsvError('empty');
  const expected = rows[0].length;
  if (expected < 2) throw new CsvError('oneColumn', { line: lines[0] });
  const ragged = rows.findIndex(({ length }) => length !== expected);
  if (ragged >= 0) throw new CsvError('columns', { line: lines[ragged], got: rows[ragged].length, expected });
  const isDecimal = (cell: string) => /^[+\-−]?\d*,\d+(e[+-]?\d+)?$/i.test(cell);
  return { rows, lines, delimiter, decimalComma: delimiter !== ',' && rows.some((row) => row.some(isDecimal)) };
}

/** The first of the delimiters that is, outside of quotes, in each of the first lines. */
function delimiterOf(text: string): string {
  const lines = text
    .slice(0, 100_000)
    .replace(/"[^"]*"/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, LINES_OF_GUESS);
  return DELIMITERS.find((delimiter) => lines.every((line) => line.includes(delimiter))) ?? mostUsed(lines);
}

/** A line may lack a column: then it is the one that most lines have. */
function mostUsed(lines: readonly string[]): string {
  const uses = (delimiter: string) => lines.filter((line) => line.includes(delimiter)).length;
  return DELIMITERS.reduce((best, delimiter) => (uses(delimiter) > uses(best) ? delimiter : best), ',');
}

/** The number in a cell; NaN where there is none, infinite where it is beyond the doubles. */
function numberIn(cell: string, { decimalComma }: Table): number {
  const text = (decimalComma ? cell.replace(',', '.') : cell).replace('−', '-');
  const isNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) && !(decimalComma && cell.includes('.'));
  return isNumber ? Number(text) : NaN;
}

/** What is read where nothing is said: the last column, or the last columns that are 0 but for a 1, are the target. */
export function guessedReading(table: Table): Reading {
  const { rows } = table;
  const isNumber = (cell: string) => !Number.isNaN(numberIn(cell, table));
  const below = rows.length > 1 ? rows.slice(1) : rows;
  const isNumeric = rows[0].map((_, column) => {
    const cells = below.map((row) => row[column]).filter((cell) => cell !== '');
    return cells.length > 0 && cells.filter(isNumber).length >= cells.length / 2;
  });
  const header =
    rows.length > 1 &&
    isNumeric.includes(true) &&
    rows[0].every((cell, column) => !isNumeric[column] || !isNumber(cell));
  const body = header ? below : rows;
  const targets = oneHotColumns(body, table) || 1;
  const first = rows[0].length - targets;
  const roles = isNumeric.map((numeric, column): Role => (column >= first ? 'target' : numeric ? 'input' : 'unused'));
  const column = (index: number) => body.map((row) => row[index]);
  return {
    header,
    roles,
    task: targets > 1 || !isNumeric[first] || areLabels(column(first), table) ? 'classes' : 'values',
    standardise: roles.some((role, index) => role === 'input' && isFarFromOne(column(index), table)),
    shuffle: isSorted(column(first)),
  };
}

/** How many columns at the end are 0 in each row, but for one that is 1; 0 where there are no such. */
function oneHotColumns(rows: readonly string[][], table: Table): number {
  const columns = rows[0].length;
  for (let count = 2; count < columns && count <= MOST_CLASSES; count++) {
    const cellsOf = (row: string[]) => row.slice(columns - count).map((cell) => numberIn(cell, table));
    if (rows.every((row) => isOneHot(cellsOf(row)))) return count;
  }
  return 0;
}

/** A few whole numbers, again and again. */
function areLabels(cells: readonly string[], table: Table): boolean {
  const numbers = new Set(cells.map((cell) => numberIn(cell, table)));
  return (
    numbers.size >= 2 &&
    numbers.size <= Math.min(10, Math.max(2, cells.length / 4)) &&
    [...numbers].every(Number.isInteger)
  );
}

function isFarFromOne(cells: readonly string[], table: Table): boolean {
  const largest = cells.reduce((most, cell) => Math.max(most, Math.abs(numberIn(cell, table)) || 0), 0);
  return largest > 2 || largest < 0.2;
}

/** Equal ones stand together: a part at the end would not be like the whole. */
function isSorted(cells: readonly string[]): boolean {
  const changes = cells.filter((cell, index) => index > 0 && cell !== cells[index - 1]).length;
  const kinds = new Set(cells).size;
  return kinds < cells.length / 2 && changes < (cells.length * (1 - 1 / kinds)) / 2;
}

/** Columns by their header, else by their number. */
export const columnNames = ({ rows }: Table, header: boolean): string[] =>
  rows[0].map((cell, index) => (header && cell !== '' ? cell : `x${index + 1}`));

/** @throws {CsvError} */
export function pointsOfTable(table: Table, reading: Reading): { data: DataSet; scaling: Scaling[] | null } {
  const names = columnNames(table, reading.header);
  const columnsOf = (role: Role) => reading.roles.flatMap((own, index) => (own === role ? [index] : []));
  const [inputs, targets] = [columnsOf('input'), columnsOf('target')];
  const first = reading.header ? 1 : 0;
  const count = table.rows.length - first;
  checkSizes(table, first, inputs.length, targets.length, reading.task);
  const numbers = (columns: readonly number[], row: number) =>
    columns.map((column) => numberAt(table, names, row, column));
  const x = Array.from({ length: count }, (_, index) => numbers(inputs, index + first));
  const { outputs, t } =
    reading.task === 'values'
      ? { outputs: targets.map((column) => names[column]), t: x.map((_, index) => numbers(targets, index + first)) }
      : targets.length === 1
        ? labelled(table, names, first, targets[0])
        : oneHot(table, names, first, targets);
  const points = x.map((values, index) => ({ x: values, t: t[index] }));
  const data: DataSet = {
    points: reading.shuffle ? shuffled(points, 1) : points,
    inputs: inputs.map((column) => names[column]),
    outputs,
    task: reading.task,
  };
  return {
    data,
    scaling: reading.standardise ? inputs.map((_, input) => scalingOf(x.map((row) => row[input]))) : null,
  };
}

function checkSizes(
  { rows, lines }: Table,
  first: number,
  inputs: number,
  targets: number,
  task: DataSet['task'],
): void {
  const count = rows.length - first;
  if (count === 0) throw new CsvError('empty');
  if (count > MOST_ROWS) throw new CsvError('rows', { line: lines[MOST_ROWS + first], expected: MOST_ROWS });
  if (inputs === 0) throw new CsvError('noInput');
  if (targets === 0) throw new CsvError('noTarget');
  if (inputs > MOST_INPUTS) throw new CsvError('inputs', { got: inputs, expected: MOST_INPUTS });
  if (count * (inputs + targets) > MOST_NUMBERS)
    throw new CsvError('size', { got: count * (inputs + targets), expected: MOST_NUMBERS });
  if (task === 'values' && targets > MOST_VALUES) throw new CsvError('values', { got: targets, expected: MOST_VALUES });
}

function numberAt(table: Table, names: readonly string[], row: number, column: number): number {
  const text = table.rows[row][column];
  const place = { line: table.lines[row], column: column + 1, name: names[column], text };
  if (text === '') throw new CsvError('noValue', place);
  const value = numberIn(text, table);
  if (Number.isNaN(value)) throw new CsvError('notANumber', place);
  if (!Number.isFinite(value)) throw new CsvError('notFinite', place);
  return value;
}

interface Targets {
  outputs: string[];
  t: number[][];
}

/** Classes by the labels in one column, in the order of numbers or of letters. */
function labelled(table: Table, names: readonly string[], first: number, column: number): Targets {
  const place = { column: column + 1, name: names[column] };
  const cells = table.rows.slice(first).map((row) => row[column]);
  const missing = cells.indexOf('');
  if (missing >= 0) throw new CsvError('noValue', { line: table.lines[missing + first], ...place });
  const outputs = inOrder([...new Set(cells)]);
  if (outputs.length < 2) throw new CsvError('oneClass', { ...place, text: outputs[0] });
  if (outputs.length > MOST_CLASSES)
    throw new CsvError('classes', { ...place, got: outputs.length, expected: MOST_CLASSES });
  const targets = new Map(outputs.map((name, kind) => [name, targetsOf(kind, outputs.length)]));
  return { outputs, t: cells.map((cell) => [...targets.get(cell)!]) };
}

/** Classes by columns of which one is 1. */
function oneHot(table: Table, names: readonly string[], first: number, columns: readonly number[]): Targets {
  const own = columns.map((column) => names[column]);
  const outputs = inOrder(own);
  if (outputs.length > MOST_CLASSES) throw new CsvError('classes', { got: outputs.length, expected: MOST_CLASSES });
  const t = table.rows.slice(first).map((_, index) => {
    const numbers = columns.map((column) => numberAt(table, names, index + first, column));
    if (!isOneHot(numbers))
      throw new CsvError('oneHot', { line: table.lines[index + first], column: columns[0] + 1, name: own[0] });
    return targetsOf(outputs.indexOf(own[numbers.indexOf(1)]), outputs.length);
  });
  return { outputs, t };
}

function inOrder(labels: readonly string[]): string[] {
  const areNumbers = labels.every((label) => label !== '' && Number.isFinite(Number(label)));
  return labels.toSorted((a, b) => (areNumbers ? Number(a) - Number(b) : a < b ? -1 : a > b ? 1 : 0));
}

/** Mean and standard deviation; a column that does not vary stays as it is but for its mean. */
export function scalingOf(values: readonly number[]): Scaling {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  return { mean, deviation: deviation > 0 && Number.isFinite(deviation) ? deviation : 1 };
}

/** The points as they are: read again they have the same bits. */
export function textOfData({ points, inputs, outputs, task }: DataSet): string {
  const written = (value: number) => (Object.is(value, -0) ? '-0' : String(value));
  const targets = task === 'classes' ? ['class'] : outputs;
  const rows = points.map((point) => [
    ...point.x.map(written),
    ...(task === 'classes' ? [outputs[classOf(point)]] : point.t.map(written)),
  ]);
  return `${unparse([[...inputs, ...targets], ...rows], { newline: '\n' })}\n`;
}
