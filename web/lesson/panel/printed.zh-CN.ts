import type { PrintedMessages } from './printed.en';

const hidden = '算隐藏层梯度时，用了已经更新过的输出层权重。所有梯度都应当用旧权重来算';

export const printed: PrintedMessages = {
  title: (agreeing, all, following) =>
    `出处印的数值与我们的对照：${all} 个中有 ${agreeing} 个一致${following ? `，${following} 个由不一致的数值引起` : ''}`,
  comparing: '正在将出处的数值与我们的对照……',
  table: '出处印的数值与我们的数值',
  quantity: '量',
  inPrint: '出处',
  ours: '我们',
  verdict: '按印出的位数',
  after: (updates) => (updates === 1 ? '更新之后' : `更新 ${updates.toLocaleString('zh-CN')} 次之后`),
  sample: (sample) => `样本 ${sample}`,
  comma: '，',
  negated: '出处里这个量的符号相反；这里我们的数值按出处的符号写出。',
  marks: {
    agrees: '✓ 一致',
    rounding: '✓ 舍入误差内一致',
    single_precision: '✓ 单精度下一致',
    last_digit: '≈ 末位不同',
    follows: '↳ 由另一数值引起',
    differs: '✗ 不一致',
  },
  followsFrom: (cause) => `↳ 由 ${cause} 引起`,
  slips: {
    'mazur L 1': `错在这里：${hidden}，误差便是 0.2910277737。`,
    'mazur a.2.0 10000': `同样的错误重复了一万次：${hidden}。`,
    'mazur a.2.1 10000': '与第一个输出是同一个错误。',
    'mazur L 10000': '这是正确的误差，但属于第 9,999 次更新之后；与它印在一起的两个输出则来自上面的错误。',
    'han-kamber a.1.1': '数值是对的。一些转载把指数的符号写错，印成 1/(1 + e^0.1)，应为 e^−0.1。',
    'han-kamber a.2.0': '数值是对的。有一处转载写成 1/(1 + e^−0.105)，应为 e^0.105。',
    'han-kamber delta.2.0': '由已经舍入到 0.474 的输出算得；用未舍入的输出，应为 0.1312。',
  },
};
