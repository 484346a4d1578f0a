/** The stages of a derivation, its paths and their factors. */
import { css } from 'lit';

export const derivationStyles = css`
  .derivation-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    font-size: 1.2em;
  }
  .derivation-head .formula {
    max-width: 100%;
    overflow: auto hidden;
  }
  .check-button {
    min-width: var(--target);
    color: var(--update);
    font-weight: 700;
    border: 1px solid var(--line);
  }
  .check-button.failed {
    color: var(--backward);
    padding-inline: 8px;
    white-space: nowrap;
  }
  .equation .check-button {
    font-size: 16px;
    margin-inline-start: 8px;
  }
  /* A matrix reaches a little over its line. */
  .equation :is(.check-button, .copy-formula) {
    position: relative;
    z-index: 1;
  }
  .check-button:hover {
    background: var(--wash);
  }
  .stage {
    margin-block-start: 26px;
  }
  .stage h2 {
    font-weight: 600;
    font-size: 17px;
  }
  .stage-head {
    display: flex;
    justify-content: space-between;
    align-items: baseline;
    gap: 12px;
  }
  .agreement {
    color: var(--ink-faint);
    font-size: 13.5px;
  }
  .agreement:not(.same) {
    color: var(--backward);
    font-weight: 650;
  }
  .agreement-notes {
    grid-column: 1 / -1;
    list-style: none;
    margin: 4px 0 0;
    padding: 0;
    font-size: 13.5px;
  }
  .stage h3 {
    font-size: 14.5px;
    color: var(--ink-soft);
    margin-block-end: 2px;
  }
  .stage .why {
    margin-block: 2px 8px;
    max-width: 62ch;
  }
  /* What is out of sight is laid out when it comes into it, where the browser keeps what is in sight in its place. */
  @supports (overflow-anchor: auto) {
    .stage-row,
    .path-strip {
      content-visibility: auto;
      contain-intrinsic-block-size: auto 3em;
    }
    .path-strip {
      contain-intrinsic-block-size: auto 13em;
    }
  }
  .stage-row {
    overflow-x: auto;
    overflow-y: hidden;
    padding: 4px 0;
  }
  .stage-row .row-numbers {
    display: block;
    margin-block-start: 4px;
    padding-inline-start: 1.4em;
  }
  .outcome {
    display: inline-block;
  }
  .tinted {
    border-inline-start: 4px solid var(--tint, transparent);
    padding-inline-start: 10px;
  }
  .path-strip {
    margin-block: 12px;
  }
  /* Columns that go on in a second line where there is no room; equal rows keep them level with each other. */
  .factors {
    display: flex;
    flex-wrap: wrap;
    gap: 10px 2px;
    padding-block: 4px 0;
    font-size: 0.95em;
  }
  .factor {
    display: grid;
    grid-template-columns: 1em auto;
    column-gap: 0.3em;
    grid-template-rows: minmax(3.2em, auto) minmax(3.4em, auto) auto auto;
    row-gap: 4px;
    justify-items: start;
    align-items: center;
    max-width: 100%;
    padding-inline-end: 4px;
    border-radius: 6px;
  }
  .factor > * {
    grid-column: 2;
  }
  .factor > :is(.dot, .equals) {
    grid-column: 1;
    justify-self: end;
  }
  .factor .katex {
    white-space: nowrap;
  }
  .factor-symbol {
    padding-inline: 2px;
    margin-inline: -2px;
  }
  :is(.factor-symbol, .factor-result) {
    max-width: 100%;
    overflow-x: auto;
    overflow-y: hidden;
  }
  .factor-value {
    color: var(--backward);
    white-space: nowrap;
  }
  .factor-button {
    position: relative;
    z-index: 1;
    min-width: max(30px, var(--touch));
    min-height: max(26px, var(--touch));
    color: var(--ink-soft);
  }
  .factor-button:hover,
  .factor.open {
    background: var(--wash);
  }
  .product {
    color: var(--backward);
    padding-inline-start: 5px;
  }
  .stage-row.continued {
    padding-inline-start: 2.4em;
  }
  .factor-lines {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(80px, 128px);
    gap: 4px 14px;
    font-size: 0.94em;
    align-items: baseline;
    --ground: var(--wash);
    background: var(--wash);
    border-radius: 6px;
    padding: 10px 14px;
    margin-block: 6px;
  }
  .line-formula {
    overflow-x: auto;
    overflow-y: hidden;
  }
  .line-rule {
    color: var(--ink-soft);
    font-size: 13.5px;
    line-height: 1.3;
    text-align: end;
  }
  .stage-row .line-rule {
    display: inline-block;
    margin: 0 0 0 12px;
  }
  .factor-lines .why {
    grid-column: 1 / -1;
    margin: 0;
  }
  @container (max-width: 620px) {
    .factor-lines {
      grid-template-columns: minmax(0, 1fr);
    }
    .line-rule {
      text-align: start;
      margin-block-end: 6px;
    }
  }
`;
