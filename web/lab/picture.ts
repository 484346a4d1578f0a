/** The points over the network's output: a field with its boundary, or the curve that is fitted. */
import { contours } from 'd3-contour';
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { ref } from 'lit/directives/ref.js';
import type { ScenarioSample } from '../../wasm/index';
import { outline } from '../kit/contour';
import { clipTo, frameOf, linearScale, plotAxes, plotLine, plotPoint, type Axis } from '../kit/plot';
import { area, placeOf, toX, toY } from './mapping';
import type { PointEditor } from './pointEditor';
import { EXTENT, GRID, LINE, type Run, type Shown } from './run';
import { saveButtons, type Saved } from './save';
import { hasClasses } from './setup';
import type { LabTexts } from './lab.en';

export function picture(run: Run, editor: PointEditor, words: LabTexts): TemplateResult {
  const { shown, points } = run;
  const classes = hasClasses(run.setup);
  const fresh = shown && hasClasses(shown.setup) === classes ? shown : undefined;
  return html`<section class="picture" aria-labelledby="picture-title">
    <div class="with-saves">
      <h2 id="picture-title">${classes ? words.pictureTitle : words.curveTitle}</h2>
      ${saveButtons(savedOf(run, classes, words), words)}
    </div>
    <div class="stage">
      ${classes ? html`<canvas width=${GRID} height=${GRID} aria-hidden="true" ${ref((canvas) => drawField(canvas, fresh))}></canvas>` : nothing}
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
        ${plotAxes(area, axis(classes ? 'x₁' : 'x'), axis(classes ? 'x₂' : 't'))}
        ${fresh ? line(fresh, classes) : nothing}
        ${guard([points, run.trainingCount, editor.held], () => points.map((sample, index) => mark(sample, index, run, editor)))}
        ${editor.cross ? cross(editor.cross) : nothing}
      </svg>
    </div>
    ${legend(classes, words)} ${tools(classes, editor, words)}
    <p id="picture-keys" class="aside">${words.pictureKeys}</p>
    <p class="visually-hidden" role="status">${editor.said}</p>
  </section>`;
}

const savedOf = ({ points, trainingCount }: Run, classes: boolean, words: LabTexts): Saved => ({
  file: classes ? 'boundary' : 'curve',
  title: classes ? words.pictureTitle : words.curveTitle,
  drawing: 'svg.points',
  ...(classes && { field: '.stage canvas' }),
  table: () => [
    [...points[0].x.map((_, index) => `x${index + 1}`), ...points[0].t.map((_, index) => `t${index + 1}`), 'use'],
    ...points.map(({ x, t }, index) => [...x, ...t, index < trainingCount ? 'train' : 'test']),
  ],
});

const axis = (name: string): Axis => ({
  from: -EXTENT,
  to: EXTENT,
  name,
  text: (value) => value.toFixed(1).replace('-', '−'),
});

/** Nearer to one of the classes: its hue, the stronger the surer. */
function drawField(canvas: Element | undefined, shown: Shown | undefined): void {
  const context = (canvas as HTMLCanvasElement | undefined)?.getContext('2d');
  if (!context) return;
  const image = context.createImageData(GRID, GRID);
  for (let row = 0; shown && row < GRID; row++) {
    for (let column = 0; column < GRID; column++) {
      const output = shown.outputs[row * GRID + column];
      const hue = output >= 0.5 ? [230, 145, 0] : [0, 114, 178];
      image.data.set([...hue, Math.round(Math.abs(output - 0.5) * 2 * 120)], 4 * ((GRID - 1 - row) * GRID + column));
    }
  }
  context.putImageData(image, 0, 0);
}

function line({ outputs }: Shown, classes: boolean): SVGTemplateResult {
  if (!classes) {
    const across = linearScale(0, LINE - 1, toX(-EXTENT), toX(EXTENT));
    const inside = (value: number) => Math.max(-2 * EXTENT, Math.min(2 * EXTENT, value));
    const points = Array.from(outputs, (output, index) => plotPoint(across(index), toY(inside(output))));
    return plotLine('fit', points);
  }
  const size = [GRID, GRID] as const;
  const boundary = contours()
    .size([...size])
    .contour(Array.from(outputs), 0.5);
  const frame = frameOf(area);
  return svg`${clipTo(frame, 'boundary-frame')}
    <path class="boundary" clip-path="url(#boundary-frame)" d=${outline(boundary, frame, size)} />`;
}

/** Class 1 is round, class 0 square; a point that tests is hollow. */
function mark(sample: ScenarioSample, index: number, run: Run, editor: PointEditor): SVGTemplateResult {
  const [x, y] = placeOf(sample);
  const [cx, cy] = [toX(x), toY(y)];
  const first = sample.x.length === 1 || sample.t[0] > 0.5;
  const kind = `point ${first ? 'first' : 'second'} ${index < run.trainingCount ? '' : 'tests'} ${editor.held === index ? 'held' : ''}`;
  return first
    ? svg`<circle class=${kind} data-index=${index} cx=${cx} cy=${cy} r="4.6" />`
    : svg`<rect class=${kind} data-index=${index} x=${cx - 4} y=${cy - 4} width="8" height="8" />`;
}

const cross = ([x, y]: readonly [number, number]): SVGTemplateResult =>
  svg`<path class="cross" d="M${toX(x) - 11},${toY(y)}h22M${toX(x)},${toY(y) - 11}v22" />`;

function describe({ points, shown, setup }: Run, words: LabTexts): string {
  if (!hasClasses(setup)) return words.curvePicture(points.length);
  const first = points.filter(({ t }) => t[0] > 0.5).length;
  const outputs = shown && hasClasses(shown.setup) ? shown.outputs : new Float64Array();
  const share = Math.round((100 * outputs.filter((output) => output >= 0.5).length) / outputs.length);
  return `${words.picture(points.length, first)}${outputs.length > 0 ? ` ${words.share(share)}` : ''}`;
}

function legend(classes: boolean, { legend: words }: LabTexts): TemplateResult {
  const sign = (drawing: SVGTemplateResult) =>
    html`<svg class="plot" width="20" height="14" aria-hidden="true">${drawing}</svg>`;
  const circle = svg`<circle class="point first" cx="10" cy="7" r="4.6" />`;
  const hollow = svg`<circle class="point first tests" cx="10" cy="7" r="4.6" />`;
  const entries: [SVGTemplateResult, string][] = classes
    ? [
        [circle, words.first],
        [svg`<rect class="point second" x="6" y="3" width="8" height="8" />`, words.second],
        [hollow, words.hollow],
        [svg`<path class="boundary" d="M1,7h18" />`, words.line],
      ]
    : [
        [circle, words.point],
        [hollow, words.hollow],
        [svg`<path class="fit" d="M1,7h18" />`, words.fit],
      ];
  return html`<p class="legend">${entries.map(([drawing, text]) => html`<span>${sign(drawing)} ${text}</span>`)}</p>`;
}

function tools(classes: boolean, editor: PointEditor, words: LabTexts): TemplateResult {
  const all = classes ? (['first', 'second', 'erase'] as const) : (['point', 'erase'] as const);
  const chosen = editor.tool === 'erase' ? 'erase' : classes ? editor.tool : 'point';
  return html`<fieldset class="tools">
    <legend>${words.tool}</legend>
    ${all.map(
      (tool) =>
        html`<label
          ><input
            type="radio"
            name="tool"
            .checked=${tool === chosen}
            @change=${() => editor.choose(tool === 'point' ? 'first' : tool)}
          />${words.tools[tool]}</label
        >`,
    )}
  </fieldset>`;
}
