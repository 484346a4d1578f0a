import { css } from 'lit';

export const runsStyles = css`
  /* Six lines told apart by colour and by pattern: Okabe and Ito (2008), darker on light paper. */
  .kept-line {
    fill: none;
    stroke: var(--kept);
    stroke-width: 1.8;
    stroke-linejoin: round;
  }
  .kept-0 {
    --kept: light-dark(#0072b2, #56b4e9);
    stroke-dasharray: 9 3;
  }
  .kept-1 {
    --kept: light-dark(#a8540a, #f0a03c);
    stroke-dasharray: 2 3;
  }
  .kept-2 {
    --kept: light-dark(#00765a, #2fc79b);
    stroke-dasharray: 8 3 2 3;
  }
  .kept-3 {
    --kept: light-dark(#a3417a, #e09ac2);
    stroke-dasharray: 4 2;
  }
  .kept-4 {
    --kept: light-dark(#6b5b00, #e3d44a);
    stroke-dasharray: 12 3 2 3 2 3;
  }
  .kept-5 {
    --kept: light-dark(#5b5b6b, #b9b9cc);
    stroke-dasharray: 1 4;
  }
  .runs {
    margin-block-start: 24px;
  }
  .scrolls {
    overflow-x: auto;
  }
  .kept {
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  .kept :is(th, td) {
    padding: 4px 18px 4px 0;
    font-weight: inherit;
    text-align: start;
    white-space: nowrap;
  }
  .kept th[scope='col'] {
    color: var(--ink-soft);
    font-size: 14px;
  }
  .kept .sign {
    display: block;
    margin: 0;
  }
  .kept input {
    width: 9em;
    min-height: var(--target);
    padding: 2px 8px;
    font: inherit;
    color: inherit;
    background: transparent;
    border: 1px solid var(--line);
    border-radius: 6px;
  }
  .settings-text {
    color: var(--ink-soft);
    font-size: 14px;
  }
  .kept button,
  .samples button {
    padding: 2px 10px;
    font-size: 14px;
  }
`;
