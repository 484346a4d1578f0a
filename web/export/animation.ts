/**
 * The steps of an iteration as a moving picture: an SVG that plays by itself, without scripts, inside an `<img>` too. What
 * several steps have in common is drawn once; the rest is shown and hidden.
 */
import { nothing, render } from 'lit';
import { allDrawn } from '../kit/gradually';
import { escaped } from '../kit/markup';
import { diagram } from '../lesson/diagram/diagram';
import type { Lesson } from '../lesson/lesson';
import { initialPage } from '../lesson/pageState';
import type { LessonView } from '../lesson/view';
import { figureWidths } from '../pieces/sizes';
import { phaseSentence, wordsOf } from '../work/stepFacts';
import { stopsOf, type Part } from './stops';
import { FONT, partsOf, XML } from './svg';

export interface Animation {
  svg: string;
  frames: number;
  /** how long it plays before it begins again */
  seconds: number;
}

/** Seconds that a step stays, at least, for each character of its sentence, and at the end. */
const STAY = { least: 1.2, character: 0.022, last: 2 };
const LINE = 20;
const MARGIN = 12;

/** `drawn`: the picture that is on the screen, beside which the frames are drawn out of sight. */
export async function animated(view: LessonView, part: Part, drawn: SVGSVGElement): Promise<Animation> {
  const place = document.createElement('div');
  place.style.cssText = 'position: absolute; visibility: hidden';
  drawn.parentElement!.append(place);
  try {
    const stops = stopsOf(view.lesson, part);
    const frames: Frame[] = [];
    for (const [index, stop] of stops.entries()) {
      const there = viewAt(view, stop);
      render(diagram(there), place, { host: place });
      await allDrawn(place);
      const parts = leavesOf(place.querySelector('svg')!);
      frames.push({ ...captionOf(there, `${index + 1} / ${stops.length}`), parts });
    }
    const { width, height } = place.querySelector('svg')!.viewBox.baseVal;
    return compose(frames, { width, height, title: view.messages.diagram.label });
  } finally {
    render(nothing, place);
    place.remove();
  }
}

/** The same view of the same lesson at another step; nothing of the one on the screen changes. */
function viewAt(view: LessonView, position: number): LessonView {
  const choices = { ...view.lesson.choices, panel: 'step', picture: 'network' };
  const lesson = Object.assign(Object.create(view.lesson) as Lesson, { position, shown: null, choices });
  const still = { controls: 'none', windows: view.page.windows, diagramWidth: figureWidths.wide };
  return Object.assign(Object.create(view) as LessonView, { lesson, page: { ...initialPage(), ...still } });
}

interface Frame {
  title: string;
  sentence: string;
  count: string;
  /** the markup of what is drawn, in order */
  parts: string[];
}

/** Of a single step its own words; of several those of a layer or a phase. */
function captionOf({ messages, lesson, work, label }: LessonView, count: string): Omit<Frame, 'parts'> {
  const { group } = lesson;
  const last = group[group.length - 1];
  const words = wordsOf(last, work.design, label, { gradient: undefined, batch: lesson.steps.samples.length });
  if (group.length === 1) return { title: messages.stepTitle(words), sentence: messages.stepSentence(words), count };
  const isOf = (key: 'layer' | 'neuron') => group.every((step) => step[key] === last[key]);
  const neuron = isOf('layer') && isOf('neuron') && last.neuron !== null ? words.neuron : null;
  const title = messages.groupTitle(messages.phases[last.phase], isOf('layer') ? last.layer : null, neuron);
  return { title, sentence: messages.groupSentence[phaseSentence(last.phase, work.design)], count };
}

// ------------------------------------------------------------------ drawing

/** Each part of the drawing as markup, its colours as they are in light and in dark. */
function leavesOf(drawing: SVGSVGElement): string[] {
  const [light, dark] = (['light', 'dark'] as const).map((scheme) => partsOf(drawing, scheme).flatMap(leaves));
  return light.map((markup, at) => inBoth(markup, dark[at] ?? markup));
}

/** A group that only holds together falls apart. */
function leaves(node: Node): string[] {
  if (!(node instanceof Element)) return [];
  if (node.localName === 'g' && node.attributes.length === 0) return [...node.childNodes].flatMap(leaves);
  return [new XMLSerializer().serializeToString(node).replaceAll(` xmlns="${XML}"`, '')];
}

const COLOUR = /"((?:rgb|color)[^"]*)"/;

/** Where the two differ in a colour, both, after each other; otherwise the light one. */
function inBoth(light: string, dark: string): string {
  const [one, other] = [light.split(COLOUR), dark.split(COLOUR)];
  const isAlike = one.length === other.length && one.every((text, at) => at % 2 === 1 || text === other[at]);
  return isAlike ? one.map((text, at) => (at % 2 === 1 ? `"${text}|${other[at]}"` : text)).join('') : light;
}

const colours = {
  ink: 'rgb(28, 32, 38)|rgb(231, 229, 224)',
  soft: 'rgb(86, 93, 104)|rgb(169, 172, 179)',
  paper: 'rgb(255, 255, 255)|rgb(22, 24, 28)',
};

/** The sentence under the picture, in lines. */
function captionMarkup({ title, sentence, count }: Frame, width: number, top: number): string[] {
  const text = (content: string, x: number, y: number, more: string) =>
    `<text x="${x}" y="${y}" ${more}>${escaped(content)}</text>`;
  const lines = wrapped(sentence, width - 2 * MARGIN);
  return [
    text(title, MARGIN, top + LINE, `font-size="16" font-weight="600" fill="${colours.ink}"`),
    text(count, width - MARGIN, top + LINE, `font-size="13" text-anchor="end" fill="${colours.soft}"`),
    ...lines.map((line, at) => text(line, MARGIN, top + (at + 2.2) * LINE, `font-size="14" fill="${colours.ink}"`)),
  ];
}

let canvas: CanvasRenderingContext2D | null = null;

/** Lines of at most that width, on the safe side: another reader's font may be wider. */
function wrapped(text: string, width: number): string[] {
  canvas ??= document.createElement('canvas').getContext('2d')!;
  canvas.font = `14px ${FONT}`;
  const words = text.match(/[⺀-￿][，。：；、）”]*|[^\s⺀-￿]+\s*|\s+/g) ?? [];
  const lines = [''];
  for (const word of words) {
    const longer = lines[lines.length - 1] + word;
    if (lines[lines.length - 1] && canvas.measureText(longer.trim()).width * 1.06 > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines.map((line) => line.trim());
}

// ------------------------------------------------------------------ composing

interface Size {
  width: number;
  height: number;
  title: string;
}

function compose(frames: Frame[], { width, height, title }: Size): Animation {
  const stays = frames.map(({ sentence }) => STAY.least + STAY.character * sentence.length);
  stays[stays.length - 1] += STAY.last;
  const seconds = stays.reduce((sum, stay) => sum + stay, 0);
  const lines = Math.max(...frames.map(({ sentence }) => wrapped(sentence, width - 2 * MARGIN).length));
  const whole = Math.ceil(height + (lines + 2.2) * LINE);
  const drawn = shownInTurn(frames.map((frame) => [...frame.parts, ...captionMarkup(frame, width, height)]));
  const { text, variables } = coloured(`<rect width="100%" height="100%" fill="${colours.paper}"/>${drawn.markup}`);
  const rules = [...drawn.classes].map(([key, name]) => ruleOf(name, key, stays, seconds));
  const styles = `${variables}${rules.join('')}@media (prefers-reduced-motion:reduce){g{animation:none!important}}`;
  const words = frames.map((frame) => `${frame.count}. ${frame.title}. ${frame.sentence}`).join('\n');
  const head = `<title>${escaped(title)}</title><desc>${escaped(words)}</desc><style>${styles}</style>`;
  const size = `viewBox="0 0 ${width} ${whole}" width="${width}" height="${whole}"`;
  const svg = `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="${XML}" ${size} font-family="${FONT}" role="img">${head}${text}</svg>\n`;
  return { svg, frames: frames.length, seconds };
}

/** The frames over each other; the parts that are not in all of them in groups of a class for each set of frames, `0110`. */
function shownInTurn(frames: string[][]): { markup: string; classes: Map<string, string> } {
  const classes = new Map<string, string>();
  const groups = runsOf(merged(frames)).map(({ frames: shown, markup }) => {
    if (shown.size === frames.length) return markup;
    const key = frames.map((_, at) => (shown.has(at) ? 1 : 0)).join('');
    if (!classes.has(key)) classes.set(key, `s${classes.size}`);
    return `<g class="${classes.get(key)}">${markup}</g>`;
  });
  return { markup: groups.join(''), classes };
}

interface Layer {
  markup: string;
  frames: Set<number>;
}

/** What all frames draw, each thing once, in an order that is that of every frame. */
function merged(frames: string[][]): Layer[] {
  const all: Layer[] = [];
  for (const [number, parts] of frames.entries()) {
    let at = 0;
    for (const markup of parts) {
      const found = all.findIndex((layer, index) => index >= at && layer.markup === markup);
      if (found < 0) all.splice(at, 0, { markup, frames: new Set([number]) });
      else all[found].frames.add(number);
      at = (found < 0 ? at : found) + 1;
    }
  }
  return all;
}

/** Neighbours that are shown in the same frames, together. */
function runsOf(layers: Layer[]): Layer[] {
  const runs: Layer[] = [];
  for (const { markup, frames } of layers) {
    const last = runs[runs.length - 1];
    if (last && last.frames.size === frames.size && [...frames].every((frame) => last.frames.has(frame)))
      last.markup += markup;
    else runs.push({ markup, frames });
  }
  return runs;
}

/** Shows and hides at the times of the frames; standing still, what the last frame shows is seen. */
function ruleOf(name: string, shown: string, stays: number[], seconds: number): string {
  let time = 0;
  const changes = stays.flatMap((stay, at) => {
    const percent = ((time / seconds) * 100).toFixed(3);
    time += stay;
    return shown[at] === shown[at - 1] ? [] : [`${percent}%{visibility:${shown[at] === '1' ? 'visible' : 'hidden'}}`];
  });
  const still = shown.endsWith('1') ? '' : 'visibility:hidden;';
  return `@keyframes ${name}{${changes.join('')}}.${name}{${still}animation:${name} ${seconds.toFixed(2)}s step-end infinite}`;
}

/** Colours that are one in light and another in dark, by name. */
function coloured(drawing: string): { text: string; variables: string } {
  const names = new Map<string, string>();
  const text = drawing.replace(/"((?:rgb|color)[^"|]*)\|([^"]*)"/g, (both, light: string, dark: string) => {
    if (light === dark) return `"${light}"`;
    if (!names.has(both)) names.set(both, `--c${names.size}`);
    return `"var(${names.get(both)})"`;
  });
  const of = (pick: (pair: string[]) => string) =>
    `svg{${[...names].map(([both, name]) => `${name}:${pick(both.slice(1, -1).split('|'))}`).join(';')}}`;
  const variables = `${of(([light]) => light)}@media (prefers-color-scheme:dark){${of(([, dark]) => dark)}}`;
  return { text, variables };
}
