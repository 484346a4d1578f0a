import { css } from 'lit';

/** Settings: lists and fields, layers, what is folded away. */
export const settingsStyles = css`
  .choice input[type='text'] {
    min-width: 0;
    width: 100%;
  }
  .said {
    margin-block: -2px 8px;
    font-size: 14px;
    color: var(--ink-soft);
  }
  .said.fault {
    color: var(--backward);
  }
  .all-settings {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 290px), 1fr));
    gap: 24px clamp(24px, 4vw, 64px);
    margin-block: 28px;
  }
  .layer {
    display: flex;
    align-items: flex-end;
    gap: 6px;
    margin: 0 0 6px;
    padding: 0;
    border: 0;
  }
  .layer legend {
    padding: 0;
    color: var(--ink-soft);
  }
  .layer .setting {
    flex: 1;
    min-width: 0;
  }
  .settings :is(.layer, .wide) .choice {
    display: block;
    margin-block: 0 4px;
  }
  .layer .choice span {
    position: absolute;
    clip-path: inset(50%);
  }
  .remove-layer {
    flex: none;
    margin-block-end: 4px;
    color: var(--ink-soft);
  }
  .changed button {
    margin-block: 4px;
    white-space: normal;
  }
  .more {
    margin-block: 6px;
  }
  .more summary {
    min-height: var(--target);
    align-content: center;
    cursor: pointer;
    color: var(--accent);
  }
`;
