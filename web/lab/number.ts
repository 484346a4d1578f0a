import { formatNumber } from '../../wasm/index';

/** A number as the lab shows it, with so many significant digits. */
export const number = (value: number, digits = 3): string => formatNumber(value, digits).text;
