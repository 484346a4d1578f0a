/** The scenarios that the page offers, in the order of its menu. */
import { article } from './article';
import { bce221 } from './bce221';
import { hanKamber } from './hanKamber';
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

export function findScenario(id: string): (typeof scenarios)[number] | undefined {
  return scenarios.find((entry) => entry.id === id);
}
