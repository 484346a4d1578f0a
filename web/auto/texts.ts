/** Sentences about a block that is wrong, in each language. */
import type { Language } from '../work/choices';
import type { BlockFault } from './blocks';

interface Texts {
  /** a fault of the block itself */
  fault(fault: BlockFault): string;
  /** before the code that stays */
  wrong(sentence: string): string;
}

const en: Texts = {
  wrong: (sentence) => `No figure was made of this block. ${sentence}`,
  fault(fault) {
    const { line, text } = fault;
    if (fault.key === 'notALine') return `Line ${line}: “${text}” is not of the form “key: value”, and no JSON.`;
    if (fault.key === 'unknownKey')
      return `Line ${line}: there is no “${text}” here, only ${fault.allowed.join(', ')}.`;
    if (fault.key === 'notWhole') return `Line ${line}: ${fault.of} is a whole number from 0 on, “${text}” is not.`;
    return `Line ${line}: ${fault.of} is one of ${fault.allowed.join(', ')}, not “${text}”.`;
  },
};

const zhCN: Texts = {
  wrong: (sentence) => `这个代码块没有生成图。${sentence}`,
  fault(fault) {
    const { line, text } = fault;
    if (fault.key === 'notALine') return `第 ${line} 行：“${text}”既不是“键: 值”的形式，也不是 JSON。`;
    if (fault.key === 'unknownKey') return `第 ${line} 行：这里没有“${text}”，可用的键有 ${fault.allowed.join('、')}。`;
    if (fault.key === 'notWhole') return `第 ${line} 行：${fault.of} 应为非负整数，而不是“${text}”。`;
    return `第 ${line} 行：${fault.of} 应为 ${fault.allowed.join('、')} 之一，而不是“${text}”。`;
  },
};

export const blockTexts: Record<Language, Texts> = { en, 'zh-CN': zhCN };
