/** Runs that the reader keeps to compare them: up to six, named, with what it takes to go back to each. No DOM but the storage. */
import { dataSets, type Score } from '../../../wasm/lab/index';
import type { DataSet } from '../data/dataSet';
import { recordsOf, type EpochLosses } from '../losses';
import type { Shown } from '../run';
import { isDataSet } from '../data/kept';
import { parameterCount, presetOf, type Setup } from '../setup';

export const MOST_RUNS = 6;
/** Records of a kept run's curve: more are not told apart in the plot. */
const MOST_RECORDS = 200;
/** Points of the reader's own that are stored with a run. */
const MOST_POINTS = 2000;
const KEY = 'backprop-lab-runs';

export interface KeptRun {
  name: string;
  setup: Setup;
  /** null: drawn, as the setup says */
  data: DataSet | null;
  epochs: number;
  losses: readonly EpochLosses[];
  training: Score;
  test: Score | null;
  /** layer by layer weights row by row, then biases */
  parameters: readonly number[];
}

export class KeptRuns {
  #runs: readonly KeptRun[];

  constructor(
    private readonly changed: () => void,
    private readonly storage: Pick<Storage, 'getItem' | 'setItem'> | undefined = storageOf(),
  ) {
    this.#runs = stored(this.storage?.getItem(KEY));
  }

  get all(): readonly KeptRun[] {
    return this.#runs;
  }

  get isFull(): boolean {
    return this.#runs.length >= MOST_RUNS;
  }

  /** Keeps what is shown now under a name; nothing where there are as many as can be told apart. */
  keep({ setup, data, snapshot, training, test }: Shown, name: string): void {
    if (this.isFull) return;
    this.#set([
      ...this.#runs,
      {
        name,
        setup,
        data: setup.data === 'own' ? data : null,
        epochs: snapshot.epochs,
        losses: recordsOf(snapshot.losses, MOST_RECORDS),
        training,
        test: test ?? null,
        parameters: [...snapshot.parameters],
      },
    ]);
  }

  rename(index: number, name: string): void {
    this.#set(this.#runs.with(index, { ...this.#runs[index], name }));
  }

  remove(index: number): void {
    this.#set(this.#runs.filter((_, other) => other !== index));
  }

  /** Runs whose points are too many stay for as long as the page does. */
  #set(runs: readonly KeptRun[]): void {
    this.#runs = runs;
    try {
      const small = runs.filter(({ data }) => (data?.points.length ?? 0) <= MOST_POINTS);
      this.storage?.setItem(
        KEY,
        JSON.stringify(small, (_, value) => (value instanceof Float64Array ? [...value] : value)),
      );
    } catch {
      // Without room there they are here until the page is closed.
    }
    this.changed();
  }
}

function storageOf(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

/** What an earlier visit stored; what another version has left is no run. */
function stored(text: string | null | undefined): readonly KeptRun[] {
  try {
    const runs = JSON.parse(text ?? '[]') as KeptRun[];
    return runs.filter(isRun).slice(0, MOST_RUNS).map(withMembers);
  } catch {
    return [];
  }
}

function isRun(run: Partial<KeptRun> | null): boolean {
  const { name, setup, data, losses, training, parameters } = run ?? {};
  if (typeof name !== 'string' || !Array.isArray(losses) || !Number.isFinite(training?.loss)) return false;
  if (!Array.isArray(setup?.layers) || !Array.isArray(parameters)) return false;
  if (setup.data === 'own' ? !isDataSet(data) : !dataSets.includes(setup.data)) return false;
  return parameters.length === parameterCount(setup);
}

/** With the members that an earlier version of the setup had not, and parameters as the run has them. */
function withMembers(run: KeptRun): KeptRun {
  const { parameters } = run.setup;
  const setup = { ...presetOf('circle'), ...run.setup, parameters: parameters && Float64Array.from(parameters) };
  return { ...run, setup };
}
