/** The lab's texts, which come with it. */
import type { Language } from '../work/choices';
import { labEn, type LabTexts } from './lab.en';
import { labZhCN } from './lab.zh-CN';

export const labTexts: Record<Language, LabTexts> = { en: labEn, 'zh-CN': labZhCN };
