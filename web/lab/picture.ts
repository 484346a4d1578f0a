/** The points over the network's output: a field with its boundary, or the curve that is fitted. */
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { ref } from 'lit/directives/ref.js';
import type { ScenarioSample } from '../../wasm/index';
import { exactAxis, plotAxes, type Axis } from '../kit/plot';
import { number } from './number';
import { classCount, classOf, placeOf, type DataSet, type Range, type View } from './data/dataSet';
import { sign, signOf } from './data/marks';
import { drawField, lines } from './field';
import { GRID } from './grid';
import { area, mappingOf } from './mapping';
import type { PointEditor, Tool } from './pointEditor';
import type { Run, Shown } from './run';
import { saveButtons } from './save';
import type { LabTexts } from './lab.en';

/** More points than this are not told apart, and take long to draw. */
const MOST_DRAWN = 1000;

export function picture(run: Run, editor: PointEditor, words: LabTexts): TemplateResult {
  const { data, points, view } = run;
  const fresh = run.shown?.view === view ? run.shown : undefined;
  const isField = view.axes.length > 1;
  const title = !isField ? words.curveTitle : data.task === 'classes' ? words.pictureTitle : words.ofData.fieldTitle;
  const saved = {
    file: isField ? 'boundary' : 'curve',
    title,
    drawing: 'svg.points',
    ...(isField && { field: '.stage canvas' }),
  };
  return html`<section class="picture" aria-labelledby="picture-title">
    <div class="with-saves">
      <h2 id="picture-title">${title}</h2>
      ${saveButtons(saved, words)}
    </div>
    <div class="stage">
      ${guard([isField, fresh], () => (isField ? field(fresh) : nothing))}
      <svg
        class="plot points"
        viewBox="0 0 ${area.width} ${area.height}"
        role="application"
        tabindex="0"
        aria-label=${describe(run, words)}
        aria-describedby="picture-keys"
        @pointerdown=${(event: PointerEvent) => editor.down(event)}
        @keydown=${(event: KeyboardEvent) => editor.key(event)}
        @focus=${() => editor.focused(true)}
        @blur=${() => editor.focused(false)}
      >
        ${plotAxes(area, ...axesOf(run))} ${guard([fresh], () => (fresh ? lines(fresh) : nothing))}
        ${guard([points, view, run.trainingCount, editor.held], () => marks(run, editor))}
        ${editor.cross ? cross(editor.cross, view) : nothing}
      </svg>
    </div>
    ${points.length > MOST_DRAWN ? html`<p class="aside">${words.ofData.someDrawn(MOST_DRAWN, points.length)}</p>` : nothing}
    ${legend(run, words)} ${tools(run, editor, words)}
    <p id="picture-keys" class="aside">${words.pictureKeys}</p>
    <p class="visually-hidden" role="status">${editor.said}</p>
  </section>`;
}

function field(shown: Shown | undefined): TemplateResult {
  const across = shown?.across ?? GRID;
  const draw = ref((canvas) => drawField(canvas, shown));
  return html`<canvas width=${across} height=${across} aria-hidden="true" ${draw}></canvas>`;
}

function axesOf({ data, view }: Run): [Axis, Axis] {
  const up = view.axes.length > 1 ? data.inputs[view.axes[1]] : data.task === 'values' ? data.outputs[0] : 't';
  return [axis(data.inputs[view.axes[0]], view.x), axis(up, view.y)];
}

const axis = (name: string, range: Range): Axis => exactAxis({ ...range, name }, number);

/** Every point, or as many as can be told apart, evenly from the whole list. */
function marks({ data, points, view, trainingCount }: Run, editor: PointEditor): SVGTemplateResult[] {
  const { toX, toY } = mappingOf(view);
  const stride = Math.max(1, points.length / MOST_DRAWN);
  return Array.from({ length: Math.min(points.length, MOST_DRAWN) }, (_, drawn) => {
    const index = Math.floor(drawn * stride);
    const [x, y] = placeOf(points[index], view);
    const classes = `${index < trainingCount ? '' : 'tests'} ${editor.held === index ? 'held' : ''}`;
    return signOf(points[index], data, view, [toX(x), toY(y)], classes, index);
  });
}

function cross([x, y]: readonly [number, number], view: View): SVGTemplateResult {
  const { toX, toY } = mappingOf(view);
  return svg`<path class="cross" d="M${toX(x) - 11},${toY(y)}h22M${toX(x)},${toY(y) - 11}v22" />`;
}

function describe({ data, points, shown, view }: Run, { ofData: words }: LabTexts): string {
  const said = ({ from, to }: Range) => [number(from), number(to)] as const;
  const [x, y] = [data.inputs[view.axes[0]], data.inputs[view.axes[1]]];
  if (view.axes.length === 1) return words.lineDescribed(x, ...said(view.x), points.length);
  const area = words.areaDescribed(x, ...said(view.x), y, ...said(view.y));
  if (data.task === 'values') return `${area} ${words.valuesDescribed(points.length)}`;
  const counts = countsOf(data).map((count, kind) => words.ofClass(count, data.outputs[kind]));
  const outputs = shown?.view === view && classCount(data) === 2 ? shown.outputs : new Float64Array();
  const share = Math.round((100 * outputs.filter((output) => output >= 0.5).length) / outputs.length);
  const part = outputs.length > 0 ? ` ${words.share(share, data.outputs[1])}` : '';
  return `${area} ${words.classesDescribed(points.length, counts)}${part}`;
}

/** Counted once for each list of points: the words are said anew with every picture. */
const counted = new WeakMap<readonly ScenarioSample[], readonly number[]>();

/** How many points are of each class. */
function countsOf({ points, outputs }: DataSet): readonly number[] {
  const known = counted.get(points);
  if (known) return known;
  const counts = outputs.map(() => 0);
  for (const point of points) counts[classOf(point)]++;
  counted.set(points, counts);
  return counts;
}

function legend({ data, view }: Run, { legend: words, ofData }: LabTexts): TemplateResult {
  const shown = (drawing: SVGTemplateResult) =>
    html`<svg class="plot" width="20" height="14" aria-hidden="true">${drawing}</svg>`;
  const at = [10, 7] as const;
  const hollow: [SVGTemplateResult, string] = [sign(1, at, 'tests'), words.hollow];
  const line = (name: string) => svg`<path class=${name} d="M1,7h18" />`;
  const classes = data.outputs.map((name, kind): [SVGTemplateResult, string] => [
    sign(kind, at, ''),
    ofData.className(name),
  ]);
  const entries: [SVGTemplateResult, string][] =
    data.task === 'classes'
      ? [
          ...classes.reverse(),
          hollow,
          view.axes.length === 1
            ? [line('fit'), words.fit]
            : [line('boundary'), classCount(data) === 2 ? words.line : ofData.borders],
        ]
      : [
          [sign(1, at, ''), words.point],
          hollow,
          ...(view.axes.length === 1 ? ([[line('fit'), words.fit]] as [SVGTemplateResult, string][]) : []),
        ];
  const isField = view.axes.length > 1 && data.task === 'values';
  return html`<p class="legend">
    ${isField ? scale(view, data.outputs[0]) : nothing}
    ${entries.map(([drawing, text]) => html`<span>${shown(drawing)} ${text}</span>`)}
  </p>`;
}

/** What the colours stand for. */
const scale = ({ values: { from, to } }: View, name: string): TemplateResult =>
  html`<span class="scale">${name} <span>${number(from)}</span><i></i><span>${number(to)}</span></span>`;

function tools(run: Run, editor: PointEditor, { tool, tools: words, ofData }: LabTexts): TemplateResult {
  const { data, view } = run;
  const count = classCount(data);
  const radio = (text: string, checked: boolean, chosen: Tool) =>
    html`<label
      ><input type="radio" name="tool" .checked=${checked} @change=${() => editor.choose(chosen)} />${text}</label
    >`;
  const adds = typeof editor.tool === 'number';
  const kinds = Array.from({ length: count }, (_, kind) => kind).sort((a, b) => (count === 2 ? b - a : a - b));
  return html`<fieldset class="tools">
    <legend>${tool}</legend>
    ${count > 0 ? kinds.map((kind) => radio(ofData.adds(data.outputs[kind]), adds && editor.kind === kind, kind)) : radio(words.point, adds, 1)}
    ${(['erase', 'inside'] as const).map((name) => radio(words[name], editor.tool === name, name))}
    ${
      count === 0 && view.axes.length > 1
        ? html`<label
            >${ofData.value}
            <input
              class="number"
              type="text"
              inputmode="decimal"
              name="value"
              .value=${String(editor.value)}
              @change=${(event: Event) => editor.setValue((event.target as HTMLInputElement).value)}
          /></label>`
        : nothing
    }
  </fieldset>`;
}
