/** The network's outputs over the picture: colours with their borders, or lines. */
import { contours } from 'd3-contour';
import { svg, type SVGTemplateResult } from 'lit';
import { outline } from '../kit/contour';
import { clipTo, frameOf, linearScale, plotLine, plotPoint } from '../kit/plot';
import type { View } from './data/dataSet';
import { HUES, share } from './data/marks';
import { LINE } from './grid';
import { area, mappingOf } from './mapping';
import type { Shown } from './run';
import { hasClasses } from './setup';

const STRONGEST = 120;

/** Each place in the hue of its class, or of its value, the stronger the surer or the farther from the middle. */
export function drawField(canvas: Element | undefined, shown: Shown | undefined): void {
  const context = (canvas as HTMLCanvasElement | undefined)?.getContext('2d');
  if (!context) return;
  if (!shown) return context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  const { across } = shown;
  const image = context.createImageData(across, across);
  for (let place = 0; place < across * across; place++) {
    const [hue, strength] = colourAt(shown, place);
    const pixel = across * (across - 1 - Math.floor(place / across)) + (place % across);
    image.data.set([...HUES[hue % HUES.length], Math.round(strength * STRONGEST)], 4 * pixel);
  }
  context.putImageData(image, 0, 0);
}

function colourAt({ setup, outputs, view, across }: Shown, place: number): [hue: number, strength: number] {
  const places = across * across;
  const count = outputs.length / places;
  if (count === 1 || !hasClasses(setup)) {
    const part = hasClasses(setup) ? outputs[place] : share(outputs[place], view);
    return [part >= 0.5 ? 1 : 0, Math.abs(part - 0.5) * 2];
  }
  let best = 0;
  for (let k = 1; k < count; k++) if (outputs[k * places + place] > outputs[best * places + place]) best = k;
  return [best, (outputs[best * places + place] - 1 / count) / (1 - 1 / count)];
}

/** Where the network is undecided between classes, or the line that it follows. */
export function lines(shown: Shown): SVGTemplateResult {
  const frame = frameOf(area);
  const clip = clipTo(frame, 'boundary-frame');
  if (shown.view.axes.length === 1) return svg`${clip}<g clip-path="url(#boundary-frame)">${fitted(shown)}</g>`;
  const size = [shown.across, shown.across] as const;
  const drawn = borders(shown).map(([values, level]) =>
    outline(
      contours()
        .size([...size])
        .contour(values, level),
      frame,
      size,
    ),
  );
  return svg`${clip}${drawn.map((path) => svg`<path class="boundary" clip-path="url(#boundary-frame)" d=${path} />`)}`;
}

/** Levels of the output, or of how far a class is ahead of the others. */
function borders({ setup, outputs, across }: Shown): [number[], number][] {
  const places = across * across;
  const count = outputs.length / places;
  if (!hasClasses(setup)) return [];
  if (count === 1) return [[Array.from(outputs), 0.5]];
  const ahead = (k: number) =>
    Array.from({ length: places }, (_, place) => {
      let other = -Infinity;
      for (let j = 0; j < count; j++) if (j !== k) other = Math.max(other, outputs[j * places + place]);
      return outputs[k * places + place] - other;
    });
  return Array.from({ length: count - 1 }, (_, k) => [ahead(k), 0]);
}

function fitted({ outputs, view }: Shown): SVGTemplateResult[] {
  const { toY } = mappingOf(view);
  const across = linearScale(0, LINE - 1, area.left, area.width - area.right);
  return Array.from({ length: outputs.length / LINE }, (_, k) => {
    const points = Array.from(outputs.subarray(k * LINE, (k + 1) * LINE), (output, index) =>
      plotPoint(across(index), toY(nearby(output, view))),
    );
    return plotLine(outputs.length > LINE ? `fit hue-line-${k % HUES.length}` : 'fit', points);
  });
}

/** Far outside of the picture is far enough. */
function nearby(value: number, { y: { from, to } }: View): number {
  return Math.max(from - (to - from), Math.min(to + (to - from), value));
}
