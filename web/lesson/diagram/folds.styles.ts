/** Large networks: many edges, and the neurons that are folded away. */
import { css } from 'lit';

export const foldStyles = css`
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
