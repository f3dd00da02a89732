import { openNotebook } from '../notebook/open-notebook.ts';
import { PERIODIC_PROMPT } from '../notebook/tags.ts';
import type { SyncEvent } from './scope.ts';
import { tellPages } from './tell-pages.ts';

export function onPeriodicSync(event: SyncEvent): void {
  if (event.tag === PERIODIC_PROMPT) event.waitUntil(fetchPrompt());
}

async function fetchPrompt(): Promise<void> {
  const response = await fetch('/demo/prompt');
  if (!response.ok) throw new Error(`The server answered ${response.status}`);
  const { prompt } = await response.json();
  await (await openNotebook()).put('facts', String(prompt), 'prompt');
  tellPages({ news: 'prompt changed' });
}
