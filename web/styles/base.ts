/** The frame: columns, buttons, fields, notices. */
import { css } from 'lit';

export const base = css`
  :host {
    display: block;
    position: relative;
    container-type: inline-size;
    background: var(--paper);
    color: var(--ink);
    font: 16px/1.5 var(--text);
    text-align: start;
  }
  :host([hidden]) {
    display: none;
  }
  * {
    box-sizing: border-box;
  }
  .workbench {
    display: flex;
    flex-direction: column;
    min-height: inherit;
    max-width: 1720px;
    margin: 0 auto;
    padding: 0 clamp(10px, 2.5cqi, 36px);
    --zoom: 1;
    --dock-height: 64px;
    /* between toolbar and dock */
    --stage-height: calc(100dvh / var(--zoom) - 54px - var(--dock-height) - 15px);
    outline: none;
    --phase: var(--ink-soft);
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px clamp(24px, 4cqi, 64px);
    flex: 1;
    align-content: start;
    padding-block: 4px 16px;
  }
  /* Within an article the panel keeps a height of its own, however long a derivation is. */
  :host(:not([linked])) .workbench {
    --dock-height: 0px;
  }
  :host(:not([linked])) .panel-body {
    max-height: clamp(380px, 68vh, 640px);
    overflow-y: auto;
    overscroll-behavior: auto;
  }
  .picture {
    position: relative;
    min-width: 0;
  }
  .drawing {
    min-width: 0;
  }
  .picture-choices :is(.picture-switch, .edge-switch) {
    margin-block: 0;
  }
  .picture-choices {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 18px;
  }
  @container (max-width: 899.9px) {
    .workbench {
      --dock-height: 100px;
    }
    /* one column: picture, explanation, and only then what belongs to the picture's reading */
    .drawing {
      display: contents;
    }
    /* While the panel grows, what stands after it must not be what the browser keeps in its place. */
    :is(.picture-choices, .slope-panel, .under, .dock) {
      overflow-anchor: none;
    }
    .picture {
      order: 1;
    }
    .pinned .picture {
      position: sticky;
      top: 0;
      z-index: 2;
      background: var(--paper);
    }
    .panel {
      order: 3;
    }
    .picture-choices {
      order: 4;
    }
    .slope-panel {
      order: 4;
    }
    .under {
      order: 5;
    }
  }
  @container (min-width: 900px) {
    .columns {
      grid-template-columns: minmax(0, 1.62fr) minmax(340px, 1fr);
      padding-block: 14px 0;
    }
    .drawing {
      position: sticky;
      top: 12px;
      align-self: start;
    }
    .panel {
      display: flex;
      flex-direction: column;
    }
    .panel-body {
      display: flex;
      flex-direction: column;
      flex: 1;
    }
    /* The page is one stage: the picture takes what the curves leave. */
    /* the table of two losses is wider than a step */
    .columns[data-panel='compare'] {
      grid-template-columns: minmax(0, 1.25fr) minmax(340px, 1fr);
    }
    .drawing {
      display: grid;
      grid-template-columns: minmax(0, 1.7fr) minmax(0, 1fr);
      grid-template-rows: auto auto minmax(0, 1fr) auto;
      gap: 8px 28px;
    }
    .drawing > :is(.headline, .picture-choices, .picture),
    .drawing:not(:has(> .under > .plot)) > :is(.slope-panel, .under) {
      grid-column: 1 / -1;
    }
    :host([linked]) .columns.network .drawing {
      height: max(560px, var(--stage-height));
    }
    :host([linked]) .columns.network .picture {
      --fills: 1;
      min-height: 240px;
      overflow: hidden;
    }
    /* where even the least picture is too tall, it is shown smaller */
    :host([linked]) .columns.network :is(.diagram-scroll, .diagram) {
      max-height: 100%;
    }
    :host([linked]) .columns.network .under {
      max-height: 262px;
      overflow-y: auto;
    }
    :host([linked]) .panel {
      min-height: max(520px, var(--stage-height));
    }
  }
  @container (max-width: 620px) {
    .picture-choices {
      flex-wrap: nowrap;
      overflow-x: auto;
    }
    .picture-choices :is(#edges-label, .legend) {
      display: none;
    }
    .picture-choices > * {
      flex: none;
    }
  }
  @container (min-width: 2300px) {
    .workbench {
      --zoom: 1.5;
      zoom: 1.5;
    }
  }
  @container (min-width: 3400px) {
    .workbench {
      --zoom: 2.1;
      zoom: 2.1;
    }
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
