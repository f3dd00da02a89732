import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type Folder, makeFolder } from './folder.fixture.ts';
import { installCommand } from './install-command.ts';

const open: Folder[] = [];
afterEach(() => {
  for (const folder of open.splice(0)) folder.remove();
});

test.each([
  [{ 'package.json': '' }, '', 'npm install a b'],
  [{ 'yarn.lock': '' }, '', 'yarn add a b'],
  [{ 'pnpm-lock.yaml': '', 'packages/app/package.json': '' }, 'packages/app', 'pnpm add a b'],
  [{ 'pnpm-lock.yaml': '', 'packages/app/package-lock.json': '' }, 'packages/app', 'npm install a b'],
])('%j in “%s”: %s', (files, below, command) => {
  const folder = makeFolder({ ...files, '.git/HEAD': '' });
  open.push(folder);
  expect(installCommand(path.join(folder.path, below), ['a', 'b'])).toBe(command);
});
