/** A sentence for each fault: fetched with the first. */
import { errorTexts, type ErrorTexts } from '../../../wasm/index';
import type { PageErrorKey } from '../../work/problem';

export const faultTexts = {
  errors: errorTexts as ErrorTexts,
  errorAt: (path: string, sentence: string) => `${path}: ${sentence}`,
  pageErrors: {
    emptyNumber: () => 'There is no number here. The old value stays until you type one.',
    notANumber: (p) => `“${p.text}” is not a number. Write it like 0.3, -2, 1/3 or 1e-3.`,
    ambiguousNumber: (p) =>
      `“${p.text}” may be a number of thousands or have a decimal comma. Write decimals with a point, thousands without a comma.`,
    numberTooLarge: (p) => `${p.text} is too large: the largest double is about 1.8 × 10³⁰⁸.`,
    numberTooSmall: (p) => `${p.text} is too small: the smallest double above 0 is about 4.9 × 10⁻³²⁴.`,
    fileUnreadable: (p) => `The file “${p.name}” could not be read.`,
    linkTooLarge: () =>
      'What you have here is too large for a link: the address no longer follows it, and a reload would lose it.',
    noPacking: () =>
      'This browser cannot read or write links with a network of your own; a newer one can. Under “Edit network” the document can be copied as JSON.',
    unknownScenario: (p) => `There is no scenario called “${p.name}”.`,
    unknownParameter: (p) => `This network has no parameter ${p.id}.`,
    unknownQuantity: (p) => `There is no quantity called “${p.name}”.`,
    unknownTest: (p) => `“${p.test}” is no test.`,
    unknownFormula: (p) => `“${p.show}” is no way to show a formula.`,
    textTooLarge: (p) => `The document is too large: at most ${p.max} characters can be read here.`,
    damagedLink: (p) =>
      `The link is damaged at “${p.part}”, so it could not be opened. What you see is not what it meant; your work is untouched.`,
    tooMuchToReplay: () =>
      'The link asks for more iterations than can be worked through here for a network of this size. Your work is untouched.',
    languageMissing: () => 'The Chinese texts could not be fetched. Check your connection.',
    wrongCell: (p) => `Row ${p.row}, column ${p.column}: “${p.text}” is not a number. Nothing was changed.`,
    ambiguousCell: (p) =>
      `Row ${p.row}, column ${p.column}: “${p.text}” may have a decimal comma or a thousands separator. Nothing was changed; write it with a point.`,
    ambiguousComma: (p) =>
      `“${p.text}” may be two numbers or one with a decimal comma. Nothing was changed; separate columns by tabs or semicolons, or write decimals with a point.`,
    tooManyColumns: (p) => `Row ${p.row} has ${p.got} cells; from here on the table has ${p.max}. Nothing was changed.`,
    tooManyRows: (p) => `That is ${p.got} rows; from here on the table has ${p.max}. Nothing was changed.`,
    notAnArray: (p) => `“${p.text}” stands beside the brackets of the array. Nothing was changed.`,
    tooManySamples: (p) => `That would be ${p.got} samples; at most ${p.max} are possible. Nothing was changed.`,
    copyRefused: () => 'The browser did not allow copying. Select the address and copy it by hand.',
    wrongAttribute: (p) => `The attribute ${p.name} cannot be “${p.value}”.`,
    unexpected: (p) => `Something went wrong that should not have: ${p.detail}`,
  } satisfies Record<PageErrorKey, (p: Record<string, string | number>) => string>,
};

export type FaultTexts = typeof faultTexts;
