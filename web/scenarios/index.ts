/** The scenarios that the page offers, in the order of its menu. */
import { article } from './article';
import { bce221 } from './bce221';
import type { ScenarioEntry } from './entry';
import { hanKamber } from './hanKamber';
import { mazur } from './mazur';
import { nielsen } from './nielsen';
import { xorZero } from './xorZero';

export const scenarios: readonly ScenarioEntry[] = [article, mazur, hanKamber, bce221, nielsen, xorZero];
export const firstScenario = article;

export function findScenario(id: string): ScenarioEntry | undefined {
  return scenarios.find((entry) => entry.id === id);
}
