/** The frame of the editor: beside the diagram, or over a narrow page. */
import { css } from 'lit';

export const sheetStyles = css`
  .sheet {
    position: static;
    width: auto;
    max-width: none;
    margin: 0;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    min-width: 0;
  }
  .sheet:focus {
    outline: none;
  }
  .sheet:modal {
    position: fixed;
    inset: 0;
    width: 100%;
    height: 100%;
    max-height: none;
    padding: 0 14px 24px;
    background: var(--paper);
    overflow-y: auto;
  }
  @container (min-width: 900px) {
    .editing .panel {
      display: none;
    }
  }
  .drop-hint {
    position: fixed;
    inset: 10px;
    z-index: 20;
    display: grid;
    place-items: center;
    margin: 0;
    padding: 20px;
    border: 3px dashed var(--accent);
    border-radius: 12px;
    background: color-mix(in srgb, var(--paper) 88%, transparent);
    font-size: 22px;
    text-align: center;
    pointer-events: none;
  }
`;
