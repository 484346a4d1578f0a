/** 损失作为一个或两个参数的函数。 */
import type { slope as english } from './slope.en';

export const slope: typeof english = {
  label: (parameter) => `L 随 ${parameter} 的变化`,
  labelBatch: (parameter, samples) => `批次（${samples} 个样本）的 L 随 ${parameter} 的变化`,
  zoom: '范围',
  zooms: { near: '一步附近', whole: '全貌' },
  slope: (gradient, value) => `斜率 ${gradient} = ${value}`,
  step: (loss) => `只走这一步 −η·斜率 → L = ${loss}`,
  update: (loss) => `只更新这一个参数 → L = ${loss}`,
  stepNowhere: '走一步之后 L 不再是有限的数',
  gap: '曲线缺失之处，L 不是有限的数。',
  spoken: (parameter, value, loss, gradient) => `${parameter} = ${value} 时，L 为 ${loss}，斜率为 ${gradient}。`,
  secants: (parameter) =>
    `实线是切线，虚线是过 ${parameter}、${parameter} + ε、${parameter} − ε 的割线：ε 越小，割线越接近切线。`,
  alone: (parameter) => `只看 ${parameter}`,
  with: (other) => `同时改变 ${other}`,
  second: '第二个参数',
  contours: (one, other) => `L 随 ${one} 与 ${other} 的变化`,
  trail: (iterations) => `折线是 ${iterations} 次迭代走过的路。`,
  noTrail: '迭代之后，这里会画出走过的路。',
};
