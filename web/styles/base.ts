/** The frame: columns and what stands in them. */
import { css } from 'lit';

export const base = css`
  :host {
    background: var(--paper);
    min-block-size: 240px;
  }
  :host([compact]) {
    block-size: var(--backprop-height, 36rem);
    overflow-y: auto;
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
    position: relative;
    max-height: clamp(380px, 68vh, 640px);
    overflow-y: auto;
    overscroll-behavior: auto;
  }
  :host([compact]) .panel-body {
    max-height: none;
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
`;
