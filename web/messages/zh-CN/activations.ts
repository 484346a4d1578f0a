/** 各激活函数的简称；一句话说明用在哪里、斜率是多少；再一句说明它对加权和做了什么。 */
import type { Messages } from '../en/index';

export const activations: Messages['activations'] = {
  linear: {
    name: '线性',
    note: '用于回归的输出，或损失直接取加权和的场合。斜率为 1。',
    effect: '线性神经元不作任何改变',
  },
  sigmoid: {
    name: 'sigmoid',
    note: '输出表示概率时使用。斜率为 a(1 − a)，最大 ¼。',
    effect: 'sigmoid 把加权和压到 0 与 1 之间',
  },
  tanh: {
    name: 'tanh',
    note: '常见于小型网络和循环网络。斜率为 1 − a²，最大 1。',
    effect: 'tanh 把加权和压到 −1 与 1 之间',
  },
  relu: {
    name: 'ReLU',
    note: '用于隐藏层，尤其是深层网络。大于 0 处斜率为 1，其余为 0。',
    effect: 'ReLU 让正数原样通过，把负数变成 0',
  },
  leaky_relu: {
    name: 'leaky ReLU',
    note: '用于隐藏层，避免神经元彻底“死掉”。大于 0 处斜率为 1，其余（含 0）为 0.01。',
    effect: 'Leaky ReLU 让正数原样通过，负数只留百分之一',
  },
  softplus: {
    name: 'softplus',
    note: '用于必须为正的输出。斜率为 σ(z)，恒不为 0。',
    effect: 'softplus 是把拐角磨圆的 ReLU：输出恒为正，斜率就是 sigmoid',
  },
  silu: {
    name: 'SiLU',
    note: '用于较新网络的隐藏层，如 YOLOv5 及之后的版本。斜率为 σ(z) + a(1 − σ(z))。',
    effect: 'SiLU 把加权和乘上它自己的 sigmoid：远处接近 ReLU，零点左侧略微下凹',
  },
  softmax: {
    name: 'softmax',
    note: '多个类别中恰有一个正确时用在最后一层。每个输出都取决于所有加权和：j = k 时 ∂aₖ/∂zⱼ 为 aₖ(1 − aₖ)，否则为 −aₖaⱼ。',
    effect: 'softmax 把整层的加权和变成几份占比，合起来是 1',
  },
};
