/**
 * Answers for the sentences of an article: numbers, tests and formulas by the words of an attribute. No DOM: the pages of
 * the tutorial are written with it before a browser sees them.
 */
import {
  parameterCount,
  shapeOf,
  type Derivation,
  type Factor,
  type MistakeId,
  type Notation,
  type QuantityId,
  type Session,
} from '../../wasm/index';
import { numberLatex } from '../kit/view';
import { PageError } from '../work/problem';
import { isEditable, isGradient, isParameter, parameterOf } from '../work/quantity';
import type { Work } from '../work/work';
import { idIn, layerIn } from './wording';

/** A run of so many updates at most is gone through for one number. */
const MOST_UPDATES = 10_000;
/** Paths of which a product can be asked. */
const MOST_PATHS = 64;

export interface Writing {
  notation: Notation;
  digits: number;
}

/** Counts of a network, by their names in an attribute. */
const counts: Record<string, (shape: readonly number[]) => number> = {
  inputs: (shape) => shape[0],
  outputs: (shape) => shape[shape.length - 1],
  layers: (shape) => shape.length - 1,
  'hidden-layers': (shape) => shape.length - 2,
  parameters: (shape) => parameterCount(shape),
  biases: (shape) => shape.slice(1).reduce((sum, units) => sum + units, 0),
  weights: (shape) => parameterCount(shape) - shape.slice(1).reduce((sum, units) => sum + units, 0),
};

type Reader = (facts: Facts, words: string[]) => number | null;

/** Numbers with a word before the quantity. */
const readers: Record<string, Reader> = {
  new: (facts, [id]) => facts.afterUpdates(1, id),
  after: (facts, [count, id]) => facts.afterUpdates(Number(count), id),
  factor: (facts, [of, wrt]) => facts.factor(of, wrt)?.value ?? null,
  path: (facts, [number, id]) => facts.derivation(id)?.paths[Number(number) - 1]?.value ?? null,
  paths: (facts, [id]) => facts.derivation(id)?.pathCount ?? null,
  factors: (facts, [id]) => facts.derivation(id)?.paths[0]?.factors.length ?? null,
  wrong: (facts, [mistake, id]) => facts.mistaken(mistake, id),
  lines: (facts, [layer]) => {
    const at = layerIn(layer, facts.work.design);
    return at === null ? null : shapeOf(facts.work.design)[at - 1];
  },
};

/** Comparisons of two numbers; one that is not there makes none of them true. */
const comparisons: Record<string, (one: number, other: number) => boolean> = {
  less: (one, other) => one < other,
  more: (one, other) => one > other,
  equal: (one, other) => one === other,
  'at-least': (one, other) => one >= other,
  'at-most': (one, other) => one <= other,
};
const signs: Record<string, (value: number) => boolean> = {
  positive: (value) => value > 0,
  negative: (value) => value < 0,
  zero: (value) => value === 0,
};

export class Facts {
  private numbers: Work['numbers'] | null = null;
  private readonly cache = new Map<string, unknown>();
  private readonly twins: Session[] = [];

  constructor(readonly work: Work) {}

  /** The sample that the next update begins with. */
  get sample(): number {
    return this.once('sample', () => this.session.status().nextBatch[0]);
  }

  /** A number by its words; null where this network has none, or it is not finite. Throws where the words mean nothing. */
  value(of: string): number | null {
    const words = of.trim().split(/\s+/);
    const [first, ...rest] = words;
    if (/^[-+]?[\d.]/.test(first)) return Number(first);
    const value = this.once(`value ${words.join(' ')}`, () => {
      if (Object.hasOwn(counts, first)) return counts[first](shapeOf(this.work.design));
      if (Object.hasOwn(readers, first)) return readers[first](this, rest);
      const id = this.id(first);
      return id === null ? null : this.ofSession(this.session, id);
    });
    return value !== null && Number.isFinite(value) ? value : null;
  }

  /** The quantity that a number is about; null where it is about none, as a count. */
  subject(of: string): QuantityId | null {
    const words = of.trim().split(/\s+/);
    const last = words[words.length - 1];
    if (Object.hasOwn(counts, words[0]) || words[0] === 'lines' || /^[-+]?[\d.]/.test(words[0])) return null;
    if (words[0] === 'factor') return this.id(words[1]);
    return this.id(last);
  }

  /** Whether a reader can give it a new value. */
  canEdit(of: string): boolean {
    return !of.trim().includes(' ') && isEditable(this.id(of) ?? '');
  }

  /** `positive dw.last.0.0`, `at-least outputs 2 and not loss mse`. Throws where the words mean nothing. */
  holds(test: string): boolean {
    return test.split(/\s+and\s+/).every((part) => this.holdsOne(part.trim()));
  }

  private holdsOne(test: string): boolean {
    const [word, ...rest] = test.split(/\s+/);
    const { design, isAsOpened, scenarioId } = this.work;
    if (word === 'not') return !this.holdsOne(rest.join(' '));
    if (word === 'own') return scenarioId !== 'article' || !isAsOpened;
    if (word === 'loss') return rest.includes(design.loss);
    if (word === 'activation') {
      const layer = layerIn(rest[0] ?? '', design);
      return layer !== null && rest.slice(1).includes(design.network.layers[layer - 1].activation);
    }
    if (Object.hasOwn(signs, word)) {
      const value = this.value(rest.join(' '));
      return value !== null && signs[word](value);
    }
    if (!Object.hasOwn(comparisons, word)) throw new PageError('unknownTest', { test });
    // Two values, each of one word or more: the second begins at the only place where both can be read.
    const [one, other] = this.twoValues(rest);
    return one !== null && other !== null && comparisons[word](one, other);
  }

  private twoValues(words: string[]): [number | null, number | null] {
    const at = lengthOfValue(words);
    return [this.value(words.slice(0, at).join(' ')), this.value(words.slice(at).join(' '))];
  }

  // ------------------------------------------------------------------ formulas

  /** The lines of a formula as LaTeX; empty where this network has none. Throws where the words mean nothing. */
  latex(of: string, show: string, writing: Writing): string[] {
    return this.once(`latex ${of} ${show} ${writing.notation} ${writing.digits}`, () => {
      const [word, ...rest] = show.trim().split(/\s+/);
      if (word === 'factor' || word === 'lines') {
        const factor = this.factor(rest[0], rest[1], writing.digits);
        if (!factor) return [];
        return word === 'lines' ? this.derived(factor, writing.digits) : [factorLine(factor, writing.digits)];
      }
      const id = this.id(of);
      if (id === null) return [];
      if (word === 'symbol') return [this.symbol(id, writing)];
      if (word in stages || word === 'path') return this.stage(id, word, rest, writing);
      return this.equation(id, word, writing);
    });
  }

  private stage(id: QuantityId, word: string, rest: string[], writing: Writing): string[] {
    const derivation = this.derivation(parameterOf(id) ?? id, writing);
    if (!derivation) return [];
    if (word === 'path') {
      const path = derivation.paths[Number(rest[0]) - 1];
      return path ? [path.factors.map(({ symbol }) => symbol).join(' \\cdot ')] : [];
    }
    const stage = derivation.stages.find(({ kind }) => kind === stages[word]);
    return (stage?.rows ?? []).map(({ latex, numbers }) =>
      numbers && word !== 'chain' && word !== 'factors' ? `${latex} = ${numbers}` : latex,
    );
  }

  /** The step that computes the quantity, or of a parameter the one that updates it. */
  private equation(id: QuantityId, word: string, { notation, digits }: Writing): string[] {
    const step = this.step(id, { notation, digits });
    if (!step) return [];
    const { symbols, numbers, result } = step;
    if (word === 'symbols') return [symbols];
    const left = symbols.slice(0, symbols.search(/ (=|\\leftarrow) /));
    const sign = symbols.includes(' \\leftarrow ') ? '\\leftarrow' : '=';
    if (word === 'numbers') return [`${left} ${sign} ${numbers} = ${result}`];
    if (word === 'all' || word === 'update' || word === '') return [symbols, ` ${sign} ${numbers}`, ` = ${result}`];
    throw new PageError('unknownFormula', { show: word });
  }

  /** The quantity as it is written. */
  private symbol(id: QuantityId, writing: Writing): string {
    const step = this.step(isParameter(id) ? `d${id}` : id, writing);
    const equation = step?.symbols ?? '';
    const left = equation.slice(0, Math.max(0, equation.indexOf(' = ')));
    if (!isParameter(id)) return left || this.readSymbol(id, writing);
    return tagged(this.step(id, writing)?.symbols ?? '', id) ?? this.readSymbol(id, writing);
  }

  /** The symbol of a quantity that is given: as a step that reads it has it. */
  private readSymbol(id: QuantityId, writing: Writing): string {
    for (const step of this.steps(writing)) {
      const symbol = step.reads.includes(id) ? tagged(step.symbols, id) : null;
      if (symbol) return symbol;
    }
    return '';
  }

  private step(id: QuantityId, writing: Writing) {
    return this.steps(writing).find(({ computes }) => computes === id);
  }

  private steps({ notation, digits }: Writing) {
    return this.once(`steps ${notation} ${digits}`, () => this.session.trace(this.sample, { notation, digits }));
  }

  // ------------------------------------------------------------------ answers of the core

  /** The number of steps up to the end of a phase. */
  stepsUntil(phase: string): number | null {
    const ends = this.once('ends', () => this.session.outline(this.sample).groups).filter(
      (group) => group.phase === phase,
    );
    return ends.length > 0 ? ends[ends.length - 1].end : null;
  }

  derivation(text: string, { notation, digits }: Writing = plainWriting): Derivation | null {
    const id = this.id(text);
    const about = id && (parameterOf(id) ?? id);
    if (!about) return null;
    return this.once(`derive ${about} ${notation} ${digits}`, () =>
      this.session.derive(about, { sample: this.sample, notation, digits, pathLimit: MOST_PATHS, lines: false }),
    );
  }

  factor(of: string, wrt: string, digits = plainWriting.digits): Factor | null {
    const [above, below] = [this.id(of), this.id(wrt)];
    if (!above || !below) return null;
    return this.once(`factor ${above} ${below} ${digits}`, () => {
      const derivation = this.session.derive(below, {
        sample: this.sample,
        digits,
        pathLimit: MOST_PATHS,
        lines: false,
        ...(above === 'L' ? {} : { of: above }),
      });
      const factors = derivation.paths.flatMap((path) => path.factors);
      return factors.find((factor) => factor.of === above && factor.wrt === below) ?? null;
    });
  }

  /** The factor from the definition down. */
  private derived({ of, wrt, symbol }: Factor, digits: number): string[] {
    const lines = this.session.factorLines(of, wrt, { sample: this.sample, digits });
    return lines.map(({ latex }, line) => (line === 0 ? `${symbol} = ${latex}` : ` = ${latex}`));
  }

  /** A number after so many updates; null where one of them is not finite. */
  afterUpdates(count: number, text: string): number | null {
    const id = this.id(text);
    if (id === null || !(count >= 0 && count <= MOST_UPDATES)) return null;
    if (id === 'L') return this.lossesOfRun(count)[count] ?? null;
    const twin = this.once(`twin ${count}`, () => this.updatedTwin(count));
    return twin && this.ofSession(twin, id);
  }

  /** The loss before the first update, after it, and after each of the others; up to the first that is no finite number. */
  lossesOfRun(count: number): readonly number[] {
    const run = this.once('run', () => ({ session: this.twin(), losses: [this.session.loss()], isBroken: false }));
    try {
      while (!run.isBroken && run.losses.length <= Math.min(count, MOST_UPDATES)) {
        run.session.step({ changes: false });
        run.losses.push(run.session.loss());
      }
    } catch {
      run.isBroken = true;
    }
    return run.losses.slice(0, count + 1);
  }

  private updatedTwin(count: number): Session | null {
    const twin = this.twin();
    try {
      for (let done = 0; done < count; done++) twin.step({ changes: false });
      return twin;
    } catch {
      return null;
    }
  }

  /** A session of its own with the present numbers; it is there until these change. */
  private twin(): Session {
    const twin = this.work.twin();
    this.twins.push(twin);
    return twin;
  }

  /** The number that a mistake gives; null where it cannot be made here. */
  mistaken(mistake: string, text: string): number | null {
    const id = this.id(text);
    return id === null ? null : this.session.mistaken(mistake as MistakeId, id, this.sample);
  }

  /** What a quantity is called in one line of text. */
  readonly label = (id: QuantityId): string => this.once(`label ${id}`, () => this.session.symbol(id).text);

  id(text: string): QuantityId | null {
    return idIn(text ?? '', this.work.design);
  }

  /** Of several samples the loss and its gradients are those that the update goes by. */
  private ofSession(session: Session, id: QuantityId): number | null {
    if (this.work.sampleCount > 1) {
      if (id === 'L') return session.loss();
      const parameter = isGradient(id) ? parameterOf(id) : null;
      if (parameter) return session.derive(parameter, { batch: true }).value;
    }
    return session.value(id, this.sample);
  }

  private get session(): Session {
    return this.work.session;
  }

  /** A question is asked once, until something changes. */
  private once<T>(question: string, compute: () => T): T {
    if (this.numbers !== this.work.numbers) this.forget();
    this.numbers = this.work.numbers;
    if (!this.cache.has(question)) this.cache.set(question, compute());
    return this.cache.get(question) as T;
  }

  /** Gives the work back. */
  close(): void {
    this.forget();
    this.work.close();
  }

  private forget(): void {
    this.cache.clear();
    for (const twin of this.twins.splice(0)) twin.close();
  }
}

const plainWriting: Writing = { notation: 'scalar', digits: 4 };

const stages: Record<string, string> = {
  chain: 'chain',
  factors: 'factors',
  'numbers-put-in': 'numbers',
  sum: 'sum',
  collapse: 'collapse',
  article: 'article',
  rule: 'rule',
};

/** How many words the first value takes. */
function lengthOfValue([first, second]: string[]): number {
  if (first === 'after' || first === 'factor' || first === 'path' || first === 'wrong') return 3;
  return Object.hasOwn(readers, first) && second !== undefined ? 2 : 1;
}

function factorLine({ symbol, result, numbers, value }: Factor, digits: number): string {
  if (result === numbers || value === null) return `${symbol} = ${result}`;
  const number = numberLatex(value, digits);
  // A single number put in is what it comes to.
  const isSingle = /^\(?\\htmlData\{[^{}]*\}\{[^{}]*\}\)?$/.test(numbers);
  return `${symbol} = ${result} = ${numbers}${isSingle ? '' : ` = ${number}`}`;
}

/** The symbol of that id in a formula, tag and all. */
function tagged(latex: string, id: QuantityId): string | null {
  const start = latex.indexOf(`\\htmlData{id=${id}}{`);
  if (start < 0) return null;
  let depth = 0;
  for (let at = latex.indexOf('{', latex.indexOf('}', start)); at < latex.length; at++) {
    if (latex[at] === '{') depth++;
    if (latex[at] === '}' && --depth === 0) return latex.slice(start, at + 1);
  }
  return null;
}
