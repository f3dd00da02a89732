import type { Source } from './source.ts';

const SCHEME = 'file:';

/** The name of the file that a source's id is about; undefined for other sources. */
export const fileNameOf = (id: string | undefined): string | undefined =>
  id?.startsWith(SCHEME) ? id.slice(SCHEME.length).replace(/:\d+$/, '') : undefined;

/**
 * A saved file: Offstage's own JSON lines, a problem that was reported as a page, or the JSON that DevTools saves. What can be read is shown, the rest is counted.
 * Nothing is written back.
 */
export function fileSource(file: File): Source {
  return {
    id: `${SCHEME}${file.name}:${file.lastModified}`,
    kind: 'file',
    name: file.name,
    open(sink) {
      const cancel = new AbortController();
      const stop = (): void => {
        cancel.abort();
        sink.state({ phase: 'complete', reason: 'cancelled' });
      };
      sink.state({ phase: 'loading', cancel: stop });
      const told = (progress: number): void => sink.state({ phase: 'loading', progress, cancel: stop });
      const read = (): unknown =>
        loadReadFile().then(
          ({ readFile }) => readFile(file, sink, cancel.signal, told),
          () => cancel.signal.aborted || sink.state({ phase: 'failed', reason: 'read-failed', retry: read }),
        );
      read();
      return () => cancel.abort();
    },
  };
}

/** What reads a file is loaded with the first one. */
export const loadReadFile = (): Promise<typeof import('./read-file.ts')> => import('./read-file.ts');
