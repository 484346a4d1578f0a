/** The scenarios that the page offers, in the order of its menu. */
import type { QuantityId, Scenario } from '../../wasm/index';
import { article } from './article';
import { bce221 } from './bce221';
import { hanKamber } from './hanKamber';
import { mazur } from './mazur';
import { nielsen } from './nielsen';
import { xorZero } from './xorZero';

export type ScenarioId = 'article' | 'mazur' | 'han-kamber' | 'bce-221' | 'nielsen-saturated' | 'xor-zero';

export interface ScenarioEntry {
  id: ScenarioId;
  document: Scenario;
  /** the parameter worth deriving first */
  parameter: QuantityId;
  /** author, title, year: shown as text; where the document has printed figures, it names their source itself */
  source?: string;
  /** shown as text beside it: the page itself asks nobody for anything */
  url?: string;
}

export const scenarios: readonly ScenarioEntry[] = [article, mazur, hanKamber, bce221, nielsen, xorZero];
export const firstScenario = article;

export function findScenario(id: string): ScenarioEntry | undefined {
  return scenarios.find((entry) => entry.id === id);
}
