/** 大型网络：图中折叠的部分，以及在极多的参数中选取一个。 */
import type { Messages } from '../en/index';

export const scale: Messages['scale'] = {
  unfold: (count, layer, first) =>
    `另有 ${count} 个${layer === 0 ? '输入' : `第 ${layer} 层的神经元`}：从第 ${first} 个起显示`,
  kind: '权重或偏置',
  weight: '权重',
  bias: '偏置',
  layer: '层',
  layerNumber: (layer) => `第 ${layer} 层`,
  to: '神经元',
  from: '来自',
};
