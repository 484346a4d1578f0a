/** 页面的全部中文文字。 */
import type { ActivationId, ErrorTexts, LossId } from '../../../wasm/index';
import type { StepWords } from '../../work/stepFacts';
import { fewOf } from '../few';
import type { Messages } from '../en/index';
import { firstWords } from '../first';
import { activations } from './activations';
import { batch } from './batch';
import { notation } from './notation';
import { scale } from './scale';

const list = (all: string[]) => {
  const items = fewOf(all);
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join('、')} 和 ${items[items.length - 1]}`;
};

const placeOf = ({ sample, iteration }: { sample?: number; iteration?: number }): string =>
  (iteration === undefined ? '' : `第 ${iteration} 次迭代中，`) +
  (sample === undefined ? '' : `第 ${sample} 个样本的 `);

function weightedSum(w: StepWords): string {
  return w.sources.length === 1
    ? `${w.neuron} 接收 ${w.sources[0]}：乘以权重，再加上偏置。`
    : `${w.neuron} 接收 ${list(w.sources)}：各自乘以权重，全部相加，再加上偏置。`;
}

function activation(w: StepWords): string {
  const effect: Record<ActivationId, string> = {
    sigmoid: 'sigmoid 把加权和压到 0 与 1 之间',
    tanh: 'tanh 把加权和压到 −1 与 1 之间',
    relu: 'ReLU 让正数原样通过，把负数变成 0',
    leaky_relu: 'Leaky ReLU 让正数原样通过，负数只留百分之一',
    softplus: 'softplus 是把拐角磨圆的 ReLU：输出恒为正，斜率就是 sigmoid',
    silu: 'SiLU 把加权和乘上它自己的 sigmoid：远处接近 ReLU，零点左侧略微下凹',
    softmax: 'softmax 把整层的加权和变成几份占比，合起来是 1',
    linear: '线性神经元不作任何改变',
  };
  const last = w.next.length ? `这就是 ${w.neuron} 传给下一层的输出。` : `这就是网络在 ${w.neuron} 处给出的答案。`;
  return `${effect[w.activation]}：${last}`;
}

function lossTerm(w: StepWords): string {
  const squared = `${w.neuron} 离目标 ${w.target} 有多远？差值取平方：偏大偏小同样算错，错得越远罚得越重。`;
  const entropy = `${w.neuron} 押错了多少？把它的输出看作“答案是 1”的概率：分给 ${w.target} 所说结果的概率越小，代价越大，而且没有上限。`;
  const sentences: Record<LossId, string> = {
    mse: squared,
    half_sse: squared,
    sse: squared,
    bce: entropy,
    bce_mean: entropy,
    bce_with_logits: `${w.neuron} 押错了多少？它的输出是 logit，取 σ 之后才是“答案是 1”的概率。直接由 logit 计算交叉熵，logit 再大也不失精度。YOLOv3 的输出端就是这样：一个普通卷积，接着这个损失。`,
    softmax_cross_entropy: `${w.neuron} 给自己这一类分了多少？${w.target} 乘以这个占比的负对数：只有目标大于 0 的类别才计入。`,
  };
  return sentences[w.loss];
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

export const zhCN: Messages = {
  language: 'zh-CN',
  otherLanguage: { code: 'en', name: 'English' },
  list,

  title: firstWords['zh-CN'].title,

  batch,
  scale,
  network: {
    loading: '正在载入编辑器……',
    drop: '松开鼠标，打开这份例子（JSON）',
  },
  phases: { forward: '前向传播', loss: '损失', backward: '反向传播', batch: batch.phase, update: '参数更新' },
  losses: {
    mse: 'MSE：均方误差',
    half_sse: '½ SSE：平方误差的一半',
    sse: 'SSE：平方误差之和',
    bce: 'BCE：二元交叉熵',
    bce_mean: 'BCE：对输出取平均',
    bce_with_logits: 'logits BCE：由线性输出直接计算，YOLOv3 的输出端即如此',
    softmax_cross_entropy: 'softmax 交叉熵：多个类别选一',
  },
  lossShort: {
    mse: 'MSE',
    half_sse: '½SSE',
    sse: 'SSE',
    bce: 'BCE',
    bce_mean: '平均 BCE',
    bce_with_logits: 'logits BCE',
    softmax_cross_entropy: 'softmax CE',
  },
  lossNeeds: (loss, activation) => `${loss}（输出层须为 ${activation}）`,
  activations,

  stepSentence: (w) => {
    switch (w.rule) {
      case 'weighted_sum':
        return weightedSum(w);
      case 'activation':
        return activation(w);
      case 'loss_term':
        return lossTerm(w);
      case 'loss_sum':
        return lossSum(w);
      case 'delta_output':
        return deltaOutput(w);
      case 'delta_hidden':
        return deltaHidden(w);
      case 'weight_gradient':
        return weightGradient(w);
      case 'bias_gradient':
        return `偏置原样加进加权和，相当于输入恒为 1。所以 ${w.quantity.replace('∂L/∂', '')} 的梯度就是 ${w.neuron} 的 δ 本身。`;
      case 'accumulate':
        return batch.accumulate(w);
      case 'reduce':
        return batch.reduce(w);
      case 'update':
        return update(w);
    }
  },
  stepTitle: (w) => {
    switch (w.rule) {
      case 'weighted_sum':
        return `${w.neuron} 的加权和`;
      case 'activation':
        return `${w.neuron} 的输出`;
      case 'loss_term':
        return `${w.neuron} 处的损失项`;
      case 'loss_sum':
        return '损失';
      case 'delta_output':
      case 'delta_hidden':
        return `${w.neuron} 的误差信号 δ`;
      case 'weight_gradient':
      case 'bias_gradient':
        return `梯度 ${w.quantity}`;
      case 'accumulate':
        return batch.accumulateTitle(w);
      case 'reduce':
        return batch.reduceTitle(w);
      case 'update':
        return `${w.quantity} 的新值`;
    }
  },
  announce: (position, title, value, sentence) => `${position}。${title}：${value}。${sentence}`,
  groupTitle: (phase, layer, neuron) =>
    [phase, layer === null ? '' : `第 ${layer} 层`, neuron ?? ''].filter(Boolean).join('，'),

  groupSentence: {
    forward: '每个神经元把接收到的数乘以权重，连同偏置加起来，再通过激活函数。',
    loss: '每个输出与它的目标相比，各项合起来就是损失。',
    backward: '先由后一层的 δ 求出每个神经元的 δ；每个权重的梯度，就是它所通向的神经元的 δ，乘以它所乘的那个数。',
    batch: batch.group,
    update: '每个权重和偏置都逆着自己的梯度移动，用的是同一个 η。',
  },

  quantityLabel: (q) => {
    switch (q.kind) {
      case 'x':
        return `输入 ${q.label}`;
      case 't':
        return `${q.neuron} 的目标 ${q.label}`;
      case 'w':
        return `从 ${q.from} 到 ${q.neuron} 的权重 ${q.label}`;
      case 'b':
        return `${q.neuron} 的偏置 ${q.label}`;
      case 'z':
        return `${q.neuron} 的加权和 ${q.label}`;
      case 'a':
        return `${q.label} 的输出`;
      case 'L':
        return '损失 L';
      case 'term':
        return `${q.neuron} 处的损失项 ${q.label}`;
      case 'delta':
        return `${q.neuron} 的误差信号 ${q.label}`;
      case 'dw':
      case 'db':
        return `梯度 ${q.label}`;
      case 'total':
        return q.subject === 'L' ? batch.totalLoss : batch.total(q.subject);
      case 'mean':
        return q.subject === 'L' ? batch.meanLoss : batch.mean(q.subject);
      case 'eta':
        return '学习率 η';
    }
  },

  start: {
    title: (iteration) => (iteration === 0 ? '第一步之前' : `第 ${iteration + 1} 次迭代开始`),
    first: '还什么都没有算：只有输入、目标和权重。每一步都用已有的数算出一个新的数。',
    again: '权重已经是更新后的值，其余的量全部重新计算。',
    begin: '第一步',
    derive: (name) => `${name} 的梯度是怎么来的？`,
    source: (source: string, url: boolean) => `出处：${source}${url ? '，' : ''}`,
    tip: '把指针移到任何符号上，就能看到它在网络中的位置。点击任何权重、偏置、输入或目标，就能修改它。',
  },

  timeline: {
    label: '本次迭代的各个步骤',
    sample: (sample, count) => `第 ${sample} 个样本，共 ${count} 个`,
    position: (step, count) => `第 ${step} 步，共 ${count} 步`,
    valueText: (step, count, what) => `第 ${step} 步，共 ${count} 步：${what}`,
    first: '回到本次迭代的开头',
    previous: '后退一步',
    next: '前进一步',
    last: '到本次迭代的末尾',
    play: '播放',
    pause: '暂停',
    iteration: (iteration) => `第 ${iteration} 次迭代`,
    nextIteration: '下一次迭代',
    applyAndNext: '开始下一次迭代',
    run: (count) => `迭代 ${count} 次`,
    runCount: '迭代次数',
    startRun: '运行',
    stopRun: '停止',
    running: (done, count) => `${done} / ${count}`,
    granularityLabel: '每次走',
    granularity: { step: '一步', neuron: '一个神经元', layer: '一层', phase: '一个阶段' },
    layer: (layer) => `第 ${layer} 层`,
  },

  notation,

  panel: {
    label: '讲解',
    step: '这一步',
    derive: '推导',
    compare: '两种损失',
    reads: '用到',
    writes: '算出',
    before: (value) => `更新前：${value}`,
    openDerivation: (symbol) => `从链式法则推导 ${symbol}`,
    rounded: (digits) => `数字显示 ${digits} 位有效数字，计算时用全部位数。指向任何一个数，就能看到完整的双精度值。`,
    choose: '求损失对它的导数',
  },

  derivation: {
    paths: (count, name) =>
      count === 1 ? `${name} 只经一条路径影响损失。` : `${name} 经 ${count} 条路径影响损失，每条路径贡献一项。`,
    morePaths: (hidden) => `……还有 ${hidden} 条路径`,
    showMorePaths: '再显示一些',
    path: (number, through) => (through ? `路径 ${number}，经过 ${through}` : `路径 ${number}`),
    openFactor: '看这个因子是怎么求出来的',
    closeFactor: '收起',
    factorName: (of, wrt, action) => `${of} 对 ${wrt} 的导数：${action}`,
    factorTitle: '这个因子的来历',
    product: '这条路径的乘积',
    noValue: '“–”表示：按这种写法，该因子在这里没有有限的值；梯度本身有。',
    checkedBy: '每一行的值都是',
    stages: {
      chain: '链式法则',
      factors: '逐个因子求导',
      sum: '各路径相加',
      collapse: '提出公共部分',
      article: '用原文的记号 A 和 B',
      rule: '对每个参数都成立的规律',
      layers: '从输出往回，逐层求 δ',
      ...batch.stages,
    },
    stageWhy: {
      chain: '一个变化从一个神经元传到下一个，直到 L。同一条路径上的导数相乘，不同路径的结果相加。',
      factors: '每个分式只问：前一个量变化一点，后一个量变化多少。点开任何一个，可以看到它的推导。',
      sum: '各路径的贡献相加，符号可能相反。',
      collapse: '指向同一神经元的所有权重，共用到加权和为止的这一段。这一段有个名字：δ。',
      article:
        'A 和 B 是后一层权重的梯度，里面已经含有一次该神经元的输出，所以它的斜率只剩下 1 − a。这种写法只对 sigmoid 成立；用 δ 的写法总是成立。',
      rule: '这里没有一处是这个权重特有的。',
      layers: '没有哪条路径要走两遍：一层的 δ 已经包含传回这一层的全部影响，前一层不再需要别的。',
      ...batch.stageWhy,
    },
    rules: {
      definition: '按定义',
      sum: '和的求导法则',
      constant: '常数的导数为零',
      constant_factor: '提出常数因子',
      product: '积的求导法则',
      quotient: '商的求导法则',
      power: '幂函数求导',
      exp: '指数函数求导',
      log: '对数函数求导',
      identity: '变量自身',
      piecewise: '分段讨论',
      chain: '链式法则',
      simplify: '化简',
      split_fraction: '拆开分式',
      scale_fraction: '分子分母同除以一式',
      add_zero: '加一项再减一项',
      common_denominator: '通分',
      substitute: '换回输出来写',
      cancel: '约分',
    },
    agreement: {
      line: '与上一行的值相同',
      stage: '与反向传播的值相同',
      notes: {
        hidden: '这种写法的舍入误差与数值本身一样大，无法据此比较这两行。',
        no_value: '按这种写法，这里的值不是有限的；比较其余各行时跳过它。',
        differs: '这一行与上一行的值不同。这是本程序的错误，请告知我们。',
      },
    },
    withChain: (rule) => `${rule}，再乘以内层的导数`,
  },

  check: {
    open: '验证这个梯度',
    title: '三种方法，同一个数',
    right: (digits) => (digits === 0 ? '没有一位是正确的。' : `${digits} 位正确。`),
    few: (digits) => `≈ ${digits} 位`,
    openDiffering: '三者不一致：查看这个梯度',
    mark: (agreeing) => (agreeing ? '✓' : '✗ 未通过'),
  },

  graph: {
    label: '计算图',
    switch: '图的形式',
    pictures: { network: '网络图', graph: '计算图' },
    loading: '正在加载计算图…',
    inside: (owner) => `${owner} 中的运算`,
  },
  take: {
    title: '导出',
    copyFormula: '复制公式（LaTeX）',
  },
  partMissing: '页面的这一部分加载失败，请检查网络。',
  tryAgain: '重试',

  diagram: {
    label: '网络',
    hint: '上下方向键在各部分之间移动，回车键修改，D 键推导。',
    unknown: '尚未算出',
    edges: '连线表示',
    edgeMode: { weight: '权重', gradient: '梯度', update: '更新' },
    positive: '正',
    negative: '负',
    inputs: '输入',
    hidden: (layer) => `第 ${layer} 层`,
    outputs: '输出',
    targets: '目标',
    loss: '损失',
    withValue: (what, value) => `${what}：${value}`,
  },

  editor: {
    apply: '确定',
    cancel: '取消',
    derive: (symbol) => `推导 ${symbol}`,
    enter: '回车确定，Esc 取消',
  },

  plot: {
    text: (neuron, z, a, slope) =>
      slope === null
        ? `${neuron} 在激活函数曲线上的位置：z = ${z} 时输出 ${a}。`
        : `${neuron} 在激活函数曲线上的位置：z = ${z} 处的斜率为 ${slope}。`,
    othersHeld: '同层其余加权和保持不变。',
  },

  outputs: { title: (count) => `全部 ${count} 个样本的输出` },

  curve: {
    label: '每次迭代后的损失',
    title: '损失',
    text: (iterations, first, last) =>
      iterations === 0 ? `开始时损失为 ${first}。` : `开始时损失为 ${first}，迭代 ${iterations} 次后为 ${last}。`,
    broken: (iteration) => `从第 ${iteration} 次迭代之后起，损失不再是有限的数。`,
    mean: (samples) => `这是全部 ${samples} 个样本的平均损失。`,
  },

  toolbar: {
    scenario: '例子',
    own: '自定义网络',
    loss: '损失',
    moreLosses: '其他损失函数',
    eta: '学习率',
    editNetwork: '修改网络',
    language: '语言',
    themes: { auto: '跟随系统', light: '浅色', dark: '深色' },
    digits: '位数',
    digitCount: (digits) => `${digits} 位`,
    fewerDigits: '少显示一位',
    moreDigits: '多显示一位',
    share: '复制链接',
    copied: '链接已复制',
    undo: '撤销',
    redo: '重做',
    themeName: (theme) => `配色：${theme}`,
    help: '帮助',
    menu: '更多',
  },

  help: {
    title: '按键',
    close: '关闭',
  },

  number: { copy: '复制', copied: '已复制' },

  failure: (quantity, cause) =>
    cause === 'overflow'
      ? `${quantity} 超出了双精度数的范围，后面的量都无法再算。常见的原因是学习率太大、步长过大，或者权重、输入本身太大。`
      : `${quantity} 在这里没有值：出现了零或负数的对数，或者除以零。它前面的数都没有问题。`,
  failureUndo: '撤销上一次改动',

  errors: {
    emptyText: () => '文本是空的，这里需要一份 JSON 格式的例子文档',
    notJson: ({ detail, line, column }) =>
      line === undefined ? `不是 JSON：${detail}` : `第 ${line} 行第 ${column} 列不是 JSON：${detail}`,
    missing: () => '缺少这一项',
    missingWithoutInit: () => '缺少这一项；只有写了 init 才可以省略',
    unreadable: ({ detail }) => `无法读取：${detail}`,
    unknownKey: ({ name, nearest }) => `没有名为 "${name}" 的项${hint(nearest)}`,
    expectedObject: ({ got }) => `这里应为一个对象，实际为${kinds[got]}`,
    expectedList: ({ got }) => `这里应为一个列表，实际为${kinds[got]}`,
    expectedNumber: ({ got }) => `这里应为一个数，实际为${kinds[got]}`,
    expectedInteger: ({ got }) => `这里应为整数，实际为 ${got}`,
    expectedBoolean: ({ got }) => `这里应为 true 或 false，实际为${kinds[got]}`,
    expectedText: ({ got }) => `这里应为文字，实际为${kinds[got]}`,
    unknownChoice: ({ choice, got, known, nearest }) =>
      `没有名为 "${got}" 的${choices[choice]}${hint(nearest)}（可用：${known.join('、')}）`,
    notFinite: ({ got }) => `这里应为有限的数，实际为 ${got}`,
    tooLargeForDouble: () => '超出双精度数的范围（最大约 1.8×10³⁰⁸）',
    outOfRange: ({ min, max, got }) => `应在 ${min} 到 ${max} 之间，实际为 ${got}`,
    wrongNumberCount: ({ expected, got }) => `应有 ${expected} 个数，实际为 ${got} 个`,
    wrongRowCount: ({ expected, got }) => `应有 ${expected} 行，实际为 ${got} 行`,
    tooFewItems: ({ min, got }) => `至少要有 ${min} 项，实际为 ${got} 项`,
    tooManyItems: ({ max, got }) => `最多可有 ${max} 项，实际为 ${got} 项`,
    unknownVersion: ({ got, known }) => `不认识版本 ${got}；这个程序读取版本 ${known}`,
    tooManyParameters: ({ max, got }) => `太大：到这里已有 ${got} 个权重和偏置，最多可有 ${max} 个`,
    tooManySampleNumbers: ({ max, got }) => `太大：输入和目标共有 ${got} 个数，最多可有 ${max} 个`,
    targetOutsideUnitInterval: ({ got, loss }) => `损失 ${loss} 的目标应在 0 与 1 之间，实际为 ${got}`,
    lossNeedsOutput: ({ loss, output, got }) => `损失 ${loss} 要求最后一层用 ${output}，这里是 ${got}`,
    lastLayerOnly: ({ activation }) => `${activation} 只能用在最后一层：它的每个输出都取决于整层的加权和`,
    notADecimal: ({ text }) => `这里应为 -0.0065、3×10⁻⁵ 或 1/3 这样的数，实际为“${text}”`,
    labelEmpty: () => '这里应为一个名字，实际为空',
    textTooLong: ({ max, got }) => `最多可有 ${max} 个字符，实际为 ${got} 个`,
    textCharacter: ({ character }) => `这里不能使用字符 ${character}`,
    refused: () => '不能这样做',
    notAQuantityId: ({ text }) => `"${text}" 不是量的编号；编号形如 w.2.0.1、b.2.0、x.0、eta`,
    unknownQuantity: ({ id }) => `这个网络里没有 ${id}`,
    notSettable: ({ id }) => `${id} 是算出来的量；能设定的是权重、偏置、输入、目标和 eta`,
    notDerivable: ({ id }) => `不能求损失对 ${id} 的导数；可以对权重、偏置、z、a 和 x 求`,
    notAParameter: ({ id }) => `${id} 不是权重，也不是偏置`,
    notDependent: ({ of, id }) => `${of} 不是由 ${id} 算出的 L、a 或 z`,
    notAFactor: ({ of, wrt }) =>
      `∂${of}/∂${wrt} 不是链式法则里的一个因子：可以是 L 对输出、a 对自己的 z，或者 z 对自己的权重、偏置或输入求导`,
    noSuchSample: ({ got, count }) => `没有样本 ${got}；共有 ${count} 个样本，从 0 数起`,
    wrongInputCount: ({ inputs, got }) => `每个样本应有 ${inputs} 个数，实际共有 ${got} 个`,
    tooManyEpochs: ({ max, got }) =>
      `对这个网络和这些样本，一次最多训练 ${max} 轮，实际为 ${got} 轮；给出 milliseconds 就可以分段训练`,
    overflow: ({ quantity, ...place }) =>
      `${placeOf(place)}${quantity} 超出了双精度数的范围。请撤销，或者换小一些的学习率或数值`,
    undefinedValue: ({ quantity, ...place }) =>
      `${placeOf(place)}${quantity} 没有值：出现了零或负数的对数、除以零之类的情况。请撤销，或者换别的数值`,
    sessionClosed: () => '这次会话已经关闭',
    noWebAssembly: () => '这个浏览器没有 WebAssembly，或者它被关闭了',
    wasmNotFound: ({ url, status }) =>
      `在 ${url} 找不到编译好的计算核心${status === undefined ? '' : `（状态 ${status}）`}`,
    notWasm: () => '计算核心的文件不是 WebAssembly 文件',
    wasmNotUsable: ({ detail }) => `编译好的计算核心在这里不能使用：${detail}`,
    coreFailed: ({ detail }) => `计算核心意外停止：${detail}`,
    outOfMemory: () =>
      '内存不足，什么都没有改变。请关闭不需要的会话，或者换用较小的网络、较少的样本；如果仍然不行，请重新加载计算核心（页面）',
  } satisfies ErrorTexts,
  errorAt: (path, sentence) => `${path}：${sentence}`,
  pageErrors: {
    emptyNumber: () => '这里没有数字。在输入之前，原来的值不变。',
    notANumber: (p) => `“${p.text}”不是数字。请写成 0.3、-2、1/3 或 1e-3 这样的形式。`,
    ambiguousNumber: (p) => `“${p.text}”里的逗号可能是千位分隔符，也可能是小数点。小数请用点，整数请不要加逗号。`,
    numberTooLarge: (p) => `${p.text} 太大了：双精度数最大约为 1.8 × 10³⁰⁸。`,
    numberTooSmall: (p) => `${p.text} 太小了：大于 0 的最小双精度数约为 4.9 × 10⁻³²⁴。`,
    fileUnreadable: (p) => `无法读取文件“${p.name}”。`,
    linkTooLarge: () => '现在的内容太大，放不进链接：地址不再随之更新，重新加载会丢失它。',
    noPacking: () => '此浏览器无法读写包含自定义网络的链接，请换用较新的版本。文档可以在“修改网络”中复制为 JSON。',
    unknownScenario: (p) => `没有名为“${p.name}”的例子。`,
    unknownParameter: (p) => `这个网络里没有参数 ${p.id}。`,
    textTooLarge: (p) => `文档太大：这里最多能读 ${p.max} 个字符。`,
    damagedLink: (p) => `链接在“${p.part}”处损坏，无法打开。现在看到的不是它原来的内容；您的工作没有受影响。`,
    tooMuchToReplay: () => '按这个网络的规模，链接要求的迭代次数太多，无法在此重算。您的工作没有受影响。',
    languageMissing: () => '英文文本加载失败，请检查网络。',
    wrongCell: (p) => `第 ${p.row} 行第 ${p.column} 列：“${p.text}” 不是数。没有作任何改动。`,
    ambiguousCell: (p) =>
      `第 ${p.row} 行第 ${p.column} 列：“${p.text}” 里的逗号可能是小数点，也可能是千位分隔符。没有作任何改动，请用小数点书写。`,
    ambiguousComma: (p) =>
      `“${p.text}” 可能是两个数，也可能是一个带小数逗号的数。没有作任何改动，请用制表符或分号分列，或者用小数点书写。`,
    tooManyColumns: (p) => `第 ${p.row} 行有 ${p.got} 个单元格，而从这里起表格只有 ${p.max} 列。没有作任何改动。`,
    tooManySamples: (p) => `这样会有 ${p.got} 个样本，最多可有 ${p.max} 个。没有作任何改动。`,
    copyRefused: () => '浏览器不允许复制。请选中地址栏，手动复制。',
    unexpected: (p) => `出现了不该出现的问题：${p.detail}`,
  },
  dismiss: '知道了',

  scenarios: {
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
  },
};

const kinds: Record<string, string> = {
  nothing: '空缺',
  null: ' null',
  boolean: '真假值',
  number: '一个数',
  bigint: '一个 BigInt',
  text: '一段文字',
  symbol: '一个 symbol',
  function: '一个函数',
  list: '一个列表',
  object: '一个对象',
};

const choices: Record<string, string> = {
  activation: '激活函数',
  loss: '损失函数',
  init: '初始化方法',
  optimizer: '优化器',
  batchReduction: '批次合并方式',
  notation: '记法',
  target: '导出目标',
};

function hint(nearest?: string): string {
  return nearest === undefined ? '' : `；是不是想写 "${nearest}"？`;
}
