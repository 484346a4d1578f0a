/** 菜单中的例子：标题和说明。 */
import type { scenarios as scenariosEn } from '../en/scenarios';

export const scenarios: typeof scenariosEn = {
  article: {
    title: '文章中的网络',
    note: '两个输入，两个隐藏层各三个神经元，两个输出，全部用 sigmoid。w1、w2 从 N1 通向输出 N4、N5；w3 通向 N1，所以它经两条路径影响损失。',
  },
  mazur: {
    title: 'Mazur 2015',
    note: '被转载最多的手算例子，偏置不更新。它给出的一步之后的误差 0.291027924，是隐藏层梯度用了已经更新的输出层权重的结果；所有梯度都用旧权重时，应为 0.2910277737。',
  },
  'han-kamber': {
    title: 'Han 与 Kamber',
    note: '教科书中的例子，一个样本，η = 0.9。书中单元的 Err 是我们的 δ 的相反数，更新时书中用加、我们用减，新权重是一样的。',
  },
  'bce-221': {
    title: '交叉熵，2-2-1',
    note: 'sigmoid 加二元交叉熵的手算例子。请看输出的 δ：就是输出减目标。',
  },
  'nielsen-saturated': {
    title: '一开始就错得很远的神经元',
    note: '一个神经元应当输出 0，却输出 0.98，正处在 sigmoid 平坦的一端。用平方误差，迭代上百次几乎不动；换成 BCE，立刻就动。比较两者的 δ。',
  },
  'xor-zero': {
    title: '全零起步的 XOR：永远学不会',
    note: '所有权重从 0 开始。隐藏层输出 tanh(0) = 0，所以输出层权重得不到梯度；输出层权重是 0，所以没有误差信号传回隐藏层。每个权重的梯度永远恰好是 0，只有输出的偏置在动。',
  },
};
