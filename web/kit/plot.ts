/** The common parts of plots: their frame, scales, and lines through points. */
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

/** A drawing with the sentences that say what it shows. `name`: of the whole, where the sentences do not name it. */
export function plotFigure(
  classes: string,
  { width, height }: { width: number; height: number },
  drawing: SVGTemplateResult,
  caption: TemplateResult,
  name?: string,
): TemplateResult {
  return html`<figure class="plot ${classes}" aria-label=${name ?? nothing}>
    <svg viewBox="0 0 ${width} ${height}" width=${width} height=${height} aria-hidden="true">${drawing}</svg>
    <figcaption>${caption}</figcaption>
  </figure>`;
}

/** A point in the coordinates of a plot, to a tenth of a pixel. */
export function plotPoint(x: number, y: number): string {
  return `${x.toFixed(1)},${y.toFixed(1)}`;
}

export function plotLine(classes: string, points: readonly string[]): SVGTemplateResult {
  return svg`<polyline class=${classes} points=${points.join(' ')} />`;
}

/** From a value to its coordinate: `from` is at `start`, `to` at `end`. */
export function linearScale(from: number, to: number, start: number, end: number): (value: number) => number {
  return (value) => start + ((value - from) / (to - from || 1)) * (end - start);
}
