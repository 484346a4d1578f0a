/** The reader's own data, kept in the browser from visit to visit. */
import type { DataState } from './history';
import { viewOf, type DataSet } from './dataSet';

const KEY = 'backprop-playground-lab';
/** The points, which are many, apart from what changes with every setting. */
const DATA_KEY = 'backprop-playground-lab-data';
/** More numbers than this have no room there. */
const MOST_NUMBERS = 150_000;

export interface Kept {
  own: DataState;
  /** it was what the lab showed */
  shown: boolean;
}

/** What is stored there now. */
let stored: DataSet | undefined;

// Another tab may have put other data there.
globalThis.addEventListener?.('storage', ({ key }) => {
  if (key === null || key === DATA_KEY) stored = undefined;
});

/** False where there is no room for it, or storage is switched off. */
export function keep(own: DataState, shown: boolean): boolean {
  const { setup, data } = own;
  try {
    if (data.points.length * (data.inputs.length + data.outputs.length) > MOST_NUMBERS) throw new RangeError();
    if (data !== stored) localStorage.setItem(DATA_KEY, JSON.stringify(data));
    const small = { ...setup, parameters: null, state: null };
    localStorage.setItem(KEY, JSON.stringify({ version: 2, setup: small, shown }));
    stored = data;
    return true;
  } catch {
    forget();
    return false;
  }
}

/** What an earlier version has left is not half kept. */
function forget(): void {
  stored = undefined;
  try {
    for (const key of [KEY, DATA_KEY]) localStorage.removeItem(key);
  } catch {
    // Storage is switched off.
  }
}

/** What was kept; its setup is as trusted as the one that reads it makes sure. */
export function kept(defaults: DataState['setup']): Kept | undefined {
  try {
    const { version, setup, shown, ...first } = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    const data = version === 1 ? first.data : JSON.parse(localStorage.getItem(DATA_KEY) ?? 'null');
    if (![1, 2].includes(version) || !isDataSet(data)) return undefined;
    if (version === 2) stored = data;
    return {
      own: { setup: { ...defaults, ...setup, data: 'own', task: data.task }, data, view: viewOf(data) },
      shown: shown === true,
    };
  } catch {
    return undefined;
  }
}

export function isDataSet(value: unknown): value is DataSet {
  const { points, inputs, outputs, task } = (value ?? {}) as Partial<DataSet>;
  const areNames = (list: unknown) =>
    Array.isArray(list) && list.length > 0 && list.every((name) => typeof name === 'string');
  const areNumbers = (list: unknown, length: number) =>
    Array.isArray(list) && list.length === length && list.every((number) => Number.isFinite(number));
  if (!areNames(inputs) || !areNames(outputs) || !Array.isArray(points)) return false;
  if (task !== 'values' && (task !== 'classes' || outputs!.length < 2)) return false;
  const targets = task === 'classes' && outputs!.length === 2 ? 1 : outputs!.length;
  return points.every((point) => areNumbers(point?.x, inputs!.length) && areNumbers(point?.t, targets));
}
