/** Batches and large networks. */
import { css } from 'lit';

export const scaleStyles = css`
  .segment:not([data-phase]) {
    --phase: var(--ink-faint);
  }
  .phase-names button:not([data-phase]) {
    color: var(--ink-soft);
  }

  .crowded .edge {
    opacity: 0.14;
  }
  .crowded .edge-part:is(.reads, .writes, .lit, .kin, .selected) .edge {
    opacity: 1;
  }
  .fold-part .node {
    fill: var(--wash);
    stroke: var(--line);
  }
  .fold-text {
    font-size: 12px;
    fill: var(--ink-soft);
    pointer-events: none;
  }
  .bundle {
    fill: var(--line);
    opacity: 0.32;
  }
  .bundle-active {
    stroke: var(--phase);
    stroke-width: 5;
    stroke-linecap: round;
    stroke-dasharray: 1 8;
  }

  .chooser.by-number {
    flex-wrap: wrap;
  }
  .numbers {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  .numbers label {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  .numbers input {
    width: 5em;
    min-height: var(--target);
    padding: 2px 6px;
    font: inherit;
    color: var(--ink);
    background: var(--paper);
    border: 1px solid var(--line);
    border-radius: 4px;
  }
  @media (forced-colors: active) {
    .bundle {
      opacity: 1;
      fill: none;
      stroke: GrayText;
    }
    .bundle-active {
      stroke: Highlight;
    }
  }
`;
