/** The texts in the language that is spoken: its table, those of a part, and the sentence for a fault. */
import type { Language } from '../work/choices';
import type { Messages } from '../messages/en/index';
import type { Fault } from '../work/problem';
import { parseId } from '../work/quantity';
import type { Label } from '../work/symbols';
import { Lazy } from './lazy';

/** The table of each language; fetched when it is first spoken. */
export const messagesOf: Record<Language, Lazy<Messages>> = {
  en: new Lazy(async () => (await import('../messages/en/index')).en),
  'zh-CN': new Lazy(async () => (await import('../messages/zh-CN/index')).zhCN),
};

/**
 * The texts of a part that is fetched when it is first shown: they come with it, in every language, so that no part is ever
 * there without them.
 */
export const lateTexts =
  <T>(texts: Record<Language, T>) =>
  ({ messages }: { messages: Messages }): T =>
    texts[messages.language];

/** The sentence for a fault, with the place in the document where it has one; `samples`: how many the document has. */
export function sayFault(fault: Fault, messages: Messages, label: Label = (id) => id, samples = 1): string {
  if (fault.from === 'page') return messages.pageErrors[fault.key](fault.params);
  const say = messages.errors[fault.key] as (params: object) => string;
  const params: Record<string, unknown> = { ...fault.params };
  // Read here, samples count from 1; a single one goes without saying.
  if (typeof params.sample === 'number') params.sample = samples > 1 ? params.sample + 1 : undefined;
  const [key] = ['quantity', 'id'].filter((name) => typeof params[name] === 'string' && parseId(String(params[name])));
  const symbol = key ? label(String(params[key])) : '';
  if (key) params[key] = symbol;
  const sentence = say(params);
  // A symbol stays as it is: z and Z would be two things.
  if (symbol && sentence.startsWith(symbol)) return sentence;
  // A path is written as it is in the document; only a sentence begins with a capital.
  if (fault.path) return messages.errorAt(fault.path, sentence);
  return sentence.charAt(0).toLocaleUpperCase() + sentence.slice(1);
}
