import { EVIDENCE_STRINGS, type EvidenceStrings } from '../text/evidence-strings.ts';
import type { Strings } from '../text/strings.ts';

/** The table of texts, with those of a problem that is reported. */
export type EvidenceTexts = Strings & { readonly evidence: EvidenceStrings };

export const withEvidence = (t: Strings): EvidenceTexts => ({
  ...t,
  evidence: t.evidence ?? EVIDENCE_STRINGS,
});
