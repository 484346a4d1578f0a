import { css } from 'lit';

export const segmentStyles = css`
  .segments {
    display: inline-flex;
    border: 1px solid var(--line);
    border-radius: 7px;
    padding: 1px;
  }
  .segments button {
    padding: 0 11px;
    border-radius: 5px;
    min-width: var(--touch);
    min-height: max(calc(var(--target) - 4px), var(--touch));
    color: var(--ink-soft);
  }
  .segments :is([aria-pressed='true'], [aria-checked='true']) {
    background: var(--ink);
    color: var(--paper);
  }
  .named-segments {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 10px;
    font-size: 14px;
    color: var(--ink-soft);
  }
  @media (forced-colors: active) {
    .segments :is([aria-pressed='true'], [aria-checked='true']) {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
