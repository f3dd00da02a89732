import { applyEdits, type Edit } from '../../code/edit.ts';
import { addProperty, listWith } from '../../code/object-edit.ts';
import { property, type SyntaxNode } from '../../code/syntax.ts';
import { callsOf, type Found, openConfig } from '../config-object.ts';
import { MODULE, putFirst } from '../first-line.ts';
import { PLUGIN } from '../place.ts';
import type { Plan, SetUp } from '../set-up.ts';
import { isStarted, startFile, startLines } from '../start-page.ts';

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
      editPwa(plan, pwa);
      plan.made = true;
    }
    const folder = app.files.some((file) => /^src\/(app|pages)\//.test(file)) ? 'src/' : '';
    const typed = app.has('tsconfig.json') ? 'ts' : 'js';
    const given = ['ts', 'js']
      .map((one) => `${folder}instrumentation-client.${one}`)
      .find((one) => app.has(one));
    const [, major = '99', minor = '0'] = /(\d+)(?:\.(\d+))?/.exec(app.depends('next') ?? '') ?? [];
    const old = Number(major) < 15 || (Number(major) === 15 && Number(minor) < 3);
    if (old && isStarted(draft)) plan.page = true;
    else if (old) {
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

/** A worker's source of the app's own, which next-pwa loads before what `importScripts` names. */
const CUSTOM = /^(src\/)?worker\/index\.[jt]s$/;

function editPwa({ draft, workers }: Plan, name: string): void {
  const { app } = draft;
  const custom = app.files.find((file) => CUSTOM.test(file));
  if (custom !== undefined) {
    if (custom.endsWith('.ts')) draft.need('@offstage/sw-plugin');
    putFirst(draft, custom, custom.endsWith('.ts') ? { import: MODULE } : { script: `/${PLUGIN}` });
    workers.add(custom);
  }
  const file = app.files.find((one) => /^next\.config\.[cm]?[jt]s$/.test(one));
  const edits =
    file === undefined
      ? undefined
      : editsOf(openConfig(draft, file), name, custom === undefined, draft.already.route === undefined);
  if (file === undefined || edits === undefined) {
    draft.byHand(
      `${file ?? 'next.config'} puts ${name} together in a way that is not understood, and is left as it is. Its options need:`,
      `publicExcludes: [${EXCLUDED.join(', ')}],`,
      name === 'next-pwa'
        ? `importScripts: ['/${PLUGIN}'],`
        : `workboxOptions: { importScripts: ['/${PLUGIN}'] },`,
    );
  } else if (edits.length > 0) draft.write(file, applyEdits(draft.read(file) as string, edits));
}

/** What it takes where nothing is said, then ours. */
const EXCLUDED = ["'!noprecache/**/*'", `'!${PLUGIN}'`, "'!viewer/**/*'"];
const KNOWN = ['dest', 'workboxOptions', 'register', 'disable', 'sw', 'importScripts', 'publicExcludes'];

/**
 * @param loads its options load the plugin, and no worker of the app's own
 * @param isFolder the viewer is a folder of files, and no page of the app
 */
function editsOf(
  found: Found | undefined,
  name: string,
  loads: boolean,
  isFolder: boolean,
): readonly Edit[] | undefined {
  if (found === undefined) return undefined;
  const { code } = found;
  const isOptions = (node: SyntaxNode): boolean =>
    node.type === 'ObjectExpression' && KNOWN.some((one) => property(node, one) !== undefined);
  const options = callsOf(found, /./)
    .flatMap((call) => call.arguments as readonly SyntaxNode[])
    .find(isOptions);
  if (options === undefined) return undefined;
  const [usual = '', ...all] = EXCLUDED;
  const ours = all.filter((one) => isFolder || !one.includes('viewer'));
  const lists = [listWith(code, options, 'publicExcludes', ours, undefined, { beside: [usual] })];
  const script = `'/${PLUGIN}'`;
  const workbox = name === 'next-pwa' ? options : property(options, 'workboxOptions');
  if (loads && workbox === undefined)
    lists.push([addProperty(code, options, `workboxOptions: { importScripts: [${script}] }`)]);
  else if (loads)
    lists.push(
      workbox?.type === 'ObjectExpression'
        ? listWith(code, workbox, 'importScripts', [script], undefined, { first: true })
        : undefined,
    );
  return lists.some((edits) => edits === undefined) ? undefined : lists.flatMap((edits) => edits ?? []);
}
