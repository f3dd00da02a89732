import type { Detail, Entry, Outcome, Service } from '../log/entry.ts';
import { detailOf, errorOf, list, metadataOf, number, record, text } from './detail-readers.ts';
import type { Kind } from './kind.ts';
import type { Lifetime, LifetimeOutcome } from './lifetime.ts';
import { SIGN } from './sign.ts';

/** Milliseconds; below this no event is slow in any browser. */
const SLOW = 10_000;

const NONE: readonly never[] = [];

/**
 * A lifetime as rules see it.
 *
 * A log of a million entries holds half a million of them, and memory is what reading it costs. So what is stored is
 * little, and the rest is read from the entries when it is asked for.
 */
export class TracedLifetime implements Lifetime {
  readonly span: string;
  readonly index: number;
  kind: string;
  opening: Entry | undefined = undefined;
  closing: Entry | undefined = undefined;
  outcome: LifetimeOutcome = 'ok';
  parent: string | undefined = undefined;
  children: readonly TracedLifetime[] = NONE;
  /** Bits of `SIGN`. */
  signs: number;
  readonly first: Entry;
  private second: Entry | undefined = undefined;
  private others: Entry[] | undefined = undefined;

  /** Begins with the first entry of its span; that may not be the start, retention takes the oldest away. */
  constructor(span: string, index: number, first: Entry, kind: Kind) {
    this.span = span;
    this.index = index;
    this.first = first;
    this.kind = kind.kind;
    this.signs = (kind.dispatched ? SIGN.dispatched : 0) | (first.trusted === false ? SIGN.simulated : 0);
    this.read(first, kind);
  }

  /** The entry that tells most: the end, which carries outcome and error. */
  get told(): Entry {
    return this.closing ?? this.opening ?? this.first;
  }
  /** Did something come of it? */
  get fruitful(): boolean {
    return this.children.length > 0;
  }
  get service(): Service {
    return (this.opening ?? this.first).service;
  }
  get type(): string {
    return text(detailOf(this.opening ?? this.first).type) ?? this.kind;
  }
  get instanceId(): string {
    const { instanceId } = this.opening ?? this.first;
    return instanceId || (this.entries.find((entry) => entry.instanceId !== '')?.instanceId ?? '');
  }
  get start(): number {
    return (this.opening ?? this.first).time;
  }
  get end(): number | undefined {
    return this.closing?.time;
  }
  get duration(): number | undefined {
    const { closing } = this;
    return closing && (number(detailOf(closing).duration) ?? Math.max(0, closing.time - this.start));
  }
  get entries(): readonly Entry[] {
    if (!this.second) return [this.first];
    return this.others ? [this.first, this.second, ...this.others] : [this.first, this.second];
  }
  get context(): 'worker' | 'page' {
    return this.first.context;
  }
  get boot(): string {
    return this.first.boot;
  }
  get scope(): string {
    return this.first.scope;
  }
  get parentGuess(): boolean {
    return (this.signs & SIGN.guessed) !== 0;
  }
  get dispatched(): boolean {
    return (this.signs & SIGN.dispatched) !== 0;
  }
  get trusted(): boolean {
    return (this.signs & SIGN.simulated) === 0;
  }

  /** Adds the next entry in order of time. */
  add(entry: Entry, kind: Kind): void {
    if (!this.second) this.second = entry;
    else if (this.others) this.others.push(entry);
    else this.others = [entry];
    this.read(entry, kind);
  }

  adopt(child: TracedLifetime): void {
    // An array of one's own costs more than one child is worth; most have none, or one.
    if (this.closing && child.start > this.closing.time) this.signs |= SIGN.outlived;
    if (this.children.length > 0) this.signs |= SIGN.several;
    this.children = this.children.length < 2 ? [...this.children, child] : appended(this.children, child);
  }

  private read(entry: Entry, kind: Kind): void {
    if (kind.cutOff) return;
    if (this.parent === undefined && typeof entry.parent === 'string') {
      this.parent = entry.parent;
      if (entry.parentGuess === true) this.signs |= SIGN.guessed;
    }
    const detail = detailOf(entry);
    const phase = detail.phase ?? kind.role;
    if (phase === 'start' && !this.opening) this.open(entry, detail, kind);
    else if (phase === 'end') this.close(entry, detail, kind);
  }

  private open(entry: Entry, detail: Detail, kind: Kind): void {
    this.opening = entry;
    if (detail.listeners === 0) this.signs |= SIGN.unheard;
    if (!this.closing) this.outcome = 'running';
    this.kind = kind.kind;
    const dispatched = kind.dispatched && !(kind.kind === 'notificationclose' && isCall(detail));
    if (dispatched) this.signs |= SIGN.dispatched;
    else this.signs &= ~SIGN.dispatched;
    if (kind.dispatched && !dispatched) this.kind = 'Notification.close()';
  }

  private close(entry: Entry, detail: Detail, kind: Kind): void {
    this.closing = entry;
    this.outcome = outcomeOf(entry, detail, kind);
    if (this.outcome === 'failed') this.signs |= SIGN.failed;
    if (this.outcome === 'silent') this.signs |= SIGN.unshown;
    if (detail.threw === true) this.signs |= SIGN.threw;
    if (detail.shown === 0) this.signs |= SIGN.unshown;
    if ((number(detail.duration) ?? 0) >= SLOW) this.signs |= SIGN.slow;
    for (const extension of list(detail.extensions)) {
      const state = record(extension)?.state;
      if (state === undefined) continue;
      this.signs |= SIGN.waited;
      if (state === 'rejected') this.signs |= SIGN.rejected;
      else if (state === 'late') this.signs |= SIGN.late;
    }
  }
}

function appended(children: readonly TracedLifetime[], child: TracedLifetime): readonly TracedLifetime[] {
  (children as TracedLifetime[]).push(child);
  return children;
}

/** `Notification closed` is an event when the user closed it, and a call when a script did: the name does not tell. */
function isCall(detail: Detail): boolean {
  return detail.reason === 'script' || text(detail.type)?.includes('.') === true;
}

function outcomeOf(entry: Entry, { outcome, threw }: Detail, kind: Kind): Outcome {
  if (outcome === 'ok' || outcome === 'failed' || outcome === 'silent') return outcome;
  const failed = kind.failed || threw === true || errorOf(entry) !== undefined;
  return failed || /rejected/i.test(metadataOf(entry, 'Status') ?? '') ? 'failed' : 'ok';
}
