// In one file: what init promises, each by the same steps on every app.
import { afterEach, describe, expect, test } from 'vitest';
import { parseScript } from '../code/syntax.ts';
import { run } from '../run.ts';
import { fakeTerminal } from '../terminal/fake-terminal.fixture.ts';
import { loadsFirst } from '../workers/loads-first.ts';
import { APPS, type FixtureApp } from './apps.fixture.ts';
import { type Folder, makeFolder } from './folder.fixture.ts';

const open: Folder[] = [];
afterEach(() => {
  for (const folder of open.splice(0)) folder.remove();
});

type Files = Readonly<Record<string, string | Buffer>>;
const folderOf = (files: Files): Folder => {
  const folder = makeFolder(files);
  open.push(folder);
  return folder;
};

async function offstage(folder: Folder, ...words: readonly string[]) {
  const terminal = fakeTerminal(folder.path);
  const code = await run(words, terminal);
  return { code, out: terminal.printed(), notes: terminal.noted() };
}

/** The lines that a diff adds, by file. */
function addedIn(out: string): Record<string, string[]> {
  const added: Record<string, string[]> = {};
  let file = '';
  for (const line of out.split('\n')) {
    const [, name] = /^(\S+) \((?:changed|new file)\)$/.exec(line) ?? [];
    if (name !== undefined) file = name;
    else if (line.startsWith('  +')) {
      added[file] = [...(added[file] ?? []), line.slice(3)];
    }
  }
  return added;
}

describe.each(APPS.map((app) => [app.name, app] as const))('%s', (_, app) => {
  test('shows the diff, writes it, has nothing to do twice, and takes it back byte for byte', async () => {
    const folder = folderOf(app.files);
    const before = folder.tree();
    const dry = await offstage(folder, 'init', '--dry-run');
    for (const what of app.found) expect(dry.out).toContain(what);
    expect(addedIn(dry.out)).toEqual(app.added);
    for (const word of app.left ?? []) expect(dry.out).toContain(word);
    expect(dry.code).toBe(app.left ? 1 : 0);
    if (app.needed) expect(dry.out).toContain(`install ${app.needed.join(' ')}\n`);
    else expect(dry.out).not.toContain('Install what it imports');
    expect(folder.tree()).toEqual(before);

    const refused = await offstage(folder, 'init');
    expect([refused.code, refused.notes]).toEqual([3, expect.stringContaining('NO_ANSWER')]);
    expect(folder.tree()).toEqual(before);

    expect((await offstage(folder, 'init', '--yes')).code).toBe(dry.code);
    const after = folder.tree();
    for (const file of app.copied) expect(after, file).toHaveProperty([file]);
    const made = Object.keys(after).filter(
      (name) => !(name in before) && /(^|\/)offstage(-sw)?\.js$/.test(name),
    );
    expect(made.sort()).toEqual(app.copied.filter((name) => !name.includes('viewer')).sort());
    if (app.worker !== undefined) {
      const code = folder.read(app.worker);
      expect(loadsFirst(code, parseScript(code, app.worker) as never)).toMatchObject({ is: 'first' });
    }

    const again = await offstage(folder, 'init', '--yes');
    expect(again.out).toContain('Nothing to write');
    expect(folder.tree()).toEqual(after);
    const checked = await offstage(folder, 'check', '--json');
    expect(
      JSON.parse(checked.out).results.filter(({ severity }: { severity: string }) => severity === 'error'),
    ).toEqual([]);

    const undone = await offstage(folder, 'init', '--undo');
    expect(undone.code).toBe(0);
    expect(folder.tree()).toEqual(before);
  });

  test('check names the place that is wrong before, and nothing after', async () => {
    const folder = folderOf(app.files);
    const before = await offstage(folder, 'check', '--json');
    const { results, exitCode } = JSON.parse(before.out);
    expect([before.code, exitCode]).toEqual([2, 2]);
    const where = results
      .filter(({ severity }: { severity: string }) => severity === 'error')
      .map((one: { where: string }) => one.where.replace(/:\d+$/, ''));
    expect(where.length).toBeGreaterThan(0);
    expect([...Object.keys(app.added), app.worker]).toEqual(expect.arrayContaining(where));
  });

  test.each([
    ['with the line breaks of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
    ['without its last line break', (text: string) => text.replace(/\n$/, '')],
    ['with a byte order mark', (text: string) => `\uFEFF${text}`],
  ])('%s it is edited as it is written, and taken back byte for byte', async (how, change) => {
    // The manifest names what is installed, and package managers keep no mark in it.
    const files = Object.fromEntries(
      Object.entries(app.files).map(([name, text]) => [
        name,
        name === 'package.json' || /\.rb$|Gemfile|artisan|composer/.test(name) ? text : change(text),
      ]),
    );
    const folder = folderOf(files);
    const before = folder.tree();
    await offstage(folder, 'init', '--yes', '--no-viewer');
    for (const name of Object.keys(app.added)) {
      if (!(name in files) || (files[name]?.split('\n').length ?? 0) < 3) continue;
      const text = folder.read(name);
      if (how.includes('Windows')) expect(text.replaceAll('\r\n', ''), name).not.toContain('\n');
      if (how.includes('mark')) expect(text.lastIndexOf('\uFEFF'), name).toBe(0);
    }
    if (app.worker !== undefined) {
      const code = folder.read(app.worker);
      expect(loadsFirst(code, parseScript(code, app.worker) as never)).toMatchObject({ is: 'first' });
    }
    expect((await offstage(folder, 'init', '--yes', '--no-viewer')).out).toContain('Nothing to write');
    expect((await offstage(folder, 'init', '--undo')).code).toBe(0);
    expect(folder.tree()).toEqual(before);
  });
});

const plain = APPS[1] as FixtureApp;

describe('what goes wrong', () => {
  test('a file that cannot be written: all is taken back, and the next step is said', async () => {
    const folder = folderOf({ ...plain.files, 'public/offstage-sw.js/in-the-way.txt': 'x' });
    const before = folder.tree();
    const { code, notes } = await offstage(folder, 'init', '--yes');
    expect(code).toBe(3);
    expect(notes).toMatch(/^NOT_WRITTEN: Cannot write public\/offstage-sw\.js \(EISDIR\)\. .*run this again/);
    expect(folder.tree()).toEqual(before);
  });

  test('a process that was killed half-way: what is written is known, and taken back', async () => {
    const folder = folderOf(plain.files);
    const before = folder.tree();
    await offstage(folder, 'init', '--yes');
    // As if it had ended before these were written.
    const { rmSync } = await import('node:fs');
    rmSync(`${folder.path}/public/viewer`, { recursive: true });
    folder.write('public/sw.js', plain.files['public/sw.js'] as string);
    expect((await offstage(folder, 'init', '--undo')).code).toBe(0);
    expect(folder.tree()).toEqual(before);
  });

  test('what was changed since keeps the change, and loses our lines', async () => {
    const folder = folderOf(plain.files);
    await offstage(folder, 'init', '--yes');
    folder.write('public/sw.js', `${folder.read('public/sw.js')}// More of the app.\n`);
    const { code, out } = await offstage(folder, 'init', '--undo');
    expect(code).toBe(0);
    expect(out).toContain('public/sw.js was changed since');
    expect(folder.read('public/sw.js')).toBe(`${plain.files['public/sw.js']}// More of the app.\n`);
  });

  test('line breaks that Git or an editor changed are nobody’s work: nothing is old, and all is taken back', async () => {
    const folder = folderOf(plain.files);
    const before = folder.tree();
    await offstage(folder, 'init', '--yes');
    const names = Object.keys(folder.tree()).filter((name) => /^public\/.*\.(js|css|html)$/.test(name));
    for (const name of names) folder.write(name, folder.read(name).replaceAll('\n', '\r\n'));
    expect((await offstage(folder, 'check', '--fail-on', 'info')).code).toBe(0);
    expect((await offstage(folder, 'init', '--yes')).out).toContain('Nothing to write');
    const { code, out } = await offstage(folder, 'init', '--undo');
    expect(code, out).toBe(0);
    for (const name of ['public/index.html', 'public/sw.js'])
      expect(folder.read(name)).toBe(plain.files[name]?.replaceAll('\n', '\r\n'));
    expect(Object.keys(folder.tree())).toEqual(Object.keys(before));
  });

  test('what a formatter laid out anew is taken out all the same, and nothing of the app', async () => {
    const files = {
      ...plain.files,
      'package.json': '{ "devDependencies": { "vite": "8.3.8" } }',
      'index.html': '<script type="module" src="/src/main.ts"></script>',
      'src/main.ts': "import {x} from './x'\nx( 'a' )\n",
      'src/sw.ts': 'onpush = () => {}\n',
      'vite.config.ts': 'export default {}\n',
    };
    const folder = folderOf(files);
    await offstage(folder, 'init', '--yes');
    folder.write(
      'src/main.ts',
      'import { start } from "@offstage/sdk";\nimport { x } from "./x";\n\nstart();\nx("a");\nx("b");\n',
    );
    folder.write('src/sw.ts', 'import "@offstage/sw-plugin/auto";\n\nonpush = () => {};\n');
    folder.write('vite.config.ts', folder.read('vite.config.ts').replace('[offstage', '[ offstage'));
    const { code, out } = await offstage(folder, 'init', '--undo');
    expect(folder.read('src/main.ts')).toBe('import { x } from "./x";\n\nx("a");\nx("b");\n');
    expect(folder.read('src/sw.ts')).toBe('\nonpush = () => {};\n');
    // What is more than a statement is for a person.
    expect([code, out]).toEqual([1, expect.stringContaining('Left as it is: vite.config.ts')]);
  });

  test('where our lines were changed, the file is left, and said; the rest is taken back', async () => {
    const folder = folderOf(plain.files);
    await offstage(folder, 'init', '--yes');
    const mine = folder
      .read('public/sw.js')
      .replace("try { importScripts('offstage-sw.js'); } catch {}", "importScripts('offstage-sw.js');");
    folder.write('public/sw.js', mine);
    const { code, out } = await offstage(folder, 'init', '--undo');
    expect(code).toBe(1);
    expect(out).toContain('Left as it is: public/sw.js, since it was changed since');
    expect(folder.read('public/sw.js')).toBe(mine);
    expect(Object.keys(folder.tree()).filter((name) => name.includes('offstage'))).toEqual([
      '.offstage',
      '.offstage/init.json',
    ]);
    folder.write('public/sw.js', plain.files['public/sw.js'] as string);
    expect((await offstage(folder, 'init', '--undo')).code).toBe(0);
    expect(folder.tree()).not.toHaveProperty(['.offstage']);
  });

  test('old copies are brought up to date, and what was there before init comes back', async () => {
    const folder = folderOf({
      ...plain.files,
      'public/offstage-sw.js': 'var a="0.0.9",b=Symbol.for("offstage");',
    });
    const before = folder.tree();
    const checked = await offstage(folder, 'check', '--worker', 'public/sw.js', '--fail-on', 'info');
    expect(checked.code).toBe(2);
    const { out } = await offstage(folder, 'init', '--yes');
    expect(out).toContain('public/offstage-sw.js (brought up to date');
    folder.write('public/offstage-sw.js', 'var a="0.0.9",b=Symbol.for("offstage");');
    const old = await offstage(folder, 'check');
    expect(old.code).toBe(1);
    expect(old.out).toContain('The copy of the plugin is 0.0.9');
    await offstage(folder, 'init', '--yes');
    expect((await offstage(folder, 'init', '--undo')).code).toBe(0);
    expect(folder.tree()).toEqual(before);
  });

  test.each([
    ['a worker that does not parse', { 'public/sw.js': 'self.addEventListener(' }, 'is not understood'],
    [
      'a worker that is no text',
      { 'public/sw.js': Buffer.from([0xff, 0xfe, 0x00, 0x41]) },
      'cannot be read as text',
    ],
    [
      'a worker that loads the plugin too late',
      { 'public/sw.js': `onpush = () => {};\nimportScripts('offstage-sw.js');\n` },
      'line 1 does something before',
    ],
    [
      'a worker that a tool wrote',
      { 'public/sw.js': "define(['./workbox-1a2b3c4d'], function (workbox) {});" },
      'written by a tool',
    ],
  ])('%s is told and left', async (_, more, said) => {
    const files: Files = {
      'public/index.html': '<!doctype html><title>x</title>',
      'public/firebase-messaging-sw.js': 'firebase.messaging();\n',
      ...more,
    };
    const folder = folderOf(files);
    const { code, out } = await offstage(folder, 'init', '--yes');
    expect(code).toBe(1);
    expect(out).toContain(said);
    expect(folder.tree()['public/sw.js']).toBe(
      Buffer.from(files['public/sw.js'] as string).toString('base64'),
    );
    expect((await offstage(folder, 'init', '--undo')).code).toBe(0);
  });

  test('a wrapper of Angular’s worker that is there already is the one that is used', async () => {
    const angular = APPS.find(({ name }) => name === 'Angular') as FixtureApp;
    const wrapper = "importScripts('./ngsw-worker.js');\nself.addEventListener('push', () => {});\n";
    const folder = folderOf({ ...angular.files, 'public/sw.js': wrapper });
    expect((await offstage(folder, 'init', '--yes')).code).toBe(0);
    expect(folder.read('public/sw.js')).toBe(`try { importScripts('offstage-sw.js'); } catch {}\n${wrapper}`);
    expect(folder.tree()).toHaveProperty(['public/offstage-sw.js']);
    const other = folderOf({ ...angular.files, 'public/sw.js': 'onpush = () => {};\n' });
    await offstage(other, 'init', '--yes');
    expect(other.read('public/sw-with-offstage.js')).toContain("importScripts('ngsw-worker.js');");
    expect(other.read('src/app/app.config.ts')).toContain("'sw-with-offstage.js'");
  });

  test('what the tool wrote earlier is its own business once its options are right', async () => {
    const app = APPS.find(({ name }) => name === 'Workbox CLI, generateSW') as FixtureApp;
    const folder = folderOf({
      ...app.files,
      'public/sw.js': "define(['./workbox-1a2b3c4d'], function (workbox) {});",
    });
    expect((await offstage(folder, 'init', '--yes')).code).toBe(0);
    expect((await offstage(folder, 'check')).code).toBe(0);
    expect((await offstage(folder, 'init')).out).toContain('Nothing to write');
  });

  test('options that are put together elsewhere are told and left', async () => {
    const folder = folderOf({
      'package.json': '{}',
      'public/index.html': '<!doctype html><title>x</title>',
      'workbox-config.js':
        "const shared = require('./shared');\nmodule.exports = { ...shared, swDest: 'public/sw.js' };\n",
    });
    const { code, out } = await offstage(folder, 'init', '--yes');
    expect(code).toBe(1);
    expect(out).toContain(
      'By hand: workbox-config.js puts Workbox’s options together in a way that is not understood',
    );
    expect(folder.read('workbox-config.js')).toContain('{ ...shared, swDest');
  });

  test('a link that leads out of the app is left', async () => {
    const { symlinkSync } = await import('node:fs');
    const elsewhere = folderOf({ 'sw.js': 'onpush = () => {};\n' });
    const folder = folderOf({ 'index.html': '<!doctype html><title>x</title>' });
    symlinkSync(`${elsewhere.path}/sw.js`, `${folder.path}/sw.js`);
    const { out } = await offstage(folder, 'init', '--yes', '--worker', 'sw.js');
    expect(out).toContain('sw.js leads out of the app’s folder');
    expect(elsewhere.read('sw.js')).toBe('onpush = () => {};\n');
  });

  test.each([
    [[], 'NO_WORKER', 'npx offstage init --worker FILE'],
    [['--worker', 'none.js'], 'NO_FILE', 'Save one'],
    [['--undo'], 'NOTHING_TO_UNDO', 'Nothing to do'],
    [['nowhere'], 'NOT_A_FOLDER', 'Name the one'],
    [['--yess'], 'BAD_OPTION', 'offstage init --help'],
  ])('init %j in an empty folder: %s, with the next step', async (words, problem, next) => {
    const folder = folderOf({});
    const { code, notes } = await offstage(folder, 'init', ...words);
    expect(code).toBe(3);
    expect(notes).toMatch(new RegExp(`^${problem}: `));
    expect(notes).toContain(next);
    expect(folder.tree()).toEqual({});
  });

  test('above several apps those that have a worker are named, for init and for check', async () => {
    const folder = folderOf({
      'package.json': '{ "workspaces": ["packages/*"] }',
      'packages/my web/public/sw.js': '',
      'packages/shop/src/service-worker.ts': '',
      'packages/lib/index.js': '',
    });
    for (const command of ['init', 'check']) {
      const { code, notes } = await offstage(folder, command);
      expect(code).toBe(3);
      expect(notes).toContain(
        `Below it is one: npx offstage ${command} "packages/my web", or npx offstage ${command} packages/shop. Name `,
      );
    }
  });

  test.each([
    ['<script src="main.js"></script>', 'offstage.js'],
    ['<script src="/main.js"></script>', '/offstage.js'],
    ['<script src="//cdn.example/main.js"></script>', 'offstage.js'],
    ['<script src="/shop/app/main.js?v=2"></script>', '/shop/offstage.js'],
    ['<script>navigator.serviceWorker.register("/shop/sw.js")</script>', '/shop/offstage.js'],
    ['<link href="%PUBLIC_URL%/icon.png">', '%PUBLIC_URL%/offstage.js'],
  ])('the page’s script is named as the page names its own: %s', async (mine, address) => {
    const folder = folderOf({
      'public/index.html': `<!doctype html>\n<html>\n<head>\n${mine}\n</head>\n</html>\n`,
      'public/app/main.js': '',
      'public/sw.js': '',
    });
    await offstage(folder, 'init', '--yes');
    expect(folder.read('public/index.html')).toContain(`<head>\n<script src="${address}"></script>\n${mine}`);
  });

  test('a copy of the plugin elsewhere is the one that is looked at, made, and kept current', async () => {
    const worker = "importScripts('/vendor/offstage-sw.js?v=3');\nonpush = () => {};\n";
    const folder = folderOf({ ...plain.files, 'public/sw.js': worker });
    const missing = await offstage(folder, 'check', '--json');
    expect(JSON.parse(missing.out).results).toContainEqual(
      expect.objectContaining({ code: 'PLUGIN_NOT_THERE', where: 'public/vendor/offstage-sw.js' }),
    );
    await offstage(folder, 'init', '--yes');
    expect(folder.read('public/sw.js')).toBe(worker);
    expect(folder.tree()).toHaveProperty(['public/vendor/offstage-sw.js']);
    expect(folder.tree()).not.toHaveProperty(['public/offstage-sw.js']);
    expect((await offstage(folder, 'check', '--fail-on', 'info')).code).toBe(0);
  });

  test('a page’s base comes before what is relative to it', async () => {
    const html =
      '<!doctype html>\n<html><head>\n<meta charset="utf-8">\n<base href="/app/">\n<title>x</title></head></html>\n';
    const folder = folderOf({ 'index.html': html, 'sw.js': '' });
    await offstage(folder, 'init', '--yes');
    expect(folder.read('index.html')).toContain(
      '<base href="/app/">\n<script src="offstage.js"></script>\n<title>',
    );
  });

  test('a worker that is larger than any source is read all the same', async () => {
    const folder = folderOf({ 'sw.js': `importScripts('offstage-sw.js');\n//${'x'.repeat(3 * 2 ** 20)}\n` });
    const { out } = await offstage(folder, 'check', '--json');
    expect(JSON.parse(out).results[0]).toMatchObject({ code: 'PLUGIN_FIRST', where: 'sw.js:1' });
  });

  test.runIf(process.platform !== 'win32')(
    'what nobody may read or write is said, and nothing is half written',
    async () => {
      const folder = folderOf({ ...plain.files, 'public/secret/key.txt': 'x' });
      const { chmodSync, chownSync, readdirSync } = await import('node:fs');
      const me = process.geteuid?.();
      // Whoever may do everything becomes somebody who may not.
      if (me === 0) {
        for (const name of ['', ...readdirSync(folder.path, { recursive: true, encoding: 'utf8' })])
          chownSync(`${folder.path}/${name}`, 65534, 65534);
        process.seteuid?.(65534);
      }
      try {
        chmodSync(`${folder.path}/public/secret`, 0);
        chmodSync(`${folder.path}/public/sw.js`, 0o444);
        const written = await offstage(folder, 'init', '--yes');
        expect(written.code).toBe(3);
        expect(written.notes).toMatch(
          /^NOT_WRITTEN: Cannot write public\/sw\.js \(EACCES\)\. .*Make it writable/,
        );
        expect(readdirSync(`${folder.path}/public`).sort()).toEqual(['index.html', 'secret', 'sw.js']);
        expect(folder.read('public/index.html')).toBe(plain.files['public/index.html']);
        chmodSync(`${folder.path}/public/sw.js`, 0);
        const checked = await offstage(folder, 'check', '--json');
        expect(JSON.parse(checked.out).results).toContainEqual(
          expect.objectContaining({ code: 'SCRIPT_UNREADABLE', where: 'public/sw.js' }),
        );
      } finally {
        if (me === 0) process.seteuid?.(0);
        chmodSync(`${folder.path}/public/secret`, 0o700);
      }
    },
  );

  test('somebody who answers no has nothing written', async () => {
    const folder = folderOf(plain.files);
    const before = folder.tree();
    const asked: string[] = [];
    const terminal = fakeTerminal(folder.path, {
      ask: async (question) => {
        asked.push(question);
        return false;
      },
    });
    expect(await run(['init'], terminal)).toBe(0);
    expect(asked).toEqual(['Write this?']);
    expect(folder.tree()).toEqual(before);
    expect(await run(['init'], fakeTerminal(folder.path, { ask: async () => true }))).toBe(0);
    expect(folder.tree()).not.toEqual(before);
  });

  test('a journal that names files elsewhere is refused', async () => {
    const folder = folderOf({
      '.offstage/init.json': JSON.stringify({
        offstage: 'init',
        version: 1,
        files: [{ file: '../x', before: null, hash: '' }],
        folders: [],
      }),
    });
    const { code, notes } = await offstage(folder, 'init', '--undo');
    expect([code, notes]).toEqual([3, expect.stringContaining('JOURNAL_BROKEN')]);
  });
});
