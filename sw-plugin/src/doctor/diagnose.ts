import type { Entry } from '../log/entry.ts';
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
  const told = RULES.map((rule) => gather(rule, history, (...look) => looks.push(look)));
  for (const lifetime of history.remarkable_)
    for (const look of looks) if (lifetime.signs_ & look[0]) look[1](lifetime);
  for (const [, , last] of looks) last?.();
  return told
    .flatMap((tell) => tell())
    .sort((a, b) => ORDER[a.severity] - ORDER[b.severity] || b.time - a.time);
}

/** All occurrences of one key. */
interface Group {
  readonly scope: string;
  /** Of their entries: the oldest occurrence first, and of each the most telling entry last. */
  readonly ids_: string[];
  /** Of each of the ids, the time of its occurrence. */
  readonly times_: number[];
  count: number;
  readonly instanceId: string;
  /** All occurrences are of this instance. */
  same_: boolean;
  readonly key: string;
  /** Of the newest occurrence; of equal times, the one that was found last. */
  told_: Entry;
  words_: Occurrence['words_'];
  proof_: Proof;
  ascending_: boolean;
  /** All proofs are lifetimes: then each is another one, and none of the ids comes twice. */
  single_: boolean;
}

/** Returns what to ask for a rule's findings when all lifetimes have been handed over. */
function gather(rule: Rule, history: History, each: Each): () => readonly Finding[] {
  const groups = new Map<string, Group>();
  let last: Group | undefined;
  rule.find(
    history,
    ({ proof_: proof, words_: words, key = '', scope: said }) => {
      const told = proof instanceof TracedLifetime ? proof.told_ : proof[0];
      const { service, time, instanceId } = told;
      const scope = said ?? told.scope;
      // The same problem mostly comes again and again, and comparing is cheaper than looking up.
      if (last?.key !== key || last.scope !== scope || last.told_.service !== service) {
        const name = `${service}\n${scope}\n${key}`;
        last = groups.get(name);
        if (!last) {
          last = {
            scope,
            key,
            instanceId,
            words_: words,
            told_: told,
            proof_: proof,
            same_: true,
            ascending_: true,
            single_: true,
            ids_: [],
            times_: [],
            count: 0,
          };
          groups.set(name, last);
        }
      }
      last.count++;
      // Now, while the entries are in the processor's cache, rather than fetch each of them once more at the end.
      pushIds(last, time, proof);
      last.same_ &&= instanceId === last.instanceId;
      last.single_ &&= proof instanceof TracedLifetime;
      if (time >= last.told_.time) {
        last.words_ = words;
        last.told_ = told;
        last.proof_ = proof;
      } else last.ascending_ = false;
    },
    each,
  );
  return () => [...groups.values()].map((group) => findingOf(rule, group));
}

function findingOf(rule: Rule, group: Group): Finding {
  const { told_: told, count } = group;
  const ids = group.ascending_ ? group.ids_ : sortedIds(group);
  ids.reverse();
  const words = group.words_();
  return {
    rule: rule.id,
    key: `${rule.id} ${told.service} ${group.scope} ${group.key}`,
    severity: words.severity ?? rule.severity ?? 'error',
    title: clip(words.title ?? rule.title ?? rule.id, 160),
    cause: `${clip(words.cause, 600)}${sayListeners(group.proof_)}`,
    fix: words.fix,
    link: rule.link,
    // No entry is in two lifetimes: then there is no set of so many strings to build.
    entries: group.single_ ? ids : [...new Set(ids)],
    service: told.service,
    ...(group.same_ && told.instanceId ? { instanceId: told.instanceId } : undefined),
    scope: group.scope,
    ...(told.span ? { span: told.span } : undefined),
    time: told.time,
    count,
  };
}

/** ` Listeners: sw.js:12.`, of the first event among the proofs of which the log tells it. */
function sayListeners(proof: Proof): string {
  const entries = proof instanceof TracedLifetime ? [proof.told_] : proof.slice(0, 6);
  const said = entries.map(listenerSources).find(({ length }) => length > 0);
  return said ? ` Listeners: ${said.join(', ')}.` : '';
}

function sortedIds({ ids_: ids, times_: times }: Group): string[] {
  return ids
    .map((id, index) => ({ id, time: times[index] as number }))
    .sort((a, b) => a.time - b.time)
    .map(({ id }) => id);
}

/** The most telling entry last. */
function pushIds({ ids_: ids, times_: times }: Group, time: number, proof: Proof): void {
  if (proof instanceof TracedLifetime) {
    const { told_: told, opening_: opening } = proof;
    if (opening && opening !== told) ids.push(opening.id);
    ids.push(told.id);
  } else for (let i = proof.length - 1; i >= 0; i--) ids.push((proof[i] as Entry).id);
  while (times.length < ids.length) times.push(time);
}
