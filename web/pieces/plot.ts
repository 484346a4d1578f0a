/** `<backprop-plot over="w3">`: the loss over a parameter, over an output, or over the updates of a run. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { formatNumber, type QuantityId } from '../../wasm/index';
import type { BackpropPlotElement } from '../api';
import { followPointer } from '../kit/followPointer';
import { plotStyles } from '../kit/plot.styles';
import { curveDrawing, scalesOf, type Curve, type Scales } from '../lesson/slope/curve';
import { slopeStyles } from '../lesson/slope/slope.styles';
import { slopeTexts } from '../lesson/slope/texts';
import type { Messages } from '../messages/en/index';
import { inBothSchemes } from '../styles/lightDark';
import { tokens } from '../styles/tokens';
import { isParameter } from '../work/quantity';
import { curveOver, runDrawing, runOf, runSentence } from './curves';
import { Piece } from './piece';
import { runStyles } from './run.styles';
import { NARROW_BELOW, plotSizes } from './sizes';
import type { SharedSession } from './shared';
import { pieceTexts } from './texts';

const hostStyles = css`
  :host {
    display: block;
    background: none;
    min-height: 0;
  }
  .plot {
    margin: 0;
  }
  svg {
    inline-size: 100%;
    block-size: auto;
  }
`;

@customElement('backprop-plot')
export class BackpropPlot extends Piece implements BackpropPlotElement {
  static override styles = [
    ...Piece.styles,
    ...[tokens, plotStyles, slopeStyles, runStyles, hostStyles].map(inBothSchemes),
  ];

  /** a weight or bias, an output of the network, or `updates` */
  @property() over = '';
  /** how many updates the run has */
  @property({ type: Number }) updates = 200;
  /** the curve around the next step, in place of the whole of it */
  @property({ type: Boolean }) near = false;

  @state() private narrow = false;
  /** the update that the reader looks at */
  @state() private at: number | null = null;
  private sizes: ResizeObserver | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.sizes = new ResizeObserver(() => (this.narrow = this.clientWidth < NARROW_BELOW));
    this.sizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sizes?.disconnect();
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
        role="img"
        aria-label=${words.spoken(curve.name, value, loss, slope)}
        @pointerdown=${(event: PointerEvent) => movable && drag(event, id, curve, scales, shared)}
      >
        ${curveDrawing(curve, scales)}
      </svg>
    </figure>`;
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

/** The point is held and drawn along the curve. */
function drag(event: PointerEvent, id: QuantityId, { width }: Curve, scales: Scales, shared: SharedSession): void {
  if (event.button !== 0) return;
  const { left, width: shown } = (event.currentTarget as SVGSVGElement).getBoundingClientRect();
  const valueAt = (clientX: number) => scales.valueAt(((clientX - left) / shown) * width);
  const value = shared.facts.value(id)!;
  const start = valueAt(event.clientX);
  const step = 10 ** Math.floor(Math.log10(Math.abs(scales.valueAt(1) - scales.valueAt(0)) || 1e-6));
  const at = ({ clientX }: PointerEvent) =>
    Number((Math.round((value + valueAt(clientX) - start) / step) * step).toPrecision(12));
  let moved = value;
  shared.drag(id, value, 'start');
  followPointer(
    event,
    (place) => shared.drag(id, (moved = at(place)), 'move'),
    () => shared.drag(id, moved, 'end'),
  );
}
