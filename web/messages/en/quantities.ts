/** Names of quantities, as they are read aloud. */
import type { QuantityWords } from '../../work/stepFacts';
import { batch } from './batch';

export function quantityLabel(q: QuantityWords): string {
  switch (q.kind) {
    case 'x':
      return `input ${q.label}`;
    case 't':
      return `target ${q.label} of ${q.neuron}`;
    case 'w':
      return `weight ${q.label} from ${q.from} to ${q.neuron}`;
    case 'b':
      return `bias ${q.label} of ${q.neuron}`;
    case 'z':
      return `weighted sum ${q.label} of ${q.neuron}`;
    case 'a':
      return `output of ${q.label}`;
    case 'L':
      return 'loss L';
    case 'term':
      return `loss term ${q.label} at ${q.neuron}`;
    case 'delta':
      return `error signal ${q.label} of ${q.neuron}, ∂L/∂z`;
    case 'dw':
    case 'db':
      return `gradient ${q.label}`;
    case 'total':
      return q.subject === 'L' ? batch.totalLoss : batch.total(q.subject);
    case 'mean':
      return q.subject === 'L' ? batch.meanLoss : batch.mean(q.subject);
    case 'eta':
      return 'learning rate η';
    case 'optimizer':
      return `${q.label}, of the optimizer`;
  }
}
