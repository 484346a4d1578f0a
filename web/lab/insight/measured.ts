/** What the insight's pictures are drawn from: asked of the worker a few times a second while the run goes on. No DOM. */
import type { Condition, Lab } from '../../../wasm/lab/index';
import { gridOf } from '../grid';
import type { Run, Shown } from '../run';
import { shapeOf } from '../setup';
import { Asked } from './asked';

/** Milliseconds between two questions of a run that goes on. */
const PAUSE = 300;
/** of a neuron's small field, in either direction; along the one input of a curve */
const FIELD = 24;
const FIELD_LINE = 48;
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
  /** of that neuron */
  large: { of: Neuron; outputs: Float64Array } | undefined;
}

export class Measured extends Asked<Measures> {
  chosen: Neuron | undefined;

  constructor(run: Run, changed: () => void) {
    super(run, changed, PAUSE);
  }

  choose(neuron: Neuron | undefined): void {
    this.chosen = neuron;
    this.again();
  }

  protected override async ask(lab: Lab, shown: Shown): Promise<Measures> {
    const shape = shapeOf(shown.setup);
    const chosen = this.chosen && this.chosen.index < (shape[this.chosen.layer] ?? 0) ? this.chosen : undefined;
    const [condition, sizes, fields, large] = await Promise.all([
      lab.condition(),
      lab.sizes(),
      lab.outputs(gridOf(shown, 0, FIELD, FIELD_LINE)),
      chosen &&
        lab.outputs({
          ...gridOf(shown, chosen.layer, LARGE, FIELD_LINE),
          neuron: chosen,
        }),
    ]);
    return { shown, shape, condition, sizes, fields, large: chosen && large && { of: chosen, outputs: large } };
  }
}
