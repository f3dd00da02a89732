import type { Detail, Entry, Outcome, Service } from '../log/entry.ts';
import { detailOf, errorOf, list, metadataOf, number, record } from './detail-readers.ts';
import type { Home } from './home.ts';
import type { EventKind } from './kind.ts';
import type { LifetimeOutcome } from './lifetime.ts';
import { ordered } from './ordered.ts';
import { SIGN } from './sign.ts';

/** Milliseconds; below this no event is slow in any browser. */
const SLOW = 10_000;

/**
 * A lifetime as rules see it.
 *
 * A log of a million entries holds half a million of them, and memory is what reading it costs. So what is stored is
 * little, and the rest is read from the entries when it is asked for.
 */
export class TracedLifetime {
  readonly span: string;
  readonly index: number;
  readonly home_: Home<TracedLifetime>;
  kind: string;
  opening_: Entry | undefined = undefined;
  closing_: Entry | undefined = undefined;
  outcome: LifetimeOutcome = 'ok';
  parent: string | undefined = undefined;
  /** Bits of `SIGN`. */
  signs_: number;
  /** Neither its start nor its end. */
  private others_: Entry[] | undefined = undefined;
  /** The lifetime that `parent` names, where the log holds it. */
  above_: TracedLifetime | undefined = undefined;
  /** An array costs more than one child is worth, and most have none or one. */
  private below_: TracedLifetime | TracedLifetime[] | undefined = undefined;

  constructor(span: string, index: number, home: Home<TracedLifetime>, kind: EventKind) {
    this.span = span;
    this.index = index;
    this.home_ = home;
    this.kind = kind.kind;
    this.signs_ = kind.dispatched_ ? SIGN.dispatched : 0;
  }

  /** The entry that tells most: the end, which carries outcome and error. */
  get told_(): Entry {
    return this.closing_ ?? this.opening_ ?? (this.others_?.[0] as Entry);
  }
  /** Its start, or what is left of it: retention takes the oldest entries away. */
  get first(): Entry {
    return this.opening_ ?? this.others_?.[0] ?? (this.closing_ as Entry);
  }
  /** Did something come of it? */
  get fruitful_(): boolean {
    return this.below_ !== undefined;
  }
  /** Is more known of it than its start and its end? */
  get eventful_(): boolean {
    return this.others_ !== undefined;
  }
  get children_(): readonly TracedLifetime[] {
    const { below_: below } = this;
    return below === undefined ? [] : Array.isArray(below) ? below : [below];
  }
  get service(): Service {
    return this.first.service;
  }
  get instanceId(): string {
    const { instanceId } = this.first;
    return instanceId || (this.entries.find((entry) => entry.instanceId !== '')?.instanceId ?? '');
  }
  get start(): number {
    return this.first.time;
  }
  get end(): number | undefined {
    return this.closing_?.time;
  }
  get duration(): number | undefined {
    const { closing_: closing } = this;
    return closing && (number(detailOf(closing).duration) ?? Math.max(0, closing.time - this.start));
  }
  get entries(): readonly Entry[] {
    const { opening_: opening, closing_: closing, others_: others } = this;
    const edges = [...(opening ? [opening] : []), ...(closing ? [closing] : [])];
    return others ? ordered([...edges, ...others]) : edges;
  }
  get context(): 'worker' | 'page' {
    return this.home_.context;
  }
  get boot(): string {
    return this.home_.boot;
  }
  get scope(): string {
    return this.home_.scope;
  }
  get parentGuess(): boolean {
    return (this.signs_ & SIGN.guessed) !== 0;
  }
  get dispatched_(): boolean {
    return (this.signs_ & SIGN.dispatched) !== 0;
  }
  get trusted(): boolean {
    return (this.signs_ & SIGN.simulated) === 0;
  }

  /** Adds the next entry in order of time. */
  add(entry: Entry, detail: Detail, kind: EventKind): void {
    if (this.parent === undefined && typeof entry.parent === 'string') {
      this.parent = entry.parent;
      if (entry.parentGuess === true) this.signs_ |= SIGN.guessed;
    }
    if (entry.trusted === false) this.signs_ |= SIGN.simulated;
    const phase = detail.phase ?? kind.role_;
    if (phase === 'start' && !this.opening_) this.open(entry, detail, kind);
    else if (phase === 'end' && !this.closing_) this.close(entry, detail, kind);
    else {
      if (!this.opening_) this.identify(detail, kind);
      this.others_ ??= [];
      this.others_.push(entry);
    }
  }

  adopt(child: TracedLifetime): void {
    if (this.closing_ && child.start > this.closing_.time) this.signs_ |= SIGN.outlived;
    child.above_ = this;
    if (this.below_ === undefined) this.below_ = child;
    else {
      this.signs_ |= SIGN.several;
      if (Array.isArray(this.below_)) this.below_.push(child);
      else this.below_ = [this.below_, child];
    }
  }

  private open(entry: Entry, detail: Detail, kind: EventKind): void {
    this.opening_ = entry;
    if (detail.listeners === 0) this.signs_ |= SIGN.unheard;
    if (!this.closing_) this.outcome = 'running';
    this.identify(detail, kind);
  }

  /** `Notification closed` is an event when the user closed it, and a call when a script did: the name does not tell. */
  private identify({ reason }: Detail, kind: EventKind): void {
    const call = kind.kind === 'notificationclose' && reason === 'script';
    this.kind = call ? 'Notification.close()' : kind.kind;
    if (kind.dispatched_ && !call) this.signs_ |= SIGN.dispatched;
    else this.signs_ &= ~SIGN.dispatched;
  }

  private close(entry: Entry, detail: Detail, kind: EventKind): void {
    this.closing_ = entry;
    this.outcome = outcomeOf(entry, detail, kind);
    if (this.outcome === 'failed') this.signs_ |= SIGN.failed;
    if (this.outcome === 'silent') this.signs_ |= SIGN.unshown;
    if (detail.threw === true) this.signs_ |= SIGN.threw;
    if (detail.shown === 0) this.signs_ |= SIGN.unshown;
    if (detail.stopped === true) this.signs_ |= SIGN.stopped;
    if ((number(detail.duration) ?? 0) >= SLOW) this.signs_ |= SIGN.slow;
    for (const extension of list(detail.extensions)) {
      const { state, given } = record(extension) ?? {};
      if (given === 'function') this.signs_ |= SIGN.given;
      if (state === undefined) continue;
      this.signs_ |= SIGN.waited;
      if (state === 'rejected') this.signs_ |= SIGN.rejected;
      else if (state === 'late') this.signs_ |= SIGN.late;
    }
  }
}

/** Returns words of its own, never those of the entry: comparing equal strings that are two objects costs a look at both. */
function outcomeOf(entry: Entry, { outcome, threw }: Detail, kind: EventKind): Outcome {
  if (outcome === 'ok') return 'ok';
  if (outcome === 'failed') return 'failed';
  if (outcome === 'silent') return 'silent';
  const failed = kind.failed || threw === true || errorOf(entry) !== undefined;
  return failed || /rejected/i.test(metadataOf(entry, 'Status') ?? '') ? 'failed' : 'ok';
}
