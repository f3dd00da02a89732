import type { Finding, Severity } from '@offstage/sw-plugin/doctor';
import { useEffect, useMemo, useState } from 'react';
import { installsIn } from '../filter/installs-in.ts';
import type { LogModel } from '../model/log-model.ts';
import { createDoctor, DOCTOR_URL } from './ask-doctor.ts';
import type { Diagnosis } from './doctor-worker.ts';

/** After the log changed, and while it goes on changing at the most this often, milliseconds. */
const PAUSE = 800;
const EVERY = 4000;

export interface DoctorState {
  /** Undefined until the first answer. */
  readonly diagnosis: Diagnosis | undefined;
  /** Where the rules could not be loaded from. */
  readonly failed: string | undefined;
  /** The worst finding that points at an entry. */
  mark(id: string): Severity | undefined;
  /** The findings that point at an entry, worst first. */
  of(id: string): readonly Finding[];
}

/**
 * Diagnoses the model again whenever it has changed and come to rest.
 *
 * @param filter of the installations that it asks for only what they sent is looked at: what another did is no part of their story
 */
export function useDoctor(model: LogModel, filter: string): DoctorState {
  const installs = installsIn(filter).join();
  const [diagnosis, setDiagnosis] = useState<Diagnosis>();
  const [failed, setFailed] = useState<string>();

  useEffect(() => {
    const doctor = createDoctor(model, installs ? installs.split(',') : []);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let asked = 0;
    const ask = async (): Promise<void> => {
      timer = undefined;
      asked = Date.now();
      const of = model.epoch;
      // Of a log that is not live, "now" is when it ended.
      const answer = await doctor.ask(model.alive, model.alive && asked);
      if (answer !== undefined && of === model.epoch) setDiagnosis(answer);
    };
    const soon = (): void => {
      timer ??= setTimeout(
        () => ask().catch(() => setFailed(DOCTOR_URL)),
        Math.max(PAUSE, asked + EVERY - Date.now()),
      );
    };
    let { epoch } = model;
    const onChange = (): void => {
      // What was found in a log that is gone would be said of another.
      if (epoch !== model.epoch || model.size === 0) setDiagnosis(undefined);
      epoch = model.epoch;
      soon();
    };
    setDiagnosis(undefined);
    setFailed(undefined);
    soon();
    const unsubscribe = model.subscribe(onChange);
    return () => {
      unsubscribe();
      clearTimeout(timer);
      doctor.stop();
    };
  }, [model, installs]);

  return useMemo(() => {
    const byEntry = new Map<string, Finding[]>();
    for (const finding of bySeverity(diagnosis?.findings ?? [])) {
      for (const id of finding.entries) {
        const found = byEntry.get(id);
        if (found === undefined) byEntry.set(id, [finding]);
        else found.push(finding);
      }
    }
    return {
      diagnosis,
      failed,
      mark: (id) => byEntry.get(id)?.[0]?.severity,
      of: (id) => byEntry.get(id) ?? [],
    };
  }, [diagnosis, failed]);
}

const ORDER: readonly Severity[] = ['error', 'warning', 'info'];

/** Worst first; of the same severity the newest first. */
export function bySeverity(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort(
    (a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || b.time - a.time,
  );
}
