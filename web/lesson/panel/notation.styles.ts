import { css } from 'lit';

export const notationStyles = css`
  .notation-switch {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 10px;
    font-size: 14px;
    color: var(--ink-soft);
    margin-block: -6px 14px;
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
  .katex .katex-base {
    margin-block: 2px;
  }
  .katex .katex-base:has(.mtable) {
    margin-block: 7px; /* a bracket is taller than its box */
  }
  .notation-note {
    margin-block: 10px;
    max-width: 62ch;
    padding-inline-start: 12px;
    border-inline-start: 3px solid var(--line);
    color: var(--ink-soft);
  }
`;
