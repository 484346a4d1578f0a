/** Colours, type and measures. Hues from Okabe and Ito's set, made dark or light enough to be read as text. */
import { css } from 'lit';

export const tokens = css`
  :host,
  .light-paper {
    --ink: light-dark(#1c2026, #e7e5e0);
    --ink-soft: light-dark(#565d68, #a9acb3);
    --ink-faint: light-dark(#737a86, #8b9099);
    --line: light-dark(#d9dce1, #3a3f47);
    --paper: var(--backprop-paper, light-dark(#ffffff, #16181c));
    --wash: light-dark(#f4f5f7, #1f2328);
    --accent: var(--backprop-accent, light-dark(#0b5c94, #7cc0ee));

    --forward: light-dark(#0068a5, #6fbcec);
    --loss: light-dark(#97336d, #e79bc8);
    --backward: light-dark(#b04600, #f6945a);
    --batch: light-dark(#5a4bad, #b5a9f2);
    --update: light-dark(#00714f, #49cba0);

    --positive: light-dark(#5c6b80, #93a3b8);
    --negative: light-dark(#b5203f, #ff8a9d);
    --point: light-dark(#f5e663, #6f6410);

    --path-1: light-dark(#7570b3, #a7a2e6);
    --path-2: light-dark(#c98a00, #e6ab02);
    --path-3: light-dark(#1b9e77, #45c9a1);
    --path-4: light-dark(#d43a86, #f07db4);
    --path-5: light-dark(#5a9216, #8ecb42);
    --path-6: light-dark(#8f6a1a, #c9a45a);

    --text:
      system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC',
      sans-serif;
    --math: KaTeX_Main, 'Times New Roman', serif;
    --math-italic: KaTeX_Math, KaTeX_Main, 'Times New Roman', serif;
    --target: 32px;
    /* the least that a finger hits */
    --touch: 0px;
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  :host([lang='zh-CN']) {
    --text: system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif;
  }
  @media (pointer: coarse) {
    :host {
      --target: 44px;
      --touch: 44px;
    }
  }
  [data-phase='forward'] {
    --phase: var(--forward);
  }
  [data-phase='loss'] {
    --phase: var(--loss);
  }
  [data-phase='backward'] {
    --phase: var(--backward);
  }
  [data-phase='batch'] {
    --phase: var(--batch);
  }
  [data-phase='update'] {
    --phase: var(--update);
  }
`;
