/** 修改网络、样本表格、文档。 */
import type { network as english } from './editor.en';

export const network: typeof english = {
  title: '修改网络',
  tabs: { network: '网络', samples: '样本', json: 'JSON' },
  close: '关闭编辑',

  layers: '各层',
  inputs: '输入',
  layer: (layer) => `第 ${layer} 层`,
  output: '输出层',
  neurons: (where) => `${where}的神经元个数`,
  inputCount: '输入个数',
  fewer: (where) => `${where}减少一个`,
  more: (where) => `${where}增加一个`,
  activation: (where) => `${where}的激活函数`,
  addBefore: (where) => `在${where}之前添加一层`,
  addLayer: '添加一层',
  remove: (where) => `删除${where}`,
  parameters: (count) => `共 ${count} 个权重和偏置。`,
  keeps: (seed) =>
    `形状仍对得上的权重全部保留，新的权重由种子 ${seed} 生成。迭代次数重新从 1 数起；按 Z 可以恢复原样。`,

  loss: '损失函数',
  lossName: '损失',
  factor: '系数',
  families: { mse: '平方误差', bce: '二元交叉熵' },
  factors: {
    mse: '1/n，取平均：MSE（均方误差）',
    half_sse: '½：和的一半',
    sse: '1：求和',
    bce: '1：求和',
    bce_mean: '1/n：取平均',
  },
  factorWhy: (outputs) =>
    `n 是输出的个数，这里是 ${outputs}。系数会缩放每一个梯度；两本书的结果差一个 2，多半就是因为没写明这个系数。`,
  needs: (activation) => `只对 ${activation} 输出有定义，最后一层会随之改变。`,

  training: '训练',
  eta: '学习率 η',
  batchSize: '批大小',
  ofSamples: (samples) => `共 ${samples} 个样本`,
  reduction: '一批样本的梯度',
  reductions: { mean: '取平均', sum: '求和' },
  updateBiases: '偏置也更新',
  shuffle: '每一轮重新打乱样本顺序',
  shuffleSeed: '顺序的种子',

  init: '初始权重',
  kind: '初始化方法',
  kinds: {
    zeros: '全零',
    uniform: '均匀分布，−0.5 … 0.5',
    xavier_uniform: 'Xavier（Glorot）均匀分布',
    he_normal: 'He 正态分布',
  },
  seed: '种子',
  draw: '重新初始化权重',
  next: (seed) => `种子 ${seed}`,
  drawNext: (seed) => `用种子 ${seed} 重新初始化权重`,
  seedWhy: '同一个种子，在任何电脑上得到的权重都一样。',

  samples: {
    label: '样本',
    sample: '样本',
    cell: (column, row) => `第 ${row} 个样本的 ${column}`,
    count: (samples) => `共 ${samples} 个样本`,
    shown: '正在显示',
    show: (row) => `查看第 ${row} 个样本`,
    add: '添加',
    duplicate: '复制一份',
    remove: '删除',
    hint: '方向键、回车和 Tab 的用法与电子表格相同；Shift + ↑ ↓ 选中多行。可以在任意位置粘贴电子表格中的单元格，多出的行成为新样本。按 Esc 离开表格。',
    pasted: (rows) => `已粘贴 ${rows} 行。`,
  },

  json: {
    label: '例子文档（JSON）',
    file: '从文件读取……',
    open: '打开',
    explain: '整个例子就是一份文档：改好后打开即可。也可以把文件拖到页面的任何地方。',
    copy: '复制',
    copied: '已复制',
    download: '下载',
    tooLong: (characters) => `文档有 ${characters} 个字符，太长，不能在这里修改，请下载后修改。`,
  },
};
