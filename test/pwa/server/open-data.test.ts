import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openData } from './open-data.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offstage-data-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('makes the folder and leaves nothing in it', async () => {
  const path = await openData(join(folder, 'a/b'));
  expect(path).toBe(join(folder, 'a/b'));
  expect(await readdir(path)).toEqual([]);
});

test('a place that can’t be written is a refusal that names it', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  await expect(openData(file)).rejects.toMatchObject({
    code: 'DATA_NOT_WRITABLE',
    facts: { folder: file, reason: 'EEXIST' },
  });
});
