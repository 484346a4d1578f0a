/** The limits of one document and of one call; those of the network itself are in the core's `catalog().limits`. */

// ---------------------------------------------------------------- documents

/** The largest seed: 2³² − 1. */
export const maxSeed = 4_294_967_295;
/** Inputs and targets of all samples together: 2²⁴ numbers, 128 MB in the core. */
export const maxSampleNumbers = 16_777_216;
/** Updates or epochs before a document: exponents of β, which the core counts by an `int`. */
export const maxUpdates = 2 ** 31 - 2;
/** Characters of a title. */
export const maxTitleLength = 200;
/** Characters of one of the `names`. */
export const maxLabelLength = 24;
/** Characters of a printed number. */
export const maxNumberLength = 100;
/** Characters of the source of printed figures, of its address, and of the words about a slip. */
export const maxSourceLength = 500;
/** Printed figures of a document. */
export const maxFigures = 1000;
/** Updates after which a printed figure may hold. */
export const maxFigureUpdates = 100_000;
/** Weights and biases that these updates may go over, sample by sample: about a second. */
export const maxFigureVisits = 2 ** 25;

// ---------------------------------------------------------------- calls

/** Most values of a slice. */
export const maxSliceValues = 10_000;
/** Most values of each of the two quantities of a surface. */
export const maxSurfaceValues = 1000;
/**
 * Most work of a slice or surface: so many visits of weights and biases, which is places × samples of them, each
 * counted with 64 more: about a second.
 */
export const maxGridVisits = 2 ** 30;
/** Most outputs over a grid of inputs, of all its places and neurons: 32 MB. */
export const maxGridOutputs = 2 ** 22;
/** Most epochs of one call of `train`. */
export const maxEpochs = 1_000_000;
/**
 * Most work of one call of `train` that is given no time: so many visits of weights and biases, which is samples ×
 * epochs of them, some minutes. One epoch is always possible.
 */
export const maxTrainingVisits = 2 ** 36;
/** Longest time that `train` is given, a day. */
export const maxMilliseconds = 86_400_000;
/** Most paths, or samples of a batch, that `derive` writes out. */
export const maxPaths = 1000;
/** Most weights and biases of a network whose every step `trace` writes out in one call: some 130,000 steps. */
export const maxTracedParameters = 65_536;
/** Most ids in a list of `graph`. */
export const maxGraphQuantities = 65_536;
/** Most steps of one call of `differences`. */
export const maxEpsilons = 1000;
/** Most steps of a range that `trace` and `traceBatch` write out. */
export const maxTracedSteps = 10_000;
/**
 * `verify` runs a pass over all parameters for each that it checks, and over n² derivatives where the output is a
 * softmax of n: at most so many visits a call, some seconds.
 */
export const maxVerifyVisits = 2 ** 30;
