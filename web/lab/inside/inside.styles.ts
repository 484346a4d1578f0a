import { css } from 'lit';

export const insideStyles = css`
  .inside p {
    margin-block: 4px 8px;
  }
  .inside .samples {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 6px;
  }
  .workbench-over {
    position: fixed;
    inset: 0;
    width: 100vw;
    max-width: none;
    height: 100dvh;
    max-height: none;
    margin: 0;
    padding: 0 clamp(8px, 2vw, 24px) 24px;
    box-sizing: border-box;
    border: 0;
    color: var(--ink);
    background: var(--paper);
    overflow-y: auto;
  }
  .over-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 20px;
    padding-block: 10px;
  }
  .over-head p {
    margin: 0;
    color: var(--ink-soft);
  }
`;
