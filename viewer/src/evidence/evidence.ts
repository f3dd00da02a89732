import type { Finding } from '@offstage/sw-plugin/doctor';
import type { Entry } from '@offstage/sw-plugin/log';
import { createDoctor } from '../doctor/ask-doctor.ts';
import { bySeverity } from '../doctor/use-doctor.ts';
import { createLogModel, type LogModel } from '../model/log-model.ts';
import {
  type Circumstances,
  type LogFileHeader,
  logFileHeader,
  notesOf,
  savedFindings,
} from '../sources/log-file.ts';
import { positionsOfEvidence } from './positions-of-evidence.ts';
import { type Hidden, redactEntry } from './redact-entry.ts';

/** What a problem is reported with. */
export interface Evidence {
  /** In order of time. */
  readonly entries: readonly Entry[];
  readonly header: LogFileHeader;
  /** The same entries, with their lifetimes. */
  readonly model: LogModel;
  /** What the doctor finds in exactly these entries, worst first: whoever opens the file finds the same. */
  readonly findings: readonly Finding[];
  readonly hidden: Hidden;
}

export interface EvidenceOptions {
  readonly model: LogModel;
  /** Epoch milliseconds; undefined: all of the log. */
  readonly range: readonly [number, number] | undefined;
  /** Leave out contents. */
  readonly redact: boolean;
  readonly now: Date;
  /** Where the entries are from, when that is not this browser. */
  readonly about: LogFileHeader | undefined;
  readonly circumstances: Circumstances;
}

/** Takes the entries of a range, without contents where that is wanted, and asks the doctor about them. */
export async function gatherEvidence(options: EvidenceOptions): Promise<Evidence> {
  const { model, range, redact, now, about, circumstances } = options;
  const hidden: Hidden = { payloads: 0, texts: 0, queries: 0 };
  const taken = Array.from(positionsOfEvidence(model, range), (at, index) => {
    const entry = redact ? redactEntry(model.entry(at), hidden) : model.entry(at);
    return { ...entry, seq: index + 1 };
  });
  const own = createLogModel();
  own.append(taken);
  const doctor = createDoctor(own);
  // As for a file: nobody knows who lives, and "now" is when the log ends.
  const diagnosis = await doctor.ask(undefined, own.latest).finally(doctor.stop);
  const findings = bySeverity(diagnosis?.findings ?? []);
  const header = logFileHeader(taken, now, about, {
    ...circumstances,
    hidden: redact || about?.hidden ? true : undefined,
    notes: notesOf(taken, { ...about?.notes, ...circumstances.notes }),
    findings: savedFindings(findings),
  });
  return { entries: taken, header, model: own, findings, hidden };
}
