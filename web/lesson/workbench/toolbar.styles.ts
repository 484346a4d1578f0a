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
    width: max(50px, var(--touch));
    padding-inline: 4px;
  }
  .more-losses.chosen {
    width: 104px;
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
  .eta-note:not(:empty) {
    order: 1;
    flex-basis: 100%;
    margin-block: 0 4px;
    color: var(--ink);
    font-size: 15px;
  }
  .eta-note:not(:empty)::before {
    content: '⚠ ' / '';
    color: var(--backward);
  }
  .eta-problem:empty {
    display: none;
  }
  .spacer {
    flex: 1;
  }
  .digits {
    font-size: 14px;
    white-space: nowrap;
    margin-inline-end: 6px;
  }
  .menu-button {
    display: none;
  }
  .button-row,
  .digits {
    display: inline-flex;
    align-items: center;
    color: var(--ink-soft);
  }
  .scenario-select {
    max-width: 300px;
  }
  @container (max-width: 1460px) {
    .toolbar {
      column-gap: 10px;
    }
    .scenario-select {
      max-width: 170px;
    }
  }
  @container (max-width: 620px) {
    .toolbar {
      gap: 6px 8px;
      padding-block: 6px;
    }
    .brand {
      position: absolute;
      clip-path: inset(50%);
    }
    .spacer {
      display: none;
    }
    /* scenario, undo and further settings in one line, loss and η in the next */
    .toolbar > * {
      order: 3;
    }
    .field:has(.scenario-select) {
      flex: 1 1 150px;
      order: 0;
    }
    .toolbar > .button-row:not(.settings) {
      order: 1;
    }
    .toolbar > .menu-button {
      order: 2;
    }
    .toolbar > .settings {
      order: 4;
    }
    .scenario-select {
      width: 100%;
      max-width: none;
    }
    .menu-button {
      display: inline-grid;
      font-size: 20px;
    }
    .field-name {
      position: absolute;
      clip-path: inset(50%);
    }
    .eta-input {
      width: 54px;
      padding-inline: 6px;
    }
    .toolbar .segments button {
      padding-inline: 8px;
    }
    .toolbar {
      column-gap: 6px;
    }
    .field {
      gap: 4px;
    }
    .settings:not(.open) {
      display: none;
    }
    .settings {
      flex-wrap: wrap;
    }
    .settings .icon-button {
      min-width: max(38px, var(--touch));
    }
    .settings .digits {
      margin-inline-end: 0;
    }
  }
`;
