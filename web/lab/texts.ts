/** The lab's texts, which come with it. */
import type { Language } from '../work/choices';
import { labEn, type LabTexts } from './lab.en';
import { labZhCN } from './lab.zh-CN';

export const labTexts: Record<Language, LabTexts> = { en: labEn, 'zh-CN': labZhCN };

/** The nearest language the lab speaks; `languageOf` of the kit would bring the workbench's texts with it. */
export function languageOf(tag: string): Language {
  const spoken = Object.keys(labTexts) as Language[];
  return spoken.find((language) => tag.toLowerCase().startsWith(language.slice(0, 2))) ?? 'en';
}
