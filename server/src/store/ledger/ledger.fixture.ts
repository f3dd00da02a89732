import { hash } from 'node:crypto';
import { openDatabase } from '../sqlite/driver.ts';
import { ledgerSql } from '../sqlite/ledger-sql.ts';
import { prepareSchema } from '../sqlite/schema.ts';
import { addSends } from './add-sends.ts';
import { ledgerStep } from './follow.ts';
import type { LedgerSql } from './ledger-sql.ts';
import type { NewSend, Send } from './send.ts';

/** An entry of a device as it was uploaded; times are epoch milliseconds. */
export interface SentEntry {
  readonly time: number;
  readonly event: string;
  readonly service?: string;
  readonly install?: string;
  readonly span?: string;
  readonly parent?: string;
  readonly id?: string;
  readonly instanceId?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly weight?: number;
  readonly inferred?: true;
  readonly trusted?: boolean;
  readonly scope?: string;
  readonly context?: string;
}

/** The ledger over an empty database in memory, without a server around it. */
export interface BareLedger {
  readonly sql: LedgerSql;
  add(...sends: readonly NewSend[]): Promise<void>;
  /** Entries as reports of a Chrome, in this order. */
  report(...entries: readonly SentEntry[]): void;
  /** Takes all into account, as of `now`. */
  follow(now: number): Promise<void>;
  close(): void;
}

export function openBareLedger(): BareLedger {
  const database = openDatabase(':memory:', { readOnly: false });
  prepareSchema(database);
  database.exec(`
    INSERT INTO kinds VALUES (1, 'background-service', 'https://app.example', 'default', 'Chrome', '', 'g', 't');
    INSERT INTO agents (id, user_agent, browser_version, os, app, scope) VALUES (1, 'Chrome', '156', 'Linux', '1.0', '');
  `);
  const sql = ledgerSql(database);
  let last = 0;
  return {
    sql,
    add: async (...sends) => void (await addSends(sql, sends)),
    report(...entries) {
      for (const entry of entries) {
        database
          .prepare("INSERT INTO reports VALUES (?, 0, 0, ?, ?, 1, 1, 1, '', ?)")
          .run(++last, entry.time + 1_000, entry.time, JSON.stringify(entry));
      }
    },
    async follow(now) {
      while (await ledgerStep(sql, last, now));
    },
    close: () => database.close(),
  };
}

/** A hash of 22 characters, as both sides make them. */
export function hashed(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 22);
}

let sends = 0;

export function makeSend(more: Partial<NewSend> = {}): NewSend {
  const time = more.time ?? Date.now();
  const send: Send = {
    id: `send-${++sends}`,
    time,
    service: 'push.example',
    device: hashed('device'),
    key: hashed('key'),
    status: 201,
  };
  return { ...send, received: time, ...more };
}

/** The entries of a push that came, in the order in which they are written. */
export function pushEntries(
  span: string,
  time: number,
  {
    install = 'i1',
    device = hashed('device'),
    key = hashed('key'),
    message,
    outcome = 'ok',
    shown = true,
    tag = '',
  }: {
    readonly install?: string;
    readonly device?: string;
    readonly key?: string;
    readonly message?: string | undefined;
    readonly outcome?: 'ok' | 'failed' | 'silent' | 'none';
    readonly shown?: boolean;
    readonly tag?: string;
  } = {},
): SentEntry[] {
  const common = { install, service: 'pushMessaging', span };
  return [
    { ...common, event: 'Push event dispatched', time, detail: { phase: 'start' } },
    ...(shown
      ? [
          {
            install,
            service: 'notifications',
            event: 'Notification displayed',
            span: `${span}-call`,
            parent: span,
            instanceId: tag,
            time: time + 20,
            detail: {},
          },
        ]
      : []),
    ...(outcome === 'none'
      ? []
      : [
          {
            ...common,
            event: 'Push event completed',
            time: time + 30,
            detail: { phase: 'end', outcome, duration: 30, shown: shown ? 1 : 0 },
          },
        ]),
    {
      ...common,
      event: 'Push message identified',
      time: time + 40,
      detail: { device, messageKey: key, ...(message !== undefined && { messageId: message }) },
    },
  ];
}
