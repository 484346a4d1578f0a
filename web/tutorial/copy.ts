/**
 * The article as it stands on the page, without anything that lives: the words that hold, the numbers as they are written,
 * formulas with their LaTeX, figures as pictures. What leaves the page is made of it.
 */
import katex from 'katex';
import { nothing, render } from 'lit';
import { plainLatex } from '../../wasm/index';
import { latexNames } from '../../wasm/export/latexText';
import { standalone } from '../export/svg';
import { allDrawn } from '../kit/gradually';
import { messagesOf } from '../kit/texts';
import { languageOf } from '../work/choices';
import type { Messages } from '../messages/en/index';
import { networkFigure, plotFigure, type Figure } from '../pieces/figures';
import type { BackpropFormula, BackpropNetwork, BackpropPlot, BackpropShow } from '../pieces/index';
import { formulaMarkup } from '../pieces/mathml';
import type { Piece } from '../pieces/piece';
import { sharedSession } from '../pieces/shared';
import { wakeAll } from '../pieces/turns';
import type { Language } from '../work/choices';

export interface Picture {
  /** the name of its file, without an ending */
  name: string;
  svg: string;
  /** what it shows, in words */
  words: string;
}

export interface Copy {
  title: string;
  language: Language;
  /** where the living article is, with this network */
  address: string;
  /**
   * Headings, paragraphs, tables and figures. Formulas have their LaTeX in `data-latex`, a line each, and are rows of MathML;
   * a picture is an `<img>` with its number in `data-picture`.
   */
  body: HTMLElement;
  pictures: Picture[];
}

/** The articles as they are written: there formulas that no number changes have their LaTeX. */
const sources: Record<Language, () => Promise<{ default: string }>> = {
  en: () => import('./en.html?raw'),
  'zh-CN': () => import('./zh-CN.html?raw'),
};

const PIECES = ['value', 'formula', 'when', 'network', 'plot', 'show', 'check']
  .map((name) => `backprop-${name}`)
  .join();
/** What only the living page needs. */
const LIVE = '.bar, [data-live], backprop-when[hidden]';

/** `address`: where the living article is, with the network of this page. */
export async function copyArticle(address: string): Promise<Copy> {
  const language = languageOf(document.documentElement.lang);
  const messages = await messagesOf[language].arrival();
  const source = (await sources[language]()).default;
  const living = document.querySelector('main')!;
  const pieces = [...living.querySelectorAll<Piece>(PIECES)];
  wakeAll();
  await Promise.all(pieces.map(({ updateComplete }) => updateComplete));
  // In a document without scripts the elements are mere names.
  const body = document.implementation.createHTMLDocument().importNode(living, true);
  const copies = [...body.querySelectorAll<HTMLElement>(PIECES)];
  const copy: Copy = { title: living.querySelector('h1')!.textContent!, language, address, body, pictures: [] };
  nameFormulas(body, source);
  for (const part of body.querySelectorAll(LIVE)) part.remove();
  for (const [index, piece] of pieces.entries())
    if (body.contains(copies[index])) await write(piece, copies[index], copy, messages);
  for (const part of body.querySelectorAll('[data-step], [data-known], [data-ways]'))
    for (const name of ['data-step', 'data-known', 'data-ways']) part.removeAttribute(name);
  return copy;
}

/** Gives the formulas that are no pieces their LaTeX: in the source they stand in the same order. */
function nameFormulas(body: HTMLElement, source: string): void {
  const written = new DOMParser().parseFromString(source, 'text/html').querySelectorAll('backprop-formula[latex]');
  const formulas = [...body.querySelectorAll<HTMLElement>('math, .display')].filter(
    (formula) => !formula.parentElement!.closest('.display, backprop-formula'),
  );
  for (const [index, formula] of formulas.entries())
    formula.setAttribute('data-latex', written[index].getAttribute('latex')!);
}

/** Puts what a piece shows into its place. */
async function write(piece: Piece, place: HTMLElement, copy: Copy, messages: Messages): Promise<void> {
  switch (piece.localName) {
    case 'backprop-value':
      return place.replaceWith(shownBy(piece));
    case 'backprop-formula':
      return writeFormula(piece as BackpropFormula, place);
    case 'backprop-network':
    case 'backprop-plot':
      return writeFigure(piece as BackpropNetwork | BackpropPlot, place, copy, messages);
    case 'backprop-show': {
      const link = place.ownerDocument.createElement('a');
      link.href = addressOf(piece as BackpropShow, copy);
      link.append(...place.childNodes);
      return place.replaceWith(link);
    }
    case 'backprop-check': {
      const question = place.ownerDocument.createElement('p');
      question.append(...place.childNodes);
      return place.replaceWith(question);
    }
    default:
      return place.replaceWith(...place.childNodes);
  }
}

/** The number without its tip. */
const shownBy = (piece: Piece): string =>
  [...(piece.renderRoot.querySelector('.value') ?? piece).childNodes]
    .filter((part) => part.nodeType === Node.TEXT_NODE)
    .map((part) => part.textContent)
    .join('')
    .trim();

/** The words lead to the place where they do something. */
function addressOf(piece: Element, { address }: Copy): string {
  const url = new URL(address);
  url.hash = piece.closest('section')?.id ?? '';
  return url.href;
}

async function writeFormula(piece: BackpropFormula, place: HTMLElement): Promise<void> {
  const { facts } = await sharedSession(piece.session, piece.scenario);
  const lines = piece.latex === null ? facts.latex(piece.of, piece.show, piece) : [piece.latex];
  const formula = place.ownerDocument.createElement(piece.display ? 'div' : 'span');
  formula.className = piece.display ? 'display' : 'formula';
  formula.dataset.latex = lines.map((line) => latexNames(plainLatex(line))).join('\n');
  formula.innerHTML = formulaMarkup(katex, lines, piece.display);
  if (lines.length > 0) place.replaceWith(formula);
  else place.remove();
}

async function writeFigure(piece: BackpropNetwork | BackpropPlot, place: HTMLElement, copy: Copy, messages: Messages) {
  const { facts } = await sharedSession(piece.session, piece.scenario);
  const figure =
    'over' in piece ? plotFigure(piece, facts, messages, 'wide') : networkFigure(piece, facts, messages, 'wide');
  const svg = figure.words ? await drawn(figure, piece) : null;
  if (svg === null) return place.remove();
  const picture = place.ownerDocument.createElement('img');
  picture.alt = figure.words;
  picture.dataset.picture = String(copy.pictures.length);
  const number = String(copy.pictures.length + 1).padStart(2, '0');
  copy.pictures.push({ name: `${number}-${piece.closest('section')!.id}`, svg, words: figure.words });
  const below = figure.below === undefined ? [] : [place.ownerDocument.createElement('p')];
  for (const sentence of below) sentence.textContent = figure.below!;
  place.replaceWith(picture, ...below);
}

/** The drawing as a picture of its own; drawn among the piece's own styles, out of sight. */
async function drawn({ drawing, words }: Figure, piece: BackpropNetwork | BackpropPlot): Promise<string | null> {
  const place = document.createElement('div');
  place.className = 'plot slope-figure still';
  place.style.cssText = 'position: absolute; visibility: hidden';
  piece.renderRoot.append(place);
  try {
    render(drawing, place, { host: place });
    await allDrawn(place);
    const svg = place.querySelector('svg');
    return svg && standalone(svg, words);
  } finally {
    render(nothing, place);
    place.remove();
  }
}
