import { trustedScriptURL } from '@offstage/sdk';
import type { Entry } from '@offstage/sw-plugin/log';
import type { LogModel } from '../model/log-model.ts';
import { receivedOf } from '../model/report-of.ts';
import type { Diagnosis, DoctorAnswer, DoctorQuestion } from './doctor-worker.ts';
// One self-contained file, for the worker and for a page that can have none.
import doctorURL from './doctor-worker.ts?worker&url';

/** Where the rules are. */
export const DOCTOR_URL: string = doctorURL;

/** Entries per message: a piece is copied within a few milliseconds. */
const PIECE = 1000;
/** Where no worker can be had, only so many of the newest entries are checked, so that the page stays quick. */
const MOST_HERE = 20_000;

export interface Doctor {
  /**
   * Diagnoses what the model holds now. Undefined when a later call overtook this one, or it was stopped.
   *
   * @param now epoch milliseconds; undefined: when the newest entry that it looks at was written
   */
  ask(alive: ReadonlySet<string> | undefined, now?: number): Promise<Diagnosis | undefined>;
  stop(): void;
}

/**
 * Keeps a worker that diagnoses a model. Without workers (a strict policy, a bundler that lost the file) it asks here.
 *
 * @param installs only entries of these installations are looked at; empty: all are
 */
export function createDoctor(model: LogModel, installs: readonly string[] = []): Doctor {
  let worker = startWorker();
  let low = 0;
  let high = 0;
  let epoch = model.epoch;
  let asked = 0;
  let pending: ((answer: Diagnosis | undefined) => void) | undefined;
  let latest = 0;

  const settle = (answer: Diagnosis | undefined): void => {
    pending?.(answer);
    pending = undefined;
  };
  if (worker !== undefined) {
    worker.onmessage = ({ data }: MessageEvent<DoctorAnswer>) => {
      if (data.ask === asked) settle(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      worker = undefined;
      settle(undefined);
    };
  }

  const slice = (from: number, to: number): readonly Entry[] => {
    const taken: Entry[] = [];
    for (let at = from; at < to; at++) {
      const entry = model.entry(at);
      if (installs.length > 0 && !installs.includes(receivedOf(entry)?.install ?? '')) continue;
      taken.push(entry);
      latest = Math.max(latest, entry.time);
    }
    return taken;
  };
  const send = (message: DoctorQuestion): void => worker?.postMessage(message);

  /** Brings the worker's copy up to date, with a pause after each piece. */
  const catchUp = async (mine: number): Promise<void> => {
    // The copy would else keep for ever what the log no longer has.
    if (epoch !== model.epoch || model.low - low > model.size / 4) {
      send({ reset: true });
      latest = 0;
      epoch = model.epoch;
      low = Math.max(0, model.low);
      high = low;
    }
    while (mine === asked && worker !== undefined && (high < model.high || low > model.low)) {
      if (high < model.high) {
        const until = Math.min(model.high, high + PIECE);
        send({ add: slice(high, until), older: false });
        high = until;
      } else {
        const from = Math.max(model.low, low - PIECE);
        send({ add: slice(from, low).toReversed(), older: true });
        low = from;
      }
      await new Promise((done) => setTimeout(done));
    }
  };

  return {
    async ask(alive, now) {
      const mine = ++asked;
      settle(undefined);
      await catchUp(mine);
      if (mine !== asked) return undefined;
      const here = (): Promise<Diagnosis> =>
        askHere(slice(Math.max(model.low, model.high - MOST_HERE), model.high), alive, now ?? latest);
      if (worker === undefined) return here();
      const answer = await new Promise<Diagnosis | undefined>((resolve) => {
        pending = resolve;
        send({ ask: mine, alive, now: now ?? latest });
      });
      // The worker could not be loaded: no answer is not an answer.
      return answer === undefined && worker === undefined && mine === asked ? here() : answer;
    },
    stop() {
      asked = -1;
      settle(undefined);
      worker?.terminate();
      worker = undefined;
    },
  };
}

function startWorker(): Worker | undefined {
  try {
    // A policy of Trusted Types may forbid mere strings.
    return new Worker(trustedScriptURL(doctorURL) as string, { type: 'module' });
  } catch {
    return undefined;
  }
}

async function askHere(
  entries: readonly Entry[],
  alive: ReadonlySet<string> | undefined,
  now: number,
): Promise<Diagnosis> {
  await import(/* @vite-ignore */ /* webpackIgnore: true */ doctorURL);
  // Not the name of the worker's own constant: to import it would put the rules into this file as well.
  const { [Symbol.for('offstage doctor')]: diagnosed } = globalThis as unknown as {
    readonly [here: symbol]: typeof import('./doctor-worker.ts').diagnosed;
  };
  return (diagnosed as NonNullable<typeof diagnosed>)(entries, alive, now);
}
