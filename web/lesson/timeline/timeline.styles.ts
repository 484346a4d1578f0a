import { css } from 'lit';

export const timelineStyles = css`
  .dock {
    position: sticky;
    bottom: 0;
    z-index: 2;
    display: flex;
    align-items: center;
    gap: 6px 22px;
    background: var(--paper);
    border-top: 1px solid var(--line);
    padding-block: 8px 10px;
  }
  .timeline {
    flex: 1;
    display: flex;
    align-items: center;
    gap: 6px 22px;
    min-width: 0;
  }
  .transport {
    display: inline-flex;
  }
  .track-box {
    flex: 1 1 320px;
    min-width: 0;
  }
  .track {
    position: relative;
    display: flex;
    gap: 2px;
    height: max(26px, var(--touch));
    align-items: center;
    cursor: pointer;
    touch-action: none;
    border-radius: 4px;
  }
  .segment {
    position: relative;
    flex: 1 1 0;
    height: 12px;
    min-width: 3px;
    border-radius: 2px;
    overflow: hidden;
    background: color-mix(in srgb, var(--phase) 22%, var(--paper));
  }
  .segment .done {
    position: absolute;
    inset: 0 auto 0 0;
    background: var(--phase);
  }
  .thumb {
    position: absolute;
    width: 4px;
    height: 26px;
    margin-inline-start: -2px;
    border-radius: 2px;
    background: var(--ink);
    box-shadow: 0 0 0 2px var(--paper);
    pointer-events: none;
  }
  .phase-names {
    display: flex;
    gap: 2px;
  }
  .phase-names button {
    flex: 1 1 0;
    min-width: 0;
    min-height: max(24px, var(--touch));
    text-align: start;
    font-size: 13.5px;
    color: var(--phase);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .phase-names button:hover {
    text-decoration: underline;
  }
  .phase-names [aria-current] {
    font-weight: 700;
  }
  .iterations {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
    font-size: 15px;
  }
  .iteration {
    color: var(--ink-soft);
    font-variant-numeric: tabular-nums;
    margin-inline-end: 6px;
  }
  .run-field {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
  }
  .run-progress {
    color: var(--ink-soft);
    font-variant-numeric: tabular-nums;
  }
  .granularity {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    color: var(--ink-soft);
    margin-inline-start: 8px;
  }
  .granularity select {
    color: var(--ink);
  }
  .segment:not([data-phase]) {
    --phase: var(--ink-faint);
  }
  .phase-names button:not([data-phase]) {
    color: var(--ink-soft);
  }
  /* In two lines, so that the track keeps its length. */
  @container (min-width: 1100.1px) and (max-width: 1340px) {
    .iterations {
      max-width: 400px;
    }
  }
  @container (max-width: 1100px) {
    .dock {
      display: contents;
    }
    .timeline {
      position: sticky;
      bottom: 0;
      z-index: 2;
      flex: none;
      background: var(--paper);
      border-top: 1px solid var(--line);
      padding-block: 6px 8px;
    }
    .iterations {
      padding-block: 6px 14px;
    }
  }
  @container (max-width: 620px) {
    .timeline {
      flex-wrap: wrap;
      gap: 0 8px;
      padding-block: 2px 4px;
    }
    .transport {
      flex: 1;
      justify-content: space-between;
    }
    .track-box {
      flex-basis: 100%;
    }
    .phase-names button {
      font-size: 12.5px;
    }
    .iterations {
      font-size: 14px;
    }
  }
  @media (forced-colors: active) {
    .segment {
      border: 1px solid CanvasText;
    }
    .segment .done {
      background: Highlight;
      forced-color-adjust: none;
    }
    .thumb {
      background: CanvasText;
      forced-color-adjust: none;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .segment .done,
    .thumb {
      transition:
        width 0.12s,
        left 0.12s;
    }
  }
`;
