import { css } from 'lit';

export const runsStyles = css`
  .runs {
    margin-block-start: 28px;
  }
  .runs-form {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 8px 14px;
    margin-block: 10px 4px;
  }
  .runs-field {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    color: var(--ink-soft);
  }
  .runs-field input {
    color: var(--ink);
  }
  .runs-plots {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 10px;
  }
  .plot.run {
    margin-block: 12px 4px;
  }
  .runs-legend {
    margin-inline-end: 16px;
  }
  .runs-legend::before {
    content: '';
    display: inline-block;
    width: 24px;
    margin-inline-end: 6px;
    vertical-align: middle;
    border-top: 2px solid var(--loss);
  }
  .runs-plots figure:only-child .runs-legend.second::before {
    border-top-style: dashed;
  }
  figure:only-child .curve-line.second {
    stroke-dasharray: 6 4;
  }
  .runs-table {
    font-variant-numeric: tabular-nums;
  }
`;
