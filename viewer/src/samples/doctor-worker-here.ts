import type { Entry } from '@offstage/sw-plugin/log';
import { type DoctorQuestion, diagnosed } from '../doctor/doctor-worker.ts';

/** What a test puts in the place of `Worker`: the doctor's own, in this thread, with what it was given. */
export class DoctorWorkerHere {
  static readonly all: DoctorWorkerHere[] = [];
  onmessage: ((event: { readonly data: unknown }) => void) | undefined;
  entries: readonly Entry[] = [];
  now = 0;

  constructor() {
    DoctorWorkerHere.all.push(this);
  }

  postMessage(question: DoctorQuestion): void {
    if ('reset' in question) this.entries = [];
    else if ('add' in question) {
      this.entries = question.older
        ? [...question.add.toReversed(), ...this.entries]
        : [...this.entries, ...question.add];
    } else {
      this.now = question.now;
      const answer = { ask: question.ask, ...diagnosed(this.entries, question.alive, question.now) };
      queueMicrotask(() => this.onmessage?.({ data: answer }));
    }
  }

  terminate(): void {}
}
