/** 只有多个样本组成一个批次时才有的步骤。 */
import type { Messages } from '../en/index';

export const batch: Messages['batch'] = {
  phase: '批次',
  group: '把批次中各个样本的结果逐个参数累加起来。在全部样本累加完之前，任何参数都不动。',

  whole: (samples) => `整个批次（${samples} 个样本）`,
  sample: (sample, place, batch) => `样本 ${sample} · 本批 ${batch} 个中的第 ${place} 个`,

  part: (sample, count) => (count === 1 ? `${sample}` : `另 ${count} 个`),
  toSample: (sample) => `样本 ${sample}`,

  accumulateTitle: (w) => (w.subject === 'L' ? '累加损失' : `累加 ${w.subject} 的梯度`),
  reduceTitle: (w) => (w.subject === 'L' ? '批次的损失' : `${w.subject} 的平均梯度`),

  accumulate: (w) =>
    w.subject === 'L'
      ? '把这个样本的损失加进批次的总和。'
      : `把这个样本对 ${w.subject} 的梯度加进累加量 ${w.quantity}。${w.subject} 本身还不动：批次中的每个样本都用同一组权重来算。`,
  reduce: (w) =>
    w.subject === 'L'
      ? `损失的总和除以 ${w.batch} 个样本，就是这个批次的损失。`
      : `${w.batch} 个样本都累加完了。总和除以 ${w.batch} 就是平均梯度：整个批次只有这一个数，${w.subject} 就按它更新。`,

  total: (parameter) => `批次中 ${parameter} 的梯度之和`,
  mean: (parameter) => `批次中 ${parameter} 的平均梯度`,
  meant: '求导范围',
  thisSample: '这个样本',
  ofSample: (sample, batch, reduction) =>
    `这里只针对样本 ${sample}。` +
    (batch > 1 ? `下一次更新用的是批次中 ${batch} 个样本的${reduction === 'mean' ? '平均' : '总和'}。` : ''),
  ofBatch: (batch, reduction) =>
    `批次中 ${batch} 个样本的${reduction === 'mean' ? '平均' : '总和'}：下一次更新用的就是它。`,
  openShare: (sample) => `样本 ${sample}：推导它的梯度`,
  moreShares: (hidden) => `…… 另有 ${hidden} 个样本`,

  totalLoss: '批次的损失之和',
  meanLoss: '批次的平均损失',
};
