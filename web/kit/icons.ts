/** The few signs on the buttons, drawn on a 20 × 20 grid in the colour of the text. */
import { html, nothing, svg, type TemplateResult } from 'lit';

const paths = {
  first: 'M4.5 4v12M16 10H8M12 5.5 7.5 10l4.5 4.5',
  previous: 'M16 10H4.5M9.5 5l-5 5 5 5',
  next: 'M4 10h11.5M10.5 5l5 5-5 5',
  last: 'M15.5 4v12M4 10h8M8 5.5l4.5 4.5L8 14.5',
  more: 'M4 10h.01M10 10h.01M16 10h.01',
  play: 'M6 3.5 16 10 6 16.5z',
  pause: 'M6 4h3v12H6zM11 4h3v12h-3z',
  undo: 'M8 5 4 9l4 4M4 9h8a4 4 0 0 1 0 8H9',
  redo: 'M12 5l4 4-4 4M16 9H8a4 4 0 0 0 0 8h3',
  share: 'M8 12l4-4M9 6l2-2a3.2 3.2 0 0 1 5 5l-2 2M11 14l-2 2a3.2 3.2 0 0 1-5-5l2-2',
  theme: 'M10 3a7 7 0 1 0 0 14zM10 3a7 7 0 0 1 0 14',
  edit: 'M4 16l1-4 8-8 3 3-8 8zM11.5 5.5l3 3',
  take: 'M10 3v9M6 8.5l4 4 4-4M4 13v3.5h12V13',
  copy: 'M7.5 7.5h8v8h-8zM12.5 7.5v-3h-8v8h3',
  help: 'M7.5 7.5a2.6 2.6 0 1 1 3.6 2.5c-.8.4-1.1.9-1.1 2M10 15v.6',
} as const;

export type IconName = keyof typeof paths;

const OUTLINED: readonly IconName[] = [
  'first',
  'previous',
  'next',
  'last',
  'more',
  'undo',
  'redo',
  'share',
  'edit',
  'take',
  'copy',
  'help',
];

export function icon(name: IconName): TemplateResult {
  const outlined = OUTLINED.includes(name);
  return html`<svg
    class="icon ${outlined ? 'outlined' : 'filled'}"
    viewBox="0 0 20 20"
    width="20"
    height="20"
    aria-hidden="true"
  >
    ${svg`<path d=${paths[name]} />`}
  </svg>`;
}

/**
 * A button with a sign alone. Its name is read aloud, and shown where it is pointed at. It is disabled for the pointer and
 * in words only: a button with `disabled` would drop the focus, and with it the keys.
 */
export function iconButton(
  name: string,
  sign: TemplateResult | string,
  press: () => void,
  { classes = '', expanded, disabled }: { classes?: string; expanded?: boolean; disabled?: boolean } = {},
): TemplateResult {
  return html`<button
    class="icon-button ${classes}"
    aria-label=${name}
    title=${name}
    aria-expanded=${expanded ?? nothing}
    aria-disabled=${disabled ?? nothing}
    @click=${disabled ? nothing : press}
  >
    ${sign}
  </button>`;
}
