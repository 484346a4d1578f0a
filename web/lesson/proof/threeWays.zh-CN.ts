import type { proof as english } from './threeWays.en';

export const proof: typeof english = {
  backprop: '反向传播',
  symbolic: '符号求导',
  complexStep: '复数步长法',
  exact: '双倍位数',
  agree: '全部一致的数字带下划线。',
  explain:
    '三者共用激活函数和损失函数的定义，其余各算各的：δ 的递推；逐个符号求导得到的公式；让参数朝虚数方向挪动极小一步，直接看损失。三者共有的舍入误差互相比不出来，所以再用双倍位数把梯度算一遍。',
  lost: ({ kind, symbol, target }) =>
    `其余各位是 ${
      {
        error: `${symbol} − ${target} 的舍入误差：两者几乎相等，相减之后只剩舍入过的末几位`,
        slope: `f′(${symbol}) 的舍入误差：它在这里几乎为 0，或者有跳变`,
        output: `${symbol} 的舍入误差：f 在这里太陡，放大了加权和的舍入误差`,
        sum: `${symbol} 的舍入误差：各项几乎抵消，只剩舍入过的末几位`,
        delta: `${symbol} 的舍入误差：各条路径几乎抵消，只剩舍入过的末几位`,
      }[kind]
    }。`,
  difference: (value) => `三者之间的最大差，相对于梯度中各加数的大小：${value}`,
};
