/** 损失函数：名称，按钮上的简称，以及计算一项损失时的说明。 */
import type { LossId } from '../../../wasm/index';
import type { StepWords } from '../../work/stepFacts';
import type { losses as lossesEn } from '../en/losses';

export const losses: typeof lossesEn = {
  losses: {
    mse: 'MSE：均方误差，对各输出取平均（1/n）',
    half_sse: '½ SSE：平方误差之和的一半',
    sse: 'SSE：平方误差之和',
    bce: 'BCE：二元交叉熵，对各输出求和',
    bce_mean: 'BCE：对各输出取平均（1/n）',
    bce_with_logits: 'logits BCE：由线性输出直接计算，YOLOv3 的输出端即如此',
    softmax_cross_entropy: 'softmax 交叉熵：多个类别选一',
  },
  lossShort: {
    mse: 'MSE · 1/n',
    half_sse: '½ SSE',
    sse: 'SSE',
    bce: 'BCE',
    bce_mean: 'BCE · 1/n',
    bce_with_logits: 'logits BCE',
    softmax_cross_entropy: 'softmax CE',
  },
  lossFactor: (loss, n) => {
    const outputs = `现有 ${n} 个输出，1/n 为 ${n === 1 ? '1' : n === 2 ? '½' : `1/${n}`}`;
    if (loss === 'bce_mean') return `${outputs}：梯度${n === 1 ? '与 BCE 的相同' : `是 BCE 的 1/${n}`}。`;
    if (loss !== 'mse') return null;
    if (n === 1) return `${outputs}，没有 ½：每个梯度都是 ½ SSE 的两倍。`;
    return `${outputs}：梯度${n === 2 ? '与 ½ SSE 的相同' : `是 ½ SSE 的 2/${n}`}。`;
  },
  lossNeeds: (loss, activation) => `${loss}（输出层须为 ${activation}）`,
};

/** 单个输出的损失在问什么，用一句话说。 */
export const lossTerms = (w: StepWords): Record<LossId, string> => {
  const squared = `${w.neuron} 离目标 ${w.target} 有多远？差值取平方：偏大偏小同样算错，错得越远罚得越重。`;
  const entropy = `${w.neuron} 押错了多少？把它的输出看作“答案是 1”的概率：分给 ${w.target} 所说结果的概率越小，代价越大，而且没有上限。`;
  return {
    mse: squared,
    half_sse: squared,
    sse: squared,
    bce: entropy,
    bce_mean: entropy,
    bce_with_logits: `${w.neuron} 押错了多少？它的输出是 logit，取 σ 之后才是“答案是 1”的概率。直接由 logit 计算交叉熵，logit 再大也不失精度。YOLOv3 的输出端就是这样：一个普通卷积，接着这个损失。`,
    softmax_cross_entropy: `${w.neuron} 给自己这一类分了多少？${w.target} 乘以这个占比的负对数：只有目标大于 0 的类别才计入。`,
  };
};
