import type { Limit } from './fields';
import type { SettingsTexts } from './settings.en';

const range = ({ least, above, most, below }: Limit): string =>
  `${above ? '大于' : '不小于'} ${least}、${below ? '小于' : '不大于'} ${most}`;

export const settingsZhCN: SettingsTexts = {
  other: '其他……',
  none: '无',
  faults: {
    empty: (limit) => `此处需要一个数（${range(limit)}）。`,
    notANumber: (limit) => `这不是数；需要${range(limit)}的数。`,
    whole: (limit) => `需要整数（${range(limit)}）。`,
    range: (limit) => `只能是${range(limit)}的数。`,
  },
  notes: {
    largeRate: () => '学习率这么大，更新很可能越过最低点；出现非有限数时会提示。',
    largeBatch: (training) => `训练集有 ${training} 个点：每个批次就是全部。`,
  },
  activations: {
    linear: '线性',
    sigmoid: 'sigmoid',
    tanh: 'tanh',
    relu: 'ReLU',
    leaky_relu: 'Leaky ReLU',
    softplus: 'softplus',
    silu: 'SiLU',
    softmax: 'softmax',
  },
  networkTitle: '网络设置',
  layer: (number) => `第 ${number} 隐藏层`,
  units: '神经元数',
  activation: '激活函数',
  remove: (number) => `删除第 ${number} 隐藏层`,
  add: '添加一层',
  output: '输出与损失',
  losses: {
    mse: '均方误差',
    half_sse: '平方和的一半',
    sse: '平方和',
    bce: '二元交叉熵',
    bce_mean: '二元交叉熵（平均）',
    bce_with_logits: 'logits 交叉熵',
    softmax_cross_entropy: '交叉熵',
  },
  init: '初始权重',
  inits: { he_normal: 'He 正态', xavier_uniform: 'Xavier 均匀', uniform: '均匀', zeros: '全零' },
  momentum: '动量 μ',
  beta1: 'β₁（梯度）',
  beta2: 'β₂（梯度平方）',
  scheduleTitle: '学习率随时间变化',
  schedule: '调度',
  schedules: { constant: '不变', step: '阶梯', cosine: '余弦' },
  scheduleEpochs: { constant: '', step: '每隔轮数', cosine: '总轮数' },
  scheduleFactor: 'η 乘以',
  scheduleFloor: 'η 降到',
  rateNow: (eta) => `下一次更新的 η：${eta}`,
  stopTitle: '自动停止的条件',
  stopLoss: '损失降到',
  stopEpochs: '轮数达到',
  stopPatience: '无进展的轮数（早停）',
  stopped: {
    loss: (epoch, value) => `已停止：第 ${epoch} 轮的损失不高于 ${value}。`,
    epochs: (epoch) => `已停止：完成 ${epoch} 轮。`,
    noProgress: (epoch, value) => `在第 ${epoch} 轮停止：连续 ${value} 轮损失的下降不足万分之一。`,
  },
  goOn: '去掉这一条件，继续训练',
  goesOn:
    '在此改动后从当前的权重、动量、矩和轮数继续；换用另一优化器时，它的动量或矩从 0 开始。改动网络则开始新的训练。',
  changed: (epoch) => (epoch === 0 ? '在第 1 轮中改动，训练从该处继续。' : `在第 ${epoch} 轮后改动，训练从该处继续。`),
  begin: '用初始权重重新开始',
};
