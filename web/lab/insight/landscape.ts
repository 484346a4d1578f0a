/** What is known of the loss around the present weights; asked of the worker only while somebody looks at it. No DOM. */
import type { QuantityId } from '../../../wasm/index';
import { mostLosses, type Claims, type Lab, type ParameterAxis } from '../../../wasm/lab/index';
import { sideOf } from '../grid';
import type { Run, Shown } from '../run';
import { shapeOf } from '../setup';

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

export class Landscape {
  now: Seen | undefined;
  isOpen = false;
  #ids: readonly [QuantityId, QuantityId] | undefined;
  #seen: Shown | undefined;
  #asking = false;
  #last = 0;

  constructor(
    private readonly run: Run,
    private readonly changed: () => void,
  ) {}

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
    this.#seen = undefined;
    this.#last = 0;
    this.changed();
  }

  follow(): void {
    const { shown, lab, running, setup } = this.run;
    if (!this.isOpen || !shown || !lab || shown === this.#seen || shown.setup !== setup || this.#asking) return;
    if (running && performance.now() - this.#last < PAUSE) return;
    this.#seen = shown;
    this.#asking = true;
    void this.#ask(lab, shown);
  }

  async #ask(lab: Lab, shown: Shown): Promise<void> {
    const ids = this.idsOf(shown);
    try {
      const trail = await lab.trail(ids);
      const most = mostLosses(shapeOf(shown.setup));
      const count = sideOf(most, PLACES);
      const axes = [axisOf(ids[0], trail, 0, count), axisOf(ids[1], trail, 1, count)] as const;
      const slice = { ...axes[0], count: Math.min(SLICE, most) };
      const [surface, claims] = await Promise.all([lab.surface(axes), lab.claims(slice)]);
      this.now = { shown, ids, axes, surface, trail, claims };
    } catch (error) {
      // Between two questions the run may have become another one: it is asked again with its next picture.
      if (lab === this.run.lab && this.run.setup === shown.setup) console.error(error);
    } finally {
      this.#asking = false;
      this.#last = performance.now();
    }
    this.changed();
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
  const values = trail.filter((value, index) => index % 2 === which && Number.isFinite(value));
  const [low, high] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  const beside = Math.max(0.5 * (high - low), 1.5);
  return { id, from: low - beside, to: high + beside, count };
}
