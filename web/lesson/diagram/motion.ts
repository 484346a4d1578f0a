/**
 * Where the numbers of a step come from: small discs that run along the edges to what is computed, where those of a sum meet
 * and become one; back, δ parts over the edges into its neuron; and a new value slides into its place. Drawn over the picture,
 * which is complete without it; fetched after the picture is there.
 */
import type { Step } from '../../../wasm/index';
import { outputId } from '../../work/quantity';
import type { LessonView } from '../view';
import { layoutOf } from './diagram';
import { placeOf, type DiagramLayout } from './diagramLayout';
import { along, type Line, type Point } from './geometry';

const XML = 'http://www.w3.org/2000/svg';
/** Milliseconds. */
const DURATION = 300;
/** More at once would be a swarm. */
const MOST_DISCS = 48;
/** Where steps follow each other faster there is none. */
const FASTEST = 1;
/** Radii in ems of the labels: of a number on its way, and of one that parts. */
const SMALL = 0.5;
const LARGE = 0.9;
/** Shares of the time: a number has parted, those that run are there, they have become one. */
const PARTED = 0.2;
const THERE = 0.72;
const ONE = 0.86;
/** How far along its edge a part is seen that goes on to another neuron. */
const ASIDE = 0.3;

/** The last place seen in a picture, and what moves in it now. */
interface Seen {
  position: number;
  numbers: unknown;
  moving: Animation[];
  overlay: SVGGElement | null;
}
const seen = new WeakMap<ParentNode, Seen>();

interface Way extends Line {
  /** where it parts from others, before it is at its edge */
  start?: Point;
}

/** What moves in a step. */
interface Moves {
  ways: Way[];
  /** numbers of the forward pass that meet those */
  forward?: Way[];
  /** parts that go on to other neurons */
  aside?: Way[];
  /** a number there parts into those that run */
  parts?: Point[];
  /** a neuron or the loss, where those that run become one */
  sum?: Point;
  /** selects the texts that are there when that is done */
  shows: string;
}

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
  // Where δ comes to a neuron, the gradients that follow there are not what moves.
  const comes = lesson.group.filter(({ rule }) => rule.startsWith('delta'));
  const moves = (comes.length > 0 ? comes : lesson.group).flatMap((step) => movesOf(step, layout, svg) ?? []);
  if (moves.reduce((sum, { ways }) => sum + ways.length, 0) <= MOST_DISCS) run(moves, layout, svg, now);
  if (lesson.step?.phase === 'update') slide(svg, now);
}

function isWanted({ playing, speed }: LessonView['page']): boolean {
  return !(playing && speed > FASTEST) && !matchMedia('(prefers-reduced-motion: reduce)').matches;
}

function stop(before: Seen | undefined): void {
  before?.moving.forEach((animation) => animation.cancel());
  before?.overlay?.remove();
}

/** Where the numbers of a step come from; null where nothing goes anywhere. */
function movesOf({ rule, computes, layer, neuron }: Step, layout: DiagramLayout, svg: SVGSVGElement): Moves | null {
  const { edges, feeds, neurons, loss } = layout;
  const feed = (id: string) => feeds.filter((one) => one.id === id);
  const into = (l: number, j: number | null) => edges.filter(({ id }) => id.startsWith(`w.${l}.${j}.`));
  const id = outputId(layer ?? 0, neuron ?? 0);
  const here = placeOf(id, layout);
  const neuronPart = `.neuron-part[data-id="${id}"]`;
  const delta = `.delta-part[data-id="${computes}"]`;
  switch (rule) {
    case 'weighted_sum':
      return here && { ways: into(layer!, neuron), sum: here, shows: `${neuronPart} > :is(.value, .small, .sum)` };
    case 'loss_term': {
      const [, k] = computes.split('.');
      const ways = [...feed(outputId(neurons.length, Number(k))), ...feed(`t.${k}`)];
      return { ways, sum: loss, shows: `.term-part[data-id="${computes}"]` };
    }
    case 'delta_output':
      return here && { ways: feed(id).map((way) => back(way, loss)), parts: [loss], sum: here, shows: delta };
    case 'delta_hidden': {
      const next = neurons[layer!].shown;
      const [ways, aside] = [true, false].map((own) =>
        next.flatMap((from) =>
          into(layer! + 1, from.index)
            .filter((edge) => edge.id.endsWith(`.${neuron}`) === own)
            .map((edge) => back(edge, from)),
        ),
      );
      return here && { ways, aside, parts: next, sum: here, shows: delta };
    }
    case 'weight_gradient': {
      // δ comes back along the edge, the output before it forward: where they meet they are multiplied.
      const edge = edges.find((one) => `d${one.id}` === computes);
      const shows = `.edge-label[data-id="${computes}"]`;
      if (!edge || !here) return null;
      const to = middleOf(shows, svg) ?? along(edge, 0.5);
      return { ways: [{ start: here, from: edge.to, to }], forward: [{ from: edge.from, to }], parts: [here], shows };
    }
    default:
      return null;
  }
}

const back = ({ from, to }: Line, start: Point): Way => ({ start, from: to, to: from });

function middleOf(text: string, svg: SVGSVGElement): Point | null {
  const box = svg.querySelector<SVGRectElement>(`${text} .plate`)?.getBBox();
  return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null;
}

const at = ({ x, y }: Point, scale = 1) => `translate(${x}px, ${y}px) scale(${scale})`;

function run(moves: readonly Moves[], { type, radius }: DiagramLayout, svg: SVGSVGElement, now: Seen): void {
  if (moves.length === 0) return;
  const overlay = document.createElementNS(XML, 'g');
  overlay.setAttribute('class', 'motion');
  overlay.setAttribute('aria-hidden', 'true');
  const move = (part: Element, frames: Keyframe[]) => now.moving.push(part.animate(frames, { duration: DURATION }));
  const disc = (classes: string, r: number, frames: Keyframe[]) => {
    const circle = document.createElementNS(XML, 'circle');
    circle.setAttribute('class', classes);
    circle.setAttribute('r', String(r));
    overlay.append(circle);
    move(circle, frames);
  };
  for (const { ways, forward = [], aside = [], sum, shows } of moves) {
    if (sum) disc('sum', radius, becoming(sum, (SMALL * type.label) / radius));
    for (const way of aside) disc('aside', SMALL * type.label, passing(way));
    for (const way of ways) disc('way', SMALL * type.label, running(way));
    for (const way of forward) disc('way forward', SMALL * type.label, running(way));
    for (const text of svg.querySelectorAll(shows)) move(text, arriving);
  }
  // The neuron, and with δ the numbers that it has already, change their colours when that comes.
  for (const node of svg.querySelectorAll('.neuron-part.writes > .node')) move(node, until('var(--paper)'));
  for (const text of svg.querySelectorAll('.neuron-part.writes > text')) move(text, until('var(--ink)'));
  for (const part of new Set(moves.flatMap(({ parts = [] }) => parts)))
    disc('parts', LARGE * type.label, parting(part));
  svg.append(overlay);
  now.overlay = overlay;
  const finished = Promise.all(now.moving.map((animation) => animation.finished));
  void finished.then(
    () => overlay.remove(),
    () => {},
  );
}

/** From where it parts, along its way; then it is one with the others. */
function running({ start, from, to }: Way): Keyframe[] {
  const easing = 'ease-in-out';
  return [
    { transform: at(start ?? from), opacity: 0 },
    { transform: at(start ?? from), opacity: 1, offset: PARTED / 2 },
    { transform: at(from), opacity: 1, offset: PARTED, easing },
    { transform: at(to), opacity: 1, offset: THERE },
    { transform: at(to), opacity: 0, offset: ONE },
    { transform: at(to), opacity: 0 },
  ];
}

/** A part that goes on elsewhere is seen to set out. */
function passing({ start, from, to }: Way): Keyframe[] {
  const end = at(along({ from, to }, ASIDE));
  return [
    { transform: at(start ?? from), opacity: 0 },
    { transform: at(start ?? from), opacity: 0.8, offset: PARTED / 2 },
    { transform: at(from), opacity: 0.8, offset: PARTED },
    { transform: end, opacity: 0, offset: THERE },
    { transform: end, opacity: 0 },
  ];
}

function parting(place: Point): Keyframe[] {
  const small = at(place, SMALL / LARGE);
  return [
    { transform: at(place), opacity: 1 },
    { transform: small, opacity: 1, offset: PARTED / 2 },
    { transform: small, opacity: 0, offset: PARTED },
    { transform: small, opacity: 0 },
  ];
}

/** Grows to the size of its circle and leaves its number there. */
function becoming(place: Point, small: number): Keyframe[] {
  return [
    { transform: at(place, small), opacity: 0 },
    { transform: at(place, small), opacity: 0, offset: THERE - 0.02 },
    { transform: at(place, small), opacity: 1, offset: THERE },
    { transform: at(place), opacity: 1, offset: ONE },
    { transform: at(place, 1.12), opacity: 0 },
  ];
}

const until = (fill: string): Keyframe[] => [{ fill }, { fill, offset: THERE }, { offset: ONE }, {}];

const arriving: Keyframe[] = [{ opacity: 0 }, { opacity: 0, offset: THERE }, {}];

/** New values come up from below into their places. */
function slide(svg: SVGSVGElement, now: Seen): void {
  for (const text of svg.querySelectorAll('.edge-label.writes .edge-text, .bias-part.writes .bias-text'))
    now.moving.push(
      text.animate([{ transform: 'translateY(0.7em)', opacity: 0 }, {}], { duration: DURATION, easing: 'ease-out' }),
    );
}
