/** 一次迭代的各个步骤：名称，所做的事，以及为什么。 */
import type { StepRule } from '../../../wasm/index';
import type { StepWords } from '../../work/stepFacts';
import { fewOf } from '../few';
import type { steps as stepsEn } from '../en/steps';
import { activations } from './activations';
import { batch } from './batch';
import { lossTerms } from './losses';

const list = (all: string[]) => {
  const items = fewOf(all);
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join('、')} 和 ${items[items.length - 1]}`;
};

function weightedSum(w: StepWords): string {
  return w.sources.length === 1
    ? `${w.neuron} 接收 ${w.sources[0]}：乘以权重，再加上偏置。`
    : `${w.neuron} 接收 ${list(w.sources)}：各自乘以权重，全部相加，再加上偏置。`;
}

function activation(w: StepWords): string {
  const last = w.next.length ? `这就是 ${w.neuron} 传给下一层的输出。` : `这就是网络在 ${w.neuron} 处给出的答案。`;
  return `${activations[w.activation].effect}：${last}`;
}

function lossSum(w: StepWords): string {
  return w.outputs === 1
    ? '只有一个输出，它的损失项就是全部损失。接下来只问一件事：前面的某个量变一点，L 会怎样变？'
    : '把各个输出的损失项相加，得到一个数：网络在这个样本上错了多少。接下来只问一件事：前面的某个量变一点，L 会怎样变？';
}

function deltaOutput(w: StepWords): string {
  const start = `δ 说的是：${w.neuron} 的加权和变一点，L 变多少`;
  if (w.loss === 'softmax_cross_entropy') {
    return `${start}。每个输出都取决于这个加权和，所以经过每个输出都有一条路径；各个输出恰好约掉，目标之和为 1 时只剩“输出减目标”。`;
  }
  if (w.activation === 'softmax') {
    return `${start}。每个输出都取决于这个加权和，所以经过每个输出都有一条路径：L 对每个输出的导数，乘以该输出对加权和的导数，再相加。`;
  }
  if (w.loss === 'bce_with_logits') {
    return `${start}。输出就是加权和本身，损失的斜率是它的 σ 减去目标：与 sigmoid 加交叉熵的 δ 相同。`;
  }
  if (w.activation === 'sigmoid' && w.loss.startsWith('bce')) {
    return `${start}。sigmoid 的斜率正好与交叉熵的分母约掉，只剩“输出减目标”，不管 sigmoid 在这里有多平。`;
  }
  return `${start}。它等于 L 对输出的导数，乘以输出对加权和的导数，也就是激活函数的斜率。`;
}

function deltaHidden(w: StepWords): string {
  const way =
    w.next.length === 1
      ? `${w.neuron} 的输出只经过 ${w.next[0]} 影响损失：把那里的误差信号沿着两者之间的权重传回来`
      : `${w.neuron} 的输出经过 ${list(w.next)} 影响损失：把这 ${w.next.length} 路的误差信号各自乘上连接的权重，加起来`;
  return `${way}，再乘以 ${w.neuron} 自己激活函数的斜率。`;
}

function weightGradient(w: StepWords): string {
  const what = w.fromInput ? `输入 ${w.from} ` : `${w.from} 的输出`;
  return `${what}先乘以 ${w.quantity.replace('∂L/∂', '')}，再进入 ${w.neuron}。所以 ${w.quantity.replace('∂L/∂', '')} 的梯度就是 ${w.neuron} 的 δ 乘以 ${w.from}${w.fromInput ? '' : ' 的输出'}。`;
}

function update(w: StepWords): string {
  const q = w.quantity;
  if (!w.isPlain && w.rate !== 0)
    return w.optimizer === 'adam'
      ? `${q} 的变化量是 η 乘以“平均梯度除以梯度的一般大小”：不管损失多陡，步子大致就是 η。`
      : `${q} 的变化量是 η 乘以它的${w.optimizer === 'momentum' ? '动量' : '梯度'}，用的都是更新前的值。`;
  const reduced = w.reduction === 'mean' ? '平均值' : '总和';
  const gradient = w.batch > 1 ? `批次中 ${w.batch} 个样本的梯度的${reduced}` : '梯度';
  const last = '所有梯度都是在任何参数变动之前求好的。';
  if (w.rate === 0) return `η 为 0：所有参数都不动，${q} 保持原值。`;
  if (w.gradient === 0) return `${q} 的梯度为 0，它保持原值。`;
  if (w.gradient === null) {
    return w.moved === 'none' && w.batch > 1
      ? `${q} 的变化量是 η 乘以${gradient}。这个量在这里为 0，或者小于 ${q} 的最后一位，所以它保持原值。`
      : `${q} 的变化量是 η 乘以${gradient}。${last}`;
  }
  const [sign, more] = w.gradient < 0 ? ['负', '增大'] : ['正', '减小'];
  const start = `${w.batch > 1 ? `对 ${q} 来说，${gradient}` : `${q} 的梯度`}为${sign}：${more} ${q} 会让损失下降。`;
  if (w.moved === 'none') return `${start}但 η 乘以梯度小于 ${q} 的最后一位，所以它保持原值。`;
  const way = w.moved === 'up' ? '增大' : '减小';
  if (w.rate < 0) return `${start}但 η 为负，${q} 反而${way}：损失会上升。${last}`;
  return `${start}所以它${way}，幅度为 η 乘以${w.batch > 1 ? `这个${reduced}` : '梯度'}。${last}`;
}

const sentences: Record<StepRule, (w: StepWords) => string> = {
  weighted_sum: weightedSum,
  activation: activation,
  loss_term: (w) => lossTerms(w)[w.loss],
  loss_sum: lossSum,
  delta_output: deltaOutput,
  delta_hidden: deltaHidden,
  weight_gradient: weightGradient,
  bias_gradient: (w) =>
    `偏置原样加进加权和，相当于输入恒为 1。所以 ${w.quantity.replace('∂L/∂', '')} 的梯度就是 ${w.neuron} 的 δ 本身。`,
  accumulate: batch.accumulate,
  reduce: batch.reduce,
  schedule: () => '学习率调度为每一轮给出一个学习率：这一轮的所有更新都用它。',
  weight_decay: (w) =>
    `权重衰减加上 λ 乘以 ${w.subject}：把 ${w.subject} 拉向 0，相当于损失里多了一项 λ/2 ${w.subject}²。`,
  velocity: () => '动量保留原来的 μ 倍，再加上梯度：同方向的累积起来，来回摆动的相互抵消。',
  first_moment: () => '一阶矩是梯度的滑动平均：原来的占 β₁，其余来自这次的梯度。',
  second_moment: () => '二阶矩是梯度平方的滑动平均：梯度一般有多大。',
  bias_correction: () => '矩从 0 开始，前几步偏小：除以不来自初值的那一份，就修正了偏差。',
  update,
};

const titles: Record<StepRule, (w: StepWords) => string> = {
  weighted_sum: (w) => `${w.neuron} 的加权和`,
  activation: (w) => `${w.neuron} 的输出`,
  loss_term: (w) => `${w.neuron} 处的损失项`,
  loss_sum: () => '损失',
  delta_output: (w) => `${w.neuron} 的误差信号 δ`,
  delta_hidden: (w) => `${w.neuron} 的误差信号 δ`,
  weight_gradient: (w) => `梯度 ${w.quantity}`,
  bias_gradient: (w) => `梯度 ${w.quantity}`,
  accumulate: batch.accumulateTitle,
  reduce: batch.reduceTitle,
  schedule: () => '这一轮的学习率',
  weight_decay: (w) => `${w.subject} 加上权重衰减的梯度`,
  velocity: (w) => `${w.subject} 的动量`,
  first_moment: (w) => `${w.subject} 的一阶矩`,
  second_moment: (w) => `${w.subject} 的二阶矩`,
  bias_correction: (w) => `偏差修正：${w.quantity}`,
  update: (w) => `${w.quantity} 的新值`,
};

export const steps: typeof stepsEn = {
  stepSentence: (w) => sentences[w.rule](w),
  stepTitle: (w) => titles[w.rule](w),
  announce: (position, title, value, sentence) => `${position}。${title}：${value}。${sentence}`,
  groupTitle: (phase, layer, neuron) =>
    [phase, layer === null ? '' : `第 ${layer} 层`, neuron ?? ''].filter(Boolean).join('，'),
  groupSentence: {
    forward: '每个神经元把接收到的数乘以权重，连同偏置加起来，再通过激活函数。',
    loss: '每个输出与它的目标相比，各项合起来就是损失。',
    backward: '先由后一层的 δ 求出每个神经元的 δ；每个权重的梯度，就是它所通向的神经元的 δ，乘以它所乘的那个数。',
    batch: batch.group,
    update: '每个权重和偏置都逆着自己的梯度移动，用的是同一个 η。',
    optimizer: '所有权重和偏置同时更新，用的都是更新前的值。',
  },
};
