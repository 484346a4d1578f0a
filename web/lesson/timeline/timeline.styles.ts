import { css } from 'lit';

export const timelineStyles = css`
  .dock {
    position: sticky;
    bottom: var(--bar-height, 0);
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
    flex: none;
  }
  .transport .icon-button {
    min-width: calc(var(--target) + 1px);
  }
  .track-box {
    flex: 1 1 320px;
    min-width: 0;
    user-select: none;
    -webkit-user-select: none;
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
  .further {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 14px;
  }
  .speed {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    color: var(--ink-soft);
  }
  .speed select {
    color: var(--ink);
  }
  .dock-more {
    display: none;
  }
  @container (max-width: 1560px) {
    .dock-more {
      display: inline-grid;
    }
    .further {
      position: absolute;
      inset: auto 0 100% auto;
      padding: 10px 14px;
      background: var(--paper);
      border: 1px solid var(--line);
      border-radius: 8px 8px 0 0;
      max-width: 100%;
    }
    .further:not(.open) {
      display: none;
    }
  }
  @container (max-width: 899.9px) {
    .dock {
      flex-wrap: wrap;
      gap: 2px 12px;
      padding-block: 4px;
    }
    .timeline {
      flex: 1 1 100%;
      gap: 2px 12px;
    }
    .iterations {
      flex: 1 1 100%;
      min-width: 0;
      flex-wrap: nowrap;
      font-size: 14px;
    }
    .iteration {
      margin-inline-end: auto;
    }
  }
  @container (max-width: 620px) {
    .transport :is(.step-previous, .step-next) {
      display: none;
    }
    .track {
      height: max(20px, var(--touch));
    }
    .phase-names {
      display: none;
    }
    .iterations .plain-button {
      padding-inline: 9px;
    }
    .iteration {
      min-width: 0;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
  }
  @container (max-width: 320px) {
    .iterations {
      flex-wrap: wrap;
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
