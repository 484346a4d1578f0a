import type { outputs as english } from './outputs.en';

export const outputs: typeof english = {
  table: '输出与目标值对照',
  sample: '样本',
  inputs: '输入',
  output: '输出',
  target: '目标值',
  more: (hidden) => `……还有 ${hidden} 个样本`,
};
