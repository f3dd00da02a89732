import type { Entry } from '@offstage/sw-plugin/log';

/**
 * The same recording again and again, each time by other boots and `every` ms later: what a worker's log looks like after
 * an hour of the same.
 */
export function repeated(entries: readonly Entry[], times: number, every: number): readonly Entry[] {
  const boots = [...new Set(entries.map(({ boot }) => boot))].filter(Boolean);
  return Array.from({ length: times }, (_, turn) => {
    // Ids and spans begin with their boot.
    const told = boots.reduce(
      (text, boot) => text.replaceAll(boot, `${boot}t${turn}`),
      JSON.stringify(entries),
    );
    return (JSON.parse(told) as Entry[]).map((entry, index) => ({
      ...entry,
      seq: turn * entries.length + index + 1,
      id: `${entry.id}t${turn}`,
      time: entry.time + turn * every,
    }));
  }).flat();
}
