import type { Clock, Detail, LogWriter, NewEntry, Service } from '../log/index.ts';
import { fault, type Stage } from '../platform.ts';
import type { Line, Moment } from '../services/index.ts';

/** Who and where, for every entry of this worker start or page load. */
export type Identity = Pick<NewEntry, 'context' | 'boot' | 'origin' | 'storageKey' | 'scope' | 'scriptURL'>;

/** One lifetime, while it is open. */
export interface Span extends Moment {
  shown: number;
  shownGuess?: boolean;
  unseen_?: boolean;
  write(line: Line, detail?: Detail, more?: Partial<NewEntry>): void;
}

/** Makes entries of lines. */
export interface Journal extends Stage {
  readonly now: Clock;
  /** Made on its first use. */
  readonly log: () => LogWriter;
  write(service: Service, line: Line, more?: Partial<NewEntry>): void;
  /** `facts` go into the detail of each of its entries, `common` into each entry. */
  open(service: Service, instanceId?: string, facts?: Detail, common?: Partial<NewEntry>): Span;
  /** The open lifetimes that what happens now may belong to; the first is the one to name. Only a worker has any. */
  within_: () => readonly Span[];
  /** May what happens now belong to an event that is not watched? */
  unsure_: () => boolean;
  /** An event was dispatched, and its first entry is written; the host has not heard of it. */
  began_?: (event: Event, span: Span) => void;
}

/**
 * Id of a worker start or a page load: the time, and 50 random bits. Not by `crypto.randomUUID()`, which browsers before
 * 2021 and contexts that are not secure lack; it is no secret.
 */
export const newBoot = (): string => Date.now().toString(36) + Math.random().toString(36).slice(2, 12);

/** `identify` is asked by each entry, and by none before: a worker that starts up has no time for who it is. */
export function createJournal(base: Stage & Pick<Journal, 'now' | 'log'>, identify: () => Identity): Journal {
  const { scope, now, log } = base;
  let count = 0;
  const nextId = (): string => `${identify().boot}-${count++}`;

  const journal: Journal = {
    ...base,
    within_: () => [],
    unsure_: () => false,
    write: (service, line, more) =>
      log().append({
        id: nextId(),
        time: now(),
        service,
        instanceId: '',
        trusted: true,
        ...identify(),
        ...line,
        ...more,
      }),
    open(service, instanceId = '', facts, common) {
      const span: Span = {
        id: nextId(),
        scope,
        shown: 0,
        attempt_: (work) => {
          (async () => work())().catch(fault);
        },
        write: (line, detail, more) =>
          journal.write(
            service,
            { instanceId, ...line, detail: { ...facts, ...detail, ...line.detail } },
            { span: span.id, ...common, ...more },
          ),
        causedBy_: (parent) => {
          common = { ...common, parent };
        },
        recent_: () =>
          log()
            .read(-1_000)
            .catch(() => []),
      };
      return span;
    },
  };
  return journal;
}

/** The parent that an entry of now names: certain where one lifetime was open and nothing else goes on, else a guess. */
export function parentOf({
  within_: within,
  unsure_: unsure,
}: Journal): Pick<NewEntry, 'parent' | 'parentGuess'> {
  const [first, second] = within();
  return first ? { parent: first.id, ...((second || unsure()) && { parentGuess: true }) } : {};
}
