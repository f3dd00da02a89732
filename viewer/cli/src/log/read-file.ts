import { createLogModel } from '../../../src/model/log-model.ts';
import { fileSource } from '../../../src/sources/file-source.ts';
import type { SourceState } from '../../../src/sources/source.ts';
import { Problem } from '../problem.ts';
import { counted } from '../terminal/counted.ts';
import type { Loaded } from './loaded.ts';

/** Reads a file as the viewer opens it, and says what could not be read. */
export async function readFile(file: File, name: string): Promise<Loaded> {
  const model = createLogModel();
  const state = await new Promise<SourceState>((resolve) => {
    fileSource(file).open({
      append: (batch) => model.append(batch),
      prepend: (batch) => model.prepend(batch),
      reset: () => model.reset(),
      state: (now) => {
        if (now.phase !== 'loading') resolve(now);
      },
    });
  });
  if (state.phase === 'failed') throw new Problem('NOT_A_LOG', { name });
  const lost = state.lost ?? 0;
  return { name, kind: 'file', model, leftOut: wordsOf(state), lost, newest: 0 };
}

function wordsOf({ lost = 0, reason }: SourceState): readonly string[] {
  const words: string[] = [];
  if (lost > 0) words.push(`${counted(lost, 'line', 'lines')} could not be read.`);
  if (reason === 'truncated') words.push('The file is cut off: its end is missing. Save it again.');
  if (reason === 'newer-version')
    words.push('A newer version wrote it, so some of it may be misread. Update: npm install offstage@latest');
  return words;
}
