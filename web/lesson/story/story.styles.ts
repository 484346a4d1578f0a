/** The question above the picture, the chapters, the knob, the way on, and the card at the end of an iteration. */
import { css } from 'lit';

export const storyStyles = css`
  .headline {
    font-size: clamp(17px, 0.7cqi + 10px, 22px);
    font-weight: 650;
    line-height: 1.3;
    letter-spacing: -0.012em;
    min-height: 2.6em;
  }
  @container (min-width: 900px) {
    .headline {
      display: grid;
    }
    .headline > span,
    .headline::after {
      grid-area: 1 / 1;
    }
    .headline::after {
      content: attr(data-room);
      visibility: hidden;
    }
  }
  .headline .question {
    color: var(--accent);
  }

  .chapters ol {
    display: flex;
    gap: 8px;
    margin: 0 0 18px;
    padding: 0;
    list-style: none;
  }
  .chapters li {
    flex: 1 1 0;
    min-width: var(--touch);
  }
  .chapters button {
    display: flex;
    flex-direction: column;
    justify-content: flex-start;
    width: 100%;
    min-height: max(46px, var(--touch));
    text-align: start;
    font-size: 13px;
    line-height: 1.25;
    color: var(--ink-soft);
    border-radius: 3px;
    vertical-align: top;
  }
  .chapters button:hover,
  .chapters [aria-current] {
    color: var(--ink);
  }
  /* as heavy without another width: a name must not break into another line */
  .chapters [aria-current] {
    text-shadow: 0 0 0.7px currentColor;
  }
  .chapter-bar {
    display: block;
    height: 4px;
    margin-block-end: 6px;
    border-radius: 2px;
    background: var(--line);
    overflow: hidden;
  }
  .chapter-bar span {
    display: block;
    height: 100%;
    background: var(--accent);
  }

  .knob label {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) minmax(4.5em, auto);
    align-items: center;
    gap: 12px;
  }
  .symbol-text {
    font-family: var(--math);
    font-size: 1.08em;
    white-space: nowrap;
  }
  .symbol-text i {
    font-family: var(--math-italic);
  }
  .symbol-text :is(sub, sup) {
    font-size: 0.7em;
    line-height: 0;
  }
  .headline,
  .story-nav,
  .step :is(.trial, .keep, .card) {
    overflow-wrap: anywhere;
  }
  .knob-name {
    max-width: 30cqi;
    overflow: hidden;
    text-overflow: ellipsis;
    font-size: 21px;
  }
  .knob output {
    font-size: 19px;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .knob .sentence {
    min-height: 3em;
  }
  .knob input {
    width: 100%;
    min-height: max(28px, var(--touch));
    margin: 0;
    accent-color: var(--accent);
    touch-action: pan-y;
  }
  .slope-line {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 6px 8px;
    margin-block: 10px 18px;
    font-size: 18px;
    font-variant-numeric: tabular-nums;
  }
  .slope-line math {
    font-size: 1.15em;
    min-height: 2.7em; /* in whatever font it is set */
  }
  .slope-line button {
    margin-inline-start: auto;
    font-size: 16px;
  }

  /* the curve's place, before it has come: its head is a line, and more where it is narrow */
  .slope-panel {
    min-height: 245px;
  }
  @media (pointer: coarse) {
    .slope-panel {
      min-height: 260px;
    }
  }
  @container (max-width: 639.9px) {
    .slope-panel {
      min-height: 279px;
    }
    @media (pointer: coarse) {
      .slope-panel {
        min-height: 308px;
      }
    }
  }
  @container (min-width: 900px) and (max-width: 1079.9px) {
    .slope-panel {
      min-height: 235px;
    }
    @media (pointer: coarse) {
      .slope-panel {
        min-height: 264px;
      }
    }
  }

  .rate {
    min-height: calc(max(28px, var(--touch)) + 5em);
    margin-block: 14px;
  }
  @container (max-width: 639.9px) {
    .rate {
      min-height: calc(max(28px, var(--touch)) + 8.2em);
    }
  }

  .story-nav {
    position: sticky;
    bottom: calc(var(--dock-height) + var(--bar-height, 0px));
    z-index: 1;
    display: flex;
    gap: 10px;
    margin-block-start: auto;
    padding-block: 14px 10px;
    background: linear-gradient(to top, var(--paper) 82%, transparent);
    box-shadow: 0 12px 0 var(--paper);
  }
  /* a low screen, or a page at 200 %: there the formula needs the room, and the dock has the way on */
  @media (max-height: 520px) {
    .story-nav {
      position: static;
    }
  }
  .story-nav button {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-height: 44px;
  }
  .story-nav .on {
    flex: 1;
    min-width: 0;
    justify-content: space-between;
    text-align: start;
    white-space: normal;
    line-height: 1.2;
    padding-block: 6px;
  }
  .likewise {
    margin-block-start: 18px;
  }
  summary {
    cursor: pointer;
    color: var(--accent);
    min-height: var(--touch);
  }
  .keep {
    margin-block-start: 18px;
    padding: 10px 14px;
    border-inline-start: 3px solid var(--accent);
    background: color-mix(in srgb, var(--accent) 7%, var(--paper));
  }
  .trial {
    margin-block-start: 14px;
  }
  .keep b,
  .trial b {
    font-weight: 650;
    margin-inline-end: 4px;
  }

  .card {
    margin-block-end: 22px;
    font-variant-numeric: tabular-nums;
  }
  .card-loss {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 4px 12px;
    margin-block-start: 8px;
  }
  .card-loss b {
    font-size: 24px;
    color: var(--loss);
  }
  .card-outputs {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 18px;
    margin-block-start: 8px;
  }
  .card-changes {
    margin-block-start: 12px;
    border-collapse: collapse;
  }
  .card-changes caption {
    text-align: start;
    font-size: 14px;
    color: var(--ink-soft);
  }
  .card-changes :is(th, td) {
    padding: 2px 22px 2px 0;
    text-align: start;
    font-weight: inherit;
  }
  .card-changes .new-value {
    color: var(--update);
    font-weight: 600;
  }

  /* on a phone the slider is in sight before the chapters are of use */
  @container (max-width: 620px) {
    .panel-body:has(> .start) > .chapters {
      display: none;
    }
  }
  @container (max-width: 899.9px) {
    .panel-body {
      display: flex;
      flex-direction: column;
    }
    .panel-body > .notation-switch {
      order: 1;
      margin-block: 14px;
    }
    .panel-body > .story-nav {
      order: 2;
    }
    .headline {
      min-height: 0;
      font-size: clamp(16px, 1.2cqi + 11px, 20px);
      line-height: 1.25;
    }
    .chapter-name {
      display: none;
    }
    .chapters [aria-current] .chapter-name {
      display: inline;
    }
    .chapters li:has([aria-current]) {
      flex: 3 1 0;
    }
    .chapters ol {
      gap: 3px;
      margin-block-end: 8px;
    }
    .chapters button {
      min-height: max(34px, var(--touch));
    }
    .chapter-title {
      white-space: nowrap;
      overflow: hidden;
      text-overflow: ellipsis;
    }
  }
`;
