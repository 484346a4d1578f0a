/** The outline of an iteration: the blocks of the boundary as the public groups. */
import type { RawOutline, RawStepBlock } from './raw';
import type { BatchOutline, Outline, StepGroup } from './types/index';

/** One group for each neuron of each block, `shift` steps later than the block says. */
function groupsOf(blocks: readonly RawStepBlock[], shift = 0): StepGroup[] {
  return blocks.flatMap(({ phase, layer, neurons, kinds, stepsEach, start }) =>
    Array.from({ length: Math.max(neurons, 1) }, (_, neuron) => ({
      phase,
      layer,
      neuron: neurons === 0 ? null : neuron,
      start: shift + start + neuron * stepsEach,
      end: shift + start + (neuron + 1) * stepsEach,
      kinds: [...kinds],
    })),
  );
}

export function toOutline(raw: RawOutline, sample: number): Outline {
  const { length, sampleBlocks, sampleLength, restBlocks, failure } = raw;
  const groups = [...groupsOf(sampleBlocks), ...groupsOf(restBlocks, sampleLength)];
  return { sample, length, groups, ...(failure === undefined ? {} : { failure }) };
}

export function toBatchOutline(raw: RawOutline, samples: number[]): BatchOutline {
  const { length, sampleBlocks, sampleLength, restBlocks, failure } = raw;
  return {
    samples,
    length,
    sampleLength,
    sampleGroups: groupsOf(sampleBlocks),
    restGroups: groupsOf(restBlocks),
    ...(failure === undefined ? {} : { failure }),
  };
}
