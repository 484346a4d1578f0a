/** The focus inside an element: a drawing may replace the part that has it, and then the keys must go on working. */
import type { ReactiveController, ReactiveElement } from 'lit';
import type { QuantityId } from '../../wasm/index';

export class Focus implements ReactiveController {
  /** what had it last */
  private last: Element | null = null;
  private wanted: QuantityId | null = null;

  constructor(private readonly host: ReactiveElement) {
    host.addController(this);
  }

  hostConnected(): void {
    // From part to part the focus moves inside: nothing of that is heard outside.
    this.host.renderRoot.addEventListener('focusin', this.moved);
  }

  /** Gives the focus to the part of that id when it is drawn. */
  giveTo(id: QuantityId): void {
    this.wanted = id;
    this.host.requestUpdate();
  }

  hostUpdated(): void {
    if (this.wanted) {
      const id = CSS.escape(this.wanted);
      this.wanted = null;
      this.host.renderRoot.querySelector<SVGElement>(`[data-handle][data-id="${id}"]`)?.focus();
    } else if (this.last && !this.last.isConnected) {
      // Not where the focus is only on its way from one part to the next, or has been taken elsewhere.
      this.last = null;
      if (document.activeElement === document.body) this.host.focus({ preventScroll: true });
    }
  }

  private moved = (event: Event): void => {
    this.last = event.target as Element;
  };
}

/** Moves the focus from one symbol to the next or previous one among the formulas of its block. */
export function roveSymbols(from: Element, by: 1 | -1): boolean {
  const symbol = from.closest<HTMLElement>('.formula [role="img"]');
  const block = symbol?.closest('.equation, .rows, .stage, .derivation-head');
  if (!symbol || !block) return false;
  const symbols = [...block.querySelectorAll<HTMLElement>('.formula [role="img"]')];
  const next = neighbour(symbols, symbol, by);
  symbol.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
  return true;
}

/** The next or previous of several, round the ends. */
export function neighbour<T>(all: readonly T[], one: T, by: 1 | -1): T {
  return all[(all.indexOf(one) + by + all.length) % all.length];
}
