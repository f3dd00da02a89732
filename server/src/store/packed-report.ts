import type { NewReport } from './store.ts';
import { storedHash } from './stored-hash.ts';

/** What a report shares with others of its kind. */
export interface Kind {
  readonly id: bigint;
  readonly type: string;
  readonly origin: string;
  readonly endpoint: string;
  readonly browser: string;
  readonly noise: string;
  readonly group: string;
  readonly title: string;
}

export interface Agent {
  readonly id: bigint;
  readonly userAgent: string;
  readonly browserVersion: string;
}

/** A report as rows: what it shares, by reference, and what is its own. */
export interface PackedReport {
  readonly kind: Kind;
  readonly agent: Agent;
  readonly slot: number;
  readonly hash: bigint;
  readonly received: number;
  readonly time: number;
  readonly weight: number;
  readonly url: string;
  readonly body: string;
}

const LIMIT = 20_000;

/** Packs reports; remembers kinds and agents, so that a flood of the same costs one lookup each. */
export function createPacker(): (report: NewReport) => PackedReport {
  const kinds = new Map<string, Kind>();
  const agents = new Map<string, Agent>();
  return (report) => {
    const { type, origin, endpoint, browser, noise, group, title, userAgent, browserVersion } = report;
    const kindKey = `${type}\n${origin}\n${endpoint}\n${browser}\n${noise}\n${group}`;
    const kind = remember(kinds, kindKey, () => ({
      id: storedHash(kindKey),
      type,
      origin,
      endpoint,
      browser,
      noise,
      group,
      title,
    }));
    const agentKey = `${browserVersion}\n${userAgent}`;
    const agent = remember(agents, agentKey, () => ({ id: storedHash(agentKey), userAgent, browserVersion }));
    return {
      kind,
      agent,
      slot: report.slot,
      hash: report.hash,
      received: report.received,
      time: report.time,
      weight: report.weight,
      url: report.url,
      body: report.json,
    };
  };
}

function remember<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) {
    if (map.size >= LIMIT) map.clear();
    value = make();
    map.set(key, value);
  }
  return value;
}
