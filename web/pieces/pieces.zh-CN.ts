/** Chinese texts of the pieces. */
import type { en } from './pieces.en';

export const zhCN: typeof en = {
  none: '这个网络中没有这个量。',
  count: (value) => ['零', '一', '两', '三', '四', '五', '六', '七', '八', '九', '十'][value],
  run: (updates) => `${updates} 次更新中的损失`,
  updates: '更新次数',
  afterUpdates: (count, loss) => `${count} 次更新之后 L = ${loss}。`,
  scrub: '更新次数',
  answer: '你的答案',
  check: '检查',
  right: '正确，写出的每一位都一致。',
  fewDigits: '到这一位为止是对的。写出三位有效数字，才看得出推导是否也对。',
  wrong: '还不对。把各个因子逐个写下来再算。',
  sign: '绝对值对了，符号反了。',
};
