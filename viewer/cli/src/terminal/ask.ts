import { once } from 'node:events';
import type { Interface } from 'node:readline/promises';

/** Whether the person says yes. Whoever ends the input, or presses Ctrl+C, has said no. */
export async function ask(
  question: string,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<boolean> {
  const { createInterface } = await import('node:readline/promises');
  const lines: Interface = createInterface({ input, output });
  // A question is never answered once its input has ended.
  const closed = once(lines, 'close').then(() => '');
  const answer = await Promise.race([lines.question(`${question} [y/N] `), closed]);
  lines.close();
  return /^y(es)?$/i.test(answer.trim());
}
