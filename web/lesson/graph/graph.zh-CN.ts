/** 计算图的文字。 */
import type { GraphOperation } from '../../../wasm/index';
import type { GraphWords } from './graphWords';
import type { GraphMessages } from './graph.en';

function caption(w: GraphWords): string {
  switch (w.kind) {
    case 'start':
      return '每个圆圈是一次运算，数值写在引出的连线上方，梯度 ∂L 写在下方。向前走，数值从左到右逐个填入；再往后走，梯度从右到左传回来。虚线圆圈可以展开成它的各个基本运算。';
    case 'weighted_sum':
      return `每个 × 把一个输出乘以它的权重，+ 把这些乘积和偏置加起来，得到 ${w.node}。${w.left ? `其中 ${w.left} 个乘积没有画出。` : ''}`;
    case 'activation':
      return `${w.node} 是加权和经过激活函数的结果，它沿引出的 ${w.wires} 条连线传下去。`;
    case 'loss':
      return '损失也由一次次运算组成：从输出和目标开始，最后得到一个数。';
    case 'delta_output':
      return `梯度从 L 处的 1 出发，往回每经过一条连线，就乘以线上的局部导数（小字），一直传到 ${w.node}。`;
    case 'fork':
      return `${w.node} 通向 ${w.wires} 个神经元，这就是分叉。往回传时，每条连线各带回一份，在分叉处相加：${w.flows.join(w.hidden ? ' + …… + ' : ' + ')} = ${w.total}。再乘以激活函数的斜率，就是 δ。`;
    case 'delta_hidden':
      return `${w.node} 只有一条去路，不需要相加：传回来的是 ${w.total}。再乘以激活函数的斜率，就是 δ。`;
    case 'weight_gradient':
      return '× 传给每个输入的，是梯度乘以另一个输入：权重得到的是 δ 乘以它所乘的那个数。';
    case 'bias_gradient':
      return '+ 把梯度原样传给每个加数：偏置得到的就是 δ。';
    case 'batch':
      return '这是一个样本的计算图。各个权重下方的数，加进这个批次的累加量。';
    case 'update':
      return '权重下方的数乘以 η，就是要从权重中减去的量。这次更新自己的计算图画在本图之下。';
    case 'optimizer':
      return `这次更新自己的计算图画在本图之下：从梯度一直到新的值。它只有正向，没有导数从中传回。${w.keeps ? '动量和各个矩都出现两次：更新前的数，以及更新后的数。' : ''}`;
    case 'path':
      return `从 ${w.node} 沿连线到 L：同一条路上的局部导数相乘，往回传时在分叉处相加。${w.node} 下方的梯度是 ${w.total}。`;
  }
}

const operations: Record<GraphOperation, (constant: string) => string> = {
  given: () => '已知数',
  add: (c) => (c ? `加 ${c}` : '求和'),
  subtract: (c) => (c ? `${c} 减` : '相减'),
  multiply: (c) => (c ? `乘以 ${c}` : '相乘'),
  divide: (c) => (c ? `${c} 除以` : '相除'),
  negate: () => '取负',
  power: (c) => `${c} 次方`,
  exp: () => '指数函数',
  log: () => '自然对数',
  positive_part: () => '取正部',
  is_positive: () => '正数得 1，否则得 0',
  where_positive: () => '按符号选择',
  sigmoid: () => 'sigmoid',
  square_root: () => '平方根',
  function: () => '函数',
};

export const graph: GraphMessages = {
  caption,
  layer: (layer) => `第 ${layer} 层`,
  more: (count) => `还有 ${count} 个`,
  value: (what, value, gradient) => (gradient === null ? `${what}：${value}` : `${what}：${value}，梯度 ${gradient}`),
  operation: (operation, constant) => operations[operation](constant),
  part: (operation, owner) => `${owner} 中的运算 ${operation}`,
  updateOf: (parameter) => `${parameter} 的更新`,
  after: (name) => `新 ${name}`,
  open: (name) => `${name}。按回车键展开成基本运算`,
  close: (name) => `${name}。按回车键收起`,
  derive: (name) => `${name}。按回车键推导它的梯度`,
  zoomIn: '放大',
  zoomOut: '缩小',
  fit: '看全图',
  hint: '上下方向键在各次运算之间移动，左右方向键走一步。',
};
