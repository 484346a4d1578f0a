// A strict TypeScript project that uses the headless API; declarations.test.mjs compiles it, nothing runs it.
import {
  ArgumentError,
  errorTexts,
  formatNumber,
  loadCore,
  NumericError,
  parseQuantityId,
  sayError,
  ScenarioError,
  SessionClosedError,
  Core,
  type BatchDerivation,
  type Derivation,
  type ErrorKey,
  type ErrorTexts,
  type Scenario,
  type ScenarioLayer,
  Session,
  type Step,
} from 'backprop-playground/core';

const known: ErrorKey[] = ['missing', 'overflow'];
const core: Core = await loadCore();
await loadCore({ wasmBinary: new Uint8Array() });
await loadCore({ locateFile: (name) => new URL(name, 'https://example.org/') });

const layer: ScenarioLayer = { units: 1, activation: 'sigmoid', weights: [[1, 2]], biases: [0] };
const scenario: Scenario = {
  version: 1,
  network: { inputs: 2, layers: [layer] },
  loss: 'bce',
  samples: [{ x: [0, 1], t: [1] }],
  training: { learningRate: 0.1, batchReduction: 'mean' },
  names: { 'a.1.0': 'y' },
};
core.open('{}').close();
core.open({ ...scenario, samples: [{ x: Float64Array.of(0, 1), t: [1] }] as const }).close();

const session: Session = core.open(scenario);
const loss: number = session.forward().loss;
const outputs: Float64Array[] = session.predict([[0, 1]]);
const flat: Float64Array = session.predict(Float64Array.of(0, 1));
const steps: Step[] = session.trace(0, { digits: 4 });
const derivation: Derivation = session.derive('w.1.0.0', { sample: 0, digits: 6, pathLimit: 2 });
const ofOutput: Derivation = session.derive('x.0', { of: 'a.1.0' });
const ofBatch: BatchDerivation = session.derive('w.1.0.0', { batch: true, shareLimit: 3 });
const weight: number | undefined = session.scenario().network.layers[0]?.weights?.[0]?.[0];
const losses: Float64Array = session.train({ epochs: 10 }).loss;
session.train({ epochs: 10, milliseconds: 50, resume: true }).done satisfies boolean;
session.set('x.0', 0.5, { sample: 0 });
session.verify(0, ['w.1.0.0']);
const flows: (number | null)[] = session
  .graph(0, { expand: ['a.1.0'], only: ['a.1.0', 'z.1.0'] })
  .edges.map((edge) => edge.flow);
const right: number[] = session
  .differences('b.1.0', { epsilons: Float64Array.of(1e-3) })
  .points.map((point) => point.central.correctDigits);
session.undo()?.kind satisfies 'update' | 'edit' | 'training' | 'loss' | 'initialise' | 'scenario' | 'next' | undefined;

const chinese: Partial<ErrorTexts> = {
  sessionClosed: () => '会话已关闭',
  overflow: ({ quantity }) => `${quantity} 太大`,
};

try {
  session.step();
} catch (error) {
  if (error instanceof NumericError) console.log(error.quantity.length, error.cause);
  if (error instanceof ScenarioError) console.log(error.path.length, sayError(error, { ...errorTexts, ...chinese }));
  if (error instanceof ArgumentError) console.log(error.key, error.path?.length);
  if (error instanceof SessionClosedError) console.log(error.message);
}
session.close();

const quantity = parseQuantityId('w.2.0.1');
if (quantity?.kind === 'w') console.log(quantity.layer + quantity.to + quantity.from);
console.log(
  formatNumber(loss, 4).text,
  outputs,
  flat,
  steps,
  derivation,
  ofOutput,
  ofBatch,
  weight,
  losses,
  flows,
  right,
  core.usage().sessions,
  known,
);
