/** The figures of a source beside ours. */
import { css } from 'lit';

export const printedStyles = css`
  .printed {
    margin-block: 14px 4px;
    padding-inline-start: 12px;
    border-inline-start: 3px solid var(--line);
    font-size: 15px;
  }
  .printed.differs {
    border-color: var(--backward);
  }
  .printed-name {
    color: var(--ink-soft);
  }
  .figure {
    font-variant-numeric: tabular-nums;
    font-weight: 600;
    margin-inline-end: 10px;
  }
  .printed-cell {
    font-size: 13.5px;
    color: var(--ink-soft);
    white-space: nowrap;
  }
  :is(.agrees, .rounding, .single_precision) :is(.mark, .verdict) {
    color: var(--update);
  }
  .differs .mark,
  .differs .verdict {
    color: var(--backward);
    font-weight: 600;
  }
  .printed-all {
    margin-block: 14px;
  }
  .printed-all summary {
    display: list-item;
    cursor: pointer;
    min-height: var(--target);
    align-content: center;
  }
  .printed-all .scroll {
    overflow: auto;
    max-height: 60dvh;
  }
  .printed-all table {
    border-collapse: collapse;
    font-size: 14.5px;
  }
  .printed-all th,
  .printed-all td {
    padding: 3px 14px 3px 0;
    text-align: start;
    border-block-end: 1px solid var(--line);
    vertical-align: baseline;
  }
  .printed-all td.figure {
    text-align: end;
    font-weight: 400;
  }
  .printed-all th {
    font-weight: 600;
  }
  .printed-all .after {
    font-weight: 400;
    color: var(--ink-soft);
  }
  .printed-all .quantity {
    white-space: nowrap;
  }
  @container (max-width: 620px) {
    .printed-all table {
      font-size: 13.5px;
    }
    .printed-all th,
    .printed-all td {
      padding-inline-end: 7px;
    }
    .printed-all .figure {
      margin: 0;
      overflow-wrap: anywhere;
      min-width: 9ch;
    }
    .printed-all .verdict {
      white-space: normal;
    }
  }
`;
