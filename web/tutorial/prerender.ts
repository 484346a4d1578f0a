/**
 * Writes an article's pieces before a browser sees it: each number and formula as the piece itself would show it, each
 * figure as a picture. It runs while the site is built, with the core itself.
 */
import katex from 'katex';
import { formulaRules } from '../pieces/formula.styles';
import { loadCore, type Core, type Notation } from '../../wasm/index';
import { en, type Messages } from '../messages/en/index';
import { zhCN } from '../messages/zh-CN/index';
import { Facts } from '../pieces/facts';
import { networkFigure, plotFigure, type Figure, type FigureSize } from '../pieces/figures';
import { fingerprint, formulaMarkup } from '../pieces/mathml';
import { figureWidths } from '../pieces/sizes';
import { valueText } from '../pieces/texts';
import type { Language } from '../work/choices';
import { prepare } from '../work/opening';
import { Work } from '../work/work';
import { stillPicture } from './stillPicture';

/** The look of formulas that no script has set: as the pieces have it, for the document itself. */
const formulaStyles = formulaRules.cssText.replace(/\s+/g, ' ').replace(/ ?([{};,]) ?/g, '$1');

type Attributes = Readonly<Record<string, string>>;

interface Written {
  /** attributes to add to the piece's own */
  attributes?: Record<string, string | true>;
  /** null: what is inside stays */
  content: string | null;
  /** in place of the element itself */
  instead?: boolean;
}

/** Puts a picture where the page finds it, and says under which address that is. */
export type PlacePicture = (name: string, svg: string) => string;

/** A page with its pieces filled. `wasm`: the compiled core. Throws where a piece says what nobody understands. */
export async function prerender(
  page: string,
  language: Language,
  wasm: Uint8Array,
  place: PlacePicture,
): Promise<string> {
  const writer = new Writer(await loadCore({ wasmBinary: wasm }), language, place);
  const piece = /<(backprop-(?:value|formula|when|network|plot))((?:\s+[\w-]+(?:="[^"]*")?)*)\s*>(<\/\1>)?/g;
  let [filled, from] = ['', 0];
  for (const match of page.matchAll(piece)) {
    const [whole, tag, attributes, empty] = match;
    const given = attributesOf(attributes);
    const { attributes: added = {}, content, instead } = await writer.write(tag, given);
    const all = Object.entries(added).map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${value}"`));
    filled += page.slice(from, match.index);
    if (instead) filled += content;
    else filled += `<${tag}${attributes}${all.join('')}>${content ?? ''}${empty ?? ''}`;
    from = match.index + whole.length;
  }
  writer.close();
  const whole = labelledCells(filled + page.slice(from));
  return whole.replace('</head>', `<style>${formulaStyles}</style></head>`);
}

/** Each cell with the heading of its column: on a phone, where cells stand one below the other, it is shown before them. */
function labelledCells(page: string): string {
  return page.replace(/<table.*?<\/table>/gs, (table) => {
    const headings = [...table.matchAll(/<th[^>]*>(.*?)<\/th>/gs)].map(([, text]) => text.trim());
    return table.replace(/<tr.*?<\/tr>/gs, (row) => {
      let column = 0;
      return row.replace(/<td/g, (cell) => `${cell} data-label="${headings[column++]}"`);
    });
  });
}

function attributesOf(text: string): Attributes {
  const pairs = [...text.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, name, value = '']) => [name, decoded(value)]);
  return Object.fromEntries(pairs) as Attributes;
}

const decoded = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

class Writer {
  private readonly sessions = new Map<string, Facts>();

  private readonly messages: Messages;

  constructor(
    private readonly core: Core,
    private readonly language: Language,
    private readonly place: PlacePicture,
  ) {
    this.messages = { en, 'zh-CN': zhCN }[language];
  }

  close(): void {
    for (const facts of this.sessions.values()) facts.close();
  }

  async write(tag: string, attributes: Attributes): Promise<Written> {
    const facts = this.facts(attributes.session ?? 'article', attributes.scenario);
    switch (tag) {
      case 'backprop-value':
        return this.value(attributes, facts);
      case 'backprop-when':
        return { content: null, attributes: facts.holds(attributes.test) ? {} : { hidden: true } };
      case 'backprop-formula':
        return this.formula(attributes, facts);
      case 'backprop-network':
        return { content: await this.network(attributes, facts) };
      default:
        return { content: await this.plot(attributes, facts) };
    }
  }

  private facts(session: string, scenario = 'article'): Facts {
    const known = this.sessions.get(session);
    if (known) return known;
    const work = new Work(this.core);
    work.adopt(prepare(this.core, { scenario, history: [] }), false);
    const facts = new Facts(work);
    this.sessions.set(session, facts);
    return facts;
  }

  private value({ of, digits = '4', words }: Attributes, facts: Facts): Written {
    const value = facts.value(of);
    const text =
      value === null ? '–' : valueText(value, { digits: Number(digits), words: words !== undefined }, this.messages);
    return { content: text };
  }

  private formula(attributes: Attributes, facts: Facts): Written {
    const { of = '', show = 'all', notation = 'scalar', digits = '4', latex, display } = attributes;
    const writing = { notation: notation as Notation, digits: Number(digits) };
    const lines = latex === undefined ? facts.latex(of, show, writing) : [latex];
    const markup = formulaMarkup(katex, lines, display !== undefined);
    // No number changes a formula of general mathematics: it needs no element.
    if (latex !== undefined)
      return { content: display === undefined ? markup : `<div class="display">${markup}</div>`, instead: true };
    return { content: markup, attributes: { typeset: fingerprint(lines.join('\n')) } };
  }

  private network({ known, step, edges, parameter }: Attributes, facts: Facts): Promise<string> {
    const asked = {
      step: step === undefined ? null : Number(step),
      known: known ?? null,
      parameter: parameter ?? null,
      edges: edges ?? null,
    };
    return this.pictures('network', '', (size) => networkFigure(asked, facts, this.messages, size));
  }

  private plot({ over, updates = '200', near }: Attributes, facts: Facts): Promise<string> {
    const asked = { over, updates: Number(updates), near: near !== undefined };
    return this.pictures('plot', 'plot slope-figure', (size) => plotFigure(asked, facts, this.messages, size));
  }

  /** A figure in each size, of which the page shows one, and the sentence below it. `classes`: those of its place. */
  private async pictures(name: string, classes: string, drawn: (size: FigureSize) => Figure): Promise<string> {
    const figures = sizes.map((size) => ({ size, ...drawn(size) }));
    const pictures = figures.map(async ({ size, drawing, words }) => {
      const { svg, width, height } = await stillPicture(drawing, classes, this.language);
      const address = this.place(`${name}-${size}`, svg);
      // Vite need not look for a file that is written with the page.
      return `<img vite-ignore class="${size}" src="${address}" alt="${words.replaceAll('"', '&quot;')}" width="${width}" height="${height}" loading="lazy" />`;
    });
    const [{ below }] = figures;
    const sentence = below === undefined ? '' : `<p class="run-sentence">${below}</p>`;
    return `${(await Promise.all(pictures)).join('')}${sentence}`;
  }
}

const sizes = Object.keys(figureWidths) as FigureSize[];
