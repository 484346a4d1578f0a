/** 激活函数不可导之处的说明。 */
import type { CornerWords } from './words';
import type { corner as en } from './corner.en';

const slopes = ({ left, right }: CornerWords) => `左侧斜率为 ${left}，右侧斜率为 ${right}`;

export const corner: typeof en = {
  corner: (w) =>
    w.exact
      ? `${w.activation} 在 ${w.at} 处不可导：${slopes(w)}。这里按约定取 ${w.taken}。`
      : `${w.symbol} = ${w.z}，在舍入误差（这里可达 ${w.rounding}）之内就是 ${w.at}：手算时这个和可能恰好为 ${w.at}，而 ${w.activation} 在该处不可导：${slopes(w)}。按计算出的 ${w.symbol}，斜率取 ${w.taken}。`,
  passes: ({ corner, count, symbols }) =>
    corner
      ? `途中经过 ${corner.symbol} = ${corner.z}${corner.exact ? '' : `（在舍入误差之内就是 ${corner.at}）`}：${corner.activation} 在 ${corner.at} 处不可导，${slopes(corner)}。`
      : `途中有 ${count} 个加权和恰好（或在舍入误差之内）落在激活函数不可导的点上：${symbols.join('、')}。`,
  between: '',
  noConvention: '没有任何量从那里传过来，所以斜率怎么取，梯度都一样。',
  convention: ({ corner, value, left, right, above, below }) => {
    if (!corner)
      return `参数增大时，L 的变化率为 ${above}；参数减小时为 ${below}。这里给出的梯度 ${value} 取决于这些点上所取的斜率。`;
    const sides = `取左侧斜率，梯度为 ${left}；取右侧斜率，梯度为 ${right}。`;
    return corner.exact
      ? `${sides}这里给出的 ${value} 是约定的结果。`
      : `${sides}这里给出的 ${value} 取决于 ${corner.symbol} 算出来落在哪一侧。`;
  },
  shared: '三种方法在该处取的是同一个斜率，所以结果一致并不说明它就是导数。',
  seen: (at, { value, above, below, mean, smooth }, parameter) => {
    const now = `ε = ${at.epsilon} 时，前向差分为 ${at.forward}，中心差分为 ${at.central}。`;
    return smooth
      ? `${now}ε 变小时，两者都趋于 ${above}，这才是 L 真正的斜率；而给出的梯度 ${value} 取决于各不可导点上所取的斜率。ε 再小，两者也不会一致。`
      : `${now}L 在这里有一个拐角：${parameter} 增大时斜率为 ${above}，减小时为 ${below}。ε 变小时，前向差分趋于 ${above}，中心差分趋于两者的平均 ${mean}。这里没有导数可以逼近：反向传播的 ${value} 取决于所取的斜率。`;
  },
  complex: ({ value }) => `复数步长法始终停在原来的点上，取的斜率与反向传播相同：无论 ε 多大，结果都是 ${value}。`,
  dial: (at) => `ε = ${at.epsilon}；前向差分 ${at.forward}，中心差分 ${at.central}，复数步长法 ${at.complexStep}`,
  tends: (limit) => `趋于 ${limit}`,
  byConvention: '取决于所取的斜率',
  struck: '两个损失共有的数字带删除线：一相减就消失了。',
};
