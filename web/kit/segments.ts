/** One choice of a few, side by side. The arrow keys move the choice, see `arrow` in keyboard.ts. */
import { html, nothing, type TemplateResult } from 'lit';

interface Choice<T extends string> {
  all: readonly T[];
  chosen: T;
  choose: (one: T) => void;
  text: (one: T) => string;
  title?: (one: T) => string;
}

/** `name`: of the choice, read aloud. */
export function segments<T extends string>(name: string, choice: Choice<T>): TemplateResult {
  return html`<span class="segments" role="radiogroup" aria-label=${name}>${radios(choice)}</span>`;
}

/** A choice with its name before it, and `after` after it. */
export function namedSegments<T extends string>(
  classes: string,
  id: string,
  name: string,
  choice: Choice<T>,
  after: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  return html`<div class="named-segments ${classes}">
    <span id=${id}>${name}</span>
    <span class="segments" role="radiogroup" aria-labelledby=${id}>${radios(choice)}</span>
    ${after}
  </div>`;
}

function radios<T extends string>({ all, chosen, choose, text, title }: Choice<T>): TemplateResult[] {
  return all.map(
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
  );
}
