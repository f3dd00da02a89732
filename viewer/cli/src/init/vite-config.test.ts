import { afterEach, expect, test } from 'vitest';
import { readApp } from './app.ts';
import { createDraft } from './draft.ts';
import { type Folder, makeFolder } from './folder.fixture.ts';
import { startIn } from './start-page.ts';
import { editViteConfig } from './vite-config.ts';

const open: Folder[] = [];
afterEach(() => {
  for (const folder of open.splice(0)) folder.remove();
});

function edited(name: string, code: string, edit: (draft: ReturnType<typeof createDraft>) => void) {
  const folder = makeFolder({ [name]: code });
  open.push(folder);
  const draft = createDraft(readApp(folder.path));
  edit(draft);
  return { code: draft.read(name), left: draft.left.length };
}
const config = (code: string) =>
  edited('vite.config.ts', code, (draft) => editViteConfig(draft, 'vite.config.ts', undefined));
const IMPORT = "import { offstage } from '@offstage/sw-plugin/vite'";

test.each([
  [
    'no plugins',
    "import a from 'a';\nexport default {};\n",
    `${IMPORT};\nimport a from 'a';\nexport default { plugins: [offstage()] };\n`,
  ],
  [
    'no semicolons',
    "import a from 'a'\nexport default { plugins: [a()] }\n",
    `${IMPORT}\nimport a from 'a'\nexport default { plugins: [offstage(), a()] }\n`,
  ],
  [
    'a list that has a name',
    'const plugins = [a()];\nexport default defineConfig({ plugins });\n',
    `${IMPORT};\nconst plugins = [offstage(), a()];\nexport default defineConfig({ plugins });\n`,
  ],
  [
    'a config that has a name, with types',
    'const config: UserConfig = { plugins: [a()] } satisfies UserConfig;\nexport default config;\n',
    `${IMPORT};\nconst config: UserConfig = { plugins: [offstage(), a()] } satisfies UserConfig;\nexport default config;\n`,
  ],
  [
    'only Rollup’s plugins',
    'export default { build: { rollupOptions: { plugins: [a()] } } };\n',
    `${IMPORT};\nexport default { plugins: [offstage()], build: { rollupOptions: { plugins: [a()] } } };\n`,
  ],
  [
    'vite-plugin-pwa in a list that has a name, its options too',
    'const plugins = [VitePWA(options)];\nexport default { plugins };\n',
    "import { offstage, withOffstage } from '@offstage/sw-plugin/vite';\nconst plugins = [offstage(), VitePWA(withOffstage(options))];\nexport default { plugins };\n",
  ],
  [
    'half of it there already',
    `${IMPORT};\nexport default { plugins: [offstage(), VitePWA()] };\n`,
    "import { withOffstage, offstage } from '@offstage/sw-plugin/vite';\nexport default { plugins: [offstage(), VitePWA(withOffstage({}))] };\n",
  ],
  [
    'imported, and not used',
    `import { offstage, withOffstage } from '@offstage/sw-plugin/vite';\nexport default { plugins: [offstage(), VitePWA({})] };\n`,
    `import { offstage, withOffstage } from '@offstage/sw-plugin/vite';\nexport default { plugins: [offstage(), VitePWA(withOffstage({}))] };\n`,
  ],
  [
    'all of it there already',
    `${IMPORT};\nexport default { plugins: [offstage()] };\n`,
    `${IMPORT};\nexport default { plugins: [offstage()] };\n`,
  ],
])('%s', (_, before, after) => {
  expect(config(before)).toEqual({ code: after, left: 0 });
});

test.each([
  ['CommonJS', 'module.exports = { plugins: [] };\n'],
  ['a config from elsewhere', "import { make } from './make';\nexport default make();\n"],
  ['plugins from elsewhere', 'export default { plugins: [a()].concat(b) };\n'],
  ['what does not parse', 'export default {'],
])('%s is told and left', (_, before) => {
  expect(config(before)).toEqual({ code: before, left: 1 });
});

test.each([
  [
    'const start = 1;\n',
    "import { start as startOffstage } from '@offstage/sdk';\n\nstartOffstage();\nconst start = 1;\n",
  ],
  ["log('start');\n", "import { start } from '@offstage/sdk';\n\nstart();\nlog('start');\n"],
  [
    "import { start } from '@offstage/sdk';\nstart({});\n",
    "import { start } from '@offstage/sdk';\nstart({});\n",
  ],
])('a page’s module %j', (before, after) => {
  const { code } = edited('main.js', before, (draft) => startIn(draft, 'main.js'));
  expect(code).toBe(after);
});
