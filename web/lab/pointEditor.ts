/** Points that the reader adds, moves and removes, by pointer and by keyboard. */
import type { ScenarioSample } from '../../wasm/index';
import { followPointer } from '../kit/followPointer';
import { area, fromX, fromY, placeOf } from './mapping';
import { EXTENT, type Run } from './run';
import { hasClasses } from './setup';
import type { LabTexts } from './lab.en';

/** class 1, class 0, or a click removes */
export type Tool = 'first' | 'second' | 'erase';
type Place = [number, number];

/** What a pointer may miss a point by, and an arrow key moves the cross by. */
const NEAR = 0.09;
const STRIDE = 0.05;
const ARROWS: Record<string, Place> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

export class PointEditor {
  tool: Tool = 'first';
  /** the keyboard's place, while the picture has the focus */
  cross: Place | undefined;
  /** the point that is moved */
  held: number | undefined;
  /** the sentence about what happened last */
  said = '';
  #last: Place = [0, 0];

  constructor(
    private readonly run: Run,
    private readonly words: () => LabTexts,
    private readonly changed: () => void,
  ) {}

  choose(tool: Tool): void {
    this.tool = tool;
    this.changed();
  }

  focused(has: boolean): void {
    // A click focuses too; the cross is there for the keys.
    if (!has) [this.cross, this.held] = [undefined, undefined];
    this.changed();
  }

  /** A point under the pointer is dragged, or removed; anywhere else a click adds one. */
  down(event: PointerEvent): void {
    if (event.button !== 0 || !event.isPrimary) return;
    const picture = event.currentTarget as SVGSVGElement;
    const start = placeIn(picture, event);
    const index = this.#nearest(start);
    let moved = false;
    followPointer(
      event,
      (now) => {
        moved ||= Math.hypot(now.clientX - event.clientX, now.clientY - event.clientY) > 4;
        if (!moved || index === undefined || this.tool === 'erase') return;
        this.held = index;
        this.#place(index, placeIn(picture, now));
      },
      (end) => {
        const dragged = this.held;
        this.held = undefined;
        if (dragged !== undefined) void this.run.setPoints(this.run.points);
        else if (end.type === 'pointerup' && !moved) this.#click(start, index);
        this.changed();
      },
    );
  }

  key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const place = this.cross ?? this.#last;
    const arrow = ARROWS[event.key];
    if (arrow) this.#step(place, arrow, event.shiftKey ? 4 : 1);
    else if (event.key === 'Enter') this.#add(place);
    else if (event.key === ' ') this.#hold(place);
    else if (event.key === 'Delete' || event.key === 'Backspace') this.#remove(this.held ?? this.#closest(place));
    else if (event.key === '1' || event.key === '0') this.tool = event.key === '1' ? 'first' : 'second';
    else return;
    this.cross ??= place;
    event.preventDefault();
    this.changed();
  }

  #click(place: Place, index: number | undefined): void {
    if (this.tool === 'erase') this.#remove(index);
    else if (index === undefined) this.#add(place);
  }

  #step([x, y]: Place, [right, up]: Place, times: number): void {
    this.cross = this.#last = inside([x + right * times * STRIDE, y + up * times * STRIDE]);
    this.said = this.words().cross(...said(this.cross));
    if (this.held !== undefined) this.#place(this.held, this.cross);
  }

  /** Picks the point nearest to the cross up, or puts down what is held. */
  #hold(place: Place): void {
    if (this.held !== undefined) {
      this.held = undefined;
      this.said = this.words().moved(...said(place));
      void this.run.setPoints(this.run.points);
      return;
    }
    this.held = this.#closest(place);
    this.cross = this.#last = placeOf(this.run.points[this.held]);
    this.said = this.words().held;
  }

  #add(place: Place): void {
    this.said = this.words().added(...said(place));
    // A new point trains: those that train come first.
    void this.run.setPoints([this.#sampleAt(place), ...this.run.points]);
  }

  #remove(index: number | undefined): void {
    if (index === undefined) return;
    this.held = undefined;
    if (this.run.points.length <= 2) return void (this.said = this.words().fewest);
    this.said = this.words().removed;
    void this.run.setPoints(this.run.points.filter((_, other) => other !== index));
  }

  /** Shows the point at another place; the run begins again when it is put down. */
  #place(index: number, place: Place): void {
    const { x, t } = this.run.points[index];
    const there = inside(place);
    const moved: ScenarioSample = x.length > 1 ? { x: there, t } : { x: [there[0]], t: [there[1]] };
    this.run.points = this.run.points.with(index, moved);
    this.changed();
  }

  #sampleAt([x, y]: Place): ScenarioSample {
    return hasClasses(this.run.setup) ? { x: [x, y], t: [this.tool === 'second' ? 0 : 1] } : { x: [x], t: [y] };
  }

  /** The point at that place, where there is one. */
  #nearest(place: Place): number | undefined {
    const index = this.#closest(place);
    return distance(placeOf(this.run.points[index]), place) <= NEAR ? index : undefined;
  }

  #closest(place: Place): number {
    const distances = this.run.points.map((point) => distance(placeOf(point), place));
    return distances.indexOf(Math.min(...distances));
  }
}

const distance = ([x0, y0]: Place, [x1, y1]: Place): number => Math.hypot(x1 - x0, y1 - y0);
const within = (value: number): number => Math.max(-EXTENT, Math.min(EXTENT, Math.round(value * 1000) / 1000));
const inside = ([x, y]: Place): Place => [within(x), within(y)];
const said = (place: Place) => place.map((value) => value.toFixed(2).replace('-', '−')) as [string, string];

function placeIn(picture: SVGSVGElement, { clientX, clientY }: PointerEvent): Place {
  const { left, top, width, height } = picture.getBoundingClientRect();
  return inside([fromX(((clientX - left) / width) * area.width), fromY(((clientY - top) / height) * area.height)]);
}
