import { css } from 'lit';

export const chooserStyles = css`
  .chooser {
    display: flex;
    align-items: center;
    gap: 8px;
    color: var(--ink-soft);
    font-size: 14.5px;
    margin-block-end: 14px;
  }
  .chooser select {
    min-width: 7em;
    color: var(--ink);
  }
  .chooser.by-number {
    flex-wrap: wrap;
  }
  .numbers {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  .numbers label {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  .numbers input {
    width: 5em;
    min-height: var(--target);
    padding: 2px 6px;
    font: inherit;
    color: var(--ink);
    background: var(--paper);
    border: 1px solid var(--line);
    border-radius: 4px;
  }
`;
