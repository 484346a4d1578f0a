/** What is on the screen as markup for other pages: elements, a code block, a frame. */
import { documentText } from '../editor/documentText';
import { escaped } from '../kit/markup';
import type { LessonView } from '../lesson/view';
import { findScenario } from '../scenarios/index';
import { parseId, resolveName } from '../work/quantity';

/** The screen as attributes; `json`: the network, where no scenario has it as it is. */
interface Shown {
  network: Record<string, string>;
  json: string | null;
  parameter: string | undefined;
  /** null: a derivation is shown, beside which all steps are done */
  step: number | null;
}

function shownBy({ work, lesson, label }: LessonView): Shown {
  const { scenario, history } = work.state;
  const { loss } = work.design;
  const { panel } = lesson.choices;
  const isShipped = scenario !== null && history.every(({ kind }) => kind === 'loss');
  const entry = findScenario(scenario ?? '');
  const isUsual = panel === 'step' && lesson.position === 0 && lesson.parameter === entry?.parameter;
  const name = lesson.parameter && label(lesson.parameter);
  const isName = name && /^\w+$/.test(name) && resolveName(name, work.design) === lesson.parameter;
  const parameter = isUsual || lesson.parameter === null ? undefined : isName ? name : lesson.parameter;
  return {
    network: isShipped ? { scenario, ...(loss === entry?.document.loss ? {} : { loss }) } : {},
    json: isShipped ? null : documentText(networkNow(work)),
    parameter,
    step: panel === 'derive' ? null : lesson.position,
  };
}

/** The document as it is now. One without a state begins with its first sample: those that come next come first. */
function networkNow({ document, session }: LessonView['work']) {
  if (document.state) return document;
  const [next] = session.status().nextBatch;
  const { samples } = document;
  return { ...document, samples: [...samples.slice(next), ...samples.slice(0, next)] };
}

type Attributes = Readonly<Record<string, string | number | null | undefined>>;

function tag(name: string, attributes: Attributes, inside = ''): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== null && value !== 0)
    .map(([key, value]) => (value === '' ? ` ${key}` : ` ${key}="${escaped(String(value))}"`));
  return `<${name}${written.join('')}>${inside}</${name}>`;
}

/** The site says where it has the scripts for other pages; from anywhere else they are where the reader puts them. */
function script(file: string, { page }: LessonView): string {
  const folder = document.querySelector<HTMLMetaElement>('meta[name=backprop-elements]')?.content;
  const src = page.linked && folder ? new URL(folder + file, location.href).href : file;
  return `<script type="module" src="${src}"></script>\n`;
}

/** The network inside an element; nothing in it ends the script that it stands in. */
const inside = (json: string | null): string =>
  json === null ? '' : `\n<script type="application/json">\n${json.replaceAll('<', '\\u003c')}\n</script>\n`;

const themeOf = ({ page }: LessonView) => (page.theme === 'auto' ? undefined : page.theme);

export function elementSnippet(view: LessonView): string {
  const { network, json, parameter, step } = shownBy(view);
  const how = { parameter, step, controls: 'stepper', lang: view.messages.language, theme: themeOf(view) };
  return `${script('backprop-playground.js', view)}${tag('backprop-playground', { ...network, ...how }, inside(json))}\n`;
}

/** The picture, and the formula of the step or derivation that is shown. */
export function piecesSnippet(view: LessonView): string {
  const { lesson, messages } = view;
  const { network, json, parameter, step } = shownBy(view);
  // Pieces have no attribute for the loss: where that is another than the scenario's, the network stands inside.
  const own = json ?? (network.loss === undefined ? null : documentText(networkNow(view.work)));
  const { language: lang } = messages;
  const { notation, digits, edges } = lesson.choices;
  const picture = {
    scenario: own === null ? network.scenario : undefined,
    ...(step === null ? { parameter } : { step }),
    edges: edges === 'weight' ? undefined : edges,
    lang,
  };
  const how = {
    display: '',
    notation: notation === 'scalar' ? undefined : notation,
    digits: digits === 4 ? undefined : digits,
    lang,
  };
  const computed =
    lesson.batchIndex === 0 && lesson.step && parseId(lesson.step.computes) ? lesson.step.computes : null;
  const about = step ? { of: computed, show: 'all' } : { of: parameter ?? lesson.parameter, show: 'chain' };
  const formula = about.of === null ? '' : `${tag('backprop-formula', { ...about, ...how })}\n`;
  return `${script('pieces.js', view)}${tag('backprop-network', picture, inside(own))}\n${formula}`;
}

/** A code block of the language `backprop`. */
export function blockSnippet(view: LessonView): string {
  const { network, json, parameter, step } = shownBy(view);
  const keys = { ...network, parameter, step: step || undefined, lang: view.messages.language, theme: themeOf(view) };
  const lines = Object.entries(keys).filter(([, value]) => value !== undefined);
  return `\`\`\`backprop\n${lines.map(([key, value]) => `${key}: ${value}\n`).join('')}${json === null ? '' : `${json}\n`}\`\`\`\n`;
}

/** `link`: the state of the page as the part of an address after `#`. */
export function iframeSnippet(view: LessonView, link: string, title: string): string {
  const address = embedAddress();
  const { language: lang } = view.messages;
  for (const [key, value] of Object.entries({ lang, theme: view.page.theme, controls: 'stepper' }))
    address.searchParams.set(key, value);
  address.hash = link;
  const frame = {
    class: 'backprop-frame',
    src: address.href,
    title,
    loading: 'lazy',
    allow: 'clipboard-write',
    style: 'width: 100%; height: 760px; border: 0',
  };
  return [tag('iframe', frame), ...FITTED, ''].join('\n');
}

/** Fits each frame to the height that its page tells. */
const FITTED = [
  '<script>',
  "  addEventListener('message', ({ data, source }) => {",
  "    if (data?.type !== 'backprop-playground:resize') return;",
  "    for (const frame of document.querySelectorAll('.backprop-frame'))",
  '      if (frame.contentWindow === source) frame.style.height = `${data.height}px`;',
  '  });',
  '</script>',
];

/** The page for frames, which the site has beside this one; the single file is its own. */
function embedAddress(): URL {
  const { origin, pathname, protocol } = location;
  const page = protocol === 'file:' ? `file://${pathname}` : `${origin}${pathname}`;
  return new URL(/\/(index\.html)?$/.test(pathname) ? 'embed.html' : '', page);
}

/** A picture that leads to this state of the page, in Markdown; without an address it leads nowhere. */
export function pictureLine(file: string, words: string, address: string | null): string {
  const picture = `![${words.replace(/[[\]\\]/g, '\\$&')}](${file})`;
  return address === null ? picture : `[${picture}](<${address}>)`;
}
