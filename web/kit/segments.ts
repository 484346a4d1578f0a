/** One choice of a few, side by side. The arrow keys move the choice, see `arrow` in keyboard.ts. */
import { html, nothing, type TemplateResult } from 'lit';

interface Choice<T extends string> {
  all: readonly T[];
  chosen: T;
  choose: (one: T) => void;
  text: (one: T) => string;
  title?: (one: T) => string;
  /** what is chosen: in words, or the id of the element that says it */
  label: { text: string } | { id: string };
}

export function segments<T extends string>({ all, chosen, choose, text, title, label }: Choice<T>): TemplateResult {
  return html`<span
    class="segments"
    role="radiogroup"
    aria-label=${'text' in label ? label.text : nothing}
    aria-labelledby=${'id' in label ? label.id : nothing}
  >
    ${all.map(
      (one) =>
        html`<button
          role="radio"
          aria-checked=${one === chosen}
          tabindex=${one === chosen ? 0 : -1}
          title=${title?.(one) ?? nothing}
          @click=${() => choose(one)}
        >
          ${text(one)}
        </button>`,
    )}
  </span>`;
}
