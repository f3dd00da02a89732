import { useState } from 'react';
import { positionsOf } from '../filter/positions-of.ts';
import type { LogModel } from '../model/log-model.ts';
import { download } from '../shell/download.ts';
import { shareFile } from '../shell/share-file.ts';
import { type FileKind, logFile } from '../sources/save-log.ts';

/** A file that is being written. */
export interface ExportJob {
  /** 0 to 1. */
  readonly progress: number;
  cancel(): void;
}

export interface Export {
  readonly job: ExportJob | undefined;
  save(kind: FileKind): void;
  share(): void;
}

/** Saves or shares rows of a model; one at a time. */
export function useExport(
  model: LogModel,
  rows: Int32Array,
  lifetimes: boolean,
  service: string | undefined,
): Export {
  const [job, setJob] = useState<ExportJob>();
  const write = async (kind: FileKind, then: (file: File) => unknown): Promise<void> => {
    job?.cancel();
    const abort = new AbortController();
    const told = (progress: number): void => setJob({ progress, cancel: () => abort.abort() });
    const file = await logFile(Array.from(positionsOf(model, rows, lifetimes), model.entry), {
      kind,
      service,
      now: new Date(),
      cancel: abort.signal,
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
