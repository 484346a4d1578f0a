/**
 * Questions that nobody asked, for times when nothing else is to be done. The browser compiles each part of the core when
 * it is first called, which takes longer than most answers, and compiles for speed what it has seen called often: without
 * this the first derivation of a large network keeps the page waiting for some frames, with it for half of one.
 */
import type { QuantityId, Session } from '../../wasm/index';
import { firstScenario } from '../scenarios/index';
import type { Asked } from './answers';

type Job = () => void;

/** Derivations of the reader's own network at most, and the milliseconds that one may take to need no more of them. */
const MOST = 16;
const FAST = 4;

export class Rehearsal {
  private readonly done = new Set<string>();
  private rounds = 0;

  constructor(private readonly state: Asked) {}

  /** Before the first step is written. */
  steps(): Job[] {
    return this.onSmallNetwork('steps', [(session) => session.traceBatch({ from: 0, count: 1 })]);
  }

  /** Before the first derivation: from the loss back, so that none of them has much that is new. */
  derivations(): Job[] {
    const ids: QuantityId[] = ['a.3.0', 'z.3.0', 'w.3.0.0', 'w.1.0.0'];
    return this.onSmallNetwork(
      'derivations',
      ids.map((id) => (session: Session) => session.derive(id, { lines: false })),
    );
  }

  /** Until the longest derivations of the reader's network are fast. */
  untilFast(): Job[] {
    return Array.from({ length: MOST - this.rounds }, () => () => this.round());
  }

  private onSmallNetwork(name: string, questions: ((session: Session) => unknown)[]): Job[] {
    if (this.done.has(name)) return [];
    return questions.map((ask, index) => () => {
      const session = this.state.work.core.open(firstScenario.document);
      ask(session);
      session.close();
      if (index === questions.length - 1) this.done.add(name);
    });
  }

  private round(): void {
    if (this.rounds >= MOST) return;
    const { work, sample } = this.state;
    const { notation, naming } = this.state.choices;
    const { length } = work.design.network.layers;
    const layer = length - (this.rounds % length);
    const start = performance.now();
    try {
      work.session.derive(`w.${layer}.0.0`, { sample, notation, naming, lines: false });
    } catch {
      this.rounds = MOST; // what cannot be derived is shown where it is asked for
      return;
    }
    const isFast = layer === 1 && performance.now() - start < FAST;
    this.rounds = isFast ? MOST : this.rounds + 1;
  }
}
