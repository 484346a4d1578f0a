/** 页面的全部中文文字。 */
import type { Messages } from '../en/index';
import { firstWords } from '../first';
import { activations } from './activations';
import { batch } from './batch';
import { faults } from './faults';
import { losses } from './losses';
import { notation } from './notation';
import { quantityLabel } from './quantities';
import { scenarios } from './scenarios';
import { steps } from './steps';
import { story } from './story';

export const zhCN: Messages = {
  language: 'zh-CN',

  title: firstWords['zh-CN'].title,

  batch,
  network: {
    loading: '正在载入编辑器……',
    drop: '松开鼠标，打开这份例子（JSON）',
  },
  phases: { forward: '前向传播', loss: '损失', backward: '反向传播', batch: batch.phase, update: '参数更新' },
  ...losses,
  activations,

  ...steps,
  story,
  quantityLabel,

  start: {
    lab: '训练实验室',
    tutorial: '读成一篇文章：完整的推导，数字会跟着你变。',
    title: (iteration) => (iteration === 0 ? '第一步之前' : `第 ${iteration + 1} 次迭代开始`),
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
    more: '更多控制',
    speedLabel: '速度',
    speed: (times) => `${times}×`,
    granularityLabel: '每步推进',
    granularity: { idea: '一个要点', step: '一步', neuron: '一个神经元', layer: '一层', phase: '一个阶段' },
    layer: (layer) => `第 ${layer} 层`,
  },

  notation,

  panel: {
    label: '讲解',
    step: '这一步',
    derive: '推导',
    compare: '两种损失',
    reads: '用到',
    moreRows: (count) => `……还有 ${count} 步，做法相同`,
    writes: '算出',
    before: (value) => `更新前：${value}`,
    openDerivation: (symbol) => `从链式法则推导 ${symbol}`,
    rounded: (digits) => `数字显示 ${digits} 位有效数字，计算时用全部位数。指向任何一个数，就能看到完整的双精度值。`,
  },
  chooser: {
    label: '对哪个参数求导',
    kind: '权重或偏置',
    weight: '权重',
    bias: '偏置',
    layer: '层',
    layerNumber: (layer) => `第 ${layer} 层`,
    to: '神经元',
    from: '来自',
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
    title: '嵌入与导出',
    copyFormula: '复制公式（LaTeX）',
  },

  diagram: {
    label: '网络',
    hint: '上下方向键在各部分之间移动，回车键修改，D 键推导。',
    unfold: (count, layer, first) =>
      `另有 ${count} 个${layer === 0 ? '输入' : `第 ${layer} 层的神经元`}：从第 ${first} 个起显示`,
    unknown: '尚未算出',
    edges: '连线表示',
    edgeMode: { weight: '权重', gradient: '梯度', update: '更新' },
    notYet: { gradient: '反向时才有梯度', update: '最后才更新' },
    positive: '正',
    negative: '负',
    inputs: '输入',
    hidden: (layer) => `第 ${layer} 层`,
    outputs: '输出',
    targets: '目标',
    targetsAndLoss: '目标与损失',
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
    since: (iteration, loss) => `从第 ${iteration} 次迭代起，损失是 ${loss}，另画一条曲线。`,
    iterations: '迭代次数',
    broken: (iteration) => `从第 ${iteration} 次迭代之后起，损失不再是有限的数。`,
    mean: (samples) => `这是全部 ${samples} 个样本的平均损失。`,
  },

  toolbar: {
    scenario: '例子',
    own: '自定义网络',
    loss: '损失',
    moreLosses: '其他损失函数',
    eta: '学习率',
    etaNotes: {
      zero: 'η = 0：所有权重和偏置都不动。',
      negative: 'η 为负：每次更新都往上坡走，损失会上升。',
      rose: (eta, before, after) => `上一次更新使损失从 ${before} 升到 ${after}：η = ${eta} 时步子迈得太大。`,
      saturated: (eta, sum) =>
        `η = ${eta} 使加权和达到 ${sum}：那里的斜率为 0，梯度全部消失，什么都不会再动。此时的损失不能说明学得好坏。`,
    },
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
    title: '帮助',
    close: '关闭',
  },

  number: { copy: '复制', copied: '已复制' },

  ...faults,
  scenarios,
};
