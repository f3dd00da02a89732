import type { Detail, Entry, Service } from '../log/entry.ts';
import type { ExtendableEventLike, Scope } from '../platform.ts';
import type { WatchedEvent } from '../watch/index.ts';

/** An entry as a service describes it; the recorder adds who, when and where. */
export interface Line {
  readonly event: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly detail: Detail;
  /** The browser's recorder has no such line. */
  readonly own?: true;
  /** Concluded, not seen. */
  readonly inferred?: true;
  /** Where it is another than that of the event or call. */
  readonly service?: Service;
  readonly instanceId?: string;
}

/** A line that the browser's own recorder writes too. */
export const line = (
  event: string,
  metadata: Readonly<Record<string, string>> = {},
  detail: Detail = {},
): Line => ({
  event,
  metadata,
  detail,
});

/** A line of ours. */
export const own = (
  event: string,
  detail: Detail = {},
  metadata: Readonly<Record<string, string>> = {},
): Line => ({ event, metadata, detail, own: true });

/** How an event ended, as Chromium says it. */
export const statusOf = (rejection: unknown): { readonly Status: string } => ({
  Status: rejection ? 'waitUntil Rejected' : 'Success',
});

/** What a service may use while one of its events, or calls, is going on. */
export interface Moment {
  /** Of the lifetime, as entries name it in `span`. */
  readonly id: string;
  readonly scope: Scope;
  /** Notifications shown so far in this lifetime. */
  readonly shown: number;
  /** Of those, all were shown while another lifetime was open, too: each may be that one's. */
  readonly shownGuess?: boolean;
  /** Listeners may have run that were not seen, and what they showed: none was seen, or some were there before us. */
  readonly unseen_?: boolean;
  /** Writes one more entry of this lifetime. */
  write(line: Line): void;
  /** Does what nobody waits for; its failure is counted. */
  attempt_(work: () => Promise<unknown>): void;
  /** Names the lifetime that this one is a consequence of. */
  causedBy_(span: string): void;
  /** The newest 1,000 entries of the log, oldest first; none when it cannot be read. */
  recent_(): Promise<readonly Entry[]>;
}

/** How one type of event is seen. */
export interface EventDefinition<E extends ExtendableEventLike = ExtendableEventLike> {
  readonly service: Service;
  /**
   * The browser may be kept from finishing the event until its end is on the disk. Not where a lifetime lends a right
   * that ends with it, as to open a window.
   */
  readonly holdable_?: true;
  /** The `instanceId` of its entries. */
  instance_?(event: E): string;
  /** Before the host's first listener. Must not do anything that the host could tell. */
  start_(event: E, moment: Moment): Line;
  /** When the last promise has settled. Without it: `<type> event completed`, which is ours. */
  end_?(event: E, lifetime: WatchedEvent, moment: Moment): Line;
}

/** How one method is seen. */
export interface CallDefinition {
  readonly service: Service;
  /** What people write before the method's name: `sync.` */
  readonly prefix_?: string;
  /** What it succeeded in happened when it was called rather than when its promise was fulfilled. */
  readonly atCall_?: true;
  /** A notification comes of it. */
  readonly shows_?: true;
  /** The `instanceId` of its entries. */
  instance_?(target: unknown, args: readonly unknown[]): string;
  /** Goes into the `detail` of each of its entries. */
  facts_?(target: unknown, args: readonly unknown[]): Detail;
  /** The line for the call itself. Without one: `<method>() called`. `null`: there is no more to see. */
  called_?(target: unknown, args: readonly unknown[], moment: Moment): Line | null | undefined;
  /** The line for its success. Without one: `<method>() fulfilled`. */
  fulfilled_?(
    value: unknown,
    target: unknown,
    args: readonly unknown[],
    moment: Moment,
  ): Line | undefined | Promise<Line | undefined>;
  /** What the promise was fulfilled with, for a line that has no other. */
  fulfilledWith_?(value: unknown): Detail;
}

// biome-ignore lint/suspicious/noExplicitAny: each definition names the event class of its own type
export type Events = Readonly<Record<string, EventDefinition<any>>>;

/** By `Interface.method`. */
export type Calls = Readonly<Record<string, CallDefinition>>;
