import type { Entry, Service } from '../log/entry.ts';
import { clip } from './clip.ts';
import type { Finding, Severity } from './finding.ts';
import { type DiagnoseOptions, type History, historyOf } from './history.ts';
import { listenerSources } from './listener-sources.ts';
import type { Each, Occurrence, Proof, Rule } from './rule.ts';
import { RULES } from './rules/index.ts';
import { TracedLifetime } from './traced-lifetime.ts';

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
  const looks: Parameters<Each>[] = [];
  const groups = RULES.map((rule) => gather(rule, history, (...look) => looks.push(look)));
  for (const lifetime of history.remarkable_)
    for (const look of looks) if (lifetime.signs_ & look[0]) look[1](lifetime);
  for (const [, , last] of looks) last?.();
  return RULES.flatMap((rule, index) => (groups[index] ?? []).map((group) => findingOf(rule, group))).sort(
    (a, b) => ORDER[a.severity] - ORDER[b.severity] || b.time - a.time,
  );
}

/** All occurrences of one key. */
interface Group {
  readonly service: Service;
  readonly scope: string;
  /** Of their entries: the oldest occurrence first, and of each the most telling entry last. */
  readonly ids: string[];
  /** Of each occurrence: its time, and where its ids begin. */
  readonly times: number[];
  readonly begins_: number[];
  readonly instanceId: string;
  /** All occurrences are of this instance. */
  same: boolean;
  readonly key: string;
  /** Of the newest occurrence; of equal times, the one that was found last. */
  told_: Entry;
  words_: Occurrence['words_'];
  proof_: Proof;
  ascending_: boolean;
  /** Position of the last lifetime; infinite once the proofs are not lifetimes in order, each another one. */
  latest_: number;
}

/** Returns the groups of a rule's occurrences, which grow while lifetimes are handed over. */
function gather(rule: Rule, history: History, each: Each): readonly Group[] {
  const groups: Group[] = [];
  const byKey = new Map<string, Map<string, Group>>();
  let last: Group | undefined;
  rule.find(
    history,
    ({ proof_: proof, words_: words, key = '', scope: said }) => {
      const told = proof instanceof TracedLifetime ? proof.told_ : proof[0];
      const { service, time, instanceId } = told;
      const scope = said ?? told.scope;
      // The same problem mostly comes again and again, and comparing is cheaper than looking up.
      if (last?.key !== key || last.scope !== scope || last.service !== service) {
        const same = byKey.get(key) ?? new Map<string, Group>();
        byKey.set(key, same);
        const where = `${service} ${scope}`;
        last = same.get(where);
        if (!last) {
          const fresh = { same: true, ascending_: true, latest_: -1, ids: [], times: [], begins_: [] };
          last = { service, scope, key, instanceId, words_: words, told_: told, proof_: proof, ...fresh };
          same.set(where, last);
          groups.push(last);
        }
      }
      last.times.push(time);
      last.begins_.push(last.ids.length);
      // Now, while the entries are in the processor's cache, rather than fetch each of them once more at the end.
      pushIds(last.ids, proof);
      last.same &&= instanceId === last.instanceId;
      last.latest_ =
        proof instanceof TracedLifetime && proof.index > last.latest_
          ? proof.index
          : Number.POSITIVE_INFINITY;
      if (time >= last.told_.time) {
        last.words_ = words;
        last.told_ = told;
        last.proof_ = proof;
      } else last.ascending_ = false;
    },
    each,
  );
  return groups;
}

function findingOf(rule: Rule, group: Group): Finding {
  const { told_: told, same, latest_: latest, times } = group;
  const ids = group.ascending_ ? group.ids : sortedIds(group);
  ids.reverse();
  const words = group.words_();
  return {
    rule: rule.id,
    key: `${rule.id} ${told.service} ${group.scope} ${group.key}`,
    severity: words.severity ?? rule.severity,
    title: clip(words.title ?? rule.title ?? rule.id, 160),
    cause: `${clip(words.cause, 600)}${sayListeners(group.proof_)}`,
    fix: words.fix,
    link: words.link ?? rule.link,
    // No entry is in two lifetimes, nor twice in one proof: then there is no set of so many strings to build.
    entries: times.length === 1 || Number.isFinite(latest) ? ids : [...new Set(ids)],
    service: told.service,
    ...(same && told.instanceId ? { instanceId: told.instanceId } : undefined),
    scope: group.scope,
    ...(told.span ? { span: told.span } : undefined),
    time: told.time,
    count: times.length,
  };
}

/** ` Listeners: sw.js:12.`, of the first event among the proofs of which the log tells it. */
function sayListeners(proof: Proof): string {
  const entries = proof instanceof TracedLifetime ? [proof.told_] : proof.slice(0, 6);
  const said = entries.map(listenerSources).find(({ length }) => length > 0);
  return said ? ` Listeners: ${said.join(', ')}.` : '';
}

function sortedIds({ ids, times, begins_: begins }: Group): string[] {
  return times
    .map((time, index) => ({ time, ids: ids.slice(begins[index], begins[index + 1]) }))
    .sort((a, b) => a.time - b.time)
    .flatMap((occurrence) => occurrence.ids);
}

/** The most telling entry last. */
function pushIds(ids: string[], proof: Proof): void {
  if (proof instanceof TracedLifetime) {
    const { told_: told, opening_: opening } = proof;
    if (opening && opening !== told) ids.push(opening.id);
    ids.push(told.id);
  } else for (let i = proof.length - 1; i >= 0; i--) ids.push((proof[i] as Entry).id);
}
