/**
 * The scenario document, read in full: any value or JSON text comes in, a normalised deep copy or a `ScenarioError`
 * with the place of the first fault comes out. First means: in the order of the document's own description (version,
 * title, network, init, loss, samples, training, state, names, printed); in each object, unknown keys before the rest.
 */
import { ScenarioError } from '../errors';
import { checkOutput, readLoss, targetFits } from './loss';
import { trainingOf } from './defaults';
import { maxLabelLength, maxSampleNumbers, maxSeed, maxTitleLength } from './limits';
import { parseJson } from './json';
import { firstUnprintable, isVisible, printable } from './words';
import { readPrinted } from './printedFigures';
import { parseQuantityId, quantityExists } from './quantity';
import { shapeOf, type NetworkShape } from './shape';
import { readState } from './state';
import { readTraining } from './training';
import {
  readChoice,
  readEntries,
  readFields,
  readInteger,
  readList,
  readNumber,
  readNumbers,
  readRows,
  readText,
  required,
  takeFields,
} from './reader';
import { Place, type Source } from './place';
import type { ActivationId, Catalog, LossId, Scenario, ScenarioLayer, ScenarioSample } from '../types/index';

export const scenarioVersion = 1;

/**
 * Reads a scenario document, an object or JSON text. `catalog` has the activations and losses there are and the
 * largest sizes of a network. The answer shares nothing with the document given. Numbers: −0 becomes 0.
 *
 * @throws {ScenarioError} with the path of the first fault
 */
export function readScenario(document: unknown, catalog: Catalog): Scenario {
  const source: Source = {
    fault: (key, params, path) => new ScenarioError(key, params, path),
    fromText: typeof document === 'string',
  };
  const root = new Place('', source);
  return readDocument(typeof document === 'string' ? parseJson(document, root) : document, root, catalog);
}

function readDocument(value: unknown, root: Place, catalog: Catalog): Scenario {
  const known = [
    'version',
    'title',
    'network',
    'init',
    'loss',
    'samples',
    'training',
    'state',
    'names',
    'printed',
  ] as const;
  const { fields, refuseOthers } = takeFields(value, root, known);
  // before all else: a later version will have keys that this one does not know
  if (fields.version !== undefined) readVersion(fields.version, root.at('version'));
  refuseOthers();
  required(fields.version, root.at('version'));

  const title = fields.title === undefined ? undefined : readLabel(fields.title, root.at('title'), maxTitleLength);
  const network = readNetwork(fields.network, root.at('network'), catalog, fields.init !== undefined);
  const shape = shapeOf({ network });
  const init = fields.init === undefined ? undefined : readInit(fields.init, root.at('init'), catalog);
  const loss = readLoss(required(fields.loss, root.at('loss')), root.at('loss'), catalog);
  checkOutput(loss, network.layers[network.layers.length - 1]!.activation, root.at('loss'), catalog);
  const samples = readSamples(fields.samples, root.at('samples'), shape, loss, catalog);
  const training =
    fields.training === undefined ? undefined : readTraining(fields.training, root.at('training'), catalog);
  const { batchSize, optimizer } = trainingOf({ training });
  const trained = { shape, samples: samples.length, optimizer };
  const state = fields.state === undefined ? undefined : readState(fields.state, root.at('state'), trained);
  const names = fields.names === undefined ? undefined : readNames(fields.names, root.at('names'), shape);
  const example = { shape, samples: samples.length, batchSize };
  const printed = fields.printed === undefined ? undefined : readPrinted(fields.printed, root.at('printed'), example);
  return {
    version: scenarioVersion,
    ...(title === undefined ? {} : { title }),
    network,
    ...(init === undefined ? {} : { init }),
    loss,
    samples,
    ...(training === undefined ? {} : { training }),
    ...(state === undefined ? {} : { state }),
    ...(names === undefined ? {} : { names }),
    ...(printed === undefined ? {} : { printed }),
  };
}

function readVersion(value: unknown, place: Place): void {
  const version = readNumber(value, place);
  if (version !== scenarioVersion) place.fail('unknownVersion', { got: String(version), known: scenarioVersion });
}

/** Text to be shown on one line: no line breaks or other control characters. */
export function readLabel(value: unknown, place: Place, max: number): string {
  const text = readText(value, place);
  const length = text.length > 2 * max ? text.length : Array.from(text).length;
  if (length > max) place.fail('textTooLong', { max, got: length });
  const character = firstUnprintable(text);
  if (character !== null) place.fail('textCharacter', { character });
  return text;
}

// ---------------------------------------------------------------- network

function readNetwork(value: unknown, place: Place, catalog: Catalog, hasInit: boolean): Scenario['network'] {
  const fields = readFields(required(value, place), place, ['inputs', 'layers'] as const);
  const { limits } = catalog;
  const inputs = readInteger(required(fields.inputs, place.at('inputs')), place.at('inputs'), 1, limits.units);
  const layersPlace = place.at('layers');
  const items = readList(required(fields.layers, layersPlace), layersPlace, 1, limits.layers);
  const layers: ScenarioLayer[] = [];
  let from = inputs;
  let parameters = 0;
  for (const [index, item] of items.entries()) {
    const layer = readLayer(item, layersPlace.at(index), { from, parameters, hasInit, catalog });
    if (index + 1 < items.length) checkHidden(layer.activation, layersPlace.at(index), catalog);
    layers.push(layer);
    parameters += layer.units * (from + 1);
    from = layer.units;
  }
  return { inputs, layers };
}

/** The parts of the network that bound a layer. */
interface LayerContext {
  /** units of the layer before */
  from: number;
  /** weights and biases of all layers before */
  parameters: number;
  hasInit: boolean;
  catalog: Catalog;
}

function readLayer(value: unknown, place: Place, { from, parameters, hasInit, catalog }: LayerContext): ScenarioLayer {
  const fields = readFields(value, place, ['units', 'activation', 'weights', 'biases'] as const);
  const unitsPlace = place.at('units');
  const units = readInteger(required(fields.units, unitsPlace), unitsPlace, 1, catalog.limits.units);
  const got = parameters + units * (from + 1);
  const max = catalog.limits.parameters;
  if (got > max) unitsPlace.fail('tooManyParameters', { max, got });
  return {
    units,
    activation: readActivation(fields.activation, place.at('activation'), catalog),
    ...readWeights(fields.weights, place.at('weights'), units, from, hasInit),
    ...readBiases(fields.biases, place.at('biases'), units, hasInit),
  };
}

function readActivation(value: unknown, place: Place, catalog: Catalog): ScenarioLayer['activation'] {
  return readChoice(required(value, place), place, 'activation', catalog.activations);
}

/** Fails for an activation that only the last layer can have. */
function checkHidden(activation: ActivationId, layer: Place, catalog: Catalog): void {
  if (catalog.layerActivations.includes(activation)) layer.at('activation').fail('lastLayerOnly', { activation });
}

function readWeights(
  value: unknown,
  place: Place,
  units: number,
  from: number,
  hasInit: boolean,
): Pick<ScenarioLayer, 'weights'> {
  if (value === undefined) return hasInit ? {} : place.fail('missingWithoutInit', {});
  const rows = readRows(value, place, units);
  return { weights: rows.map((row, to) => readNumbers(row, place.at(to), from)) };
}

function readBiases(value: unknown, place: Place, units: number, hasInit: boolean): Pick<ScenarioLayer, 'biases'> {
  if (value === undefined) return hasInit ? {} : place.fail('missingWithoutInit', {});
  return { biases: readNumbers(value, place, units) };
}

/** How weights are drawn. */
export function readInit(value: unknown, place: Place, catalog: Catalog): NonNullable<Scenario['init']> {
  const fields = readFields(value, place, ['kind', 'seed'] as const);
  const kind = readChoice(required(fields.kind, place.at('kind')), place.at('kind'), 'init', catalog.inits);
  if (fields.seed === undefined) return { kind };
  return { kind, seed: readInteger(fields.seed, place.at('seed'), 0, maxSeed) };
}

// ---------------------------------------------------------------- loss and samples

function readSamples(
  value: unknown,
  place: Place,
  shape: NetworkShape,
  loss: LossId,
  catalog: Catalog,
): ScenarioSample[] {
  const inputs = shape[0] ?? 0;
  const outputs = shape.at(-1) ?? 0;
  const items = readList(required(value, place), place, 1, catalog.limits.samples);
  const numbers = items.length * (inputs + outputs);
  if (numbers > maxSampleNumbers) place.fail('tooManySampleNumbers', { max: maxSampleNumbers, got: numbers });
  return items.map((item, index) => {
    const samplePlace = place.at(index);
    const fields = readFields(item, samplePlace, ['x', 't'] as const);
    const x = readNumbers(required(fields.x, samplePlace.at('x')), samplePlace.at('x'), inputs);
    const t = readNumbers(required(fields.t, samplePlace.at('t')), samplePlace.at('t'), outputs);
    for (const [output, got] of t.entries())
      if (!targetFits(got, loss, catalog))
        samplePlace.at('t').at(output).fail('targetOutsideUnitInterval', { got, loss });
    return { x, t };
  });
}

// ---------------------------------------------------------------- names

/**
 * Labels of quantities. A key must be the id of a quantity that this network has. A label has 1 … 24 characters, not
 * all blank or invisible: letters of any script, digits, blanks, punctuation. Not possible are line breaks, control
 * characters, lone surrogates, marks that turn the direction of text, and `\ { } $ < > "` and the backtick, which
 * formulas or markup would act on. Everything else is escaped where a formula needs it.
 */
function readNames(value: unknown, place: Place, shape: NetworkShape): Record<string, string> {
  const names: Record<string, string> = {};
  for (const [id, text] of readEntries(value, place)) {
    const labelPlace = place.at(id);
    const quantity = parseQuantityId(id);
    if (!quantity) labelPlace.fail('notAQuantityId', { text: printable(id) });
    else if (!quantityExists(quantity, shape)) labelPlace.fail('unknownQuantity', { id });
    const label = readLabel(text, labelPlace, maxLabelLength);
    if (!isVisible(label)) labelPlace.fail('labelEmpty', {});
    const special = /[\\{}$<>"`]/.exec(label);
    if (special) labelPlace.fail('textCharacter', { character: special[0] });
    names[id] = label;
  }
  return names;
}
