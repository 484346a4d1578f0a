/**
 * Writes an article's pieces before a browser sees it: each number, formula and figure as the piece itself would show it.
 * It runs while the site is built, with the core itself.
 */
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import katex from 'katex';
import { html, nothing, type TemplateResult } from 'lit';
import { plotStyles } from '../kit/plot.styles';
import { diagramStyles } from '../lesson/diagram/diagram.styles';
import { foldStyles } from '../lesson/diagram/folds.styles';
import { slopeStyles } from '../lesson/slope/slope.styles';
import { formulaRules } from '../pieces/formula.styles';
import { runStyles } from '../pieces/run.styles';
import { tokens } from '../styles/tokens';
import { loadCore, type Core, type Notation } from '../../wasm/index';
import { en, type Messages } from '../messages/en/index';
import { zhCN } from '../messages/zh-CN/index';
import { Facts } from '../pieces/facts';
import { networkFigure, plotFigure, type FigureSize } from '../pieces/figures';
import { fingerprint, formulaMarkup } from '../pieces/mathml';
import { figureWidths } from '../pieces/sizes';
import { valueText } from '../pieces/texts';
import type { Language } from '../work/choices';
import { prepare } from '../work/opening';
import { Work } from '../work/work';

/** The look of figures and formulas that no script has drawn: as the pieces have it, for the document itself. */
const stillStyles = [tokens, plotStyles, diagramStyles, foldStyles, slopeStyles, formulaRules, runStyles]
  .map(({ cssText }) => cssText)
  .join('')
  .replaceAll(":host([lang='zh-CN'])", ':root:lang(zh-CN)')
  .replace(/:host\([^{]*\{[^}]*\}/g, '')
  .replaceAll(':host', ':root')
  .replace(/\/\*.*?\*\/|\s+/gs, ' ')
  .replace(/ ?([{};,]) ?/g, '$1');

type Attributes = Readonly<Record<string, string>>;

interface Written {
  /** attributes to add to the piece's own */
  attributes?: Record<string, string | true>;
  /** null: what is inside stays */
  content: string | null;
  /** in place of the element itself */
  instead?: boolean;
}

/** A page with its pieces filled. `wasm`: the compiled core. Throws where a piece says what nobody understands. */
export async function prerender(page: string, language: Language, wasm: Uint8Array): Promise<string> {
  const writer = new Writer(await loadCore({ wasmBinary: wasm }), { en, 'zh-CN': zhCN }[language]);
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
  return whole.replace('</head>', `<style>${stillStyles}</style></head>`);
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

  constructor(
    private readonly core: Core,
    private readonly messages: Messages,
  ) {}

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
    const figures = sizes.map((size) => networkFigure(asked, facts, this.messages, size));
    return still(
      html`${figures.map(({ drawing }, at) => html`<div class=${sizes[at]}>${drawing}</div>`)}`,
      figures[0].words,
    );
  }

  private plot({ over, updates = '200', near }: Attributes, facts: Facts): Promise<string> {
    const asked = { over, updates: Number(updates), near: near !== undefined };
    const figures = sizes.map((size) => plotFigure(asked, facts, this.messages, size));
    const drawn = figures.map(({ drawing, below }, at) => {
      const sentence = below === undefined ? nothing : html`<p class="run-sentence">${below}</p>`;
      return html`<div class="${sizes[at]} plot slope-figure">${drawing} ${sentence}</div>`;
    });
    return still(html`${drawn}`, figures[0].words);
  }
}

const sizes = Object.keys(figureWidths) as FigureSize[];

/** Attributes that only a live picture needs: still, it is one image with one description. */
const ofTheLive = / (tabindex|data-[\w-]+|part|role|aria-[\w-]+)(="[^"]*")?/g;
/** Parts that only a pointer, a key or a movement needs. */
const unseen = /<(\w+)[^>]*class="[^"]*(?:-hit|-halo)[^"]*"[^>]*(?:\/>|><\/\1>)/g;
/** Names of parts that no style of a still picture asks for. */
const unstyled = /\b(handle-texts|handle|edge-value)\b ?/g;

/** Markup without what a browser would need to go on with it. `description`: of the picture, in words. */
async function still(template: TemplateResult, description: string): Promise<string> {
  const markup = await collectResult(render(template));
  return markup
    .replace(/<!--.*?-->|<\?>/gs, '')
    .replace(unseen, '')
    .replace(/<g class="grips"[^>]*>.*?<\/g>/gs, '')
    .replace(ofTheLive, (attribute, name) => (name === 'data-phase' ? attribute : ''))
    .replace(/ class="([^"]*)"/g, (_, names: string) => {
      const kept = names.replace(unstyled, '').trim();
      return kept ? ` class="${kept}"` : '';
    })
    .replace(/<svg\b/g, `<svg role="img" aria-label="${description.replaceAll('"', '&quot;')}" `)
    .replace(
      /\b([xy][12]?|c[xy]|width|height|rx)="(-?\d+\.\d+)"/g,
      (_, name, number) => `${name}="${Math.round(number)}"`,
    )
    .replace(/"(-?\d+\.\d)\d+"/g, '"$1"')
    .replace(/ (?:d|points)="[^"]*"/g, (way) => way.replace(/(\d+\.\d)\d+/g, '$1'))
    .replace(/ points="([^"]*)"/g, (_, points: string) => ` points="${fewerPoints(points)}"`)
    .replace(/\s+/g, ' ')
    .replace(/ ?([<>]) ?(?=[<>])| (?=\/?>)/g, '$1')
    .replace(/<g[^>]*><\/g>/g, '')
    .replace(/<g>((?:(?!<g\b)(?!<\/g>).)*)<\/g>/g, '$1');
}

/** A line may miss a point that it leaves out by so many pixels: fewer than an eye sees. */
const UNSEEN = 0.12;

/** The same line through fewer points: a curve that was drawn closely is nearly straight over many of them. */
function fewerPoints(points: string): string {
  const all = points.split(' ').map((point) => point.split(',').map(Number) as [number, number]);
  const isStraight = (from: number, to: number) => {
    const [[x, y], [endX, endY]] = [all[from], all[to]];
    const [across, up] = [endX - x, endY - y];
    const between = all.slice(from + 1, to);
    return between.every(([px, py]) => Math.abs((px - x) * up - (py - y) * across) <= UNSEEN * Math.hypot(across, up));
  };
  const kept = [0];
  for (let to = 2; to < all.length; to++) if (!isStraight(kept[kept.length - 1], to)) kept.push(to - 1);
  if (all.length > 1) kept.push(all.length - 1);
  return kept.map((index) => all[index].join(',')).join(' ');
}
