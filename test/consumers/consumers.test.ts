import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { execute } from '../run/execute.mjs';
import { root } from '../run/root.mjs';
import { tool } from '../run/tool.mjs';

// Other people's compilers: what the packages' declarations ask of them.

const folder = path.join(root, 'test/consumers/.made');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Consumer {
  readonly code: string;
  readonly lib: readonly string[];
  readonly options?: Readonly<Record<string, unknown>>;
}

/** Compiles one file as a consumer would, our declarations included; gives what the compiler said. */
async function compile(name: string, { code, lib, options }: Consumer): Promise<string> {
  const here = path.join(folder, name);
  mkdirSync(here, { recursive: true });
  writeFileSync(path.join(here, 'index.ts'), code);
  const compilerOptions = {
    target: 'ES2022',
    module: 'esnext',
    moduleResolution: 'bundler',
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    types: [],
    lib,
    ...options,
  };
  writeFileSync(path.join(here, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['index.ts'] }));
  const { output } = await execute([...tool('typescript', 'tsc'), '-p', here, '--pretty', 'false'], {
    limit: 60_000,
    quiet: true,
  });
  return output.trim();
}

const WORKER = `import { install, type InstallOptions } from '@offstage/sw-plugin';
const nothing: { readonly [Name in keyof InstallOptions]-?: undefined } = {} as never;
install(nothing)();
`;

test('a worker needs no types of a page', async () => {
  expect(await compile('worker', { code: WORKER, lib: ['ES2022', 'WebWorker'] })).toBe('');
}, 60_000);

test.each([
  '@offstage/testing',
  '@offstage/server',
  '@offstage/sw-plugin/vite',
  '@offstage/sw-plugin/doctor',
])(
  '%s runs in Node, and needs no types of a page',
  async (name) => {
    const code = `import * as all from '${name}';\nexport const names = Object.keys(all);\n`;
    const options = { module: 'nodenext', moduleResolution: 'nodenext', types: ['node'] };
    const said = await compile(`node-${name.replaceAll(/\W/g, '-')}`, { code, lib: ['ES2023'], options });
    expect(said).toBe('');
  },
  60_000,
);

test('every option of the SDK, the viewer and the server takes undefined', async () => {
  const code = `import { openLog, register, start, watchReports, type StartOptions } from '@offstage/sdk';
import type { ViewerOptions } from '@offstage/viewer';
import type { AppOptions, ServerOptions } from '@offstage/server';
type Nothing<Options> = {
  readonly [Name in keyof Options as undefined extends Options[Name] ? Name : never]-?: undefined;
};
type Needed<Options> = {
  readonly [Name in keyof Options as undefined extends Options[Name] ? never : Name]: Options[Name];
};
const all = <Options>(needed: Needed<Options>): Needed<Options> & Nothing<Options> => needed as never;
start(all<StartOptions>({}));
export const viewer: ViewerOptions = all<ViewerOptions>({});
export const app: AppOptions = all<AppOptions>({} as never);
export const server: ServerOptions = all<ServerOptions>({ store: 'file' });
export const others = [openLog, register, watchReports];
`;
  const said = await compile('undefined', {
    code,
    lib: ['ES2023', 'DOM', 'DOM.Iterable'],
    options: { skipLibCheck: true, jsx: 'react-jsx', types: ['node'] },
  });
  expect(said).toBe('');
}, 60_000);
