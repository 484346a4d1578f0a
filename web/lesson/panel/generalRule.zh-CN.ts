import type { rule as english } from './generalRule.en';

export const rule: typeof english = {
  title: '一般规律',
  intro:
    '逐层来看 δ，也就是损失对神经元加权和的导数，把它写成乘积。层和神经元都用编号表示：δ⁽³⁾₁ 属于第 3 层的第 1 个神经元。灰色部分是两种损失共有的。',
  output: (layer) => `特例：输出层（第 ${layer} 层）的 δ`,
  hidden: (layer) => `再往回一层：第 ${layer} 层的 δ`,
  andSoOn: (layers) => `依此类推：还有 ${layers} 层`,
  andSoOnWhy: '只是层号依次变化，没有任何新的东西，也看不到损失函数。',
  letters: '写成字母',
  lettersWhy: '各个特例之间变化的部分换成字母：层 l，神经元 i、j、k。不变的部分就是规律。',
  general: {
    output: '输出层 L',
    hidden: '它之前的任意一层 l',
    weight: '任意一层的权重',
  },
  product: '乘积',
  same: '形式相同',
  differs: '不同',
  follows: '因此',
  conclusion:
    '损失只在一处出现：输出层的 ∂L/∂a。其余各层只是把后一层的 δ 继续往回传，所以隐藏层的规律对两种损失都一样，换成别的损失也一样。',
};
