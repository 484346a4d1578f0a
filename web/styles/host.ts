/** The box of an element in a page that was not made for it. */
import { css } from 'lit';

export const host = css`
  :host {
    display: block;
    position: relative;
    /* all the room that its column has, also where a box is as wide as its content */
    inline-size: 100%;
    inline-size: -moz-available;
    inline-size: -webkit-fill-available;
    inline-size: stretch;
    min-inline-size: 0;
    container-type: inline-size;
    contain-intrinsic-inline-size: min(640px, 90vw);
    color-scheme: inherit;
    white-space: normal;
  }
  :host([hidden]) {
    display: none;
  }
  /* The page's own text may be of any kind; ours runs from left to right in both languages. */
  :host > :where(:not(slot)) {
    all: initial;
    display: block;
    box-sizing: border-box;
    visibility: inherit;
    pointer-events: inherit;
    color-scheme: inherit;
    direction: ltr;
    color: var(--ink);
    font: 16px/1.5 var(--text);
    -webkit-text-size-adjust: 100%;
  }
`;
