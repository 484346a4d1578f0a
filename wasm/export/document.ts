/**
 * An iteration or a derivation as a document: headings, sentences, formulas, tables. The writers of Markdown and LaTeX,
 * and the page's printed form, are made from it.
 */
import { formatNumber } from '../format';
import { trainingOf } from '../reading/defaults';
import type { Session } from '../session';
import type {
  DerivationPath,
  DerivationStage,
  Naming,
  Notation,
  OpenScenario,
  Phase,
  QuantityId,
  Step,
} from '../types/index';
import { plainLatex, stepLines } from './latex';
import { documentTexts, type DocumentTexts } from './documentTexts';
import { readDocumentForm, readExportOptions, readSession } from './options';

export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  | { kind: 'text'; text: string }
  /** lines of plain LaTeX, their first relation signs under one another; `note` is in words */
  | { kind: 'formula'; lines: { latex: string; note?: string }[] }
  | { kind: 'table'; head: string[]; rows: string[][] }
  /** where the picture of the network goes, for those who have one */
  | { kind: 'diagram' };

export interface DocumentOptions {
  /** 0 when left out */
  sample?: number;
  /** significant digits of the numbers in formulas, 2 … 17; 4 when left out */
  digits?: number;
  notation?: Notation;
  /** by which scheme quantities are called; `own` when left out */
  naming?: Naming;
  /** in a derivation: the gradient over the next batch, and not that of one sample */
  batch?: boolean;
  /** the heading in place of the scenario's own title; keeps to the rules of that: one line, at most 200 characters */
  title?: string;
  /** the words in another language; English when left out */
  texts?: DocumentTexts;
}

const PHASES: readonly Phase[] = ['forward', 'loss', 'backward', 'batch', 'update'];

/**
 * One iteration on one sample: what is given, every step, and the parameters before and after.
 *
 * @throws {ArgumentError} for anything that is not as described
 */
export function iterationDocument(session: Session, options: DocumentOptions = {}): Block[] {
  const { scenario, sample = 0, digits, notation, naming, title, texts } = readDocumentOptions(session, options);
  const steps = session.trace(sample, { digits, notation, naming });
  return [
    { kind: 'heading', level: 1, text: title || scenario.title || texts.title },
    { kind: 'text', text: texts.given(scenario, session.status().iteration, sample) },
    { kind: 'diagram' },
    sampleTable(scenario, sample, texts),
    ...PHASES.filter((phase) => steps.some((step) => step.phase === phase)).flatMap((phase) => [
      { kind: 'heading' as const, level: 2 as const, text: texts.phases[phase] ?? phase },
      ...(phase === 'update' ? updateBlocks(steps, texts) : phaseBlocks(steps, phase, texts)),
    ]),
    { kind: 'text', text: texts.rounded(digits) },
  ];
}

/** The options, checked, with the usual ones in place of those left out. */
function readDocumentOptions(session: Session, options: unknown) {
  const scenario = readSession(session).scenario();
  const { fields, ...read } = readExportOptions(
    options,
    ['digits', 'notation', 'naming', 'batch'],
    scenario,
    documentTexts,
  );
  return { scenario, ...read, ...readDocumentForm(fields) };
}

function sampleTable(scenario: OpenScenario, sample: number, texts: DocumentTexts): Block {
  const { x = [], t = [] } = scenario.samples[sample] ?? {};
  const names = scenario.names ?? {};
  const row = (values: readonly number[], kind: string) =>
    values.map((value, index) => [texts.label(`${kind}.${index}`, names), String(value)]);
  const eta = [texts.label('eta', names), String(scenario.training.learningRate)];
  return { kind: 'table', head: [texts.quantity, texts.value], rows: [...row(x, 'x'), ...row(t, 't'), eta] };
}

function phaseBlocks(steps: readonly Step[], phase: Phase, texts: DocumentTexts): Block[] {
  return steps
    .filter((step) => step.phase === phase)
    .flatMap((step): Block[] => [
      { kind: 'heading', level: 3, text: texts.stepTitle(step) },
      { kind: 'text', text: texts.stepSentence(step) },
      stepFormula(step),
    ]);
}

const stepFormula = (step: Step): Block => ({
  kind: 'formula',
  lines: stepLines(step).map((line) => ({ latex: plainLatex(line) })),
});

/**
 * One formula of each kind for all parameters, which move in the same way; their numbers are a table, in full. What an
 * optimizer has besides is said in words.
 */
function updateBlocks(steps: readonly Step[], texts: DocumentTexts): Block[] {
  const updates = steps.filter((step) => step.phase === 'update');
  const gradients = new Map(steps.map((step) => [step.computes, step.value]));
  const full = (value: number | null | undefined) => (typeof value === 'number' ? String(value) : '');
  const kindOf = ({ rule, computes }: Step) => (rule === 'update' ? rule : rule + computes[0]);
  const kinds = updates.map(kindOf);
  const firsts = updates.filter((step, index) => kinds.indexOf(kindOf(step)) === index);
  return [
    ...firsts.flatMap((step): Block[] => {
      const isPlain = step.rule === 'update' && firsts.length === 1;
      return [{ kind: 'text', text: isPlain ? texts.updateSentence : texts.stepSentence(step) }, stepFormula(step)];
    }),
    {
      kind: 'table',
      head: [texts.parameter, texts.before, texts.gradient, texts.after],
      rows: updates
        .filter(({ rule }) => rule === 'update')
        .map(({ computes, before, value }) => [
          texts.label(computes, texts.names),
          full(before),
          full(gradients.get(`d${computes}`)),
          full(value),
        ]),
    },
  ];
}

/**
 * The derivation of one gradient: the chain rule, each factor worked out line by line, the sum, δ, the rule; or for a
 * batch the samples' shares and their total.
 */
export function derivationDocument(session: Session, id: QuantityId, options: DocumentOptions = {}): Block[] {
  const { scenario, batch, sample = 0, digits, notation, naming, title, texts } = readDocumentOptions(session, options);
  const { names = {}, samples } = scenario;
  const { nextBatch } = session.status();
  const reduction = trainingOf(scenario).batchReduction;
  const text = (words: string): Block => ({ kind: 'text', text: words });
  const heading = (): Block => {
    const label = texts.label(`d${id}`, names);
    return { kind: 'heading', level: 1, text: title ? `${title}: ${label}` : label };
  };
  const outcome = ({ symbol, value }: { symbol: string; value: number }): Block => ({
    kind: 'formula',
    lines: [{ latex: `${plainLatex(symbol)} = ${latexNumber(value)}` }],
  });
  if (batch) {
    const derivation = session.derive(id, { batch, digits, notation, naming });
    const stages = derivation.stages.flatMap((stage) => stageBlocks(stage, [], texts));
    return [heading(), text(texts.ofBatch(nextBatch.length, reduction)), ...stages, outcome(derivation)];
  }
  const derivation = session.derive(id, { sample, digits, notation, naming, lines: false });
  const { pathCount, paths } = derivation;
  return [
    heading(),
    ...(samples.length > 1 ? [text(texts.ofSample(sample + 1, nextBatch.length, reduction))] : []),
    text(texts.paths(pathCount, texts.label(id, names))),
    ...derivation.stages
      .filter(({ kind }) => kind !== 'numbers')
      .flatMap((stage) => stageBlocks(stage, derivation.paths, texts)),
    ...(pathCount > paths.length ? [text(texts.morePaths(pathCount - paths.length))] : []),
    outcome(derivation),
  ];
}

function stageBlocks(stage: DerivationStage, paths: readonly DerivationPath[], texts: DocumentTexts): Block[] {
  const head: Block[] = [
    { kind: 'heading', level: 2, text: texts.stages[stage.kind] ?? stage.kind },
    { kind: 'text', text: texts.stageWhy[stage.kind] ?? '' },
  ];
  if (stage.kind === 'factors') return [...head, ...factorBlocks(paths, texts)];
  const lines = stage.rows.flatMap(({ latex, numbers }) => [
    { latex: plainLatex(latex) },
    ...(numbers ? [{ latex: withSign(plainLatex(numbers)) }] : []),
  ]);
  return lines.length ? [...head, { kind: 'formula', lines }] : [];
}

const withSign = (latex: string): string => (/^\s*(=|\+|\\leftarrow)/.test(latex) ? latex : `= ${latex}`);

/** Every factor once, also where paths share it. */
function factorBlocks(paths: readonly DerivationPath[], texts: DocumentTexts): Block[] {
  const factors = new Map(
    paths.flatMap((path) => path.factors.map((factor) => [`${factor.of} ${factor.wrt}`, factor])),
  );
  return [...factors.values()].map(({ symbol, lines, result, numbers, value }): Block => {
    const worked = lines.map(({ rule, chain, latex }) => ({
      latex: `= ${plainLatex(latex)}`,
      note: texts.rule(rule, chain),
    }));
    const numeric = value === null ? [] : [{ latex: `= ${plainLatex(numbers)}` }, { latex: `= ${latexNumber(value)}` }];
    const [first, ...rest] = [...(worked.length ? worked : [{ latex: `= ${plainLatex(result)}` }]), ...numeric];
    return { kind: 'formula', lines: [{ ...first!, latex: `${plainLatex(symbol)} ${first!.latex}` }, ...rest] };
  });
}

/** A number in full as LaTeX; one that is not finite stays a word. */
function latexNumber(value: number): string {
  const { text } = formatNumber(value, 17);
  const [digits = '', power] = text.replace('−', '-').split('×10');
  return power ? `${digits} \\times 10^{${power.normalize('NFKC').replace('−', '-')}}` : digits;
}
