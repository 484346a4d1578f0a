/** Another shape for a scenario's network, with everything kept that still fits. */
import { argument } from './reading/place';
import { initOf } from './reading/defaults';
import { formatQuantityId, parseQuantityId, quantityExists } from './reading/quantity';
import { shapeOf, type NetworkShape } from './reading/shape';
import { readFields, readInteger, readList } from './reading/reader';
import type { QuantityId, Reshaping, Scenario, ScenarioInput, ScenarioLayer } from './types/index';

/** The calls of the loaded core that are needed here. */
export interface Opener {
  read(scenario: ScenarioInput | string): Scenario;
  open(scenario: ScenarioInput): { scenario(): Scenario; close(): void };
}

/** Index of the old layer whose numbers a new one keeps; null: none. */
type Origin = number | null;

/** See `Core.reshape`. */
export function reshape(core: Opener, scenario: ScenarioInput | string, wanted: Reshaping): Scenario {
  // The figures of a source, and what the optimizer keeps, are about the network as it was.
  const { printed: _, state: __, ...old } = core.read(scenario);
  const fields = readFields(wanted, argument('shape'), ['inputs', 'layers', 'init'] as const);
  const { inputs = old.network.inputs, init = initOf(old) } = fields as Reshaping;
  const { layers, origins } = readLayers(fields.layers, old);
  const outputs = (layers.at(-1) as ScenarioLayer | undefined)?.units ?? 0;
  const drawn = draw(core, { ...old, init, network: { inputs, layers } }, outputs);
  const shape = shapeOf(drawn);
  return {
    ...drawn,
    network: {
      inputs,
      layers: drawn.network.layers.map((layer, index) => keep(layer, old.network.layers[origins[index] ?? -1])),
    },
    samples: old.samples.map(({ x, t }) => ({ x: resize(x, inputs), t: resize(t, outputs) })),
    ...(old.training === undefined ? {} : { training: old.training }),
    ...(old.names === undefined ? {} : { names: moveNames(old.names, origins, shape) }),
  };
}

function readLayers(wanted: unknown, old: Scenario): { layers: ScenarioLayer[]; origins: Origin[] } {
  const given = wanted ?? old.network.layers.map(({ units, activation }, from) => ({ units, activation, from }));
  const place = argument('shape').at('layers');
  const items = readList(given, place, 0, Number.MAX_SAFE_INTEGER).map((item, index) =>
    readFields(item, place.at(index), ['units', 'activation', 'from'] as const),
  );
  return {
    layers: items.map(({ units, activation }) => ({ units, activation }) as ScenarioLayer),
    origins: items.map(({ from }, index) =>
      from === undefined || from === null
        ? null
        : readInteger(from, place.at(index).at('from'), 0, old.network.layers.length - 1),
    ),
  };
}

/** The scenario with weights and biases drawn by its `init`, and one sample in place of all. */
function draw(core: Opener, document: Scenario, outputs: number): Scenario {
  const { inputs } = document.network;
  const length = (count: number) => (Number.isInteger(count) && count > 0 && count < 1e6 ? count : 0);
  const sample = { x: new Float64Array(length(inputs)), t: new Float64Array(length(outputs)) };
  const session = core.open({ ...document, samples: [sample], names: {} });
  try {
    return session.scenario();
  } finally {
    session.close();
  }
}

/** The drawn layer with the old one's numbers where both have a place for them. */
function keep(drawn: ScenarioLayer, old: ScenarioLayer | undefined): ScenarioLayer {
  const { weights = [], biases = [] } = old ?? {};
  return {
    ...drawn,
    weights: drawn.weights?.map((row, to) => row.map((value, from) => weights[to]?.[from] ?? value)) ?? [],
    biases: drawn.biases?.map((value, to) => biases[to] ?? value) ?? [],
  };
}

function resize(numbers: readonly number[], count: number): number[] {
  return Array.from({ length: count }, (_, index) => numbers[index] ?? 0);
}

/** Labels follow their layer; those of quantities that are gone go with them. */
function moveNames(names: Record<QuantityId, string>, origins: Origin[], shape: NetworkShape): Record<string, string> {
  const moved: Record<QuantityId, string> = {};
  for (const [id, text] of Object.entries(names)) {
    const old = parseQuantityId(id);
    if (!old) continue;
    const quantity = 'layer' in old ? { ...old, layer: origins.indexOf(old.layer - 1) + 1 } : old;
    const gone = 'layer' in quantity && quantity.layer === 0;
    if (!gone && quantityExists(quantity, shape)) moved[formatQuantityId(quantity)] = text;
  }
  return moved;
}
