/**
 * Pointing at a symbol, a number, a neuron or an edge: one set of handlers for the whole element. What is pointed at,
 * focused or tapped lights everywhere, and a number shows its whole double, ready to be copied.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { QuantityId } from '../../wasm/index';
import { markOf } from '../work/quantity';

interface Host extends ReactiveControllerHost, HTMLElement {
  readonly shadowRoot: ShadowRoot | null;
  highlight(id: QuantityId | null): void;
  /** the value of a quantity where it is known at this step */
  valueOfQuantity(id: QuantityId): number | undefined;
  /** a value is being typed: its field must stay in view */
  readonly typing: boolean;
}

export interface Tip {
  id: QuantityId;
  value: string;
  /** relative to the element's own box */
  left: number;
  top: number;
  copied: boolean;
}

/** Long enough to move the pointer from a number onto its tip. */
const TIP_LINGERS = 220;

export class Pointing implements ReactiveController {
  tip: Tip | null = null;
  private hide: ReturnType<typeof setTimeout> | undefined;
  private listening: AbortController | null = null;

  constructor(private readonly host: Host) {
    host.addController(this);
  }

  hostConnected(): void {
    const root = this.host.shadowRoot ?? this.host;
    this.listening = new AbortController();
    const { signal } = this.listening;
    for (const kind of ['pointerover', 'focusin', 'click'])
      root.addEventListener(kind, this.enter as EventListener, { signal });
    for (const kind of ['pointerout', 'focusout']) root.addEventListener(kind, this.leave as EventListener, { signal });
    this.host.addEventListener('copy', this.copyEvent, { signal });
  }

  hostDisconnected(): void {
    this.listening?.abort();
    clearTimeout(this.hide);
  }

  /** Formulas are markup of their own, so what is pointed at is marked in them after each drawing. */
  mark(highlighted: QuantityId | null): void {
    const { shadowRoot } = this.host;
    if (shadowRoot) markParts(shadowRoot, '.formula [data-id], .number[data-id], .eta-field', highlighted);
  }

  dismiss(): void {
    clearTimeout(this.hide);
    if (!this.tip) return;
    this.tip = null;
    this.host.requestUpdate();
  }

  async copy(): Promise<void> {
    const { tip } = this;
    if (!tip) return;
    try {
      await navigator.clipboard.writeText(tip.value);
      // Another one may be shown by then.
      if (this.tip === tip) this.tip = { ...tip, copied: true };
    } catch {
      // Without permission the number can still be selected in the tip.
    }
    this.host.requestUpdate();
  }

  private enter = (event: Event): void => {
    const target = event.target as Element;
    if (target.closest('.tip')) return clearTimeout(this.hide);
    const part = target.closest<HTMLElement | SVGElement>('[data-id], [data-value]');
    if (!part) return;
    if (part.dataset.id) this.host.highlight(part.dataset.id);
    const valued = target.closest<HTMLElement | SVGElement>('[data-value]') ?? part;
    const id = valued.dataset.id ?? '';
    const value = valued.dataset.value ?? this.host.valueOfQuantity(id)?.toString();
    if (value === undefined || this.host.typing) this.dismiss();
    else this.show(valued, id, value);
  };

  private leave = (event: Event): void => {
    const to = (event as PointerEvent | FocusEvent).relatedTarget as Element | null;
    if (to?.closest?.('[data-id], .tip')) return;
    const focused = this.host.shadowRoot?.activeElement?.closest<HTMLElement>('[data-id]');
    this.host.highlight(focused?.dataset.id ?? null);
    clearTimeout(this.hide);
    this.hide = setTimeout(() => this.dismiss(), TIP_LINGERS);
  };

  private show(valued: HTMLElement | SVGElement, id: QuantityId, value: string): void {
    clearTimeout(this.hide);
    const own = this.host.getBoundingClientRect();
    const box = tipBox(valued);
    this.tip = {
      id,
      value,
      left: box.left + box.width / 2 - own.left,
      top: box.top - own.top,
      copied: false,
    };
    this.host.requestUpdate();
  }

  /** With nothing selected, Ctrl+C on a focused number copies all of it. */
  private copyEvent = (event: ClipboardEvent): void => {
    const active = this.host.shadowRoot?.activeElement;
    if (!active || active.matches('input, textarea') || String(document.getSelection() ?? '')) return;
    const part = active.closest<HTMLElement | SVGElement>('[data-value], [data-id]');
    const value = part?.dataset.value ?? this.host.valueOfQuantity(part?.dataset.id ?? '')?.toString();
    if (value === undefined) return;
    event.clipboardData?.setData('text/plain', value);
    event.preventDefault();
  };
}

/** Marks the parts of markup that no template draws anew. */
export function markParts(root: ParentNode, selector: string, pointedAt: QuantityId | null): void {
  for (const part of root.querySelectorAll<HTMLElement>(selector)) {
    const mark = markOf(part.dataset.id!, pointedAt);
    part.classList.toggle('lit', mark === 'lit');
    part.classList.toggle('kin', mark === 'kin');
  }
}

/** An edge's box may be half the diagram: its tip is at the middle of the line. */
function tipBox(valued: Element): DOMRect {
  const box = valued.getBoundingClientRect();
  if (!valued.classList.contains('edge-part')) return box;
  return new DOMRect(box.left + box.width / 2, box.top + box.height / 2 - 6, 0, 0);
}
