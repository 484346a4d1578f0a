import type { InsideTexts } from './inside.en';

export const insideZhCN: InsideTexts = {
  title: '下一次更新的内部',
  explain: (update, samples) =>
    `第 ${update} 次更新用到 ${samples} 个样本。逐步走一遍：就是这个网络的每个值、每个导数、每个新权重。`,
  open: '逐步查看',
  taken: '这次更新的样本',
  one: (sample) => `样本 ${sample}`,
  oneTitle: (sample, inputs, targets) => `只看样本 ${sample}：x = ${inputs}，t = ${targets}`,
  more: (samples) => `另有 ${samples} 个`,
  back: '← 返回实验室',
  ofUpdate: (update, epoch) => `第 ${epoch} 轮的第 ${update} 次更新：网络就是暂停时的样子。`,
  ofSample: (sample, updates) => `只看样本 ${sample}，网络是 ${updates} 次更新后暂停时的样子。`,
  broken: '工作台加载失败。',
};
