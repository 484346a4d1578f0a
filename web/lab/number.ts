import { formatNumber } from '../../wasm/index';

/** A number as the lab shows it, with so many significant digits. */
export const number = (value: number, digits = 3): string => formatNumber(value, digits).text;

/** The least and the largest of the finite ones. */
export function extentOf(values: Float64Array): [number, number] {
  const finite = values.filter(Number.isFinite);
  return [finite.reduce((a, b) => Math.min(a, b), Infinity), finite.reduce((a, b) => Math.max(a, b), -Infinity)];
}
