/** What the insight's pictures are drawn from: asked of the worker a few times a second while the run goes on. No DOM. */
import { mostPlaces, type Condition, type Lab } from '../../../wasm/lab/index';
import { gridOf, sideOf } from '../grid';
import type { Run, Shown } from '../run';
import { shapeOf } from '../setup';

/** Milliseconds between two questions of a run that goes on. */
const PAUSE = 300;
/** of a neuron's small field, in either direction; along the one input of a curve */
const FIELD = 24;
export const FIELD_LINE = 48;
/** of the large field of one neuron */
const LARGE = 96;

export interface Neuron {
  /** 1 … depth */
  layer: number;
  /** from 0 */
  index: number;
}

/** All of one moment. */
export interface Measures {
  shown: Shown;
  /** inputs, then the units of each layer */
  shape: readonly number[];
  condition: Condition;
  sizes: Float64Array;
  /** outputs of every neuron, layer after layer, over the one or two inputs */
  fields: Float64Array;
  /** of the chosen neuron */
  large: Float64Array | undefined;
}

export class Measured {
  now: Measures | undefined;
  chosen: Neuron | undefined;
  #seen: Shown | undefined;
  #asking = false;
  #last = 0;

  constructor(
    private readonly run: Run,
    private readonly changed: () => void,
  ) {}

  choose(neuron: Neuron | undefined): void {
    this.chosen = neuron;
    this.#seen = undefined;
    this.changed();
  }

  /** Asks for the moment that the lab shows, unless that was done just now; called whenever the lab draws. */
  follow(): void {
    const { shown, lab, running, setup } = this.run;
    // Until a new setup is shown the worker may have the old one or the new one.
    if (!shown || !lab || shown === this.#seen || shown.setup !== setup || this.#asking) return;
    if (running && this.#seen && performance.now() - this.#last < PAUSE) return;
    this.#seen = shown;
    this.#asking = true;
    void this.#ask(lab, shown);
  }

  async #ask(lab: Lab, shown: Shown): Promise<void> {
    const { setup } = shown;
    const shape = shapeOf(setup);
    const chosen = this.chosen && this.chosen.index < (shape[this.chosen.layer] ?? 0) ? this.chosen : undefined;
    try {
      const [condition, sizes, fields, large] = await Promise.all([
        lab.condition(),
        lab.sizes(),
        lab.outputs(gridOf(shown, sideOf(mostPlaces(shape, 0), FIELD), FIELD_LINE)),
        chosen &&
          lab.outputs({
            ...gridOf(shown, sideOf(mostPlaces(shape, chosen.layer), LARGE), FIELD_LINE),
            neuron: chosen,
          }),
      ]);
      this.now = { shown, shape, condition, sizes, fields, large };
    } catch (error) {
      // The run tells of a worker that is gone.
      if (lab === this.run.lab) console.error(error);
    } finally {
      this.#asking = false;
      this.#last = performance.now();
    }
    this.changed();
  }
}
