/** The panel beside the picture: its tabs, the step with its equation, and rows of formulas. */
import { css } from 'lit';

export const panelStyles = css`
  .panel {
    min-width: 0;
    overflow-wrap: break-word;
  }
  .panel-head {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: 2px 16px;
    margin-block-end: 16px;
  }
  .tabs {
    display: flex;
    gap: 2px 18px;
    min-width: 0;
  }
  [role='tab'] {
    min-width: var(--touch);
    white-space: nowrap;
    color: var(--ink-soft);
    border-radius: 0;
    border-bottom: 2px solid transparent;
    padding: 0 1px;
  }
  .panel-head [role='tab'] {
    flex: none;
  }
  .panel-head #tab-derive {
    flex: 0 1 auto;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  [role='tab']:hover {
    color: var(--ink);
  }
  [role='tab'][aria-selected='true'] {
    color: var(--ink);
    border-bottom-color: var(--ink);
  }
  .position {
    color: var(--ink-soft);
    font-size: 14px;
    font-variant-numeric: tabular-nums;
    flex: none;
  }
  .sample {
    margin-inline-end: 10px;
  }
  .step-title {
    font-size: 21px;
    font-weight: 600;
    line-height: 1.3;
    letter-spacing: -0.01em;
  }
  .step[data-phase] .step-title {
    color: var(--phase);
  }
  .step-title ~ .step-title {
    margin-block-start: 26px;
  }
  .aside a {
    color: var(--accent);
  }
  .sentence {
    margin-block: 8px 0;
    max-width: 62ch;
  }
  .step > .link-button {
    margin-block-start: 18px;
  }
  .start-buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 10px;
    margin-block: 18px;
  }
  .aside {
    margin-block-start: 8px;
  }

  .equation {
    display: grid;
    grid-template-columns: fit-content(60%) auto minmax(0, 1fr);
    gap: 10px 9px;
    align-items: baseline;
    margin-block-start: 22px;
    font-size: 1.1em;
  }
  .equation :is(.eq-left, .eq-right) {
    min-width: 0;
    overflow-x: auto;
    overflow-y: hidden;
    padding: 4px 3px;
    margin: -4px -3px;
  }
  .equation .result {
    color: var(--phase);
    font-size: 1.16em;
    font-weight: 600;
  }
  .rows {
    margin-block-start: 16px;
  }
  .row {
    padding-block: 3px;
    overflow-x: auto;
    overflow-y: hidden;
  }
  .row-value {
    color: var(--phase);
  }
  /* a box that scrolls shows by a shadow that there is more */
  .equation .eq-right,
  .stage-row,
  .row,
  .line-formula,
  .scroll {
    background:
      linear-gradient(to right, var(--ground, var(--paper)) 30%, transparent) left / 28px 100%,
      linear-gradient(to left, var(--ground, var(--paper)) 30%, transparent) right / 28px 100%,
      linear-gradient(to right, light-dark(rgb(0 0 0 / 0.22), rgb(255 255 255 / 0.3)), transparent) left / 9px 100%,
      linear-gradient(to left, light-dark(rgb(0 0 0 / 0.22), rgb(255 255 255 / 0.3)), transparent) right / 9px 100%;
    background-repeat: no-repeat;
    background-attachment: local, local, scroll, scroll;
  }

  @container (max-width: 620px) {
    .equation {
      font-size: 1em;
      margin-block-start: 8px;
      row-gap: 4px;
    }
    .panel-head {
      flex-wrap: wrap;
      margin-block-end: 8px;
      column-gap: 8px;
    }
    .tabs {
      column-gap: 10px;
    }
    .position {
      margin-inline-start: auto;
      white-space: nowrap;
    }
  }
`;
