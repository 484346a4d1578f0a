/** The kinds of export, the dialog around them, and the words in the exported documents. */
import { documentTexts, scriptTexts, type ScriptTexts } from '../../wasm/index';
import type { ExportKind } from '../lesson/pageState';

export type ExportMessages = typeof exportTexts;

export const exportTexts = {
  what: 'What',
  groupsName: 'Where to',
  groups: {
    page: 'In a page',
    still: 'No scripts',
    link: 'Link',
    documents: 'Documents',
    programs: 'Programs',
  },
  kinds: {
    element: () => 'The playground (HTML)',
    iframe: () => 'A frame (HTML)',
    block: () => 'A code block (Markdown)',
    pieces: () => 'Diagram and formula (HTML)',
    animation: () => 'The steps, moving (SVG)',
    png: () => 'The diagram (PNG)',
    mathml: () => 'This step’s formula (MathML)',
    link: () => 'The address of this state',
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
    element:
      'For a page that may load scripts. To serve them yourself, take the folder dist of the package and change the address to where you put it.',
    iframe:
      'For a page or a course system that takes frames. The script fits the frame to its content; where none is allowed, leave it out and set the height by hand.',
    block:
      'For Hugo, Hexo, Jekyll, MkDocs and others that turn Markdown into pages. With the script auto.js in their template, which lies beside that of the playground, it becomes this figure.',
    pieces: 'For the middle of a text: the diagram at this step and its formula, both of one network.',
    animation:
      'Plays inside an image, with each step’s sentence: for a README on GitHub or a blog that takes SVG. It stands still for readers who want less motion.',
    png: 'Accepted everywhere, by WeChat, Zhihu and CSDN too.',
    mathml: 'For HTML without a formula script, browsers set it themselves; it ends with a link to this state.',
    link: 'Opens this page with these numbers, at this step. For a chat, an exercise sheet, or the text under a picture.',
    formula:
      'Symbols, numbers and result; plain LaTeX that needs amsmath. CSDN and Zhihu take it in their formula editors, too.',
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
  noPicture: 'No picture is on the screen at the moment, so there is nothing to export.',
  saveInstead: 'The browser did not allow copying. Download the file instead.',
  line: 'In the text where the picture is to stand (Markdown):',
  copyLine: 'Copy the line',
  copySvg: 'Copy the SVG',
  pixels: (width: number, height: number) => `${width} × ${height} pixels`,
  steps: 'Steps',
  allSteps: 'The whole iteration',
  played: (pictures: number, seconds: number, kilobytes: number) =>
    `${pictures} pictures in ${seconds} seconds, ${kilobytes} kB. One for each press of “Next” at your pace.`,
  tooManyFrames: (most: number) =>
    `At this pace there would be more than ${most} pictures. Choose fewer steps here, or a larger pace below the diagram.`,
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
