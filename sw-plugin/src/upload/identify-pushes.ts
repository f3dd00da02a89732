import { later } from '../log/native-timing.ts';
import { messageIdIn, messageIdOf } from './message-id.ts';
import { deviceOf, keyOf, urlSafe } from './push-key.ts';

/** A push as the plugin tells of it, when its first entry is written. */
export interface PushLike {
  readonly type: string;
  readonly data?: { arrayBuffer(): ArrayBuffer; text(): string } | null;
  /** Declarative Web Push. */
  readonly notification?: { readonly data?: unknown } | null;
}

/** Writes an entry of its lifetime. */
export type WriteEntry = (line: {
  readonly event: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly own: true;
}) => void;

export interface IdentifyParts {
  /** Whether an event is going on, whose promises come first. */
  isBusy_(): boolean;
  /** Whether entries of pushes may leave, and with which salt. */
  may_(): Promise<{ readonly salt?: string | undefined } | undefined>;
  subscription_(): Promise<PushSubscription | null>;
}

export interface IdentifyPushes {
  /** A push has been dispatched. Does nothing that the host would wait for. */
  add_(push: PushLike, write: WriteEntry): void;
  /** Something was written: the end of a push, perhaps. */
  look_(): void;
  /** Names this device where no push has: one that gets none reports, too. Once in a worker's life. */
  name_(write: WriteEntry): void;
}

/** Milliseconds after which a push whose promises do not settle gets its key all the same. */
const PATIENCE = 3_000;

/**
 * Writes down for each push what its sender can know it by, as an entry of its lifetime: from its bytes, and therefore here, since the
 * log may hold less; once nothing of the host's is going on.
 */
export function identifyPushes({
  isBusy_: isBusy,
  may_: may,
  subscription_: subscription,
}: IdentifyParts): IdentifyPushes {
  let waiting: [PushLike | undefined, WriteEntry][] = [];
  let named = false;

  async function identify(): Promise<void> {
    const all = waiting;
    waiting = [];
    const options = all.length ? await may() : undefined;
    if (!options) return;
    const { endpoint, options: key } = (await subscription()) ?? {};
    const salt = options.salt ?? (key?.applicationServerKey ? urlSafe(key.applicationServerKey) : '');
    const device = endpoint && (await deviceOf(endpoint, salt));
    for (const [push, write] of all) {
      const { data, notification } = push ?? {};
      const messageId = data
        ? messageIdOf(data.text())
        : notification && messageIdIn({ notification: { data: notification.data } });
      const detail = {
        // A declarative push is known by its notification alone: its bytes are not given to the worker.
        ...(device &&
          push &&
          (data || !notification) && { messageKey: await keyOf(endpoint, salt, data?.arrayBuffer()) }),
        ...(device && { device }),
        ...(messageId && { messageId }),
      };
      if (push ? Object.keys(detail).length : device && !named)
        write({ event: `Push ${push ? 'message' : 'device'} identified`, metadata: {}, detail, own: true });
      named ||= !!device;
    }
  }

  const now = (): void => {
    // Without a key the push is one that matches no send, and is counted as that.
    identify().catch(() => undefined);
  };

  return {
    add_(push, write) {
      if (push.type !== 'push') return;
      waiting.push([push, write]);
      later(now, PATIENCE);
    },
    look_() {
      if (!isBusy()) now();
    },
    name_(write) {
      if (named) return;
      waiting.push([undefined, write]);
      now();
    },
  };
}
