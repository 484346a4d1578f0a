import type { compare as english } from './compare.en';

export const compare: typeof english = {
  title: (a, b) => `${a} 与 ${b}，逐个因子对照`,
  differs: '不同',
  same: '相同',
  explain: (differing, total) =>
    differing === 0
      ? '在这些数值下，所有因子都相等。'
      : differing === 1
        ? `这条路径上的 ${total} 个因子中只有一个不同：L 对输出的导数。损失函数只在这里出现，所以隐藏层的规律对两种损失是一样的。`
        : `这条路径上的 ${total} 个因子中有 ${differing} 个不同。`,
  under: (loss) => `${loss} 之下无法比较：`,
  notPossible: '另一种损失不能用于这个网络：',
};
