/** The iteration as a story: its opening, its six chapters, and what comes next. */
import type { ChapterId, IdeaWords } from '../../work/storyWords';
import { fewOf } from '../few';

const listFormat = new Intl.ListFormat('en');
const list = (items: string[]) => listFormat.format(fewOf(items));

export interface ChapterText {
  name: string;
  /** the question of the chapter */
  aim: string;
  /** one thing to do */
  trial: string;
  /** one sentence to keep */
  keep: string;
}

/** Facts that the chapters name. */
export interface ChapterWords {
  /** the weight or bias that the reader looks at */
  parameter: string;
  /** ways from the last hidden layer to the loss */
  ways: number;
}

const NUMBERS = ['no', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'];
const waysName = (ways: number) =>
  ways === 1 ? 'The way to the loss' : `${NUMBERS[ways] ?? String(ways)} ways to the loss`;

const chapters: Record<ChapterId, (w: ChapterWords) => ChapterText> = {
  predict: () => ({
    name: 'Predict',
    aim: 'What does the network answer?',
    trial: 'Drag an input and see which numbers follow it.',
    keep: 'Forward, a neuron does two things: it adds up what comes in, each times its weight, and bends the sum.',
  }),
  wrong: () => ({
    name: 'How wrong',
    aim: 'How far is the answer from what was wanted?',
    trial: 'Drag a target onto its output: that term of the loss goes to its least.',
    keep: 'One number, L, says how wrong the whole network is on this sample.',
  }),
  nudge: ({ parameter }) => ({
    name: 'Nudge one knob',
    aim: 'How does L react when one weight next to the output moves?',
    trial: `Drag ${parameter} and watch the point run along the curve of L.`,
    keep: 'A gradient is a slope. Where it is negative, more of this weight means less loss.',
  }),
  ways: ({ ways }) => ({
    name: waysName(ways),
    aim:
      ways === 1
        ? 'One layer further back: how does this neuron reach the loss?'
        : `One layer further back: this neuron reaches the loss in ${ways} ways. What comes back along each?`,
    trial: 'Set one of the weights on its way out to 0: what came back along that way is gone.',
    keep: 'Along a path the derivatives are multiplied; where paths meet, they are added.',
  }),
  blame: () => ({
    name: 'Hand the blame back',
    aim: 'How does δ get from layer to layer, back to the first?',
    trial: 'Let the edges show the gradient: the thickest ones carry most of the blame.',
    keep: 'δ of a neuron is what comes back from the next layer through the weights, times its own slope. This rule is the same in every hidden layer.',
  }),
  down: () => ({
    name: 'All step down',
    aim: 'Where does every weight go?',
    trial: 'Make η ten times larger and see where the step lands.',
    keep: 'Every weight and bias moves against its own slope, all at once and with the same η.',
  }),
};

function ideaName(w: IdeaWords): string {
  switch (w.kind) {
    case 'forward':
      return w.isOutput ? 'The outputs' : `Hidden layer ${w.layer}`;
    case 'loss':
      return 'The loss';
    case 'delta':
      return `δ of ${w.neurons[0]}`;
    case 'gradients':
      return `Gradients at ${w.neurons[0]}`;
    case 'likewise':
      return `the same at ${list(w.neurons)}`;
    case 'sums':
      return 'Add to the batch';
    case 'reduction':
      return 'The mean of the batch';
    case 'update':
      return 'Every parameter moves';
  }
}

export const story = {
  chapterList: 'Chapters of this iteration',
  chapters,
  chapterNumber: (number: number, name: string) => `Chapter ${number}: ${name}`,
  ideaName,
  trial: 'Try',
  keep: 'Remember',
  back: 'Back',
  next: (name: string) => `Next: ${name}`,
  nextIteration: (iteration: number) => `Iteration ${iteration}`,
  likewise: (count: number) => (count === 1 ? 'One more likewise' : `The ${count} others likewise`),
  opening: {
    /** `touched`: the reader has changed a number since the last iteration */
    answered: (iteration: number, touched: boolean, outputs: string[], targets: string[]) =>
      touched
        ? `Now the network answers ${list(outputs)} in place of ${list(targets)}.`
        : iteration === 0
          ? `The network answered ${list(outputs)} and should have answered ${list(targets)}.`
          : `After ${iteration} ${iteration === 1 ? 'iteration' : 'iterations'} the network answers ${list(outputs)} in place of ${list(targets)}.`,
    oneOfMany: (iteration: number, count: number, output: string, value: string, target: string) =>
      `${iteration === 0 ? 'Of' : `After ${iteration} ${iteration === 1 ? 'iteration' : 'iterations'}: of`} the network’s ${count} answers ${output} is furthest off: ${value}, and it should be ${target}.`,
    answerAndLoss: (answer: string, loss: string) => `${answer} Its loss is ${loss}.`,
    question: (parameter: string) => `Which way should ${parameter} move?`,
    knob: (parameter: string) => `Drag ${parameter}`,
    moved: (
      parameter: string,
      from: string,
      to: string,
      loss: 'fell' | 'rose' | 'stayed',
      before: string,
      after: string,
    ) =>
      `${parameter} went from ${from} to ${to} and the loss ${
        { fell: `fell from ${before} to`, rose: `rose from ${before} to`, stayed: 'stayed at' }[loss]
      } ${after}.`,
    slope: {
      falls: 'Further right the loss falls.',
      rises: 'Further right the loss rises.',
      flat: 'Here the loss is flat.',
    },
    update: {
      up: 'The slope is negative, so the next update moves it up:',
      down: 'The slope is positive, so the next update moves it down:',
      moves: 'The next update moves it:',
      stays: 'The next update leaves it where it is:',
    },
    last: (iteration: number, before: string, after: string, samples: number) =>
      `Iteration ${iteration} took the ${samples > 1 ? 'mean loss' : 'loss'} from ${before} to ${after}.`,
    lookBack: 'What it changed',
    follow: 'Follow it step by step',
    derive: (gradient: string) => `Derive ${gradient}`,
  },
  card: {
    title: (iteration: number) => `Iteration ${iteration} is done`,
    loss: 'Loss',
    meanLoss: (samples: number) => `Mean loss of ${samples} samples`,
    outputs: 'Outputs',
    parameters: 'Largest moves first',
    parameter: 'parameter',
    before: 'before',
    after: 'after',
    all: (count: number) => `All ${count}`,
    fewer: 'Fewer',
    rose: 'The loss rose: the step was too long for the slope. A smaller η helps.',
    fell: 'The loss fell.',
    stayed: 'The loss did not change.',
  },
  curveLater: (parameter: string) => `Once L is known, it stands here as a curve over ${parameter}.`,
  derivationQuestion: (parameter: string) => `How does L react to ${parameter}?`,
  compareQuestion: 'What changes with another loss?',
  doneQuestion: 'What did this iteration change?',
};
