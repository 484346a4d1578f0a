/** The texts in the language that is spoken: its table, those of a part, and the sentences for faults. */
import type { Language } from '../work/choices';
import type { FaultTexts } from '../messages/en/faultTexts';
import type { Messages } from '../messages/en/index';
import { firstWords } from '../messages/first';
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

/** The sentences for faults, fetched with the first or in an idle time. */
const faultTextsOf: Record<Language, Lazy<FaultTexts>> = {
  en: new Lazy(async () => (await import('../messages/en/faultTexts')).faultTexts),
  'zh-CN': new Lazy(async () => (await import('../messages/zh-CN/faultTexts')).faultTexts),
};

/** `sayFault` when its sentence is here; where that cannot be fetched, a sentence about that. Never rejects. */
export async function fetchFault(fault: Fault, language: Language): Promise<string> {
  try {
    const [messages] = await Promise.all([messagesOf[language].arrival(), faultTextsOf[language].arrival()]);
    return sayFault(fault, messages, () => {});
  } catch {
    return firstWords[language].broken;
  }
}

/**
 * The sentence for a fault, with the place in the document where it has one. While it is on its way a no-break space, which
 * keeps the line's room and is not read aloud; `redraw` is called when it is here. `samples`: how many the document has.
 */
export function sayFault(
  fault: Fault,
  messages: Messages,
  redraw: () => void,
  label: Label = (id) => id,
  samples = 1,
): string {
  const texts = faultTextsOf[messages.language].get(redraw);
  if (typeof texts === 'string') return texts === 'loading' ? '\u00a0' : messages.partMissing;
  if (fault.from === 'page') return texts.pageErrors[fault.key](fault.params);
  const say = texts.errors[fault.key] as (params: object) => string;
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
  if (fault.path) return texts.errorAt(fault.path, sentence);
  return sentence.charAt(0).toLocaleUpperCase() + sentence.slice(1);
}
