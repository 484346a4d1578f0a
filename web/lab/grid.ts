/** The places of the picture at which the network's outputs are asked for. No DOM. */
import { mostPlaces, type Lab } from '../../wasm/lab/index';
import { scaled } from './data/dataSet';
import type { DataState } from './data/history';
import { hasClasses, shapeOf, type Setup } from './setup';

/** of the grid of outputs, in either direction, as far as the network is not too large for so many; along the one input of a curve */
export const GRID = 64;
export const LINE = 161;

/** The outputs over the picture, of one output after the other. */
export async function outputsOver(
  lab: Lab,
  { setup, view }: DataState,
): Promise<{ outputs: Float64Array; across: number }> {
  const layer = setup.layers.length;
  const grid = gridOf({ setup, view }, layer, GRID, LINE);
  // The field of colours shows one value.
  const units = view.axes.length > 1 && !hasClasses(setup) ? 1 : setup.layers[layer - 1].units;
  const each = await Promise.all(
    Array.from({ length: units }, (_, index) => lab.outputs({ ...grid, neuron: { layer, index } })),
  );
  const all = new Float64Array(units * each[0].length);
  each.forEach((outputs, index) => all.set(outputs, index * outputs.length));
  return { outputs: all, across: acrossOf(setup, layer, GRID) };
}

/** The side of a square of that many places, and no more than `most`. */
export const sideOf = (places: number, most: number): number => Math.min(most, Math.floor(Math.sqrt(places)));

/** How many places in either direction a layer, or with 0 all of them, may be asked for: no more than `most`. */
const acrossOf = (setup: Setup, layer: number, most: number): number => sideOf(mostPlaces(shapeOf(setup), layer), most);

/** The inputs over the picture: `most` places in either direction, if a layer may be asked for so many, or `along` the one input of a curve. */
export function gridOf({ setup, view }: Pick<DataState, 'setup' | 'view'>, layer: number, most: number, along: number) {
  const across = acrossOf(setup, layer, most);
  const asTrained = (value: number, input: number) => scaled(value, setup.scaling?.[input]);
  const axes = view.axes.map((input, index) => {
    const { from, to } = index === 0 ? view.x : view.y;
    return {
      input,
      from: asTrained(from, input),
      to: asTrained(to, input),
      count: view.axes.length > 1 ? across : along,
    };
  });
  return { axes, inputs: view.held.map(asTrained) };
}
