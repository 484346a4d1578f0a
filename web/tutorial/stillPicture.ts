/**
 * A figure as a file of its own, which stands in its place until a script draws it: an SVG picture with the styles that
 * its parts need.
 */
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { nothing, type TemplateResult } from 'lit';
import { plotStyles } from '../kit/plot.styles';
import { diagramStyles } from '../lesson/diagram/diagram.styles';
import { foldStyles } from '../lesson/diagram/folds.styles';
import { slopeStyles } from '../lesson/slope/slope.styles';
import { runStyles } from '../pieces/run.styles';
import { tokens } from '../styles/tokens';
import type { Language } from '../work/choices';

export interface StillPicture {
  svg: string;
  /** in pixels, to the nearest one */
  width: number;
  height: number;
}

/** `classes`: what the styles call the place that the drawing is made for. */
export async function stillPicture(
  drawing: TemplateResult | typeof nothing,
  classes: string,
  language: Language,
): Promise<StillPicture> {
  const markup = await collectResult(render(drawing));
  const [, attributes, inside] = /<svg\b([^>]*)>(.*)<\/svg>/s.exec(markup)!;
  const named = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? '';
  // The living figure has the sides of this box: nothing moves when it comes.
  const [, , width, height] = named('viewBox').split(' ').map(Number);
  const [phase] = /data-phase="\w+"(?=.*<svg)/s.exec(markup) ?? [];
  const root = `class="${`${classes} ${named('class')}`.trim()}"${phase ? ` ${phase}` : ''} viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`;
  const parts = still(inside);
  const styles = usedStyles(`${root}${parts}`);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xml:lang="${language}" ${root}><style>${styles}</style>${parts}</svg>`;
  return { svg, width: Math.round(width), height: Math.round(height) };
}

// ------------------------------------------------------------------ parts

/** Attributes that only a living picture needs: the whole is one image, and the page describes it. */
const ofTheLiving = / (tabindex|data-[\w-]+|part|role|aria-[\w-]+)(="[^"]*")?/g;
/** Parts that only a pointer, a key or a movement needs. */
const unseen = /<(\w+)[^>]*class="[^"]*(?:-hit|-halo)[^"]*"[^>]*(?:\/>|><\/\1>)/g;
/** Names of parts that no style of a still picture asks for. */
const unstyled = /\b(handle-texts|handle|edge-value)\b ?/g;

/** Markup without what a browser would need to go on with it. */
const still = (markup: string): string =>
  markup
    .replace(/<!--.*?-->|<\?>/gs, '')
    .replace(unseen, '')
    .replace(/<g class="grips"[^>]*>.*?<\/g>/gs, '')
    .replace(ofTheLiving, (attribute, name) => (name === 'data-phase' ? attribute : ''))
    .replace(/ class="([^"]*)"/g, (_, names: string) => {
      const kept = names.replace(unstyled, '').trim();
      return kept ? ` class="${kept}"` : '';
    })
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
    .replace(/<g>((?:(?!<g\b)(?!<\/g>).)*)<\/g>/g, '$1')
    .trim();

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

// ------------------------------------------------------------------ styles

/** What the page gives a living figure, and what nobody can do to a still one. */
const around =
  'svg{color-scheme:light dark;background:var(--paper);color:var(--ink);font:16px/1.5 var(--text);font-variant-numeric:tabular-nums}';
const acts = /(?:cursor|touch-action|(?:-webkit-)?user-select|pointer-events):[^;}]*;?/g;

/** The look that the pieces have, as rules for an SVG document. */
const allStyles = `${[tokens, plotStyles, diagramStyles, foldStyles, slopeStyles, runStyles]
  .map(({ cssText }) => cssText)
  .join('')
  .replaceAll(":host([lang='zh-CN'])", ':root:lang(zh-CN)')
  .replace(/:host\([^{]*\{[^}]*\}/g, '')
  .replaceAll(':host', ':root')
  .replace(/\/\*.*?\*\/|\s+/gs, ' ')
  .replace(/ *([{};,]) */g, '$1')
  .replaceAll(': ', ':')
  .replace(acts, '')}${around}`;

/** The rules that find something in that markup, with the custom properties that they need. */
function usedStyles(markup: string): string {
  const classes = new Set([...markup.matchAll(/class="([^"]*)"/g)].flatMap(([, names]) => names.split(' ')));
  const finds = (selector: string) => {
    const certain = selector.replace(/:not\([^)]*\)/g, '');
    const oneOf = [...certain.matchAll(/:is\(([^)]*)\)/g)].map(([, names]) => names.split(','));
    const [phase] = /\[data-phase[^\]]*\]/.exec(certain)?.[0].match(/'\w+'/) ?? [];
    const has = (part: string) => [...part.matchAll(/\.([\w-]+)/g)].every(([, name]) => classes.has(name));
    return (
      has(certain.replace(/:is\([^)]*\)/g, '')) &&
      oneOf.every((names) => names.some(has)) &&
      (!phase || markup.includes(`data-phase="${phase.slice(1, -1)}"`)) &&
      !/:(hover|active|focus)|\ssvg\b/.test(certain)
    );
  };
  // Neither a pointer nor a narrow column is anything to a picture.
  const rules = allStyles.replace(/@[^{]*\{(?:[^{}]|\{[^{}]*\})*\}/g, '').matchAll(/([^{}]+)\{([^{}]*)\}/g);
  const kept = [...rules].flatMap(([, selectors, body]) => {
    const found = selectors.split(/,(?![^(]*\))/).filter(finds);
    return found.length > 0 && body ? [`${found.join()}{${body}}`] : [];
  });
  return withoutUnused(kept.join(''), markup);
}

/** Styles without the custom properties that neither a rule nor the markup asks for, nor another of them that is. */
function withoutUnused(styles: string, markup: string): string {
  const asked = new Set([...`${styles}${markup}`.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name));
  const kept = styles.replace(/(--[\w-]+):[^;}]*;?/g, (property, name: string) => (asked.has(name) ? property : ''));
  return kept === styles ? styles.replaceAll(';}', '}') : withoutUnused(kept, markup);
}
