import type { InsightTexts } from './insight.en';
import { lowered } from './names';

export const insightZhCN: InsightTexts = {
  whyTitle: '为什么学得会，或学不会',
  measuring: '正在测量网络……',
  findings: {
    diverged: '有数值超出了双精度范围，训练已发散。请回到最好的那一轮，或用更小的 η 重新开始。',
    symmetric: (count, layer) =>
      `第 ${layer} 层的 ${count} 个神经元完全相同，梯度也相同：它们永远保持一致，只相当于一个神经元。`,
    deadUnits: (count, of, layer) =>
      `第 ${layer} 层的 ${of} 个神经元中有 ${count} 个已经“死亡”：对每个样本的输出和斜率都是 0，梯度传不到它们的权重。`,
    wrongSide: (count, of, slope) =>
      `${of} 个输出中有 ${count} 个饱和在错误的一侧。平方误差会给梯度乘上 f′(z)（平均只有 ${slope}）：错得越离谱，学得越慢。`,
    exploding: (first, last, layer) => `梯度爆炸：从第 ${layer} 层反向传到第 1 层，∂L/∂z 从 ${last} 增大到 ${first}。`,
    vanishing: (ratio, layer, first, last) =>
      `梯度消失：第 1 层的斜率 ∂L/∂w 只有第 ${layer} 层的 ${ratio} 倍（${first} 对 ${last}），第 1 层几乎不动。`,
    overshooting: (steps, eta, loss, next) =>
      `η = ${eta} 沿最陡方向越过了谷底：步长是 ${steps} / 曲率，超过了 2 / 曲率，全部样本的损失会从 ${loss} 变成 ${next}。`,
    rising: (lowest, last, eta) =>
      `损失反而上升：最后一轮为 ${last}，最好的一轮是 ${lowest}。η = ${eta} 的步子跳出了谷底。`,
    notSeparable: (wrong, of, margin) =>
      `${of} 个样本中有 ${wrong} 个分错，继续训练也无济于事：没有隐藏层时边界是一条直线，而没有直线能分开这两类（相对 |x| 的间隔不可能超过 ${margin}）。`,
    tooSmall: (fall, best) =>
      `η 太小：一轮只让损失下降 ${fall}，${best === undefined ? '而沿梯度方向损失还会一直下降' : `而沿同一梯度走一大步就能下降 ${best}`}。`,
    settled: (loss, part) => `损失停在 ${loss}：沿梯度走任何一步最多再下降 ${part}。这是该网络的极小值或平坦区。`,
    learnt: (samples) => `训练样本已经学会：测量的 ${samples} 个样本全部正确。`,
    healthyStart: '没有发现障碍：每一层都有梯度，η 与损失的曲率相称。',
    healthy: (first, last) => `学习正常：每一层都有梯度，η 与曲率相称。每轮损失从 ${first} 变为 ${last}。`,
  },
  derive: (parameter) => `推导 ∂L/∂${parameter}`,
  remedies: {
    smaller: (eta) => `用 η = ${eta} 重新开始`,
    larger: (eta) => `改用 η = ${eta} 继续训练`,
    drawn: '随机初始化权重（He）',
    xavier: '用较小的权重（Xavier）',
    leaky: '把 ReLU 换成 Leaky ReLU',
    tanh: '隐藏层改用 tanh',
    fewer: '只留一个隐藏层',
    crossEntropy: '把平方误差换成交叉熵',
    hidden: '加一个 8 个 tanh 的隐藏层',
    newWeights: '换一组初始权重',
  },
  sizesTitle: '各层的梯度与更新',
  noSizes: '每轮记录一次；还没有完成任何一轮。',
  gradientsTitle: '梯度的大小',
  gradientAxis: '∂L/∂w',
  updatesTitle: '更新的大小',
  updateAxis: 'Δw/w',
  epochAxis: '轮次',
  layer: (layer) => `第 ${layer} 层`,
  gradients: (epoch, first, depth, last) =>
    `每轮最后一个小批量中 ∂L/∂w 的均方根。第 ${epoch} 轮后第 1 层为 ${first}${depth > 1 ? `，第 ${depth} 层为 ${last}` : ''}。`,
  updates: (epoch, first, depth, last) =>
    `每轮最后一次更新相对于权重的大小。第 ${epoch} 轮后第 1 层为 ${first}${depth > 1 ? `，第 ${depth} 层为 ${last}` : ''}；通常约为 10⁻³。`,
  layersTitle: '各层数据',
  histogramsTitle: '权重直方图',
  layersCaption: (samples) => `在 ${samples} 个训练样本上测量；“大小”均为均方根。`,
  layerHead: '层',
  histogramHead: '权重分布',
  weightsHead: 'w 的大小',
  gradientHead: '∂L/∂w 的大小',
  slopeHead: '平均 |f′(z)|',
  deadHead: '死亡',
  saturatedHead: '饱和',
  of: (count, all) => `${all} 个中 ${count} 个`,
  histogram: (weights, reach, near) =>
    `${weights} 个权重的直方图，范围 −${reach} 到 ${reach}；其中 ${near} 个落在中间、接近 0 的一格。`,
  networkTitle: '每个神经元学到了什么',
  networkPicture: (shape) => `网络 ${shape.join(' – ')}，每个神经元是一个按钮`,
  networkKeys:
    '每个小图是一个神经元在输入平面上的输出：橙色高于中间值，蓝色低于中间值。连线是权重，越粗越大，虚线为负。点选一个神经元可放大查看。',
  notDrawn: (neurons) => `另有 ${neurons} 个神经元未画出。`,
  input: (index) => `x${lowered(index)}`,
  neuron: (index, layer, from, to) => `第 ${layer} 层第 ${index} 个神经元：输出从 ${from} 到 ${to}`,
  neuronTitle: (index, layer, activation) => `第 ${layer} 层第 ${index} 个神经元，${activation}`,
  neuronSays: (from, to, percent, middle) =>
    `在图中它的输出从 ${from} 到 ${to}，有 ${percent} % 的面积高于 ${middle}。`,
  strongest: (weight, from, before, to, layer) =>
    `最大的权重 ${weight} 从${before === 0 ? `输入 ${from}` : `第 ${before} 层第 ${from} 个神经元`}连到第 ${layer} 层第 ${to} 个神经元。`,
  close: '关闭',
  landscapeTitle: '这些权重附近的损失',
  firstWeight: '横轴',
  secondWeight: '纵轴',
  surfaceTitle: '损失随两个权重的变化，与训练轨迹',
  surfaceSays: (first, second, low, high, loss, points) =>
    `损失随 ${first} 和 ${second} 变化的等高线，其余权重不变：从 ${low} 到 ${high}，越蓝越大。折线是这两个权重从开始（圆环）到现在（圆点）走过的路，共 ${points} 个点，现在的损失是 ${loss}。途中其他权重也在变，所以在这张图上不一定一路下坡。`,
  slicesTitle: '损失沿一条线的变化',
  outputTitle: '损失随第一个样本的一个输出变化',
  weightTitle: (name) => `损失随一个权重 ${name} 变化`,
  sliceSays: (name, at, loss, slope, eta, next, nextLoss) =>
    `在 ${name} = ${at} 处损失为 ${loss}，斜率为 ${slope}；用 η = ${eta} 走一步到 ${next}，${nextLoss === undefined ? '超出了输出的取值范围' : `损失为 ${nextLoss}`}。`,
  convex: '这条曲线是凸的：没有弦落在它下方。',
  notConvex: '这条曲线不是凸的：有的弦落在它下方。',
  midpointTitle: '两个等价网络的中点',
  midpointAxis: '路程',
  midpointSays: (first, second, loss, middle) =>
    `交换第 1 层的第 ${first} 和第 ${second} 个神经元，网络的计算结果不变，所以两端的损失都是 ${loss}。中点处两个神经元相同，损失为 ${middle}。`,
  refuted: '凸函数在中点不可能更大：这个网络的损失对权重不是凸的。',
  leastSquaresTitle: '最后一层的闭式解',
  leastSquaresSays: (best, now, distance) =>
    `其余各层不变时，最小二乘一步就能让最后一层的损失降到 ${best}；现在的损失是 ${now}，最后一层离这个解还有 ${distance}。`,
  notJointly: (gradient) =>
    `在那里其余各层的梯度长度为 ${gradient}：最后一层拟合的正是它们的输出，它们一动，解也跟着动。没有能同时解出所有层的闭式解。`,
  explore: '探索',
  exploreNone: '选择要看的现象……',
  scenarios: {
    vanishing: [
      '梯度消失',
      '八层 sigmoid：反向传播每过一层，梯度都要乘上不超过 1/4 的斜率。训练一会儿再比较各层：第 1 层几乎不动。',
    ],
    exploding: ['梯度爆炸', '八层网络、权重很大：反向传播每过一层，梯度都放大。第 1 层得到的是最后一层的几百倍。'],
    dying: ['ReLU 死亡', '偏置太负，8 个 ReLU 中有 7 个对所有样本都输出 0。斜率也是 0，梯度永远唤不醒它们。'],
    symmetric: ['零初始化打不破对称', '所有权重从 0 开始，隐藏神经元的输出和梯度都相同。训练多久，它们都保持一致。'],
    small: ['η 太小', '梯度方向没错，但每一步都太小。一轮下来损失下降不到千分之一。'],
    right: ['η 合适', '同一个网络，合适的 η。步长远小于 2 / 曲率，损失下降很快。'],
    overshooting: ['η 越过谷底', '步长超过 2 / 曲率，就会落到谷的另一侧更高处。损失上下跳动，而不是下降。'],
    diverging: ['η 导致发散', '每一步都比上一步越过得更远。若干轮后数值超出双精度范围，训练停止。'],
    saturatedMse: [
      '饱和起点，平方误差',
      '神经元一开始就很“确信”，却是错的。平方误差给梯度乘上接近 0 的 f′(z)，所以学得慢（Nielsen，第 3 章）。',
    ],
    saturatedBce: ['饱和起点，交叉熵', '同样的起点，换成交叉熵：梯度 a − t 里没有 f′(z)。错得越多，学得越快。'],
    noHidden: ['没有隐藏层的 XOR', '单层网络的边界是一条直线。没有直线能分开 XOR 的两类，约一半样本始终分错。'],
    line: ['闭式解', '一层线性网络加平方误差，用最小二乘一步就能解出。梯度下降则一步步走到同一条直线。'],
  },
};
