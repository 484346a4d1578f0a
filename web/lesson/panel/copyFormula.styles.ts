import { css } from 'lit';

export const copyFormulaStyles = css`
  .copy-formula {
    display: inline-grid;
    place-items: center;
    width: max(28px, var(--touch));
    height: max(28px, var(--touch));
    border-radius: 6px;
    color: var(--ink-faint);
    vertical-align: middle;
  }
  .copy-formula:hover,
  .copy-formula:focus-visible {
    color: var(--ink);
    background: var(--wash);
  }
  .copy-formula .icon {
    width: 16px;
    height: 16px;
  }
`;
