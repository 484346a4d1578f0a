/** The dialog of the exports. */
import { css } from 'lit';

export const exportStyles = css`
  .dialog.take {
    width: min(820px, calc(100vw - 20px));
  }
  .take-groups {
    flex-wrap: wrap;
    margin-block-end: 8px;
  }
  .take-what,
  .take-steps {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 10px;
    margin-block-end: 8px;
  }
  :is(.take-what, .take-steps) select {
    flex: 1;
    min-width: 0;
    min-height: var(--target);
  }
  .take-text {
    white-space: pre;
    overflow: auto;
    tab-size: 4;
    margin-block-start: 10px;
    max-height: 50dvh;
  }
  .take-paper,
  .take-picture {
    display: block;
    margin-block-start: 10px;
    border: 1px solid var(--line);
    border-radius: 6px;
    background: #fff;
  }
  .take-paper {
    width: 100%;
    height: 52dvh;
  }
  .take-picture {
    max-width: 100%;
    max-height: 52dvh;
    margin-inline: auto;
  }
  .take-text.wraps {
    white-space: pre-wrap;
    word-break: break-word;
  }
  .take-steps {
    margin-block-start: 8px;
  }
  .take-line {
    resize: none;
    word-break: break-all;
  }
  .take-told {
    min-height: 1.5em;
    margin-block: 6px 0;
  }
  .dialog.take .dialog-buttons {
    flex-wrap: wrap;
  }
`;
