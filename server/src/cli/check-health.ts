import { OffstageError } from '../errors.ts';

/** Milliseconds between tries. */
const PAUSE = 200;
const ANSWER = 4_000;

/**
 * Resolves when the server at `url` is well; for a container's or a system's own look at it. Throws `NOT_WELL` after `wait`
 * seconds, or at the first try where that is 0.
 */
export async function checkHealth(url: string, wait: number): Promise<void> {
  const end = performance.now() + wait * 1_000;
  for (;;) {
    const cause = await whyNot(url);
    if (cause === undefined) return;
    if (performance.now() >= end) throw new OffstageError('NOT_WELL', { url, cause });
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

async function whyNot(url: string): Promise<string | undefined> {
  try {
    const answer = await fetch(new URL('healthz', url.endsWith('/') ? url : `${url}/`), {
      signal: AbortSignal.timeout(ANSWER),
    });
    return answer.ok ? undefined : `it answers ${answer.status}`;
  } catch (error) {
    const { cause } = error as { readonly cause?: { readonly code?: string } };
    return cause?.code ?? String(error);
  }
}
