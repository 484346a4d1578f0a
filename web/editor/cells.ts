/** Cells from a spreadsheet, or an array as a program prints it: text to rows of numbers. */
import { readPrintedNumber } from '../../wasm/index';
import { PageError } from '../work/problem';
import { AMBIGUOUS } from '../work/typedNumber';

/** Several numbers, or brackets: not what is typed into a cell. */
export const looksLikeCells = (text: string): boolean => /[\s,;[]/.test(text.trim());

/**
 * Rows of numbers. Brackets make an array, as JSON, NumPy and PyTorch write it. Else cells are set apart by tabs, else by semicolons, else by commas, else by blanks; a first row without
 * any number is a heading and left out. A decimal comma is understood where nothing else can be meant.
 * Throws a PageError that names row and column (from 1) of the first cell that is no number.
 */
export function parseCells(text: string, width: number): number[][] {
  return text.includes('[') ? parseArray(text) : parseTable(text, width);
}

function parseTable(text: string, width: number): number[][] {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/(?<!\n)\n+$/, '')
    .split('\n');
  const separator = separatorOf(lines, width);
  const rows = lines.map((line) => line.trim().split(separator).map(unquoted));
  const heading = rows.length > 1 && rows[0].every((cell) => cell !== '' && !/\d/.test(cell)) ? 1 : 0;
  const read = decimalReader(rows.slice(heading).flat());
  return rows.slice(heading).map((row, index) =>
    row.map((cell, column) => {
      const number = read(cell);
      if (number !== null) return number;
      const key = AMBIGUOUS.test(cell) ? 'ambiguousCell' : 'wrongCell';
      throw new PageError(key, { row: index + heading + 1, column: column + 1, text: cell });
    }),
  );
}

/** What programs write around an array: `tensor(…, requires_grad=True)`, `array(…, dtype=float32)`. */
const WRAPPING =
  /Parameter containing:|\b(?:np\.|numpy\.|torch\.)?(?:array|tensor|Parameter)\(|\b\w+=[\w.<>'":]+|[[\](),\s]/g;

/** The innermost brackets are the rows; within them commas or blanks are between the numbers. */
function parseArray(text: string): number[][] {
  const rows = [...text.matchAll(/\[([^[\]]*)\]/g)].map(([, row]) => row.trim().replace(/\s*,$/, ''));
  const beside = text.replace(/\[[^[\]]*\]/g, '').replace(WRAPPING, '');
  if (beside !== '' || rows.length === 0) throw new PageError('notAnArray', { text: beside || text.trim() });
  return rows.map((row, index) =>
    row.split(/\s*,\s*|\s+/).map((cell, column) => {
      const value = readPrintedNumber(cell)?.value ?? NaN;
      if (Number.isFinite(value)) return value + 0;
      throw new PageError('wrongCell', { row: index + 1, column: column + 1, text: cell });
    }),
  );
}

function separatorOf(lines: string[], width: number): string | RegExp {
  const all = lines.join('\n');
  if (all.includes('\t')) return '\t';
  if (all.includes(';')) return ';';
  if (!all.includes(',')) return /\s+/;
  if (/,\s/.test(all.replace(/\n/g, '')) || !lines.every((line) => /^\s*-?\d+,\d+\s*$/.test(line))) return ',';
  // One comma in each line, with digits on both sides: two columns, or one of decimals.
  if (width === 1) return '\t';
  throw new PageError('ambiguousComma', { text: lines[0] });
}

const unquoted = (cell: string) =>
  cell
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim();

const COMMA = /^[+-]?(\d+,\d*|,\d+)(e[+-]?\d+)?$/i;

function decimalReader(cells: string[]): (cell: string) => number | null {
  const plain = cells.map(typographic);
  const commas = plain.filter((cell) => COMMA.test(cell));
  const certain = commas.some((cell) => !AMBIGUOUS.test(cell)) && !plain.some((cell) => cell.includes('.'));
  return (text) => {
    const cell = typographic(text);
    const decimal = !cell.includes(',') ? text : certain && COMMA.test(cell) ? cell.replace(',', '.') : '';
    const value = readPrintedNumber(decimal)?.value ?? NaN;
    return Number.isFinite(value) ? value + 0 : null;
  };
}

const typographic = (cell: string) => cell.normalize('NFKC').replace(/[−–]/g, '-').trim();
