/** The kinds of export, the dialog around them, and the words in the exported documents. */
import { documentTexts, scriptTexts, type ScriptTexts } from '../../wasm/index';
import type { ExportKind } from '../lesson/pageState';

export type ExportMessages = typeof exportTexts;

export const exportTexts = {
  what: 'What',
  kinds: {
    formula: () => 'This step’s formula (LaTeX)',
    derivation: (gradient: string) => `The derivation of ${gradient} (LaTeX)`,
    markdown: () => 'This iteration (Markdown)',
    print: () => 'This iteration, to be printed',
    svg: () => 'The diagram (SVG)',
    numpy: () => 'The network as a NumPy program',
    pytorch: () => 'The network as a PyTorch program',
    eigen: () => 'The network as a C++ program (Eigen)',
  } as Record<ExportKind, (gradient: string) => string>,
  explain: {
    formula: 'Symbols, numbers and result; plain LaTeX that needs amsmath.',
    derivation:
      'From the chain rule to the result with every factor worked out; a fragment for a document that loads amsmath.',
    markdown:
      'Every step with its sentence and its formulas between $$, and the parameters before and after as a table.',
    print: 'Every step, the diagram and the parameters on white paper. “Print” can also make a PDF.',
    svg: 'As it is now on the screen, in light colours; opens in any browser or drawing program.',
    numpy:
      'Forward and backward written out with these numbers, to run and to change. It prints the same loss and gradients.',
    pytorch:
      'The same forward pass; the gradients come from autograd, and the program checks that they are those of this page.',
    eigen:
      'Forward and backward written out with these numbers, to compile and to change. It prints the same loss and gradients.',
  } as Record<ExportKind, string>,
  preview: 'Preview',
  shortened: 'The preview is cut short; what is copied and downloaded is the whole.',
  copy: 'Copy',
  writing: 'Writing it out…',
  writtenOut: (steps: number, most: number) =>
    `This iteration has ${steps} steps. Written out they would fill hundreds of pages, so this stops at ${most}. ` +
    'The derivation, the scenario and the programs have no such limit.',
  copied: 'Copied.',
  copyByHand: 'The browser did not allow copying. The text is selected: copy it by hand.',
  download: (file: string) => `Download ${file}`,
  print: 'Print',
  printBlocked:
    'Nothing happened? The frame around this page may forbid printing. Download the page and print that, or copy the Markdown.',
  blocked: 'This page stands in a closed frame, which may forbid downloads; copying works.',
  noPicture: 'No picture is on the screen at the moment, so there is none to take along.',
  noStep: 'No step is shown yet: go to one, and its formula is here.',
  script: scriptTexts as ScriptTexts,
  document: {
    quantity: 'Quantity',
    value: 'Value',
    parameter: 'Parameter',
    before: 'Before',
    gradient: 'Gradient',
    after: 'After',
    factors: 'Each fraction asks only how one number reacts to the one right before it.',
    latexNeeds: documentTexts.latexNeeds,
    latexCharacters: documentTexts.latexCharacters,
    rounded: documentTexts.rounded,
    given: (shape: string, activations: readonly string[], loss: string, iteration: number, sample: number) =>
      `A ${shape} network with ${activations.join(', ')}; ${loss}. Iteration ${iteration}, sample ${sample}.`,
  },
};
