import { hash } from 'node:crypto';
import { flagsOfSend } from './findings/flags-of.ts';
import { insertRows, type LedgerSql } from './ledger-sql.ts';
import { isGone } from './reasons/gone-runs.ts';
import type { GoneReason } from './reasons/why-gone.ts';
import { isRefused, type Send } from './send.ts';

/** What pushes are counted by. */
export interface PushKind {
  readonly campaign: string;
  /** The sender's labels as JSON, sorted by name. */
  readonly labels: string;
  readonly service: string;
  /** Of the device, `''` before it has told anything. */
  readonly browser: string;
  /** Version of the app whose worker got it, `''` before that. */
  readonly app: string;
  /** Of a refusal, as the push service said; else 0. */
  readonly status: number;
  /** Why the subscription is gone, `''` for one that is not said to be. */
  readonly gone: GoneReason | '';
  /** See `FLAGS`. */
  readonly flags: number;
}

/** Of a send before its device has told anything. */
export function kindOfSend(send: Send): PushKind {
  const { campaign = '', labels = {}, service, status = 0 } = send;
  const sorted = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    campaign,
    labels: sorted.length === 0 ? '' : JSON.stringify(Object.fromEntries(sorted)),
    service,
    browser: '',
    app: '',
    status: isRefused(send) ? status : 0,
    // Whom nobody has told of has told nothing.
    gone: isGone(send) ? (send.device === undefined ? 'unknown' : 'not-reporting') : '',
    flags: flagsOfSend(send),
  };
}

/** Bits of SHA-256 that a number holds: kinds are thousands at most. */
const DIGITS = 13;

/** Another one than an older server gives, which knows of no reasons and flags: what it wrote can be found again. */
export function kindId({ campaign, labels, service, browser, app, status, gone, flags }: PushKind): number {
  const text = JSON.stringify([campaign, labels, service, browser, app, status, gone, flags]);
  return Number.parseInt(hash('sha256', text).slice(0, DIGITS), 16);
}

/** Remembers the ids of kinds, for one call: most pushes are of a few. */
export function createKindIds(): {
  readonly idOf: (kind: PushKind) => number;
  readonly kinds: Map<number, PushKind>;
} {
  const ids = new Map<string, number>();
  const kinds = new Map<number, PushKind>();
  return {
    kinds,
    idOf(kind) {
      const { campaign, labels, service, browser, app, status, gone, flags } = kind;
      const text = `${campaign}\n${labels}\n${service}\n${browser}\n${app}\n${status}\n${gone}\n${flags}`;
      let id = ids.get(text);
      if (id === undefined) {
        id = kindId(kind);
        ids.set(text, id);
        kinds.set(id, kind);
      }
      return id;
    },
  };
}

export async function writeKinds(sql: LedgerSql, kinds: ReadonlyMap<number, PushKind>): Promise<void> {
  const rows = [...kinds]
    .sort(([a], [b]) => a - b)
    .map(([id, { campaign, labels, service, browser, app, status, gone, flags }]) => [
      id,
      campaign,
      labels,
      service,
      browser,
      app,
      status,
      gone,
      flags,
    ]);
  await insertRows(sql, 'push_kinds', rows, 'ON CONFLICT DO NOTHING');
}
