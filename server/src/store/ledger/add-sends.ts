import { storedHash } from '../stored-hash.ts';
import { insertRows, type LedgerSql, marksOf } from './ledger-sql.ts';
import { createKindIds, kindOfSend, writeKinds } from './push-kinds.ts';
import { createPushTallies } from './push-tallies.ts';
import { GONE, KEY_REFUSED } from './reasons/gone-runs.ts';
import { isRefused, MESSAGE_UNIT, type NewSend, type SendFacts, unitOf } from './send.ts';
import { codeOf, type PushState } from './states.ts';
import { endOf } from './times.ts';

/**
 * Writes sends, within a transaction. Returns, per send, whether it was new: one with an id that is known changes nothing.
 * Each has its state at once; those whose devices have told something already are left to the next look.
 */
export async function addSends(sql: LedgerSql, sends: readonly NewSend[]): Promise<readonly boolean[]> {
  const hashes = sends.map(({ id }) => storedHash(`send\n${id}`));
  const [found, [row]] = await Promise.all([
    sql.all(
      `SELECT CAST(hash AS TEXT) AS hash FROM push_sends WHERE hash IN (${marksOf(hashes.length)})`,
      hashes,
    ),
    sql.all('SELECT last FROM push_ledger'),
  ]);
  const known = new Set(found.map(({ hash }) => BigInt(String(hash))));
  const isNew = hashes.map((hash) => !known.has(hash) && known.add(hash) !== undefined);
  let last = Number(row?.last);
  const { idOf, kinds } = createKindIds();
  const tallies = createPushTallies();
  const rows = sends.flatMap((send, index) => {
    if (!isNew[index]) return [];
    const { id: name, time, received, key = '', message = '' } = send;
    const { ttl, urgency, topic, bytes, status, reason, retryAfter } = send;
    const facts: SendFacts = { ttl, urgency, topic, bytes, status, reason, retryAfter };
    const kind = idOf(kindOfSend(send));
    const state = stateAtFirst(send);
    tallies.count(time, kind, codeOf(state), 0, 1);
    return [
      [
        ++last,
        hashes[index] as bigint,
        name,
        time,
        received,
        unitOf(send),
        key,
        message,
        JSON.stringify(facts),
        kind,
        codeOf(state),
        0,
        0,
        '',
        state === 'accepted' ? endOf(send) : null,
      ],
    ];
  });
  if (rows.length === 0) return isNew;
  const added = sends.filter((_, index) => isNew[index]);
  // None needs what another one answers: PostgreSQL has all of them in one round trip.
  await Promise.all([
    insertRows(sql, 'push_sends', rows),
    writeKinds(sql, kinds),
    tallies.write(sql),
    sql.all('UPDATE push_ledger SET last = ?', [last]),
    noteTroubles(sql, added),
    markDirty(sql, added),
  ]);
  return isNew;
}

function stateAtFirst(send: NewSend): PushState {
  if (isRefused(send)) return 'refused';
  // Told of late: its time is over already.
  const isOver = endOf(send) <= send.received;
  return send.status === undefined || isOver ? 'unknown' : 'accepted';
}

/** Devices at which one send is to be seen in the light of another. */
async function noteTroubles(sql: LedgerSql, sends: readonly NewSend[]): Promise<void> {
  const times = new Map<string, number>();
  for (const { device, time, status = 0, retryAfter = 0 } of sends) {
    const isTrouble = GONE.includes(status) || KEY_REFUSED.includes(status) || retryAfter > 0;
    if (device !== undefined && isTrouble) times.set(device, Math.max(time, times.get(device) ?? time));
  }
  await insertRows(
    sql,
    'push_troubles',
    [...times].sort(([a], [b]) => (a < b ? -1 : 1)),
    `ON CONFLICT (unit) DO UPDATE SET
     time = CASE WHEN excluded.time > push_troubles.time THEN excluded.time ELSE push_troubles.time END`,
  );
}

/** Of those that devices were heard of: a unit without a device's half needs no second look, unless one of its sends had trouble. */
async function markDirty(sql: LedgerSql, sends: readonly NewSend[]): Promise<void> {
  const units = [...new Set(sends.map(unitOf))];
  const devices = units.filter((unit) => !unit.startsWith(MESSAGE_UNIT));
  const messages = units.filter((unit) => unit.startsWith(MESSAGE_UNIT));
  const heard =
    devices.length === 0
      ? []
      : await sql.all(
          `SELECT DISTINCT device AS unit FROM push_links WHERE device IN (${marksOf(devices.length)})`,
          devices,
        );
  const together =
    devices.length === 0
      ? []
      : await sql.all(`SELECT unit FROM push_troubles WHERE unit IN (${marksOf(devices.length)})`, devices);
  const dirty = [
    ...new Set([...[...heard, ...together].map(({ unit }) => String(unit)), ...messages]),
  ].sort();
  const rows = dirty.map((unit) => [unit]);
  await insertRows(sql, 'push_dirty', rows, 'ON CONFLICT DO NOTHING');
}
