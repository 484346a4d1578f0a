import { css } from 'lit';

export const plotStyles = css`
  .plot {
    margin-block-start: 22px;
  }
  .plot svg {
    display: block;
    max-width: 100%;
    overflow: visible;
  }
  .plot .axis {
    stroke: var(--line);
  }
  .plot figcaption {
    font-size: 14px;
    color: var(--ink-soft);
  }
`;
