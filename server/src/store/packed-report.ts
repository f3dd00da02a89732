import { ownText } from './own-text.ts';
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
  readonly os: string;
  readonly app: string;
  readonly scope: string;
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

/** Each has at most some 2 kB of text. */
const LIMIT = 4_000;

/**
 * Packs reports; remembers kinds and agents, so that a flood of the same costs one lookup each. Looked up by one member
 * and then compared: to join all into a key would cost more than the rest.
 */
export function createPacker(): (report: NewReport) => PackedReport {
  const kinds = new Map<string, Kind[]>();
  const agents = new Map<string, Agent[]>();
  let kept = 0;

  function remember<Value>(map: Map<string, Value[]>, key: string, value: Value): Value {
    if (++kept > LIMIT) {
      kinds.clear();
      agents.clear();
      kept = 1;
    }
    const same = map.get(key);
    if (same === undefined) map.set(key, [value]);
    else same.push(value);
    return value;
  }

  function kindOf({ type, origin, endpoint, browser, noise, group, title }: NewReport): Kind {
    const known = kinds
      .get(group)
      ?.find(
        (kind) =>
          kind.browser === browser &&
          kind.endpoint === endpoint &&
          kind.noise === noise &&
          kind.type === type &&
          kind.origin === origin,
      );
    if (known !== undefined) return known;
    const id = storedHash(`${type}\n${origin}\n${endpoint}\n${browser}\n${noise}\n${group}`);
    return remember(kinds, ownText(group), {
      id,
      type: ownText(type),
      origin: ownText(origin),
      endpoint: ownText(endpoint),
      browser,
      noise: ownText(noise),
      group: ownText(group),
      title: ownText(title),
    });
  }

  function agentOf({ userAgent, browserVersion, os, app, scope }: NewReport): Agent {
    const known = agents
      .get(userAgent)
      ?.find(
        (agent) =>
          agent.browserVersion === browserVersion &&
          agent.os === os &&
          agent.app === app &&
          agent.scope === scope,
      );
    if (known !== undefined) return known;
    // Without the last two as it always was.
    const of = app === '' && scope === '' ? '' : `\n${app}\n${scope}`;
    const id = storedHash(`${browserVersion}\n${os}\n${userAgent}${of}`);
    const own = ownText(userAgent);
    return remember(agents, own, {
      id,
      userAgent: own,
      browserVersion,
      os,
      app: ownText(app),
      scope: ownText(scope),
    });
  }

  return (report) => ({
    kind: kindOf(report),
    agent: agentOf(report),
    slot: report.slot,
    hash: report.hash,
    received: report.received,
    time: report.time,
    weight: report.weight,
    url: report.url,
    body: report.json,
  });
}
