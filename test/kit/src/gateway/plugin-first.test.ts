import { expect, test } from 'vitest';
import { pluginFirst } from './plugin-first.ts';

const PLUGIN = '(()=>{self.plugin=1})();\n//# sourceMappingURL=x.map\n';

test('a classic worker has it on its first line, so that its own lines keep their numbers', async () => {
  expect(await pluginFirst('first();\nsecond();', PLUGIN, '/p.js')).toBe(
    '(()=>{self.plugin=1})();;first();\nsecond();',
  );
});

test('a module worker imports it before whatever else it imports', async () => {
  const source = "import{a}from'./a-1f3b.js';a();";
  expect(await pluginFirst(source, PLUGIN, '/p.js')).toBe(`import "/p.js";${source}`);
});

test('a string that looks like an import makes no module', async () => {
  const source = "importScripts('/a.js');\nconst text = `\nimport x from 'y';\n`;";
  expect(await pluginFirst(source, PLUGIN, '/p.js')).toMatch(/^\(\(\)=>/);
});

test.each(["'use strict';\nx();", '// Mine\n/* too */\n"use strict"; x();'])(
  'strict code stays strict: %s',
  async (source) => {
    expect(await pluginFirst(source, PLUGIN, '/p.js')).toMatch(/^"use strict";\(\(\)=>/);
  },
);

test('what is no script is left for the browser to refuse, behind the plugin', async () => {
  expect(await pluginFirst('<!doctype html>', PLUGIN, '/p.js')).toMatch(/;<!doctype html>$/);
});
