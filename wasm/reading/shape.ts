/** The shape of a network: how many units each layer has, and what follows from that. */
import { argument } from './place';
import { readInteger, readList } from './reader';

/** Units of each layer, the inputs as layer 0: `[2, 3, 3, 2]`. */
export type NetworkShape = readonly number[];

/** The shape of a scenario's network. */
export function shapeOf(scenario: { network: { inputs: number; layers: readonly { units: number }[] } }): number[] {
  return argument('scenario').guard(() => {
    const { inputs, layers } = scenario.network;
    return [inputs, ...layers.map(({ units }) => units)];
  });
}

/** Weights and biases of a network of this shape. */
export function parameterCount(shape: NetworkShape): number {
  return readShape(shape).reduce((count, units, layer, all) => count + (layer ? units * (all[layer - 1]! + 1) : 0), 0);
}

/** A shape as an argument: whole numbers, 0 or more. */
export function readShape(value: unknown): number[] {
  const place = argument('shape');
  return readList(value, place, 0, Infinity).map((units, layer) => readInteger(units, place.at(layer), 0, Infinity));
}
