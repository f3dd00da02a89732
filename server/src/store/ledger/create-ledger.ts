import { OffstageError } from '../../errors.ts';
import { createBatcher } from '../batcher.ts';
import type { PushFinding } from './findings/push-findings.ts';
import type { Ledger } from './ledger.ts';
import type { PushFilter } from './push-filter.ts';
import type { Funnel, SplitBy } from './push-funnel.ts';
import type { PlacedPush, PushesQuery, PushStory } from './push-queries.ts';
import type { NewSend } from './send.ts';

/** What an engine does for it. */
export interface LedgerEngine {
  /** Whether the store was closed. */
  closed(): boolean;
  /** Durable when it resolves. Returns, per send, whether it was new. */
  addSends(sends: readonly NewSend[]): Promise<readonly boolean[]>;
  /** Up to which report all is there now: what comes later is for another time. */
  begin(): Promise<number>;
  /** Takes some of it into account. Returns whether there is more. */
  step(until: number): Promise<boolean>;
  list(query: PushesQuery): Promise<readonly PlacedPush[]>;
  after(id: number, limit: number, filter: PushFilter): Promise<readonly PlacedPush[]>;
  story(key: string): Promise<PushStory | undefined>;
  funnel(filter: PushFilter, by: SplitBy | undefined): Promise<Funnel>;
  findings(filter: PushFilter): Promise<readonly PushFinding[]>;
}

export interface OpenLedger extends Ledger {
  /** Something has come: it is seen to in a while, whether somebody asks or not. */
  touch(): void;
  /** Resolves once nothing waits to be written any more. */
  drained(): Promise<void>;
}

/** Sends of one request, and characters of them; those of a busy sender wait for those of others. */
const LIMITS = { batch: 1_000, size: 2 ** 20, turn: 200, waiting: 50_000, writes: 1 };
/** Characters of a send besides its texts. */
const SIZE = 200;
/** Milliseconds that a question waits for what came last. */
const PATIENCE = 200;
/** Milliseconds after which what has come is seen to by itself. */
const PAUSE = 1_000;
/** A step and sends keep each other from writing: while there are sends to write, it rests so many times as long as it took. */
const REST = 4;
/** Milliseconds that it rests at most. */
const LONGEST_REST = 1_000;

/** The ledger over what an engine does for it: groups what is written, and keeps up with what devices tell. */
export function createLedger(engine: LedgerEngine): OpenLedger {
  const batcher = createBatcher<NewSend>(
    async (sends) => {
      const isNew = await engine.addSends(sends);
      touch();
      return isNew;
    },
    LIMITS,
    sizeOf,
  );
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let adding = 0;
  /** Ends a rest. */
  let goOn: (() => void) | undefined;

  function touch(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      // If it fails, the next question sees to it.
      if (!engine.closed()) follow().catch(() => {});
    }, PAUSE).unref();
  }

  /** One at a time; whoever comes while one runs has what came before that in it once another has run. */
  function run(): Promise<void> {
    running ??= (async () => {
      try {
        const until = await engine.begin();
        for (;;) {
          const began = performance.now();
          if (engine.closed() || !(await engine.step(until))) break;
          await turnOfOthers(performance.now() - began);
        }
      } finally {
        running = undefined;
      }
    })();
    return running;
  }

  /** `took`: milliseconds that the step had. */
  function turnOfOthers(took: number): Promise<void> {
    return new Promise((resolve) => {
      if (adding === 0) {
        setImmediate(resolve);
        return;
      }
      const rest = setTimeout(goOnNow, Math.min(LONGEST_REST, took * REST));
      function goOnNow(): void {
        clearTimeout(rest);
        goOn = undefined;
        resolve();
      }
      goOn = goOnNow;
    });
  }

  async function follow(): Promise<void> {
    if (running !== undefined) await running.catch(() => {});
    await run();
  }

  /** Whether something is not taken into account yet. */
  async function isBehind(): Promise<boolean> {
    let timeout: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timeout = setTimeout(resolve, PATIENCE, true);
    });
    const inTime = follow().then(
      () => false,
      () => true,
    );
    const behind = await Promise.race([inTime, late]);
    clearTimeout(timeout);
    return behind;
  }

  return {
    async add(sends, sender = '') {
      if (engine.closed()) throw new OffstageError('STORE_CLOSED');
      adding++;
      try {
        const { stored, duplicates } = await batcher.add(sends, sender);
        return { accepted: stored, known: duplicates };
      } finally {
        if (--adding === 0) goOn?.();
      }
    },
    async pushes(query) {
      const behind = await isBehind();
      return { pushes: await engine.list(query), behind };
    },
    async push(key) {
      await isBehind();
      return engine.story(key);
    },
    async funnel(filter, by) {
      const behind = await isBehind();
      return { ...(await engine.funnel(filter, by)), behind };
    },
    async findings(filter) {
      const behind = await isBehind();
      return { findings: await engine.findings(filter), behind };
    },
    after: (id, limit, filter) => engine.after(id, limit, filter),
    follow,
    touch,
    async drained() {
      clearTimeout(timer);
      await batcher.drained();
      await running?.catch(() => {});
    },
  };
}

function sizeOf({ reason = '', campaign = '', labels }: NewSend): number {
  return SIZE + reason.length + campaign.length + (labels === undefined ? 0 : JSON.stringify(labels).length);
}
