import { css } from 'lit';

export const notationStyles = css`
  .notation-switch {
    margin-block: -6px 14px;
  }
  .notation-switch .segments {
    flex-wrap: wrap;
  }
  .notation-switch button {
    white-space: nowrap;
  }
  .naming {
    display: inline-flex;
    align-items: center;
    gap: 10px;
    min-width: 0;
    max-width: 100%;
  }
  .naming select {
    min-width: 0;
    max-width: 26ch;
    padding: 3px 6px;
    font-size: 14px;
  }
  @media (pointer: coarse) {
    .naming select {
      font-size: 16px;
    }
  }
  .notation-note {
    margin-block: 10px;
    max-width: 62ch;
    padding-inline-start: 12px;
    border-inline-start: 3px solid var(--line);
    color: var(--ink-soft);
  }
`;
