import { css } from 'lit';

export const labStyles = css`
  :host {
    --hue-0: light-dark(#004f7c, #8fd0f7);
    --hue-1: light-dark(#8a5200, #ffb84d);
    --hue-2: light-dark(#00604a, #7fdcc0);
    --hue-3: light-dark(#86306a, #efb1d6);
    --hue-4: light-dark(#4c4c4c, #cfcfcf);
    --middle: #8d8d8d;
    display: block;
    max-width: 1240px;
    margin: 0 auto;
    padding: 0 clamp(12px, 2.5vw, 36px) 40px;
    font: 16px/1.5 var(--text);
    color: var(--ink);
    background: var(--paper);
  }
  header {
    display: flex;
    justify-content: space-between;
    gap: 16px;
  }
  a {
    display: inline-flex;
    align-items: center;
    min-height: max(44px, var(--touch));
    color: var(--accent);
  }
  h1 {
    margin-block: 4px 14px;
    font-size: 26px;
    line-height: 1.25;
    font-weight: 600;
  }
  h2 {
    margin-block-end: 8px;
    font-size: 16px;
    font-weight: 600;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: 10px 12px;
    align-items: center;
    padding-block: 10px;
    border-block: 1px solid var(--line);
  }
  .bar .choice {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .bar .choice:last-child {
    margin-inline-start: auto;
  }
  .run {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-width: 112px;
  }
  .strides {
    display: inline-flex;
    gap: 6px;
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 28px clamp(24px, 4vw, 64px);
    padding-block-start: 22px;
  }
  .stage {
    position: relative;
    max-width: 560px;
  }
  /* the area between the axes, in parts of the drawing */
  canvas {
    position: absolute;
    left: calc(100% * 40 / 520);
    top: calc(100% * 22 / 500);
    width: calc(100% * 456 / 520);
    height: calc(100% * 438 / 500);
  }
  .points {
    position: relative;
    display: block;
    width: 100%;
    margin: 0;
    overflow: visible;
    touch-action: pan-y;
    cursor: crosshair;
    user-select: none;
  }
  .points:focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .points .axis.zero {
    stroke: var(--ink-faint);
    opacity: 0.5;
  }
  .boundary,
  .fit {
    fill: none;
    stroke: var(--ink);
    stroke-width: 2;
    stroke-linecap: round;
    pointer-events: none;
  }
  .fit {
    stroke: var(--accent);
    stroke-width: 2.6;
  }
  .cross {
    fill: none;
    stroke: var(--ink);
    stroke-width: 2;
    pointer-events: none;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 18px;
    margin-block: 6px 10px;
    font-size: 14px;
    color: var(--ink-soft);
  }
  .legend .plot {
    margin: 0;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 18px;
    margin: 0 0 8px;
    padding: 0;
    border: 0;
  }
  .tools legend {
    float: left;
    margin-inline-end: 18px;
    padding: 0;
    color: var(--ink-soft);
  }
  .tools label {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: var(--target);
  }
  .picture > .aside {
    max-width: 560px;
  }
  .figures {
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  .figures caption {
    padding-block-end: 6px;
    font-weight: 600;
    text-align: start;
    white-space: nowrap;
  }
  .figures :is(th, td) {
    padding: 2px 28px 2px 0;
    font-weight: inherit;
    text-align: start;
    white-space: nowrap;
  }
  .figures th {
    color: var(--ink-soft);
  }
  .figures small {
    margin-inline-start: 8px;
    color: var(--ink-soft);
  }
  .now {
    min-height: 118px;
  }
  .with-saves {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 12px;
    max-width: 560px;
  }
  .save {
    min-width: var(--target);
    min-height: max(28px, var(--touch));
    padding: 0 6px;
    font: inherit;
    font-size: 13px;
    color: var(--ink-soft);
    background: none;
    border: 0;
    cursor: pointer;
  }
  .save:hover {
    color: var(--accent);
    text-decoration: underline;
  }
  .column {
    display: flex;
    flex-direction: column;
    gap: 24px;
    min-width: 0;
  }
  .lead {
    max-width: 70ch;
    margin-block: -8px 14px;
    color: var(--ink-soft);
  }
  .settings {
    max-width: 560px;
  }
  .settings .choice {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    align-items: center;
    gap: 8px;
    margin-block: 5px;
  }
  .settings .choice span {
    color: var(--ink-soft);
  }
  .choice select {
    min-width: 0;
    width: 100%;
  }
  .bar .choice select {
    width: auto;
  }
  /* What was pressed may be far below. */
  .undone {
    position: sticky;
    inset-block-start: 8px;
    z-index: 2;
  }
  .notice button {
    margin: 8px 8px 2px 0;
    white-space: normal;
  }
  .undone button {
    flex: none;
    margin: 0;
  }
  /* The drawing is shown smaller there: its texts and signs are not. */
  @media (max-width: 480px) {
    .points :is(.axis-number, .axis-name) {
      font-size: 18px;
    }
    .point {
      transform: scale(1.35);
      transform-box: fill-box;
      transform-origin: center;
    }
    .strides {
      flex: 1 0 100%;
    }
    .strides button {
      flex: 1;
    }
    .run {
      flex: 1;
    }
  }
  @media (min-width: 960px) {
    .columns {
      grid-template-columns: minmax(0, 1.1fr) minmax(0, 1fr);
    }
  }
`;
