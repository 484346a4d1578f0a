import type { RunsTexts } from './runs.en';

export const runsZhCN: RunsTexts = {
  title: '对比多次训练',
  explain: '保留一次训练，改动一处，重置后再训练一次：曲线叠在一起比较。',
  keep: '保留这次训练',
  full: '已保留六次训练，再多就分不清了。删除一次才能再保留。',
  nameOf: (number) => `训练 ${number}`,
  name: '名称',
  settings: '设置',
  epochs: '轮数',
  training: '训练损失',
  test: '测试损失',
  right: '测试准确率',
  restore: '回到这次',
  restoreTitle: (name) => `回到${name}：恢复它的数据、设置和训练好的权重`,
  remove: '删除',
  removeTitle: (name) => `删除${name}`,
  kept: (name) => `已保留${name}。`,
  restored: (name, epochs) => `已恢复${name}，权重是训练 ${epochs} 轮之后的；计数重新开始。按“重置”回到它的初始权重。`,
  table: '保留的训练',
  batch: (size) => `批大小 ${size}`,
  points: (count) => `自己的 ${count} 个点`,
};
