/** Formulas as KaTeX sets them. */
import { css } from 'lit';

export const typesetterStyles = css`
  .katex {
    line-height: 1.5;
    text-indent: 0;
    white-space: normal;
  }
  .katex [data-id] {
    border-radius: 3px;
    cursor: pointer;
    transition: background-color 0.12s;
  }
  .katex [data-id].kin {
    background: color-mix(in srgb, var(--point) 45%, transparent);
  }
  .katex [data-id].lit {
    background: var(--point);
    box-shadow: 0 0 0 2px var(--point);
  }
  .katex [data-id]:focus-visible {
    outline-offset: 1px;
  }
  /* in matrices: the entry that the step is about, and those it comes from */
  .katex [data-mark='used'] {
    background: color-mix(in srgb, var(--phase, var(--ink)) 12%, transparent);
  }
  .katex [data-mark='here'] {
    background: color-mix(in srgb, var(--phase, var(--ink)) 24%, transparent);
    box-shadow: 0 0 0 1.5px var(--phase, var(--ink));
    font-weight: 600;
  }
  .katex [data-mark='used'],
  .katex [data-mark='here'] {
    border-radius: 3px;
  }
  .katex [data-id].lit {
    background: var(--point);
  }
  @media (forced-colors: active) {
    .katex [data-mark='here'] {
      outline: 2px solid CanvasText;
    }
  }
  /* KaTeX puts a strut of 2 px after a subscript and takes it back by a margin: at the end of a formula it is scrolled to. */
  .katex .vlist-t2 > .vlist-r > .vlist-s {
    width: 0;
    min-width: 0;
  }
  .katex .vlist-t.vlist-t2 {
    margin-inline-end: 0;
  }
  .katex .katex-base {
    margin-block: 2px;
  }
  .katex .katex-base:has(.mtable) {
    margin-block: 7px; /* a bracket is taller than its box */
  }
`;
