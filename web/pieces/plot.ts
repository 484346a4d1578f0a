/** `<backprop-plot over="w3">`: the loss over a parameter, over an output, or over the updates of a run. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { customElement } from '../kit/define';
import { formatNumber, type QuantityId } from '../../wasm/index';
import type { BackpropPlotElement } from '../api';
import { plotStyles } from '../kit/plot.styles';
import { curveDrawing, scalesOf, type Curve } from '../lesson/slope/curve';
import { onStep, pull, stepOf } from '../lesson/slope/pull';
import { slopeStyles } from '../lesson/slope/slope.styles';
import { slopeTexts } from '../lesson/slope/texts';
import type { Messages } from '../messages/en/index';
import { inBothSchemes } from '../styles/lightDark';
import { host } from '../styles/host';
import { tokens } from '../styles/tokens';
import { isParameter } from '../work/quantity';
import { curveOver, runDrawing, runOf, runSentence } from './curves';
import { Piece } from './piece';
import { runStyles } from './run.styles';
import { watchNarrow } from './narrow';
import { plotSizes } from './sizes';
import type { SharedSession } from './shared';
import { pieceTexts } from './texts';

const hostStyles = css`
  .plot {
    margin: 0;
  }
  svg {
    inline-size: 100%;
    block-size: auto;
  }
  svg:focus-visible {
    outline: 2px solid var(--piece-accent);
    outline-offset: 2px;
  }
`;

/** How many steps a key takes, and which way. */
const turns = ({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): number => {
  const way = /^Arrow(Right|Up)$/.test(key) ? 1 : /^Arrow/.test(key) ? -1 : 0;
  return ctrlKey || metaKey || altKey ? 0 : way * (shiftKey ? 10 : 1);
};

/** @slot - stands until the core has come */
@customElement('backprop-plot')
export class BackpropPlot extends Piece implements BackpropPlotElement {
  static override styles = [
    ...Piece.styles,
    ...[tokens, host, plotStyles, slopeStyles, runStyles, hostStyles].map(inBothSchemes),
  ];

  @property() over = '';
  @property({ type: Number }) updates = 200;
  @property({ type: Boolean }) near = false;

  @state() private narrow = false;
  /** the update that the reader looks at */
  @state() private at: number | null = null;
  private stopMeasuring: (() => void) | null = null;
  /** keys hold the point */
  private turning = false;

  protected override enter(): void {
    super.enter();
    this.stopMeasuring = watchNarrow(this, (narrow) => (this.narrow = narrow));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopMeasuring?.();
  }

  protected draw(shared: SharedSession, messages: Messages): TemplateResult | typeof nothing {
    if (this.over === 'updates') return this.run(shared, messages);
    const id = shared.facts.id(this.over);
    if (id === null) return nothing;
    return this.figure(id, shared, messages);
  }

  private get size() {
    return this.narrow ? plotSizes.narrow : plotSizes.wide;
  }

  private figure(id: QuantityId, shared: SharedSession, messages: Messages): TemplateResult | typeof nothing {
    const curve = curveOver({ id, size: this.size, near: this.near }, shared.facts, messages);
    if (!curve) return nothing;
    const words = slopeTexts({ messages });
    const scales = scalesOf(curve);
    const [value, loss, slope] = [...curve.point, curve.slope].map((number) => formatNumber(number, 4).text);
    const movable = isParameter(id);
    return html`<figure class="plot slope-figure ${movable ? '' : 'still'}">
      <svg
        viewBox="0 0 ${curve.width} ${curve.height}"
        role=${movable ? 'slider' : 'img'}
        tabindex=${movable ? 0 : nothing}
        aria-label=${words.spoken(curve.name, value, loss, slope)}
        aria-valuemin=${movable ? curve.values[0] : nothing}
        aria-valuemax=${movable ? curve.values[curve.values.length - 1] : nothing}
        aria-valuenow=${movable ? curve.point[0] : nothing}
        aria-valuetext=${movable ? value : nothing}
        @pointerdown=${(event: PointerEvent) => movable && pull(event, curve, scales, (value, phase) => shared.drag(id, value, phase))}
        @keydown=${(event: KeyboardEvent) => movable && this.turn(event, id, curve, shared)}
        @keyup=${() => this.letGo(id, curve, shared)}
        @blur=${() => this.letGo(id, curve, shared)}
      >
        ${curveDrawing(curve, scales)}
      </svg>
    </figure>`;
  }

  /** Arrows move the point; after a click inside they scroll the article. */
  private turn(event: KeyboardEvent, id: QuantityId, { values, point: [value] }: Curve, shared: SharedSession): void {
    const by = turns(event);
    if (!by || !(event.currentTarget as Element).matches(':focus-visible')) return;
    event.preventDefault();
    this.turning = true;
    const step = stepOf((values[values.length - 1] - values[0]) / 100);
    shared.drag(id, onStep(value / step + by, step), 'move');
  }

  /** All moves by a key until it is let go are one change. */
  private letGo(id: QuantityId, { point: [value] }: Curve, shared: SharedSession): void {
    if (!this.turning) return;
    this.turning = false;
    shared.drag(id, value, 'end');
  }

  private run({ facts }: SharedSession, messages: Messages): TemplateResult {
    const words = pieceTexts({ messages });
    const run = runOf(facts, this.updates, this.at, this.size);
    const last = run.losses.length - 1;
    const caption = runSentence(run, messages);
    return html`<figure class="plot">
      <svg viewBox="0 0 ${run.size.width} ${run.size.height}" role="img" aria-label=${words.run(last)}>
        ${runDrawing(run, messages)}
      </svg>
      <input
        class="run-scrub"
        type="range"
        min="0"
        max=${last}
        .value=${String(run.at)}
        aria-label=${words.scrub}
        aria-valuetext=${caption}
        @input=${(event: Event) => (this.at = Number((event.target as HTMLInputElement).value))}
      />
      <figcaption>${caption}</figcaption>
    </figure>`;
  }
}
