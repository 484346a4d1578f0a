/**
 * Where the numbers of a step come from: small discs that run along the edges to what is computed, and a new value that slides
 * into its place. Drawn over the picture, which is complete without it; fetched after the picture is there.
 */
import type { Step } from '../../../wasm/index';
import type { LessonView } from '../view';
import { layoutOf } from './diagram';
import type { DiagramLayout, Edge } from './diagramLayout';
import type { Line, Point } from './geometry';

const XML = 'http://www.w3.org/2000/svg';
/** Milliseconds. */
const DURATION = 280;
/** More at once would be a swarm. */
const MOST_DISCS = 48;
/** Where steps follow each other faster there is none. */
const FASTEST = 1;

/** The last place seen in a picture, and what moves in it now. */
interface Seen {
  position: number;
  numbers: unknown;
  moving: Animation[];
  overlay: SVGGElement | null;
}
const seen = new WeakMap<ParentNode, Seen>();

/** Called after each drawing. It moves something after one press forward, and stops as soon as anything else happens. */
export function followMotion(view: LessonView, root: ParentNode): void {
  const { lesson, page } = view;
  const before = seen.get(root);
  const { position } = lesson;
  const { numbers } = lesson.work;
  if (before && before.position === position && before.numbers === numbers) return;
  stop(before);
  const now: Seen = { position, numbers, moving: [], overlay: null };
  seen.set(root, now);
  const onePress = before?.numbers === numbers && before.position === lesson.groupRange.start && position > 0;
  const svg = root.querySelector<SVGSVGElement>('svg.diagram');
  if (!onePress || !svg || !isWanted(page)) return;
  const layout = layoutOf(view);
  const ways = lesson.group.flatMap((step) => waysOf(step, layout));
  if (ways.length > 0 && ways.length <= MOST_DISCS) run(ways, layout, svg, now);
  if (lesson.step?.phase === 'update') slide(svg, now);
}

function isWanted({ playing, speed }: LessonView['page']): boolean {
  return !(playing && speed > FASTEST) && !matchMedia('(prefers-reduced-motion: reduce)').matches;
}

function stop(before: Seen | undefined): void {
  before?.moving.forEach((animation) => animation.cancel());
  before?.overlay?.remove();
}

const back = ({ from, to }: Line): Line => ({ from: to, to: from });

/** The ways that the numbers of a step go. */
function waysOf({ rule, computes, layer, neuron }: Step, { edges, feeds, neurons }: DiagramLayout): Line[] {
  const into = (l: number, j: number | null) => edges.filter(({ id }) => id.startsWith(`w.${l}.${j}.`));
  const feed = (kinds: readonly string[], index: number | string) =>
    feeds.filter(({ id }) => kinds.includes(id[0]) && id.endsWith(`.${index}`));
  switch (rule) {
    case 'weighted_sum':
      return into(layer!, neuron);
    case 'loss_term':
      return feed(['a', 't'], computes.split('.')[1]);
    case 'delta_output':
      return feed(['a'], neuron!).map(back);
    case 'delta_hidden':
      return neurons[layer!].shown
        .flatMap(({ index }): Edge[] => into(layer! + 1, index))
        .filter(({ id }) => id.endsWith(`.${neuron}`))
        .map(back);
    default:
      return [];
  }
}

function run(ways: readonly Line[], { type }: DiagramLayout, svg: SVGSVGElement, now: Seen): void {
  const overlay = document.createElementNS(XML, 'g');
  overlay.setAttribute('class', 'motion');
  overlay.setAttribute('aria-hidden', 'true');
  const at = ({ x, y }: Point) => `translate(${x}px, ${y}px)`;
  for (const { from, to } of ways) {
    const disc = document.createElementNS(XML, 'circle');
    disc.setAttribute('r', String(0.34 * type.label));
    overlay.append(disc);
    const frames = [
      { transform: at(from), opacity: 0.2 },
      { opacity: 1, offset: 0.25 },
      { transform: at(to), opacity: 1 },
    ];
    now.moving.push(disc.animate(frames, { duration: DURATION, easing: 'ease-in' }));
  }
  svg.append(overlay);
  now.overlay = overlay;
  const finished = Promise.all(now.moving.map((animation) => animation.finished));
  void finished.then(
    () => overlay.remove(),
    () => {},
  );
}

/** New values come up from below into their places. */
function slide(svg: SVGSVGElement, now: Seen): void {
  for (const text of svg.querySelectorAll('.edge-label.writes .edge-text, .bias-part.writes .bias-text'))
    now.moving.push(
      text.animate([{ transform: 'translateY(0.7em)', opacity: 0 }, {}], { duration: DURATION, easing: 'ease-out' }),
    );
}
