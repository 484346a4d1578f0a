/** 差分一课的文字。 */
import type { DifferenceWords } from './words';
import type { DifferenceMessages } from './differences.en';

function seen(w: DifferenceWords): string {
  const at = `ε = ${w.epsilon} 时`;
  if (w.outside) return `${at}，这一步跨出了损失函数有定义的范围。请把 ε 调小。`;
  if (!w.moved)
    return `${at}，${w.parameter} + ε 就等于 ${w.parameter}：双精度数已经没有位数来表示这么小的变化。什么都没有动，差商为 0。`;
  if (w.unchanged) return `${at}，损失的每一位数字都没有变。相减的两个数相等，差商为 0。`;
  if (w.forward.truncation && w.central.truncation)
    return `${at}，损失曲线在这一步之内就已经弯了，割线不是切线：这是截断误差。前向差分有 ${w.forward.digits} 位正确，中心差分有 ${w.central.digits} 位。ε 每缩小到十分之一，前向差分多对一位，中心差分多对两位。`;
  if (w.forward.truncation)
    return `${at}，前向差分的割线仍然太长（${w.forward.digits} 位正确）。中心差分已经到底：${w.central.digits} 位正确，ε 再小，舍入只会让位数变少。`;
  return `${at}，两个损失的前 ${w.shared} 位数字完全相同。一相减，这些位数就没有了，剩下的只是末尾几位，而它们是舍入过的：这是舍入误差。只有 ${w.forward.digits} 位正确，ε 每缩小到十分之一，还要再少一位。`;
}

function complex(w: DifferenceWords): string {
  if (w.complex.truncation)
    return '复数步长法在步长太大时也有误差，与中心差分一样是 ε² 量级；但 ε 变小时，它只会越来越准。';
  if (w.lost)
    return `复数步长法不做损失的相减，但用的是同样舍入过的数：${w.complex.digits} 位正确，ε 再小也是如此。${w.lost}`;
  return `复数步长法没有相减：L 的虚部就是变化量本身，所有位数都在。${w.complex.digits} 位正确，ε 再小也是如此，不需要权衡。`;
}

export const differences: DifferenceMessages = {
  title: '不用求导：挪一小步看看',
  explain: (parameter) => `把 ${parameter} 挪动 ε，看损失变了多少，再除以 ε。ε 是不是越小越好？拖动滑块试试。`,
  dial: '步长 ε',
  dialText: (epsilon, forward, central, step) =>
    `ε = ${epsilon}；正确位数：前向差分 ${forward}，中心差分 ${central}，复数步长法 ${step}`,
  forward: '前向差分',
  central: '中心差分',
  complexStep: '复数步长法',
  exact: '精确值',
  rightDigits: (count) => `${count} 位正确`,
  noValue: '没有有限的值',
  seen,
  complex,
  best: (way, epsilon, count) => `${way}：ε = ${epsilon} 时最准，${count} 位正确。`,
  zero: '精确的梯度为 0，谈不上相对误差；图中画的是误差本身。',
  error: '相对误差',
  absoluteError: '误差',
  tooSmall: '舍入误差',
  tooLarge: '截断误差',
  plot: '三种方法的误差随 ε 的变化，双对数坐标',
  table: '用表格看',
  marks: '与精确梯度一致的数字带下划线；两个损失共有的数字带删除线：一相减就消失了。',
};
