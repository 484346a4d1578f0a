/** The scenarios that the page offers, in the order of its menu. */
import { article } from './article';
import { bce221 } from './bce221';
import type { ScenarioEntry } from './entry';
import { hanKamber } from './hanKamber';
import { leastSquares } from './leastSquares';
import { mazur } from './mazur';
import { nielsen } from './nielsen';
import { xorZero } from './xorZero';

const byId = {
  article,
  mazur,
  'han-kamber': hanKamber,
  'bce-221': bce221,
  'nielsen-saturated': nielsen,
  'xor-zero': xorZero,
};

export type ScenarioId = keyof typeof byId;

export const scenarios = (Object.keys(byId) as ScenarioId[]).map((id) => ({ id, ...byId[id] }));
export const [firstScenario] = scenarios;

/** Those that an article uses and no menu lists. */
const unlisted = [{ id: 'least-squares', ...leastSquares }];

export function findScenario(id: string): ({ id: string } & ScenarioEntry) | undefined {
  return [...scenarios, ...unlisted].find((entry) => entry.id === id);
}
