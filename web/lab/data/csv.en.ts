import type { CsvPlace } from './csv';

const count = (value: number | undefined): string => (value ?? 0).toLocaleString('en');
const column = ({ column, name }: CsvPlace): string => `column ${column}${name ? ` (${name})` : ''}`;

export const csvEn = {
  title: 'Your own data as CSV',
  hint: 'One point a line, numbers and labels between commas, semicolons, tabs or bars. Paste them here, drop a file anywhere on the page, or choose one.',
  text: 'Text of the table',
  file: 'Choose a file …',
  long: (rows: string) => `${rows} rows from a file`,
  columns: (name: string) => `What is ${name}?`,
  table: 'The first rows, and what each column is',
  roles: { input: 'input', target: 'target', unused: 'not used' },
  header: 'The first row has the names',
  task: 'The target is',
  tasks: { classes: 'a class', values: 'a value' },
  standardise: 'Standardise the inputs: x → (x − mean) / standard deviation',
  shuffle: 'Shuffle the rows: those at the end test',
  summary: (rows: number, inputs: number, outputs: string) =>
    `${count(rows)} points, ${inputs === 1 ? '1 input' : `${inputs} inputs`}, ${outputs}.`,
  classes: (names: string[]) => `${names.length} classes: ${names.join(', ')}`,
  values: (names: string[]) => (names.length === 1 ? `the value ${names[0]}` : `the values ${names.join(', ')}`),
  apply: 'Use these data',
  cancel: 'Cancel',
  stays: 'What was there stays.',
  unreadable: (name: string) => `The file ${name} cannot be read.`,
  tooLarge: (name: string) => `The file ${name} is larger than 64 MB.`,
  drop: 'Drop a table of data here',
  faults: {
    empty: () => 'There are no rows of data.',
    oneColumn: (at: CsvPlace) => `Line ${at.line} has one column: an input and a target are needed at least.`,
    quote: (at: CsvPlace) => `Line ${at.line}: a quotation mark is not closed, or text follows it.`,
    columns: (at: CsvPlace) => `Line ${at.line} has ${at.got} columns, the first has ${at.expected}.`,
    rows: (at: CsvPlace) => `Line ${count(at.line)}: at most ${count(at.expected)} rows can be read.`,
    notANumber: (at: CsvPlace) => `Line ${at.line}, ${column(at)}: “${at.text}” is not a number.`,
    notFinite: (at: CsvPlace) => `Line ${at.line}, ${column(at)}: ${at.text} is larger than any number here can be.`,
    noValue: (at: CsvPlace) => `Line ${at.line}, ${column(at)}: there is no value.`,
    oneHot: (at: CsvPlace) =>
      `Line ${at.line}: of the target columns, from ${column(at)} on, exactly one must be 1 and the others 0.`,
    oneClass: (at: CsvPlace) => `In ${column(at)} there is one class alone, ${at.text}; two are needed at least.`,
    classes: (at: CsvPlace) =>
      `There are ${at.got} classes; at most ${at.expected} can be told apart. Are they values?`,
    noInput: () => 'No column is an input.',
    inputs: (at: CsvPlace) => `There are ${count(at.got)} inputs; at most ${count(at.expected)} are possible.`,
    values: (at: CsvPlace) => `There are ${count(at.got)} target values; at most ${count(at.expected)} are possible.`,
    noTarget: () => 'No column is the target.',
    size: (at: CsvPlace) => `These are ${count(at.got)} numbers; at most ${count(at.expected)} have room.`,
  },
};

export type CsvTexts = typeof csvEn;
