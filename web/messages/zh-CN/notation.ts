import type { Messages } from '../en/index';

export const notation: Messages['notation'] = {
  label: '记号',
  names: { scalar: '逐项', indexed: '求和', matrix: '矩阵', article: '文章的记号' },
  titles: {
    scalar: '每个和都逐项写出',
    indexed: '用下标和 Σ 表示求和',
    matrix: '整层一起写成矩阵',
    article: '用文章的字母：f、y、x、w、A',
  },
  naming: '命名',
  namings: { own: '原有名称', layers: '按层', units: '按神经元编号', reading: '按阅读顺序' },
  limits: {
    not_sigmoid:
      '文章的记号在这里不成立：它的简式用到 sigmoid 的导数 y(1 − y)，而这个神经元用的是别的激活函数。因此这里写成带 δ 的形式，它总是成立。',
    zero_output:
      '文章的记号在这里不成立：这个神经元的输出恰好为 0，不论 δ 是多少，A = δ · y 都是 0。因此这里写成带 δ 的形式，它总是成立。',
  },
};
