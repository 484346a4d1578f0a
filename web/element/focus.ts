/** The focus inside an element: a drawing may replace the part that has it, and then the keys must go on working. */
import type { ReactiveController, ReactiveElement } from 'lit';
import type { QuantityId } from '../../wasm/index';

export class Focus implements ReactiveController {
  /** what had it last */
  private last: Element | null = null;
  private wanted: QuantityId | null = null;
  private byPointer = false;
  /** a list of choices was opened by a pointer, and nothing has been chosen from it yet */
  private choosing = false;

  constructor(private readonly host: ReactiveElement) {
    host.addController(this);
  }

  hostConnected(): void {
    // From part to part the focus moves inside: nothing of that is heard outside.
    const { renderRoot } = this.host;
    renderRoot.addEventListener('focusin', this.moved);
    renderRoot.addEventListener('pointerdown', this.pressed);
    renderRoot.addEventListener('change', this.chose);
    this.host.addEventListener('keydown', this.key);
    this.host.addEventListener('focusout', this.left);
  }

  /** A pointer put the focus where it is, and has done there what it was put there for: the keys are the page's. */
  get isIdle(): boolean {
    return this.byPointer && !this.choosing;
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

  private pressed = ({ target }: Event): void => {
    this.byPointer = true;
    this.choosing = (target as Element).matches('select, option');
  };

  private chose = (): void => {
    this.choosing = false;
  };

  private key = ({ key }: KeyboardEvent): void => {
    if (/^(Tab|ArrowUp|ArrowDown)$/.test(key)) this.byPointer = false;
    if (key === 'Escape') this.choosing = false;
  };

  /** The focus has left the element: it comes back by keys, or by another press of a pointer. */
  private left = (): void => {
    // Not where the whole window has lost it.
    if (document.hasFocus()) this.byPointer = false;
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
