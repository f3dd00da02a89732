import type { Entry, Service } from '../log/entry.ts';
import { clip } from './clip.ts';
import type { Finding, Severity } from './finding.ts';
import { type DiagnoseOptions, type History, historyOf } from './history.ts';
import type { Occurrence, Rule } from './rule.ts';
import { RULES } from './rules/index.ts';

const ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/**
 * Says what is wrong, why, and what to do: the findings of all rules, errors first, the newest of them first.
 *
 * Pure and linear in the number of entries; never throws, whatever the entries hold. An empty answer means that
 * nothing in `RULES` was found, not that all is well: what the log does not hold, no rule can see.
 * @example
 * const findings = diagnose(await log.read(), { alive: await log.alive() });
 * expect(findings.filter((finding) => finding.severity === 'error')).toEqual([]);
 */
export function diagnose(entries: readonly Entry[], options: DiagnoseOptions = {}): readonly Finding[] {
  const history = historyOf(entries, options);
  return RULES.flatMap((rule) => findingsOf(rule, history)).sort(
    (a, b) => ORDER[a.severity] - ORDER[b.severity] || b.time - a.time,
  );
}

/** All occurrences of one key. */
interface Group {
  readonly service: Service;
  readonly scope: string;
  readonly key: string;
  readonly proofs: Occurrence['proof'][];
  /** Of the newest occurrence; of equal times, the one that was found last. */
  words: Occurrence['words'];
  time: number;
  ascending: boolean;
}

function findingsOf(rule: Rule, history: History): readonly Finding[] {
  const groups: Group[] = [];
  const byKey = new Map<string, Map<string, Group>>();
  let last: Group | undefined;
  rule.find(history, ({ proof, words, key = '' }) => {
    const { service, scope, time } = proof[0];
    // The same problem mostly comes again and again, and comparing is cheaper than looking up.
    if (last?.key !== key || last.scope !== scope || last.service !== service) {
      const same = byKey.get(key) ?? new Map<string, Group>();
      byKey.set(key, same);
      const where = `${service} ${scope}`;
      last = same.get(where);
      if (!last) {
        last = { service, scope, key, proofs: [], words, time, ascending: true };
        same.set(where, last);
        groups.push(last);
      }
    }
    last.proofs.push(proof);
    if (time >= last.time) {
      last.words = words;
      last.time = time;
    } else last.ascending = false;
  });
  return groups.map((group) => findingOf(rule, group));
}

function findingOf(rule: Rule, { proofs, scope, ascending, ...group }: Group): Finding {
  if (!ascending) proofs.sort((a, b) => a[0].time - b[0].time);
  const [told] = proofs.at(-1) as Occurrence['proof'];
  const words = group.words();
  const ids = new Set<string>();
  let same = true;
  for (let i = proofs.length - 1; i >= 0; i--) {
    const proof = proofs[i] as Occurrence['proof'];
    same &&= proof[0].instanceId === told.instanceId;
    for (const entry of proof) ids.add(entry.id);
  }
  return {
    rule: rule.id,
    severity: words.severity ?? rule.severity,
    title: clip(words.title ?? rule.title, 160),
    cause: clip(words.cause, 600),
    fix: words.fix,
    link: words.link ?? rule.link,
    entries: [...ids],
    service: told.service,
    ...(same && told.instanceId ? { instanceId: told.instanceId } : undefined),
    scope,
    ...(told.span ? { span: told.span } : undefined),
    time: told.time,
    count: proofs.length,
  };
}
