import { insertRows, type LedgerRow, type LedgerSql, type LedgerValue } from './ledger-sql.ts';
import type { Life } from './life.ts';

/** Columns of `push_lives` that a lifetime itself has, in the table's order. */
export const LIFE_COLUMNS = [
  'span',
  'install',
  'device',
  'message_key',
  'message',
  'time',
  'received',
  'tag',
  'shown',
  'failed',
  'silent',
  'clicked',
  'dismissed',
  'closed',
  'settled',
  'guessed',
  'counted_back',
  'browser',
  'app',
  'report',
] as const;

/** Columns after them: the send that it is paired with, and what it is counted by where there is none. */
const OF_PAIRING = ['send', 'outside'] as const;

export function lifeOf(row: LedgerRow): Life {
  const text = (name: string) => String(row[name]);
  const time = (name: string) => {
    const value = row[name];
    return value === null || value === undefined ? null : Number(value);
  };
  const flag = (name: string) => Number(row[name]) !== 0;
  return {
    span: text('span'),
    install: text('install'),
    device: text('device'),
    key: text('message_key'),
    message: text('message'),
    time: Number(row.time),
    received: time('received'),
    tag: text('tag'),
    shown: time('shown'),
    failed: time('failed'),
    silent: time('silent'),
    clicked: time('clicked'),
    dismissed: time('dismissed'),
    closed: time('closed'),
    settled: flag('settled'),
    guessed: flag('guessed'),
    countedBack: flag('counted_back'),
    browser: text('browser'),
    app: text('app'),
    report: Number(row.report),
  };
}

/** Writes lifetimes whole, in place of what is there; each is looked at anew afterwards. */
export async function writeLives(
  sql: LedgerSql,
  lives: readonly (Life & { readonly send: number })[],
): Promise<void> {
  const columns = [...LIFE_COLUMNS, ...OF_PAIRING];
  const set = columns.slice(1).map((column) => `${column} = excluded.${column}`);
  const rows = lives.map((life): LedgerValue[] => [
    life.span,
    life.install,
    life.device,
    life.key,
    life.message,
    life.time,
    life.received,
    life.tag,
    life.shown,
    life.failed,
    life.silent,
    life.clicked,
    life.dismissed,
    life.closed,
    life.settled ? 1 : 0,
    life.guessed ? 1 : 0,
    life.countedBack ? 1 : 0,
    life.browser,
    life.app,
    life.report,
    life.send,
    null,
  ]);
  await insertRows(sql, 'push_lives', rows, `ON CONFLICT (span) DO UPDATE SET ${set.join(', ')}`);
}
