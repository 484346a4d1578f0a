/** The words of exported documents in English. Another language fills the same table. */
import { shapeOf } from '../reading/shape';
import type { BatchReduction, Phase, QuantityId, Scenario, Step } from '../types/index';

export interface DocumentTexts {
  title: string;
  /** the subject of the document: the network, the iteration, the sample (both from 0) */
  given(scenario: Scenario, iteration: number, sample: number): string;
  /** the name of a quantity in plain text */
  label(id: QuantityId, names: Record<QuantityId, string>): string;
  /** the reader's own names of quantities */
  names: Record<QuantityId, string>;
  quantity: string;
  value: string;
  phases: Record<Phase, string>;
  stepTitle(step: Step): string;
  /** may be empty */
  stepSentence(step: Step): string;
  updateSentence: string;
  parameter: string;
  before: string;
  gradient: string;
  after: string;
  rounded(digits: number): string;
  /**
   * the sentence that the gradient is that of one sample (from 1), where the scenario has several; `batch`: samples of
   * the next update
   */
  ofSample(sample: number, batch: number, reduction: BatchReduction): string;
  /** the sentence that the gradient is that of the batch */
  ofBatch(batch: number, reduction: BatchReduction): string;
  paths(count: number, name: string): string;
  morePaths(hidden: number): string;
  /** headings by kind of stage */
  stages: Record<string, string>;
  stageWhy: Record<string, string>;
  /** the name of a rule of differentiation or algebra */
  rule(rule: string, chain: boolean): string;
  /** the packages that a LaTeX document must load for it, like `amsmath,amssymb`; a comment */
  latexNeeds(packages: string): string;
  /** the characters that pdflatex does not know, and the remedy; a comment */
  latexCharacters(characters: string): string;
}

export const documentTexts: DocumentTexts = {
  title: 'One iteration of back-propagation',
  given: (scenario, iteration, sample) =>
    `Network ${shapeOf(scenario).join('-')}, ` +
    `${[...new Set(scenario.network.layers.map(({ activation }) => activation))].join(', ')}, loss ${scenario.loss}; ` +
    `iteration ${iteration + 1}, sample ${sample + 1}.`,
  label: (id, names) => names[id] ?? (/^d[wb]\./.test(id) ? `∂L/∂${names[id.slice(1)] ?? id.slice(1)}` : id),
  names: {},
  quantity: 'quantity',
  value: 'value',
  phases: { forward: 'Forward', loss: 'Loss', backward: 'Backward', batch: 'Batch', update: 'Update' },
  stepTitle: ({ computes }) => computes,
  stepSentence: () => '',
  updateSentence: 'All gradients are taken at the old values; then every parameter moves at once.',
  parameter: 'parameter',
  before: 'before',
  gradient: 'gradient',
  after: 'after',
  rounded: (digits) =>
    `Numbers in formulas are rounded to ${digits} significant digits and computed with all of them; tables have all digits.`,
  ofSample: (sample, batch, reduction) =>
    `Of sample ${sample} alone.` +
    (batch > 1 ? ` The next update uses the ${reduction} over the ${batch} samples of the batch.` : ''),
  ofBatch: (batch, reduction) =>
    `The ${reduction} over the ${batch} samples of the batch: this is what the next update uses.`,
  paths: (count, name) =>
    count === 1 ? `${name} reaches the loss on one path.` : `${name} reaches the loss on ${count} paths.`,
  morePaths: (hidden) => `… and ${hidden} paths more.`,
  stages: {
    chain: 'The chain rule',
    factors: 'Each factor differentiated',
    sum: 'The paths added',
    collapse: 'What the paths share, taken out',
    article: 'In the letters A and B',
    rule: 'The rule for every parameter',
    linearity: 'The loss of the batch',
    shares: 'The share of each sample',
    total: 'The shares together',
  },
  stageWhy: {},
  rule: (rule, chain) => rule.replaceAll('_', ' ') + (chain ? ', chain rule' : ''),
  latexNeeds: (packages) => `Needs \\usepackage{${packages}}.`,
  latexCharacters: (characters) =>
    `pdflatex does not know ${characters}: compile with xelatex or lualatex, in a font that has them (\\usepackage{fontspec}, \\setmainfont{…}).`,
};
