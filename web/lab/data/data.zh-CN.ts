import type { DataTexts } from './data.en';

export const dataZhCN: DataTexts = {
  own: '我的数据点',
  ownCount: (points) => `我的数据：${points} 个点。`,
  notKept: '浏览器空间不足，无法保留到下次访问：请导出数据。',
  standardised: '网络得到的每个输入是 (x − 均值) / 标准差；图中仍为数据原来的单位。',
  none: '还没有数据点：点击图中任意位置添加，或选择一个数据集。',
  undo: '撤销上一次数据改动',
  redo: '重做数据改动',
  clear: '清除所有点',
  fieldTitle: '输出随两个输入的变化',
  someDrawn: (drawn, all) => `共 ${all} 个点，图中画出 ${drawn} 个；全部参与计算。`,
  adds: (name) => `添加类别 ${name}`,
  className: (name) => `类别 ${name}`,
  borders: '两个类别的分界',
  value: '目标值',
  relabelled: (name) => `该点现在属于类别 ${name}。`,
  revalued: (value) => `该点的目标值现在是 ${value}。`,
  lineDescribed: (x, from, to, points) => `网络输出随 ${x}（${from} 到 ${to}）的变化，以及 ${points} 个点的目标值。`,
  areaDescribed: (x, fromX, toX, y, fromY, toY) =>
    `网络输出随 ${x}（${fromX} 到 ${toX}）和 ${y}（${fromY} 到 ${toY}）的变化。`,
  valuesDescribed: (points) => `${points} 个点的颜色表示目标值。`,
  classesDescribed: (points, counts) => `共 ${points} 个点：${counts.join('，')}。`,
  ofClass: (count, name) => `类别 ${name} 有 ${count} 个`,
  share: (percent, name) => `网络把 ${percent}% 的区域判为类别 ${name}。`,
};
