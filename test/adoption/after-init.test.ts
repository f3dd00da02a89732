import { expect, test } from 'vitest';
import { afterInit } from './after-init.ts';
import { SET_UPS } from './set-ups/index.ts';

// What is played by `pnpm test init` in real apps is looked at here without installing anything.

test.each(SET_UPS.map((setUp) => [setUp.name, setUp] as const))(
  '%s: init leaves nothing to be done by hand',
  (_, setUp) => {
    const { files } = afterInit(setUp);
    const names = Object.keys(files);
    expect(names.some((name) => name.endsWith('viewer/index.html'))).toBe(true);
    expect(names.filter((name) => !(name in setUp.files)).length).toBeGreaterThan(0);
    expect(Object.values(files).join('\n')).toMatch(/@offstage\/sdk|offstage\.js/);
  },
);
