/** The network of the workbench, as its address has it: what the reader has done there is done again. */
import { loadCore } from '../../wasm/index';
import { Lesson } from '../lesson/lesson';
import { openAddress } from '../link/address';
import { Work } from '../work/work';
import type { DataState } from './data/history';
import { fromDocument } from './fromDocument';

/** Null where the address is no state of the workbench, or a damaged one. */
export async function fromLink(address: string): Promise<DataState | null> {
  const lesson = new Lesson(new Work(await loadCore()));
  try {
    return (await openAddress(lesson, address)) ? fromDocument(lesson.work.document) : null;
  } finally {
    lesson.work.close();
  }
}
