/** 损失函数：名称，以及按钮上的简称。 */
import type { losses as lossesEn } from '../en/losses';

export const losses: typeof lossesEn = {
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
};
