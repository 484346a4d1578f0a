/** The texts of derivations, which come with the parts that show one. */
import { derivation as en } from '../messages/en/derivation';
import { derivation as zh } from '../messages/zh-CN/derivation';
import { lateTexts } from './texts';

export const derivationTexts = lateTexts({ en, 'zh-CN': zh });
