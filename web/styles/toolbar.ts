import { css } from 'lit';

export const toolbarStyles = css`
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 18px;
    padding-block: 10px;
    border-bottom: 1px solid var(--line);
  }
  .brand {
    font-size: 18px;
    font-weight: 650;
    letter-spacing: -0.01em;
    white-space: nowrap;
  }
  .field {
    display: inline-flex;
    align-items: center;
    gap: 7px;
    min-width: 0;
  }
  .field-name {
    color: var(--ink-soft);
  }
  .scenario-select {
    max-width: 100%;
    min-width: 0;
    text-overflow: ellipsis;
  }
  .more-losses {
    width: 42px;
    padding-inline: 4px;
  }
  .more-losses.chosen {
    width: auto;
    max-width: 180px;
  }
  .eta-field {
    border-radius: 6px;
  }
  .eta-field .symbol {
    font-size: 19px;
  }
  .eta-input {
    width: 76px;
    font-variant-numeric: tabular-nums;
  }
  .eta-problem:not(:empty) {
    flex-basis: 100%;
    color: var(--backward);
  }
  .eta-problem:empty {
    display: none;
  }
  .spacer {
    flex: 1;
  }
  .button-row,
  .digits {
    display: inline-flex;
    align-items: center;
    flex-wrap: wrap;
    color: var(--ink-soft);
  }
  @container (max-width: 620px) {
    .toolbar {
      gap: 6px 10px;
      padding-block: 8px;
    }
    .brand {
      flex-basis: 100%;
      font-size: 16px;
    }
    .spacer {
      display: none;
    }
    .field:has(.scenario-select) {
      flex: 1 1 100%;
    }
    .scenario-select {
      width: 100%;
    }
  }
`;
