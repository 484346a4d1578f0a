/** The core's answers about the numbers as they are now; each question is asked once. */
import type {
  BatchDerivation,
  ComputationGraph,
  Derivation,
  DerivationLine,
  Differences,
  Factor,
  LossId,
  LossOptions,
  Naming,
  Notation,
  ParameterChange,
  QuantityId,
  RuleCase,
  Session,
  Slice,
  Surface,
  SurfaceGrid,
  Verification,
} from '../../wasm/index';
import { parameterCount, shapeOf } from '../../wasm/index';
import { isFault, faultOf, type Fault } from '../work/problem';
import type { Work } from '../work/work';
import type { Known } from './known';

/** Paths of a derivation written out at once, and at most: each is a row of formulas. */
const MORE_PATHS = 8;
const MOST_PATHS = 200;
/** Parameters of a network that is copied to see what an update does to it. */
const MOST_COPIED = 20_000;
/** enough for a smooth line in a small picture */
const CURVE_POINTS = 96;

/** The subject of the questions, and how the answers are to be written. */
export interface Asked {
  readonly work: Work;
  readonly sample: number;
  readonly parameter: QuantityId | null;
  readonly choices: { readonly digits: number; readonly notation: Notation; readonly naming: Naming };
  known(): Known;
}

/** What the coming update achieves. */
export interface AfterUpdate {
  /** the loss over all samples */
  before: number;
  after: number;
  /** every parameter that it changes */
  changes: ParameterChange[];
  /** the outputs for the sample that is shown */
  outputs: { id: QuantityId; before: number; after: number }[];
}

export class Answers {
  /** how many paths of a derivation are written out */
  private pathLimit = MORE_PATHS;
  private cache = new Map<string, unknown>();

  constructor(private readonly state: Asked) {}

  /** The numbers, or how they are written, have changed. */
  forget(): void {
    this.cache.clear();
  }

  /** Another parameter is derived. */
  forgetPaths(): void {
    this.pathLimit = MORE_PATHS;
  }

  derivation(): Derivation | Fault | null {
    const id = this.state.parameter;
    if (!id) return null;
    const { sample } = this.state;
    const { digits, notation, naming } = this.state.choices;
    const { pathLimit } = this;
    return this.once(`derive ${id} ${pathLimit}`, () =>
      this.session.derive(id, { sample, digits, notation, naming, pathLimit, lines: false }),
    );
  }

  /** The chosen parameter's gradient over the next batch. */
  batchDerivation(): BatchDerivation | Fault | null {
    const id = this.state.parameter;
    if (!id) return null;
    const { digits, notation, naming } = this.state.choices;
    return this.once(`batch ${id}`, () => this.session.derive(id, { batch: true, digits, notation, naming }));
  }

  /** The outputs for the first samples of the document, as the network is now. */
  outputs(most: number): Float64Array[] | Fault {
    return this.once(`outputs ${most}`, () =>
      this.session.predict(this.state.work.numbers.samples.slice(0, most).map(({ x }) => x)),
    );
  }

  /** A factor's own differentiation, for the one that the reader has opened. */
  factorLines({ of, wrt }: Factor): DerivationLine[] | Fault {
    const { sample } = this.state;
    const { digits, notation, naming } = this.state.choices;
    return this.once(`factor ${of} ${wrt}`, () =>
      this.session.factorLines(of, wrt, { sample, digits, notation, naming }),
    );
  }

  /** Writes out some more of the derivation's paths; what it comes to does not depend on how many. */
  takeMorePaths(): void {
    this.pathLimit = Math.min(MOST_PATHS, this.pathLimit + MORE_PATHS);
  }

  get hasMorePaths(): boolean {
    return this.pathLimit < MOST_PATHS;
  }

  verification(id = this.state.parameter): Verification | Fault | null {
    if (!id) return null;
    return this.once(`verify ${id}`, () => this.session.verify(this.state.sample, [id]));
  }

  /** These quantities with the operations between them; of `expand`, the definitions opened. */
  graph(only: QuantityId[], expand: QuantityId[]): ComputationGraph | Fault {
    const { sample } = this.state;
    return this.once(`graph ${only} ${expand}`, () => this.session.graph(sample, { only, expand }));
  }

  /** The next update of a parameter with the operations that make it up. */
  updateGraph(id: QuantityId): ComputationGraph | Fault {
    return this.once(`update ${id}`, () => this.session.updateGraph(id));
  }

  /** The chosen parameter's gradient by finite differences. */
  differences(): Differences | Fault | null {
    const id = this.state.parameter;
    if (!id) return null;
    const { sample, choices } = this.state;
    const { notation, naming } = choices;
    return this.once(`differences ${id}`, () => this.session.differences(id, { sample, notation, naming }));
  }

  /** The chosen parameter's derivation under another loss. */
  derivationUnder(loss: LossId): Derivation | Fault | null {
    const id = this.state.parameter;
    if (!id) return null;
    return this.once(`compare ${loss} ${id}`, () =>
      this.under(loss, (other) =>
        other.derive(id, { sample: this.state.sample, digits: this.state.choices.digits, lines: false }),
      ),
    );
  }

  /** The general rule, from the special cases on the way to the chosen parameter, under any loss. */
  ruleUnder(loss: LossId): RuleCase[] | Fault | null {
    const id = this.state.parameter;
    if (!id) return null;
    return this.once(`rule ${loss} ${id}`, () =>
      this.under(loss, (other) =>
        other.generalRule(id, { sample: this.state.sample, digits: this.state.choices.digits }),
      ),
    );
  }

  /** The loss that the coming update goes by over `n` values of a parameter; NaN where it is not a finite number. */
  slice(id: QuantityId, from: number, to: number, n: number, of: LossOptions = this.updated): Slice | Fault {
    return this.once(`slice ${id} ${from} ${to} ${n} ${of.batch ?? false}`, () =>
      this.session.slice(id, from, to, n, of),
    );
  }

  /** That loss over a grid of two parameters. */
  surface(ids: [QuantityId, QuantityId], [one, other]: [number, number][], n: [number, number]): Surface | Fault {
    const grid: SurfaceGrid = { from: [one[0], other[0]], to: [one[1], other[1]], n };
    return this.once(`surface ${ids} ${grid.from} ${grid.to}`, () => this.session.surface(...ids, grid, this.updated));
  }

  /** Two parameters at each iteration since the document, the present one last; empty where that takes too long. */
  trail(ids: [QuantityId, QuantityId]): [number, number][] | Fault {
    return this.once(`trail ${ids}`, () =>
      this.state.work.replayed((session) => [session.value(ids[0]), session.value(ids[1])]),
    );
  }

  /** Whose loss the coming update goes by. */
  private get updated(): LossOptions {
    const { sample, work } = this.state;
    return work.session.status().nextBatch.length > 1 ? { batch: true } : { sample };
  }

  /** That loss where a parameter has another value; null where it is not a finite number. */
  lossAt(id: QuantityId, present: number, value: number): number | null {
    const slice = this.slice(id, Math.min(present, value), Math.max(present, value), 2);
    if (isFault(slice)) return null;
    const loss = slice.losses[value > present ? 1 : 0];
    return Number.isFinite(loss) ? loss : null;
  }

  /**
   * The coming update, made in a session of its own, also with another learning rate; null where the network is too large
   * to be copied for it.
   */
  afterUpdate(rate?: number): AfterUpdate | Fault | null {
    const { work, sample } = this.state;
    const { learningRate } = work.design.training;
    const shape = shapeOf(work.design);
    if (parameterCount(shape) > MOST_COPIED) return null;
    return this.once(`after update ${rate ?? learningRate}`, () =>
      this.under(work.design.loss, (other) => {
        if (rate !== undefined && rate !== learningRate) other.set('eta', rate);
        const before = other.loss();
        const { a } = other.forward(sample).layers.at(-1)!;
        const { changes } = other.step();
        const { a: updated } = other.forward(sample).layers.at(-1)!;
        const id = (k: number) => `a.${shape.length - 1}.${k}`;
        const outputs = Array.from(a, (value, k) => ({ id: id(k), before: value, after: updated[k] }));
        return { before, after: other.loss(), changes, outputs };
      }),
    );
  }

  /** Answers from a session of its own, with another loss, that lives for this one question. */
  private under<T>(loss: LossId, ask: (other: Session) => T): T {
    const other = this.state.work.twin();
    try {
      if (this.state.work.design.loss !== loss) other.setLoss(loss);
      return ask(other);
    } finally {
      other.close();
    }
  }

  /** Points [z, a] of a neuron's activation over −reach … reach; of a softmax with the layer's other sums as they are. */
  activationCurve(layer: number, neuron: number, reach: number): [number, number][] {
    const { activation, units } = this.state.work.design.network.layers[layer - 1];
    // Only of a softmax does the curve depend on the rest of the layer.
    const [held, own] = activation === 'softmax' ? [units, neuron] : [1, 0];
    const known = this.state.known();
    const sums = Array.from({ length: held }, (_, j) => known.get(`z.${layer}.${j}`) ?? 0);
    const key = held === 1 ? '' : `${own} ${sums.join()}`;
    const points = this.once(`curve ${activation} ${reach} ${key}`, () => {
      const plotted = this.state.work.core.open({
        version: 1,
        network: {
          inputs: 1,
          layers: [
            {
              units: held,
              activation,
              weights: Array.from({ length: held }, (_, i) => [i === own ? 1 : 0]),
              biases: sums.map((z, i) => (i === own ? 0 : z)),
            },
          ],
        },
        loss: 'half_sse',
        samples: [{ x: [0], t: new Array<number>(held).fill(0) }],
      });
      try {
        const places = Array.from({ length: CURVE_POINTS + 1 }, (_, i) => [reach * ((2 * i) / CURVE_POINTS - 1)]);
        return plotted.predict(places).map((outputs, i): [number, number] => [places[i][0], outputs[own]]);
      } finally {
        plotted.close();
      }
    });
    return isFault(points) ? [] : points;
  }

  /** ∂a/∂z of one neuron at the present numbers, as the derivation of its weighted sum has it. */
  slope(layer: number, neuron: number): number | null {
    const [z, a] = [`z.${layer}.${neuron}`, `a.${layer}.${neuron}`];
    const derivation = this.once(`slope ${z}`, () =>
      this.session.derive(z, {
        sample: this.state.sample,
        digits: this.state.choices.digits,
        pathLimit: this.pathsToOwnOutput(layer, neuron),
        lines: false,
      }),
    );
    if (isFault(derivation)) return null;
    const factors = derivation.paths.flatMap((path) => path.factors);
    return factors.find((factor) => factor.of === a && factor.wrt === z)?.value ?? null;
  }

  /** Behind a softmax a path leads through each output; the neuron's own is at its place among them. */
  private pathsToOwnOutput(layer: number, neuron: number): number {
    return this.state.work.design.network.layers[layer - 1].activation === 'softmax' ? neuron + 1 : 1;
  }

  private get session(): Session {
    return this.state.work.session;
  }

  /** A question about the shown sample is asked once, until something changes. */
  private once<T>(question: string, compute: () => T): T | Fault {
    const key = `${this.state.sample} ${question}`;
    if (!this.cache.has(key)) {
      try {
        this.cache.set(key, compute());
      } catch (error) {
        this.cache.set(key, faultOf(error));
      }
    }
    return this.cache.get(key) as T | Fault;
  }
}
