/** The comparison of two losses, and tables. */
import { css } from 'lit';

export const compareStyles = css`
  .stage .scroll {
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
    margin-block: 4px 8px;
  }
  th {
    font-weight: 600;
    text-align: start;
  }
  th,
  td {
    padding: 5px 14px 5px 0;
    vertical-align: middle;
  }
  tbody tr {
    border-top: 1px solid var(--line);
  }
  tr.same {
    color: var(--ink-faint);
  }
  tr.differs .cell-value,
  tr.differs .verdict {
    color: var(--backward);
    font-weight: 650;
  }
  .general-rule {
    margin-block-start: 28px;
  }
  .rule-letters {
    margin-block: 18px 2px;
  }
  .and-so-on summary {
    cursor: pointer;
    min-height: var(--touch);
    padding-block: 6px;
    color: var(--accent);
  }
  tr.product-row.differs :is(.cell-value, .verdict) {
    color: inherit;
    font-weight: inherit;
  }
  .cell-value {
    display: block;
    white-space: nowrap;
  }
  .verdict {
    white-space: nowrap;
    font-size: 13.5px;
  }
  .compare-total {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 22px;
    align-items: center;
    margin-block-start: 14px;
  }
`;
