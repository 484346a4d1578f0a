/** Points that the reader adds, moves and removes, by pointer and by keyboard. */
import type { ScenarioSample } from '../../wasm/index';
import { followPointer } from '../kit/followPointer';
import { classCount, classOf, placeOf, targetsOf, type Range } from './data/dataSet';
import { area, mappingOf } from './mapping';
import type { Run } from './run';
import { anyNumber, readNumber } from './settings/fields';
import type { LabTexts } from './lab.en';

/** The class of the points that a click adds, or that it removes them, or opens the workbench on the point alone. */
export type Tool = number | 'erase' | 'inside';
type Place = [number, number];

/** What a pointer may miss a point by, in pixels of the picture, and what part of it an arrow key moves the cross by. */
const NEAR = 15;
const STRIDE = 1 / 56;
const ARROWS: Record<string, Place> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

export class PointEditor {
  tool: Tool = 1;
  /** of a point that is added where a picture has two inputs and no classes */
  value = 0;
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
    private readonly stepInto: (sample: number) => void,
  ) {}

  choose(tool: Tool): void {
    this.tool = tool;
    this.changed();
  }

  setValue(text: string): void {
    const read = readNumber(text, anyNumber);
    if ('value' in read) this.value = read.value!;
    this.changed();
  }

  /** The class that a click adds; undefined where there are none. */
  get kind(): number | undefined {
    const count = classCount(this.run.data);
    return count === 0 ? undefined : Math.min(typeof this.tool === 'number' ? this.tool : 1, count - 1);
  }

  focused(has: boolean): void {
    // A click focuses too; the cross is there for the keys. What is held when the focus goes is put down where it is.
    if (!has && this.held !== undefined) void this.run.setPoints(this.run.points);
    if (!has) [this.cross, this.held] = [undefined, undefined];
    this.changed();
  }

  /** A point under the pointer is dragged, removed or stepped into; anywhere else a click adds one. */
  down(event: PointerEvent): void {
    if (event.button !== 0 || !event.isPrimary) return;
    const picture = event.currentTarget as SVGSVGElement;
    const start = this.#placeIn(picture, event);
    const index = this.#nearest(start);
    let moved = false;
    followPointer(
      event,
      (now) => {
        moved ||= Math.hypot(now.clientX - event.clientX, now.clientY - event.clientY) > 4;
        if (!moved || index === undefined || typeof this.tool === 'string') return;
        this.held = index;
        this.#place(index, this.#placeIn(picture, now));
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
    else if (event.key === 'i') this.#stepInto(this.held ?? this.#closest(place));
    else if (event.key === 'Delete' || event.key === 'Backspace') this.#remove(this.held ?? this.#closest(place));
    else if (/^\d$/.test(event.key) && Number(event.key) < classCount(this.run.data)) this.#kind(Number(event.key));
    else return;
    this.cross ??= place;
    event.preventDefault();
    this.changed();
  }

  #click(place: Place, index: number | undefined): void {
    if (this.tool === 'erase') this.#remove(index);
    else if (this.tool === 'inside') this.#stepInto(index);
    else if (index === undefined) this.#add(place);
    else this.#relabel(index);
  }

  #stepInto(index: number | undefined): void {
    if (index !== undefined) this.stepInto(index);
  }

  /** The class of new points, and of the one that is held. */
  #kind(kind: number): void {
    this.tool = kind;
    if (this.held !== undefined) this.#relabel(this.held);
  }

  /** Gives a point the chosen class; or the value, where that is no place in the picture. */
  #relabel(index: number): void {
    const { kind } = this;
    const { points, data, view } = this.run;
    const point = points[index];
    if (kind === undefined ? view.axes.length === 1 || point.t[0] === this.value : kind === classOf(point)) return;
    const t = kind === undefined ? point.t.with(0, this.value) : targetsOf(kind, data.outputs.length);
    const { relabelled, revalued } = this.words().ofData;
    this.said = kind === undefined ? revalued(String(this.value)) : relabelled(data.outputs[kind]);
    void this.run.setPoints(points.with(index, { ...point, t }));
  }

  #step([x, y]: Place, [right, up]: Place, times: number): void {
    const { view } = this.run;
    const across = (range: Range) => (range.to - range.from) * times * STRIDE;
    this.cross = this.#last = this.#inside([x + right * across(view.x), y + up * across(view.y)]);
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
    if (this.held === undefined) return;
    this.cross = this.#last = placeOf(this.run.points[this.held], this.run.view);
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
    this.said = this.words().removed;
    void this.run.setPoints(this.run.points.filter((_, other) => other !== index));
  }

  /** Shows the point at another place; the run begins again when it is put down. */
  #place(index: number, place: Place): void {
    const { x, t } = this.run.points[index];
    this.run.hold(this.run.points.with(index, this.#at(place, x, t)));
    this.changed();
  }

  /** A sample there; inputs that are on no axis, and targets, are as given. */
  #at(place: Place, inputs: readonly number[], t: number[]): ScenarioSample {
    const [right, up] = this.#inside(place);
    const { axes } = this.run.view;
    const x = inputs.map((value, input) => (input === axes[0] ? right : input === axes[1] ? up : value));
    return axes.length > 1 || this.kind !== undefined ? { x, t } : { x, t: t.with(0, up) };
  }

  #sampleAt(place: Place): ScenarioSample {
    const { data, view } = this.run;
    const { kind } = this;
    const values = () => Array.from(data.outputs, () => this.value);
    return this.#at(place, view.held, kind === undefined ? values() : targetsOf(kind, data.outputs.length));
  }

  /** The point at that place, where there is one. */
  #nearest(place: Place): number | undefined {
    const index = this.#closest(place);
    return index !== undefined && this.#distance(index, place) <= NEAR ? index : undefined;
  }

  #closest(place: Place): number | undefined {
    const distances = this.run.points.map((_, index) => this.#distance(index, place));
    const least = distances.reduce((least, distance) => Math.min(least, distance), Infinity);
    return distances.length > 0 ? distances.indexOf(least) : undefined;
  }

  /** In pixels of the picture. */
  #distance(index: number, [x, y]: Place): number {
    const { toX, toY } = mappingOf(this.run.view);
    const [x0, y0] = placeOf(this.run.points[index], this.run.view);
    return Math.hypot(toX(x) - toX(x0), toY(y) - toY(y0));
  }

  #inside([x, y]: Place): Place {
    const { view } = this.run;
    return [within(x, view.x), within(y, view.y)];
  }

  #placeIn(picture: Element, { clientX, clientY }: PointerEvent): Place {
    const { left, top, width, height } = picture.getBoundingClientRect();
    const { fromX, fromY } = mappingOf(this.run.view);
    return this.#inside([
      fromX(((clientX - left) / width) * area.width),
      fromY(((clientY - top) / height) * area.height),
    ]);
  }
}

/** Within the range, and to a thousandth of its power of ten: shorter to read. */
function within(value: number, { from, to }: Range): number {
  const places = 3 - Math.floor(Math.log10(to - from));
  const power = 10 ** Math.abs(places);
  const rounded = places < 0 ? Math.round(value / power) * power : Math.round(value * power) / power;
  return Math.max(from, Math.min(to, rounded));
}

const said = (place: Place) =>
  place.map((value) =>
    Number(value.toPrecision(3))
      .toFixed(Math.abs(value) < 100 ? 2 : 0)
      .replace('-', '−'),
  ) as [string, string];
