import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openNotes } from './open-notes.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offstage-notes-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const note = (number: number): { id: string; text: string; place: string; written: number } => ({
  id: `note-000${number}`,
  text: `Note\n${number}`,
  place: '',
  written: number,
});

test('notes are there after a restart, newest first', async () => {
  const file = join(folder, 'notes.jsonl');
  const notes = await openNotes(file);
  await notes.add(note(1));
  await notes.add(note(2));
  expect((await openNotes(file)).list()).toEqual([note(2), note(1)]);
});

test('half a line costs no other note', async () => {
  const file = join(folder, 'notes.jsonl');
  await (await openNotes(file)).add(note(1));
  await appendFile(file, '{"id":"note-00');
  await (await openNotes(file)).add(note(2));
  expect((await openNotes(file)).list()).toEqual([note(2), note(1)]);
});
