/** 读出一个量的名称。 */
import type { QuantityWords } from '../../work/stepFacts';
import { batch } from './batch';

export function quantityLabel(q: QuantityWords): string {
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
      return `${q.neuron} 的误差信号 ${q.label}，即 ∂L/∂z`;
    case 'dw':
    case 'db':
      return `梯度 ${q.label}`;
    case 'total':
      return q.subject === 'L' ? batch.totalLoss : batch.total(q.subject);
    case 'mean':
      return q.subject === 'L' ? batch.meanLoss : batch.mean(q.subject);
    case 'eta':
      return '学习率 η';
    case 'optimizer':
      return `优化器的 ${q.label}`;
  }
}
