import type { Agent, Kind, PackedReport } from '../packed-report.ts';

/**
 * Reports on their way to the thread that writes: columns, since copying an object per report between threads costs
 * more than storing it, and kinds and agents only the first time.
 */
export interface Batch {
  /** Everything that was described before is to be forgotten. */
  readonly anew: boolean;
  readonly kinds: readonly Kind[];
  readonly agents: readonly Agent[];
  /** Per report: hash, id of its kind, id of its agent. */
  readonly keys: BigInt64Array;
  /** Per report: received, time, weight. */
  readonly numbers: Float64Array;
  /** Per report: characters of its URL, and of its body. */
  readonly lengths: Uint32Array;
  /** All URLs and bodies, one after the other: one long string is copied faster than many. */
  readonly text: string;
}

/** Of `keys`, and of `numbers`. */
export const COLUMNS = 3;

export interface BatchMaker {
  make(reports: readonly PackedReport[]): Batch;
  /** After a batch that failed: the other side may have lost what it knew. */
  forget(): void;
}

/** Descriptions that the other side keeps. */
const LIMIT = 5_000;

export function createBatchMaker(): BatchMaker {
  const described = new Set<bigint>();
  let anew = true;
  return {
    make(reports) {
      if (described.size > LIMIT) {
        described.clear();
        anew = true;
      }
      const kinds: Kind[] = [];
      const agents: Agent[] = [];
      const keys = new BigInt64Array(reports.length * COLUMNS);
      const numbers = new Float64Array(reports.length * COLUMNS);
      const lengths = new Uint32Array(reports.length * 2);
      let text = '';
      let at = 0;
      let length = 0;
      for (const { kind, agent, hash, received, time, weight, url, body } of reports) {
        if (!described.has(kind.id)) {
          described.add(kind.id);
          kinds.push(kind);
        }
        if (!described.has(agent.id)) {
          described.add(agent.id);
          agents.push(agent);
        }
        keys[at] = hash;
        keys[at + 1] = kind.id;
        keys[at + 2] = agent.id;
        numbers[at] = received;
        numbers[at + 1] = time;
        numbers[at + 2] = weight;
        lengths[length++] = url.length;
        lengths[length++] = body.length;
        text += url;
        text += body;
        at += COLUMNS;
      }
      const batch: Batch = { anew, kinds, agents, keys, numbers, lengths, text };
      anew = false;
      return batch;
    },
    forget() {
      described.clear();
      anew = true;
    },
  };
}
