import { applyEdits } from '../../code/edit.ts';
import { addProperty } from '../../code/object-edit.ts';
import { property, type SyntaxNode } from '../../code/syntax.ts';
import type { App } from '../app.ts';
import { callsOf, openConfig } from '../config-object.ts';
import type { Draft } from '../draft.ts';
import { PLUGIN } from '../place.ts';
import type { SetUp } from '../set-up.ts';
import { startFile, startLines } from '../start-page.ts';
import { editWorkboxOptions } from '../workbox-options.ts';

const configOf = ({ files }: App): string | undefined =>
  files.find((file) => /^next\.config\.[cm]?[jt]s$/.test(file));

/** next-pwa and its followers, which write the worker by Workbox. */
const PWA = ['next-pwa', '@ducanh2912/next-pwa', '@imbios/next-pwa'];

/** Next.js. Its page's side is a file that Next loads before everything else, since 15.3. */
export const next: SetUp = {
  name: 'Next.js',
  is: (app) => app.depends('next') !== undefined,
  publicFolder: () => 'public',
  apply(plan) {
    const { draft } = plan;
    const { app } = draft;
    const pwa = PWA.find((name) => app.depends(name) !== undefined);
    if (pwa !== undefined) {
      draft.found(pwa);
      editPwa(draft, pwa);
      plan.made = true;
    }
    const folder = app.files.some((file) => /^src\/(app|pages)\//.test(file)) ? 'src/' : '';
    const typed = app.has('tsconfig.json') ? 'ts' : 'js';
    const given = ['ts', 'js']
      .map((one) => `${folder}instrumentation-client.${one}`)
      .find((one) => app.has(one));
    const [, major = '99', minor = '0'] = /(\d+)(?:\.(\d+))?/.exec(app.depends('next') ?? '') ?? [];
    const old = Number(major) < 15 || (Number(major) === 15 && Number(minor) < 3);
    if (old) {
      draft.need('@offstage/sdk');
      draft.byHand(
        'Next before 15.3 has no file for this. Put it into a component with "use client":',
        ...startLines(),
      );
    } else startFile(draft, given ?? `${folder}instrumentation-client.${typed}`, startLines());
    plan.page = true;
    // Next answers files, and no folders.
    plan.viewer = '/viewer/index.html';
  },
};

function editPwa(draft: Draft, name: string): void {
  const file = configOf(draft.app);
  const found = file === undefined ? undefined : openConfig(draft, file);
  const nested = name !== 'next-pwa';
  const isOptions = (node: SyntaxNode | undefined): node is SyntaxNode =>
    node?.type === 'ObjectExpression' &&
    ['dest', 'workboxOptions', 'register', 'disable', 'sw', 'importScripts'].some(
      (one) => property(node, one) !== undefined,
    );
  const calls = found ? callsOf(found, /./) : [];
  const options = calls.flatMap((call) => call.arguments as readonly SyntaxNode[]).find(isOptions);
  const at = nested && options ? property(options, 'workboxOptions') : options;
  if (
    file === undefined ||
    found === undefined ||
    options === undefined ||
    (at && at.type !== 'ObjectExpression')
  ) {
    draft.byHand(
      `${file ?? 'next.config'} puts ${name} together in a way that is not understood. Its options need:`,
      nested ? `workboxOptions: { importScripts: ['/${PLUGIN}'] },` : `importScripts: ['/${PLUGIN}'],`,
    );
    return;
  }
  if (at !== undefined) {
    editWorkboxImports(draft, file, at);
    return;
  }
  draft.write(file, applyEdits(found.code, [addProperty(found.code, options, 'workboxOptions: {}')]));
  editPwa(draft, name);
}

/** next-pwa lists files of `public` by itself, so only what is loaded is told here. */
function editWorkboxImports(draft: Draft, file: string, options: SyntaxNode): void {
  editWorkboxOptions(draft, file, options);
}
