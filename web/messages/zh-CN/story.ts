/** 一次迭代的讲述：开场、六章、下一步。 */
import type { ChapterId, IdeaWords } from '../../work/storyWords';
import type { ChapterText, ChapterWords, story as english } from '../en/story';
import { fewOf } from '../few';

const list = (items: string[]) => {
  const few = fewOf(items);
  return few.length < 2 ? few.join('') : `${few.slice(0, -1).join('、')} 和 ${few[few.length - 1]}`;
};

const NUMBERS = ['零', '一', '两', '三', '四', '五', '六', '七', '八', '九', '十'];
const waysName = (ways: number) => (ways === 1 ? '通向损失的路' : `${NUMBERS[ways] ?? ` ${ways} `}条路通向损失`);

const chapters: Record<ChapterId, (w: ChapterWords) => ChapterText> = {
  predict: () => ({
    name: '预测',
    aim: '网络给出什么答案？',
    trial: '拖动一个输入，看哪些数跟着变。',
    keep: '前向传播时，神经元只做两件事：把输入乘以权重后相加，再让和通过激活函数。',
  }),
  wrong: () => ({
    name: '错多少',
    aim: '答案离目标有多远？',
    trial: '把一个目标拖到与输出相等：这一项损失降到最小。',
    keep: '一个数 L，就说明了整个网络在这个样本上错了多少。',
  }),
  nudge: ({ parameter }) => ({
    name: '动一个权重',
    aim: '紧挨输出的一个权重动一点，L 怎样变化？',
    trial: `拖动 ${parameter}，看点怎样沿着 L 的曲线移动。`,
    keep: '梯度就是斜率。斜率为负，说明增大这个权重，损失会减小。',
  }),
  ways: ({ ways }) => ({
    name: waysName(ways),
    aim:
      ways === 1
        ? '再往前一层：这个神经元怎样影响损失？'
        : `再往前一层：这个神经元经由 ${ways} 条路影响损失，每条路上传回什么？`,
    trial: '把它的一个输出权重设为 0：这条路上传回的一项就消失了。',
    keep: '同一条路上的导数相乘，不同的路相加。',
  }),
  blame: () => ({
    name: '误差往回传',
    aim: 'δ 怎样传到前面的每一层？',
    trial: '让连线表示梯度：最粗的连线责任最大。',
    keep: '神经元的 δ，等于后一层的 δ 经权重传回之和，再乘以自身激活函数的斜率。每个隐藏层都是同一条规则。',
  }),
  down: () => ({
    name: '所有参数更新',
    aim: '每个权重往哪里走？',
    trial: '把 η 增大到十倍，看这一步落在哪里。',
    keep: '所有权重和偏置同时沿各自斜率的反方向移动，用的是同一个 η。',
  }),
};

function ideaName(w: IdeaWords): string {
  switch (w.kind) {
    case 'forward':
      return w.isOutput ? '输出' : `隐藏层 ${w.layer}`;
    case 'loss':
      return '损失';
    case 'delta':
      return `${w.neurons[0]} 的 δ`;
    case 'gradients':
      return `${w.neurons[0]} 处的梯度`;
    case 'likewise':
      return `${list(w.neurons)} 同理`;
    case 'sums':
      return '累加到批次';
    case 'reduction':
      return '批次的平均';
    case 'update':
      return '更新所有参数';
  }
}

export const story: typeof english = {
  chapterList: '本次迭代的各章',
  chapters,
  chapterNumber: (number, name) => `章节 ${number}：${name}`,
  ideaName,
  trial: '试一试',
  keep: '记住',
  back: '上一步',
  next: (name) => `下一步：${name}`,
  nextIteration: (iteration) => `第 ${iteration} 次迭代`,
  likewise: (count) => `其余 ${count} 个同理`,
  opening: {
    answered: (iteration, touched, outputs, targets) =>
      touched
        ? `现在网络的答案是 ${list(outputs)}，正确答案是 ${list(targets)}。`
        : iteration === 0
          ? `网络的答案是 ${list(outputs)}，正确答案是 ${list(targets)}。`
          : `迭代 ${iteration} 次之后，网络的答案是 ${list(outputs)}，正确答案是 ${list(targets)}。`,
    oneOfMany: (iteration, count, output, value, target) =>
      `${iteration === 0 ? '' : `迭代 ${iteration} 次之后，`}网络的 ${count} 个输出中，${output} 偏差最大：输出 ${value}，目标 ${target}。`,
    answerAndLoss: (answer, loss) => `${answer}损失为 ${loss}。`,
    question: (parameter) => `${parameter} 应该往哪边调？`,
    knob: (parameter) => `拖动 ${parameter}`,
    moved: (parameter, from, to, loss, before, after) =>
      `${parameter} 从 ${from} 变到 ${to}，损失${
        { fell: `从 ${before} 减小到`, rose: `从 ${before} 增大到`, stayed: '仍为' }[loss]
      } ${after}。`,
    slope: { falls: '再往右，损失减小。', rises: '再往右，损失增大。', flat: '损失在这里是平的。' },
    update: {
      up: '斜率为负，下一次更新会把它调大：',
      down: '斜率为正，下一次更新会把它调小：',
      moves: '下一次更新把它变为：',
      stays: '下一次更新不会改变它：',
    },
    last: (iteration, before, after, samples) =>
      `第 ${iteration} 次迭代使${samples > 1 ? '平均损失' : '损失'}从 ${before} 变为 ${after}。`,
    lookBack: '改变了什么',
    follow: '一步一步看',
    derive: (gradient) => `推导 ${gradient}`,
  },
  card: {
    title: (iteration) => `第 ${iteration} 次迭代完成`,
    loss: '损失',
    meanLoss: (samples) => `${samples} 个样本的平均损失`,
    outputs: '输出',
    parameters: '变化大的在前',
    parameter: '参数',
    before: '更新前',
    after: '更新后',
    all: (count) => `全部 ${count} 个`,
    fewer: '收起',
    rose: '损失反而增大：这一步迈得太大。减小 η 会好些。',
    fell: '损失减小了。',
    stayed: '损失没有变化。',
  },
  curveLater: (parameter) => `算出 L 之后，这里会画出 L 随 ${parameter} 变化的曲线。`,
  derivationQuestion: (parameter) => `${parameter} 变化时，L 怎样变化？`,
  compareQuestion: '换一种损失，什么会变？',
  doneQuestion: '这次迭代改变了什么？',
};
