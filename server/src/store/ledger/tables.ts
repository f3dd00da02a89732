/** Names of an engine's types. */
export interface Types {
  /** Of a column that is its table's key and has numbers of its own. */
  readonly key: string;
  readonly integer: string;
  readonly real: string;
}

/**
 * The ledger's tables, the same in both engines. `push_sends` has the sender's half, a row per push, with its state;
 * `push_lives` the device's, a row per lifetime of which something is known; `push_logs`, `push_gaps` and `push_links` say
 * of which time a device has told everything. `push_kinds` are what pushes can be counted by, once for all that have it in
 * common; `push_tallies` the counts. `push_dirty` are units that a send was added to after their devices had told
 * something. `push_ledger` has one row: up to which report the device's half was taken in, and the last id of a send.
 */
export const ledgerTables = ({ key, integer, real }: Types): string => `
CREATE TABLE push_kinds (
  id ${key},
  campaign TEXT NOT NULL,
  labels TEXT NOT NULL,
  service TEXT NOT NULL,
  browser TEXT NOT NULL,
  app TEXT NOT NULL,
  status ${integer} NOT NULL
);
CREATE TABLE push_tallies (
  hour ${integer} NOT NULL,
  kind ${integer} NOT NULL,
  state ${integer} NOT NULL,
  heard ${integer} NOT NULL,
  count ${integer} NOT NULL,
  PRIMARY KEY (hour, kind, state, heard)
);
CREATE TABLE push_sends (
  id ${key},
  hash ${integer} NOT NULL,
  name TEXT NOT NULL,
  time ${real} NOT NULL,
  received ${real} NOT NULL,
  unit TEXT NOT NULL,
  message_key TEXT NOT NULL,
  message TEXT NOT NULL,
  facts TEXT NOT NULL,
  kind ${integer} NOT NULL,
  state ${integer} NOT NULL,
  heard ${integer} NOT NULL,
  guess ${integer} NOT NULL,
  span TEXT NOT NULL,
  due ${real}
);
CREATE UNIQUE INDEX push_sends_hash ON push_sends (hash);
CREATE INDEX push_sends_time ON push_sends (time, id);
CREATE INDEX push_sends_unit ON push_sends (unit);
CREATE INDEX push_sends_key ON push_sends (message_key) WHERE message_key <> '';
CREATE INDEX push_sends_kind ON push_sends (kind, state);
CREATE INDEX push_sends_due ON push_sends (due) WHERE due IS NOT NULL;
CREATE TABLE push_lives (
  span TEXT PRIMARY KEY,
  install TEXT NOT NULL,
  device TEXT NOT NULL,
  message_key TEXT NOT NULL,
  message TEXT NOT NULL,
  time ${real} NOT NULL,
  received ${real},
  tag TEXT NOT NULL,
  shown ${real},
  failed ${real},
  silent ${real},
  clicked ${real},
  dismissed ${real},
  closed ${real},
  settled ${integer} NOT NULL,
  guessed ${integer} NOT NULL,
  counted_back ${integer} NOT NULL,
  browser TEXT NOT NULL,
  app TEXT NOT NULL,
  report ${integer} NOT NULL,
  send ${integer} NOT NULL,
  outside ${integer}
);
CREATE INDEX push_lives_install ON push_lives (install) WHERE install <> '';
CREATE INDEX push_lives_device ON push_lives (device) WHERE device <> '';
CREATE INDEX push_lives_message ON push_lives (message) WHERE message <> '';
CREATE INDEX push_lives_time ON push_lives (time);
CREATE INDEX push_lives_send ON push_lives (send) WHERE send <> 0;
CREATE TABLE push_logs (
  install TEXT PRIMARY KEY,
  since ${real} NOT NULL,
  until ${real} NOT NULL,
  sampled ${integer} NOT NULL
);
CREATE TABLE push_gaps (
  install TEXT NOT NULL,
  kind TEXT NOT NULL,
  since ${real} NOT NULL,
  until ${real} NOT NULL,
  PRIMARY KEY (install, kind, since, until)
);
CREATE TABLE push_links (
  device TEXT NOT NULL,
  install TEXT NOT NULL,
  seen ${real} NOT NULL,
  PRIMARY KEY (device, install)
);
CREATE INDEX push_links_install ON push_links (install);
CREATE TABLE push_dirty (unit TEXT PRIMARY KEY);
CREATE TABLE push_ledger (followed ${integer} NOT NULL, last ${integer} NOT NULL);
INSERT INTO push_ledger VALUES (0, 0);
`;

/**
 * What came later: why subscriptions are gone, and what senders are warned of. `push_signs` has what devices told of it, a row
 * per hour and installation; `push_troubles` the devices whose sends have to be looked at together; `push_signed` up to which
 * report signs were taken in, by servers that know of them. A server that does not leaves `gone` and `flags` as they are here.
 * The index over kinds has the time, so that a few pushes of a day are found among all that are like them.
 */
export const reasonTables = ({ integer, real }: Types): string => `
DROP INDEX push_sends_kind;
CREATE INDEX push_sends_kind ON push_sends (kind, state, time);
ALTER TABLE push_kinds ADD COLUMN gone TEXT NOT NULL DEFAULT '';
ALTER TABLE push_kinds ADD COLUMN flags ${integer} NOT NULL DEFAULT -1;
ALTER TABLE push_links ADD COLUMN scope TEXT NOT NULL DEFAULT '';
CREATE INDEX push_kinds_unlooked ON push_kinds (id) WHERE flags < 0;
CREATE INDEX push_kinds_flags ON push_kinds (flags) WHERE flags > 0;
CREATE INDEX push_kinds_gone ON push_kinds (gone) WHERE gone <> '';
CREATE INDEX push_kinds_status ON push_kinds (status) WHERE status <> 0;
CREATE TABLE push_signs (
  install TEXT NOT NULL,
  kind TEXT NOT NULL,
  scope TEXT NOT NULL,
  value TEXT NOT NULL,
  hour ${integer} NOT NULL,
  first ${real} NOT NULL,
  last ${real} NOT NULL,
  report ${integer} NOT NULL,
  PRIMARY KEY (install, kind, scope, value, hour)
);
CREATE TABLE push_troubles (unit TEXT PRIMARY KEY, time ${real} NOT NULL);
CREATE INDEX push_troubles_time ON push_troubles (time);
CREATE TABLE push_signed (followed ${integer} NOT NULL);
INSERT INTO push_signed VALUES (0);
`;
