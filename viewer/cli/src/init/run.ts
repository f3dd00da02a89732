import path from 'node:path';
import type { Run } from '../command.ts';
import { Problem } from '../problem.ts';
import { jsonText } from '../terminal/json.ts';
import { paintOf } from '../terminal/paint.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { Words } from '../words.ts';
import { readApp } from './app.ts';
import { installCommand } from './install-command.ts';
import { makePlan } from './plan.ts';
import type { Plan } from './set-up.ts';
import { showChanges } from './show.ts';
import { undo } from './undo.ts';
import { writeChanges } from './write.ts';

/** Something is left for a person to do. */
const LEFT = 1;

const inApp = (name: string, root: string): string =>
  path.relative(root, path.resolve(root, name)).replaceAll(path.sep, '/').replace(/^\.$/, '');

/** Puts Offstage into an app, or takes it out again. */
export const init: Run = async (words, terminal) => {
  const folder = path.resolve(terminal.folder, words.given[0] ?? '.');
  if (words.has('undo')) return takeBack(words, terminal, folder);
  const given = words.value('public');
  const app = readApp(folder, given === undefined ? [] : [inApp(given, folder)]);
  const plan = makePlan(app, {
    workers: words.values('worker').map((one) => inApp(one, folder)),
    publicFolder: given === undefined ? undefined : inApp(given, folder),
    viewer: !words.has('no-viewer'),
  });
  const { draft } = plan;
  const { changes, left } = draft;
  const dry = words.has('dry-run');
  if (words.has('json')) {
    if (!dry && changes.length > 0) {
      if (!words.has('yes')) throw new Problem('NO_ANSWER');
      writeChanges(app, changes);
    }
    terminal.out(`${jsonText(asJson(plan, !dry), 2)}\n`);
    return left.length > 0 ? LEFT : 0;
  }

  const paint = paintOf(terminal.color);
  terminal.out(`Found: ${draft.about.join(', ')}.\n\n`);
  if (changes.length === 0) terminal.out('Nothing to write: everything is there, and current.\n');
  else terminal.out(`${showChanges(changes, paint)}\n`);
  if (changes.length > 0 && !dry) {
    if (!words.has('yes')) {
      if (terminal.ask === undefined) throw new Problem('NO_ANSWER');
      if (!(await terminal.ask('Write this?'))) {
        terminal.out('Nothing was written.\n');
        return 0;
      }
    }
    writeChanges(app, changes);
    terminal.out(
      `Written: ${changes.length} ${changes.length === 1 ? 'file' : 'files'}. To take it back: npx offstage init --undo\n`,
    );
  }
  for (const { what, lines } of left)
    terminal.out(
      `\n${paint('yellow', 'By hand:')} ${what}\n${lines.map((line) => `    ${line}\n`).join('')}`,
    );
  terminal.out(nextSteps(plan, dry));
  return left.length > 0 ? LEFT : 0;
};

function nextSteps({ draft, viewer }: Plan, dry: boolean): string {
  const steps = [
    ...(dry ? ['Write it: npx offstage init'] : []),
    ...(draft.needed.length > 0
      ? [`Install what it imports: ${installCommand(draft.app.root, draft.needed)}`]
      : []),
    `Start the app, open it, then open ${viewer}`,
    'See whether all is well: npx offstage check',
  ];
  return `\nNext:\n${steps.map((step, index) => `  ${index + 1}. ${step}\n`).join('')}`;
}

const asJson = ({ draft, viewer }: Plan, written: boolean): object => ({
  offstage: 'init',
  version: 1,
  found: draft.about,
  written,
  changes: draft.changes.map(({ file, before, text }) => ({
    file,
    how: text ? (before === undefined ? 'new' : 'changed') : 'copied',
  })),
  byHand: draft.left,
  install: draft.needed,
  viewer,
});

function takeBack(words: Words, terminal: Terminal, folder: string): number {
  const done = undo(folder);
  const left = done.filter(({ how }) => how === 'left');
  if (words.has('json')) {
    terminal.out(`${jsonText({ offstage: 'undo', version: 1, files: done }, 2)}\n`);
    return left.length > 0 ? LEFT : 0;
  }
  const count = (...hows: readonly string[]): number => done.filter(({ how }) => hows.includes(how)).length;
  terminal.out(
    `Taken back: ${count('restored')} restored, ${count('removed')} removed, ${count('as before')} as before.\n`,
  );
  for (const { file, how } of done)
    if (how === 'merged')
      terminal.out(`${file} was changed since: the lines of Offstage are out, the others are kept.\n`);
  for (const { file, why } of left)
    terminal.out(`Left as it is: ${file}, since ${why}. Take Offstage’s lines out by hand.\n`);
  return left.length > 0 ? LEFT : 0;
}
