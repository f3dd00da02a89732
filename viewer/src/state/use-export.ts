import { useState } from 'react';
import { positionsOf } from '../filter/positions-of.ts';
import { positionsWithin } from '../filter/positions-within.ts';
import type { LogModel } from '../model/log-model.ts';
import { download } from '../shell/download.ts';
import { isInstalled } from '../shell/is-installed.ts';
import { shareFile } from '../shell/share-file.ts';
import type { LogFileHeader } from '../sources/log-file.ts';
import { useNotes } from './use-notes.ts';

/** A file that is being written. */
export interface ExportJob {
  /** 0 to 1. */
  readonly progress: number;
  cancel(): void;
  /** What writes it could not be loaded; tries again. */
  readonly retry?: () => void;
}

/** `log`: everything, also what is not shown; `shown`: the same lines, only of what is; `devtools`: what is shown, as DevTools. */
export type ExportKind = 'log' | 'shown' | 'devtools';

export interface Export {
  readonly job: ExportJob | undefined;
  save(kind: ExportKind): void;
  share(): void;
}

export interface ExportOptions {
  readonly model: LogModel;
  /** What is shown. */
  readonly rows: Int32Array;
  readonly lifetimes: boolean;
  /** Names the file. */
  readonly service: string | undefined;
  /** Epoch milliseconds; the log is saved within it. */
  readonly range: readonly [number, number] | undefined;
  /** Where the entries are from, when that is not this browser. */
  readonly about: LogFileHeader | undefined;
}

/** What writes a file is loaded with the first one. */
export const loadSaveLog = (): Promise<typeof import('../sources/save-log.ts')> =>
  import('../sources/save-log.ts');

/** Saves or shares a log; one file at a time. */
export function useExport(options: ExportOptions): Export {
  const { model, rows, lifetimes, service, range, about } = options;
  const [job, setJob] = useState<ExportJob>();
  const notes = useNotes();
  const write = async (kind: ExportKind, then: (file: File) => unknown): Promise<void> => {
    job?.cancel();
    const abort = new AbortController();
    const told = (progress: number): void => setJob({ progress, cancel: () => abort.abort() });
    const positions = kind === 'log' ? positionsWithin(model, range) : positionsOf(model, rows, lifetimes);
    const entries = Array.from(positions, model.entry);
    const part = await loadSaveLog().catch(() => undefined);
    if (part === undefined) {
      setJob({ progress: 0, cancel: () => setJob(undefined), retry: () => void write(kind, then) });
      return;
    }
    const file = await part.logFile(entries, {
      kind: kind === 'devtools' ? 'devtools' : 'log',
      service: kind === 'log' ? undefined : service,
      now: new Date(),
      cancel: abort.signal,
      about,
      more: { notes: notes.all, installed: about === undefined ? isInstalled() : undefined },
      told,
    });
    setJob(undefined);
    if (file !== undefined) await then(file);
  };
  return {
    job,
    save: (kind) => void write(kind, (file) => download(file, file.name)),
    share: () => void write('log', shareFile),
  };
}
