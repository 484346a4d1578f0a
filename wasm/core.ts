/** The loaded core: it opens sessions, and has the catalog. */
import { frameOf, toRawScenario } from './convert';
import type { RawModule, RawSession } from './raw';
import { reshape } from './reshape';
import { readScenario } from './reading/scenario';
import { callCore } from './boundary';
import { createSession, type Session } from './session';
import { comparePrinted } from './printed';
import type { Catalog, PrintedComparison, Reshaping, Scenario, ScenarioInput, Usage } from './types/index';

/** Makes a core of a started module; outside this folder it comes from `loadCore`. */
export let createCore: (module: RawModule) => Core;

/** The loaded core. */
export class Core {
  readonly #module: RawModule;
  readonly #catalog: Catalog;

  private constructor(module: RawModule) {
    this.#module = module;
    this.#catalog = module.catalog();
  }

  static {
    createCore = (module) => new Core(module);
  }

  /**
   * Opens a scenario: an object, or JSON text. The document is read in full before anything is made, and nothing of it
   * is kept or changed. Close the session when it is no longer needed.
   *
   * @throws {ScenarioError} with the path of the first fault
   */
  open(scenario: ScenarioInput | string): Session {
    const document = this.read(scenario);
    return createSession(this.#openRaw(document), frameOf(document), this.#catalog);
  }

  #openRaw(document: Scenario): RawSession {
    return callCore(() => this.#module.open(toRawScenario(document))).session;
  }

  /**
   * Reads a scenario without opening it: a deep copy in which numbers are plain arrays and keys are in the order of
   * their description.
   *
   * @throws {ScenarioError} with the path of the first fault
   */
  read(scenario: ScenarioInput | string): Scenario {
    return readScenario(scenario, this.#catalog);
  }

  /**
   * A copy of the scenario with another network shape. Weights and biases that still fit stay where they are; new ones
   * are those that `init` draws for the whole new network. Samples get zeros for new inputs and outputs, names follow
   * their layer.
   *
   * @throws {ScenarioError} with the path of the first fault
   */
  reshape(scenario: ScenarioInput | string, shape: Reshaping): Scenario {
    return reshape(this, scenario, shape);
  }

  /**
   * The figures that the document's source prints, each beside the value computed from the document's numbers, rounded
   * to as many places; in the order of the document, none where it has none. The longest takes some seconds.
   *
   * @throws {ScenarioError} with the path of the first fault
   */
  printed(scenario: ScenarioInput | string): PrintedComparison[] {
    const slices = this.printedInSlices(scenario);
    for (;;) {
      const { done, value } = slices.next();
      if (done) return value;
    }
  }

  /**
   * `printed` in slices, where nothing may wait for it: each `next()` does some milliseconds of the work (for a large
   * network one sample's pass), and the last one gives the figures. `return()` ends it early.
   */
  *printedInSlices(scenario: ScenarioInput | string): Generator<void, PrintedComparison[], void> {
    const document = this.read(scenario);
    const figures = document.printed?.figures ?? [];
    if (figures.length === 0) return [];
    return yield* comparePrinted(() => this.#openRaw(document), figures);
  }

  /** The activations, losses and inits there are, and the largest sizes; a copy. */
  catalog(): Catalog {
    return structuredClone(this.#catalog);
  }

  /** How many sessions are open and how much memory the core holds: after `close` both fall back. */
  usage(): Usage {
    return this.#module.usage();
  }
}
