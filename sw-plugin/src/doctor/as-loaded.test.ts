import { expect, test, vi } from 'vitest';
import { diagnose } from './diagnose.ts';
import { logbook } from './logbook.ts';
import { STORIES } from './stories.fixture.ts';

// The viewer's worker (built before) has the rules under shorter names: an entry's member among those would be read as nothing.
test('the rules as the viewer loads them say what the rules as they are written say', async () => {
  // As in a page that can have no worker.
  vi.stubGlobal('document', {});
  const built = new URL('../../../viewer/dist/chunks/doctor-worker.js', import.meta.url).href;
  await import(/* @vite-ignore */ built);
  const diagnosed = Reflect.get(globalThis, Symbol.for('offstage doctor'));
  let found = 0;
  for (const { kind, told, write, options = {} } of STORIES) {
    if (options.engine) continue;
    const log = logbook();
    write(log);
    const { alive, now = log.time } = options;
    const { findings } = diagnosed(log.entries, alive, now);
    expect(findings, `${kind}: ${told}`).toEqual(diagnose(log.entries, { alive, now }));
    found += findings.length;
  }
  expect(found).toBeGreaterThan(30);
});
