import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readApps } from '../../server/dist/apps/read-apps.js';
import { recipe } from './recipe.ts';

test('the file of apps that the document shows is one', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'offstage-apps-'));
  try {
    const file = path.join(folder, 'apps.json');
    writeFileSync(file, recipe('Several apps on one server', 'json', {}));
    expect(readApps(file)).toMatchObject({
      shop: { keepDays: 90, maxBytes: 20 * 2 ** 30, quota: { perSecond: 500, burst: 50_000 } },
      blog: { token: expect.any(String), keepDays: 7 },
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
