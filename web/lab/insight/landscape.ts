/** What is known of the loss around the present weights; asked of the worker only while somebody looks at it. No DOM. */
import type { QuantityId } from '../../../wasm/index';
import { mostLosses, type Claims, type Lab, type ParameterAxis } from '../../../wasm/lab/index';
import { extentOf } from '../number';
import { sideOf } from '../grid';
import type { Run, Shown } from '../run';
import { shapeOf } from '../setup';
import { Asked } from './asked';

/** Milliseconds between two questions of a run that goes on: each takes the worker some tens of them. */
const PAUSE = 1500;
/** Places of the surface in either direction, and of a slice, as far as the network is not too large for so many. */
const PLACES = 41;
const SLICE = 161;

export interface Seen {
  shown: Shown;
  ids: readonly [QuantityId, QuantityId];
  axes: readonly [ParameterAxis, ParameterAxis];
  surface: Float64Array;
  trail: Float64Array;
  claims: Claims;
}

export class Landscape extends Asked<Seen> {
  isOpen = false;
  #ids: readonly [QuantityId, QuantityId] | undefined;

  constructor(run: Run, changed: () => void) {
    super(run, changed, PAUSE);
  }

  protected override get isWanted(): boolean {
    return this.isOpen;
  }

  open(isOpen: boolean): void {
    this.isOpen = isOpen;
    this.changed();
  }

  /** The two weights or biases; two weights of the last layer while none are chosen. */
  idsOf(shown: Shown): readonly [QuantityId, QuantityId] {
    const all = parameterIds(shown);
    const [first, second] = this.#ids ?? [];
    if (first && second && all.includes(first) && all.includes(second)) return [first, second];
    const depth = shown.setup.layers.length;
    const last = all.filter((id) => id.startsWith(`w.${depth}.`) || id.startsWith(`b.${depth}.`));
    return [last[0], last[1]];
  }

  choose(first: QuantityId, second: QuantityId): void {
    this.#ids = [first, second];
    this.again();
  }

  protected override async ask(lab: Lab, shown: Shown): Promise<Seen> {
    const ids = this.idsOf(shown);
    const trail = await lab.trail(ids);
    const most = mostLosses(shapeOf(shown.setup));
    const count = sideOf(most, PLACES);
    const axes = [axisOf(ids[0], trail, 0, count), axisOf(ids[1], trail, 1, count)] as const;
    const slice = { ...axes[0], count: Math.min(SLICE, most) };
    const [surface, claims] = await Promise.all([lab.surface(axes), lab.claims(slice)]);
    return { shown, ids, axes, surface, trail, claims };
  }
}

/** More parameters than this are not offered: the first half of them and the last. */
const MOST_IDS = 400;

export function parameterIds({ setup }: Shown): QuantityId[] {
  const ids: QuantityId[] = [];
  let width = setup.inputs;
  setup.layers.forEach(({ units }, before) => {
    const layer = before + 1;
    for (let unit = 0; unit < units; unit++) {
      for (let from = 0; from < width; from++) ids.push(`w.${layer}.${unit}.${from}`);
      ids.push(`b.${layer}.${unit}`);
    }
    width = units;
  });
  if (ids.length <= MOST_IDS) return ids;
  const last = ids.slice(-MOST_IDS / 2);
  return [...ids.slice(0, MOST_IDS / 2), ...last];
}

/** Around the whole way, and far enough to see where it could go. */
function axisOf(id: QuantityId, trail: Float64Array, which: 0 | 1, count: number): ParameterAxis {
  const [low, high] = extentOf(trail.filter((_, index) => index % 2 === which));
  const beside = Math.max(0.5 * (high - low), 1.5);
  return { id, from: low - beside, to: high + beside, count };
}
