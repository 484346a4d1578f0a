import type { runs as english } from './runs.en';

export const runs: typeof english = {
  title: '从这里起的两次训练',
  why: '两次训练都从页面上现有的数值开始，页面上的数值不变。',
  kind: '哪里不同',
  kinds: { losses: '两种损失', rates: '两个学习率' },
  eta: '另一个 η',
  count: '迭代次数',
  start: '一起运行',
  stop: '停止',
  plot: (names) => `损失随迭代次数的变化：${names}`,
  first: '开始时的 L',
  after: (iterations) => `迭代 ${iterations} 次后的 L`,
  broken: (iterations) => `从第 ${iterations} 次迭代起不再是有限的数`,
  output: (neuron) => `${neuron} 的输出`,
  apart: '两种损失各用各的坐标轴：它们的数值不能互相比较，输出可以。',
};
