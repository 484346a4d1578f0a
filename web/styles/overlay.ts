/** Boxes over the page: the value editor, the tip of a number, the dialog. */
import { css } from 'lit';

export const overlayStyles = css`
  .editor {
    position: absolute;
    z-index: 3;
    background: var(--paper);
    border: 1px solid var(--ink-soft);
    border-radius: 8px;
    padding: 10px 12px 6px;
    box-shadow: 0 6px 24px light-dark(rgb(0 0 0 / 0.16), rgb(0 0 0 / 0.6));
    font-size: 14.5px;
  }
  .editor-line {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
  }
  .editor input {
    flex: 1;
    min-width: 0;
    font-variant-numeric: tabular-nums;
  }
  .editor-problem:not(:empty) {
    color: var(--backward);
    margin-block: 6px 2px;
    overflow-wrap: anywhere;
  }
  .tip {
    position: absolute;
    z-index: 5;
    transform: translate(-50%, calc(-100% - 8px));
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 10px;
    width: max-content;
    max-width: 300px;
    padding: 5px 10px;
    border-radius: 7px;
    background: var(--ink);
    color: var(--paper);
    font-size: 13.5px;
    line-height: 1.4;
  }
  .tip-name {
    flex-basis: 100%;
    opacity: 0.8;
  }
  .tip-value {
    font-variant-numeric: tabular-nums;
    font-weight: 600;
    overflow-wrap: anywhere;
    user-select: all;
    -webkit-user-select: all;
  }
  .tip-copy {
    min-height: 24px;
    text-decoration: underline;
  }
  .dialog {
    width: min(560px, calc(100vw - 20px));
    max-height: calc(100dvh - 20px);
    border: 0;
    border-radius: 10px;
    padding: 0;
    background: var(--paper);
    color: var(--ink);
    box-shadow: 0 12px 50px rgb(0 0 0 / 0.35);
  }
  .dialog.check {
    width: min(760px, calc(100vw - 20px));
  }
  .dialog.document {
    width: min(760px, calc(100vw - 20px));
  }
  .dialog::backdrop {
    background: rgb(0 0 0 / 0.35);
  }
  .dialog-body {
    padding: 18px 22px 22px;
  }
  .dialog-head {
    display: flex;
    justify-content: space-between;
    align-items: center;
    margin-block-end: 8px;
  }
  .dialog-head h2 {
    font-size: 19px;
    font-weight: 600;
  }
  .dialog-buttons {
    display: flex;
    justify-content: flex-end;
    gap: 10px;
    margin-block-start: 12px;
  }
  .stacked {
    display: block;
    margin-block-start: 10px;
    font-size: 14.5px;
  }
  textarea {
    display: block;
    width: 100%;
    margin-block-start: 4px;
    font:
      13px/1.5 ui-monospace,
      SFMono-Regular,
      Menlo,
      Consolas,
      monospace;
    resize: vertical;
  }
  .file-button {
    position: relative;
    display: inline-flex;
    align-items: center;
    min-height: var(--target);
    border-radius: 6px;
    cursor: pointer;
  }
  .file-button input {
    position: absolute;
    inset: 0;
    width: 100%;
    opacity: 0;
    cursor: pointer;
  }
  .file-button:focus-within {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .keys {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 6px 18px;
    margin-block-end: 14px;
  }
  kbd {
    font: inherit;
    font-weight: 600;
    white-space: nowrap;
  }
  .check-values {
    margin-block: 14px;
  }
  .check-values dt {
    color: var(--ink-soft);
    font-size: 14.5px;
  }
  .check-values dd {
    font-size: 18px;
    font-variant-numeric: tabular-nums;
    margin-block-end: 8px;
    overflow-wrap: anywhere;
  }
  .agree {
    text-decoration: underline;
    text-decoration-color: var(--update);
    text-decoration-thickness: 2px;
    text-underline-offset: 4px;
  }
  .rest {
    color: var(--ink-soft);
  }
`;
