/** The scenario document, and the forms in which the API takes it. */
import type { ActivationId, BatchReduction, InitKind, LossId, OptimizerId, QuantityId } from './ids';

export interface ScenarioLayer {
  /** 1 … 1024 */
  units: number;
  activation: ActivationId;
  /** `units` rows of one number per neuron of the layer before; may be left out where `init` is given. */
  weights?: number[][];
  /** `units` numbers; may be left out where `init` is given. */
  biases?: number[];
}

export interface ScenarioSample {
  x: number[];
  t: number[];
}

/** How the learning rate changes from epoch to epoch; n counts them from 0. */
export type LearningRateSchedule =
  /** η factor^⌊n / epochs⌋; factor > 0 */
  | { kind: 'step'; epochs: number; factor: number }
  /** floor + (η − floor) (1 + cos(πn / epochs)) / 2, from n = epochs on the floor, which is 0 or more; 0 when left out */
  | { kind: 'cosine'; epochs: number; floor?: number };

/** The numbers of the optimizers are by default those of PyTorch. */
export interface ScenarioTraining {
  /** `sgd` when left out */
  optimizer?: OptimizerId;
  /** η, any finite number; 0.5 when left out. */
  learningRate?: number;
  /** samples an update; 1 when left out. */
  batchSize?: number;
  /** how the gradients of a batch become one; `mean` when left out. */
  batchReduction?: BatchReduction;
  /** false: biases are derived but not updated (as in some published examples); true when left out. */
  updateBiases?: boolean;
  /** μ, 0 ≤ μ < 1; 0.9 when left out. */
  momentum?: number;
  /** of Adam's first moment, 0 ≤ β₁ < 1; 0.9 when left out. */
  beta1?: number;
  /** of its second moment, 0 ≤ β₂ < 1; 0.999 when left out. */
  beta2?: number;
  /** ε > 0; 1e-8 when left out. */
  epsilon?: number;
  /** λ ≥ 0: the loss has λ/2 |w|² besides, over all weights and no biases; 0 when left out. */
  weightDecay?: number;
  /** left out: the learning rate stays */
  schedule?: LearningRateSchedule;
  /** shuffles the samples anew each epoch; left out: samples are taken in order. 0 … 2³²−1 */
  shuffleSeed?: number;
}

/** A number for each weight and bias of a layer, in the shape of these. */
export interface LayerMoments {
  weights: number[][];
  biases: number[];
}

/**
 * What earlier updates have left: training goes on from it, to the bit. Without it training begins with the first update
 * of the first epoch. Only what the document's optimizer keeps may be given, for all layers; what is left out is 0.
 */
export interface ScenarioState {
  /** updates made, which Adam's bias correction counts; 0 … 2³¹ − 2 */
  updates: number;
  /** epochs finished, which the schedule and the order of the samples go by; 0 when left out */
  epoch?: number;
  /** samples of the present epoch that are taken, less than there are; 0 when left out */
  position?: number;
  /** momentum: v */
  velocity?: LayerMoments[];
  /** Adam: m, not corrected */
  firstMoment?: LayerMoments[];
  /** Adam: s, not corrected; each 0 or more */
  secondMoment?: LayerMoments[];
}

type Choice = 'shuffleSeed' | 'schedule';
/** Training settings, none left out; without `shuffleSeed` samples are taken in order, without `schedule` η stays. */
export type TrainingSettings = Required<Omit<ScenarioTraining, Choice>> & Pick<ScenarioTraining, Choice>;

export interface InitInput {
  kind: InitKind;
  /** 0 … 2³²−1, 1 when left out */
  seed?: number;
}

export interface Scenario {
  version: 1;
  title?: string;
  network: { inputs: number; layers: ScenarioLayer[] };
  /** where weights and biases that are not given are drawn from */
  init?: InitInput;
  loss: LossId;
  samples: ScenarioSample[];
  training?: ScenarioTraining;
  /** left out: training begins with the document */
  state?: ScenarioState;
  /** The labels an article uses: `{ "a.2.0": "N1", "w.3.0.0": "w1" }`. */
  names?: Record<QuantityId, string>;
  /** the figures that the example's source prints */
  printed?: Printed;
}

/**
 * The scenario of a session: all its numbers are there; after an update of momentum or Adam, by a schedule, or of shuffled samples, the `state` too.
 * For the other training settings see `trainingOf`.
 */
export interface OpenScenario extends Scenario {
  network: { inputs: number; layers: Required<ScenarioLayer>[] };
  training: ScenarioTraining & { learningRate: number };
}

/** The figures that a source prints of its example; see `Core.printed` for the comparison. */
export interface Printed {
  /** author, title, year; at most 500 characters, as `url` and `slip` */
  source?: string;
  url?: string;
  figures: PrintedFigure[];
}

export interface PrintedFigure {
  /**
   * A parameter, `eta`, a velocity or moment, an input or target, anything of a forward or backward pass of one sample; or a
   * sum or mean over the batch of the next update (`sumL`, `meandw.…`), which for a batch of one sample is that sample's
   * own, or what this update makes of it (`gw.…`, `mhatw.…`, `shatw.…`, `etan`).
   */
  id: QuantityId;
  /**
   * updates made, from this document's numbers on, when the figure holds; 0 when left out, at most 100,000; of a large
   * network fewer: 2²⁵ / (weights and biases · batch size)
   */
  after?: number;
  /** the sample it belongs to; 0 when left out. Parameters, `eta`, sums and means of a batch belong to none. */
  sample?: number;
  /**
   * The number exactly as it is printed, at most 100 characters: its digits are what is compared. `0.5`, `.5`, `2.`,
   * `1/3`, `50 %`, `3e-5`, `3×10⁻⁵`, `3·10^-5`; with a decimal comma (`0,5`), with thousands apart (`1,000` is a
   * thousand, `1 000,5`, `1.000,5`), in full-width characters.
   */
  text: string;
  /** the source has this quantity with the opposite sign, as an error t − a where δ goes by a − t */
  negated?: boolean;
  /** where the source slipped here, and how, in words */
  slip?: string;
}

/**
 * How a printed figure compares with ours:
 * - `agrees`: ours, rounded to its places, is the print; at a decimal tie (1.005) either neighbour is. A fraction
 *   agrees where it is equal up to rounding.
 * - `rounding`: 16 digits or more are printed, and ours is at most 4 · 2⁻⁵² of itself away: the order of operations.
 * - `single_precision`: ours differs, and the number computed in single precision, each result rounded to 24 bits, is
 *   the print. Of seven to nine digits: it rounds to them. Of more digits: they are those of a single-precision number
 *   written out, and it is near: at most four such numbers away, or four times as far as it is from ours, because sums
 *   may have been added up in another order. Where three figures or more are recognised so, and at least as many as are
 *   near with seven to nine digits, these count as single precision too.
 * - `last_digit`: the print is ours cut off, or is one unit of its last place away and has three digits or more.
 * - `follows`: the print is the result where the differing figures before it replace ours, as far as these are known
 *   from their digits. It goes back to the figure `cause`.
 * - `differs`: none of these.
 *
 * Single precision and what follows are looked for within a limit of work, about a second each.
 */
export type PrintedAgreement = 'agrees' | 'rounding' | 'single_precision' | 'last_digit' | 'follows' | 'differs';

/** A printed figure beside the computed value. */
export interface PrintedComparison extends Required<Omit<PrintedFigure, 'slip'>> {
  slip?: string;
  /** with our sign; null where it is not a finite number */
  value: number | null;
  /** the value with the print's sign, rounded to the places of the print, with its exponent or percent sign */
  rounded: string | null;
  agreement: PrintedAgreement;
  /** `follows`: the number of the figure in the document, counted from 0, that it goes back to */
  cause?: number;
}

/** Numbers of a document that is handed over; they are copied. */
export type NumberList = readonly number[] | Float64Array | Float32Array;

/** A scenario as `open` reads it: in which lists may be read-only and lists of numbers also typed arrays. */
export interface ScenarioInput extends Omit<Scenario, 'network' | 'samples'> {
  network: {
    inputs: number;
    layers: readonly (Omit<ScenarioLayer, 'weights' | 'biases'> & {
      weights?: readonly NumberList[];
      biases?: NumberList;
    })[];
  };
  samples: readonly { x: NumberList; t: NumberList }[];
}

/** Another shape for a network. A field that is left out stays as it is. */
export interface Reshaping {
  inputs?: number;
  layers?: readonly {
    units: number;
    activation: ActivationId;
    /** index of the layer whose weights, biases and names it keeps; null or left out: a new layer */
    from?: number | null;
  }[];
  /** how new weights are drawn; left out: by the document's `init`, or by xavier_uniform with seed 1 */
  init?: InitInput;
}
