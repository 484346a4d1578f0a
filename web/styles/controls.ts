/** Buttons, fields, notices. */
import { css } from 'lit';

export const controls = css`
  * {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p,
  dl,
  dd,
  figure {
    margin: 0;
    font-weight: inherit;
  }
  button,
  select,
  input,
  textarea {
    font: inherit;
    color: inherit;
  }
  /* iOS enlarges the page for a field in smaller type. */
  @media (pointer: coarse) {
    :host :is(select, input, textarea) {
      font-size: max(16px, 1em);
    }
  }
  button {
    cursor: pointer;
    border: 0;
    background: none;
    padding: 0;
    border-radius: 6px;
    min-height: var(--target);
    touch-action: manipulation;
  }
  button:disabled,
  button[aria-disabled='true'] {
    cursor: default;
    color: var(--ink-faint);
    opacity: 0.55;
  }
  :is(button, select, input, textarea, [tabindex], a):focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .workbench:focus-visible {
    outline: none;
  }
  .plain-button {
    padding: 0 12px;
    border: 1px solid var(--line);
    background: var(--paper);
    white-space: nowrap;
  }
  .plain-button:hover {
    background: var(--wash);
  }
  .primary-button {
    padding: 0 14px;
    background: var(--accent);
    color: light-dark(#fff, #10202c);
    white-space: nowrap;
  }
  .primary-button:hover {
    filter: brightness(1.08);
  }
  .link-button {
    color: var(--accent);
    padding: 0 4px;
    margin-inline-start: -4px;
    text-align: start;
  }
  .link-button:hover {
    text-decoration: underline;
  }
  .link-button.quiet {
    color: var(--ink-soft);
  }
  .icon-button {
    display: inline-grid;
    place-items: center;
    min-width: var(--target);
    height: var(--target);
  }
  .icon-button.text {
    padding: 0 7px;
    font-size: 14px;
    font-variant-numeric: tabular-nums;
    color: var(--ink-soft);
  }
  .icon-button:not([aria-disabled='true'], :disabled):hover {
    background: var(--wash);
  }
  .icon.filled path {
    fill: currentColor;
    stroke: currentColor;
    stroke-width: 1.4;
    stroke-linejoin: round;
  }
  .icon.outlined path {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  select,
  input[type='text'],
  textarea {
    min-height: var(--target);
    border: 1px solid var(--line);
    border-radius: 6px;
    background: var(--paper);
    padding: 2px 8px;
  }
  [aria-invalid='true'] {
    border-color: var(--backward);
    border-width: 2px;
  }
  .notice {
    border-inline-start: 3px solid var(--backward);
    padding: 6px 12px;
    margin-block: 10px;
    background: var(--wash);
    overflow-wrap: anywhere;
  }
  .page-notice {
    display: flex;
    gap: 12px;
    align-items: center;
    justify-content: space-between;
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .loading {
    padding: 24px;
    color: var(--ink-soft);
  }
  .symbol {
    font-family: var(--math-italic);
    font-style: italic;
  }
  /* Backgrounds and transparent lines say nothing there. */
  @media (forced-colors: active) {
    .primary-button {
      border: 1px solid ButtonText;
    }
    [role='tab'][aria-selected='false'] {
      border-color: Canvas;
    }
    .chapter-bar {
      border: 1px solid;
    }
    .chapters .chapter-bar span {
      forced-color-adjust: none;
      background: Highlight;
    }
  }
  .why,
  .aside {
    color: var(--ink-soft);
    font-size: 14.5px;
  }
  .address {
    overflow-wrap: anywhere;
  }
`;
