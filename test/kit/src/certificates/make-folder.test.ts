import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolder } from './make-folder.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offstage-folder-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('makes what is missing, and is content with what is there', async () => {
  const path = join(folder, 'a/b/c');
  await Promise.all([makeFolder(path), makeFolder(path)]);
  await makeFolder(path);
  expect((await stat(path)).isDirectory()).toBe(true);
});

test('a file in the way is an error', async () => {
  await writeFile(join(folder, 'file'), '');
  await expect(makeFolder(join(folder, 'file'))).rejects.toThrow(/EEXIST/);
  await expect(makeFolder(join(folder, 'file', 'below'))).rejects.toThrow(/EEXIST/);
});

// The root folder of a file system without files: `mkdir({ recursive: true })` would run for ever there.
test('a place where nothing can be made is an error', async () => {
  await expect(
    makeFolder(process.platform === 'linux' ? '/proc/offstage/data' : '/dev/null/data'),
  ).rejects.toThrow(/ENOENT|EEXIST/);
});
