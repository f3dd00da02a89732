import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { execute } from '../run/execute.mjs';
import { tool } from '../run/tool.mjs';
import { GIVEN } from './given.ts';
import { type Block, readDocuments, root } from './read-documents.ts';

const blocks = readDocuments().flatMap((document) => document.blocks);
const inLanguage = (...languages: readonly string[]): readonly Block[] =>
  blocks.filter(({ language }) => languages.includes(language));

const KNOWN = [
  'caddyfile',
  'apache',
  'ts',
  'tsx',
  'js',
  'sh',
  'http',
  'html',
  'json',
  'nginx',
  'mermaid',
  'text',
  'conf',
  'yaml',
  // Recipes for senders: `test/ledger/recipes.test.ts` plays them.
  'python',
  'php',
  'ruby',
  'go',
  '',
];
/** Its commands are played, as a whole: `test/ledger/recipes.test.ts`. */
const PLAYED = /^server\/sending\/README\.md:/;

const folder = path.join(root, 'test/docs/.blocks');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Module {
  readonly block: Block;
  /** Names that it takes as given. */
  readonly given: Set<string>;
}

const CODE: readonly Module[] = inLanguage('ts', 'tsx', 'js').map((block) => ({ block, given: new Set() }));

/** A relative import of a document is meant from the document's own folder. */
const fromHere = ({ place, code }: Block): string =>
  code.replace(/(from |import\(?)'(\.[^']+)'/g, (_, keyword, target) => {
    const file = path.join(root, path.dirname(place), target);
    return `${keyword}'${path.relative(folder, file)}'`;
  });

/** Each block as a module of its own; what it takes as given stands on the first line. */
function writeModules(): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [index, { block, given }] of CODE.entries()) {
    const declared = [...given].map((name) => `declare const ${name}: ${GIVEN[name]?.type};`).join(' ');
    const name = `block-${index}.${block.language === 'tsx' ? 'tsx' : 'ts'}`;
    writeFileSync(path.join(folder, name), `export {}; ${declared}\n${fromHere(block)}\n`);
  }
  const tsconfig = {
    extends: '../../tsconfig.json',
    compilerOptions: {
      noEmit: true,
      composite: false,
      incremental: false,
      emitDeclarationOnly: false,
      declaration: false,
      declarationMap: false,
      allowImportingTsExtensions: true,
      rewriteRelativeImportExtensions: false,
      rootDir: root,
    },
    references: [],
    include: ['*.ts', '*.tsx', '../../*/*.d.ts', '../../*.d.ts'],
    exclude: [],
  };
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
}

interface Problem {
  readonly module: Module | undefined;
  readonly said: string;
}

async function compile(): Promise<readonly Problem[]> {
  writeModules();
  const { output } = await execute([...tool('typescript', 'tsc'), '-p', folder, '--pretty', 'false'], {
    limit: 60_000,
    quiet: true,
  });
  return output
    .split('\n')
    .filter((line) => line.includes('error'))
    .map((line) => {
      const [, index, at, said] = /block-(\d+)\.tsx?\((\d+),\d+\): error (.*)/.exec(line) ?? [];
      const module = CODE[Number(index)];
      return { module, said: module ? `${module.block.place}, its line ${Number(at) - 1}: ${said}` : line };
    });
}

test('every block says what it is', () => {
  const strange = blocks.filter(({ language }) => !KNOWN.includes(language));
  expect(strange.map(({ place, language }) => `${place} ${language}`)).toEqual([]);
});

test('every block of TypeScript and JavaScript compiles, strictly, against the built packages', async () => {
  expect(CODE.length).toBeGreaterThan(8);
  for (const { module, said } of await compile()) {
    const name = /Cannot find name '(\w+)'/.exec(said)?.[1];
    if (name !== undefined && Object.hasOwn(GIVEN, name)) module?.given.add(name);
  }
  expect((await compile()).map(({ said }) => said)).toEqual([]);
}, 120_000);

const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/** Commands whose programs are not ours to check. */
const FOREIGN =
  /^(cp|mkdir|cd|git|curl|docker|systemctl|npm (i|install)|pnpm (add|install)|apt-get|export|psql|podman|pg_dump|pg_restore)\b/;

let serverHelp: ReturnType<typeof execute> | undefined;

async function checkCommand(line: string): Promise<string | undefined> {
  const words = line.replace(/\s+#.*$/, '').trim();
  if (words === '' || words.startsWith('#') || FOREIGN.test(words)) return undefined;
  const script = /^(?:npx pnpm@12|pnpm) (?:run )?([\w-]+)/.exec(words)?.[1];
  if (script !== undefined)
    return scripts[script] || ['exec', 'install', '-r'].includes(script) ? undefined : `no script ${script}`;
  const server = /^(?:[A-Z_]+=\S+ )*(?:npx -p @offstage\/server )?offstage-server\b(.*)/.exec(words)?.[1];
  if (server !== undefined) {
    serverHelp ??= execute([process.execPath, path.join(root, 'server/dist/main.js'), '--help'], {
      limit: 20_000,
      quiet: true,
    });
    const { code, output } = await serverHelp;
    if (code !== 0) return output;
    const missing = [...server.matchAll(/(--[\w-]+)/g)].filter(([option]) => !output.includes(option ?? ''));
    return missing.length > 0 ? `unknown option ${missing.map(([option]) => option)}` : undefined;
  }
  const [, command, rest = ''] =
    /^(?:[A-Z_]+=\S+ )*npx offstage(?:@latest)? (--help|[a-z]+)(.*)/.exec(words) ?? [];
  if (command !== undefined) {
    const { code, output } = await execute(
      [process.execPath, path.join(root, 'viewer/cli/dist/main.js'), command, '--help'],
      { limit: 20_000, quiet: true },
    );
    if (code !== 0) return output;
    const missing = [...rest.matchAll(/(?<=\s)(--[\w-]+)/g)].filter(
      ([option]) => !output.includes(option ?? ''),
    );
    return missing.length > 0 ? `unknown option ${missing.map(([option]) => option)}` : undefined;
  }
  return `nobody knows how to check: ${words}`;
}

test('every command names a script, or options that its program has', async () => {
  const problems: string[] = [];
  for (const { place, code } of inLanguage('sh').filter((block) => !PLAYED.test(block.place)))
    for (const line of code.replaceAll('\\\n', ' ').split('\n')) {
      const problem = await checkCommand(line);
      if (problem !== undefined) problems.push(`${place}: ${problem}`);
    }
  expect(problems).toEqual([]);
}, 60_000);

test('every header line is one, and its JSON is JSON', () => {
  const problems: string[] = [];
  for (const { place, code } of inLanguage('http'))
    for (const line of code.split('\n').filter(Boolean)) {
      const [, name = '', value = ''] = /^([A-Za-z-]+): (.+)$/.exec(line) ?? [];
      if (name === '') problems.push(`${place}: ${line}`);
      if (/^(Report-To|NEL)$/i.test(name)) JSON.parse(value);
      if (
        /^Reporting-Endpoints$/i.test(name) &&
        !/^[a-z*][\w.*-]*="[^"]+"(, [a-z*][\w.*-]*="[^"]+")*$/.test(value)
      )
        problems.push(`${place}: ${line}`);
    }
  expect(problems).toEqual([]);
});
