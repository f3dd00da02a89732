import { expect, test } from 'vitest';
import { openDatabase } from './driver.ts';
import { prepareSchema, SCHEMA_VERSION } from './schema.ts';

const shape = (database: ReturnType<typeof openDatabase>) =>
  database.prepare('SELECT type, name, sql FROM sqlite_master ORDER BY name').all();

test('a file of version 7 becomes what a new one is, with its reports, and has an empty ledger', () => {
  const fresh = openDatabase(':memory:', { readOnly: false });
  expect(prepareSchema(fresh)).toBe(SCHEMA_VERSION);
  const old = openDatabase(':memory:', { readOnly: false });
  prepareSchema(old, 7);
  expect(old.prepare('PRAGMA user_version').get()?.user_version).toBe(7);
  expect(
    shape(old)
      .map(({ name }) => String(name))
      .filter((name) => name.startsWith('push_')),
  ).toEqual([]);
  old.exec("INSERT INTO reports VALUES (5, 1, 2, 3, 4, 5, 6, 1, 'https://app.example/', '{}')");
  expect(prepareSchema(old)).toBe(SCHEMA_VERSION);
  expect(shape(old)).toEqual(shape(fresh));
  expect(
    old
      .prepare('SELECT id FROM reports')
      .all()
      .map(({ id }) => id),
  ).toEqual([5]);
  expect({ ...old.prepare('SELECT * FROM push_ledger').get() }).toEqual({ followed: 0, last: 0 });
  expect(prepareSchema(old)).toBe(SCHEMA_VERSION);
  fresh.close();
  old.close();
});
