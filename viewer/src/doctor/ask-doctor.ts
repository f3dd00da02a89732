import { trustedScriptURL } from '@offstage/sdk';
import type { LogModel } from '../model/log-model.ts';
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
  /** Diagnoses what the model holds now. Undefined when a later call overtook this one, or it was stopped. */
  ask(alive: ReadonlySet<string> | undefined, now: number): Promise<Diagnosis | undefined>;
  stop(): void;
}

/** Keeps a worker that diagnoses a model. Without workers (a strict policy, a bundler that lost the file) it asks here. */
export function createDoctor(model: LogModel): Doctor {
  let worker = startWorker();
  let low = 0;
  let high = 0;
  let epoch = model.epoch;
  let asked = 0;
  let pending: ((answer: Diagnosis | undefined) => void) | undefined;

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

  const send = (message: DoctorQuestion): void => worker?.postMessage(message);

  /** Brings the worker's copy up to date, with a pause after each piece. */
  const catchUp = async (mine: number): Promise<void> => {
    // The copy would else keep for ever what the log no longer has.
    if (epoch !== model.epoch || model.low - low > model.size / 4) {
      send({ reset: true });
      epoch = model.epoch;
      low = Math.max(0, model.low);
      high = low;
    }
    while (mine === asked && worker !== undefined && (high < model.high || low > model.low)) {
      if (high < model.high) {
        const until = Math.min(model.high, high + PIECE);
        send({ add: slice(model, high, until), older: false });
        high = until;
      } else {
        const from = Math.max(model.low, low - PIECE);
        send({ add: slice(model, from, low).reverse(), older: true });
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
      if (worker === undefined) return askHere(model, alive, now);
      const answer = await new Promise<Diagnosis | undefined>((resolve) => {
        pending = resolve;
        send({ ask: mine, alive, now });
      });
      // The worker could not be loaded: no answer is not an answer.
      return answer === undefined && worker === undefined && mine === asked
        ? askHere(model, alive, now)
        : answer;
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
  model: LogModel,
  alive: ReadonlySet<string> | undefined,
  now: number,
): Promise<Diagnosis> {
  await import(/* @vite-ignore */ /* webpackIgnore: true */ doctorURL);
  // Not the name of the worker's own constant: to import it would put the rules into this file as well.
  const { [Symbol.for('offstage doctor')]: diagnosed } = globalThis as unknown as {
    readonly [here: symbol]: typeof import('./doctor-worker.ts').diagnosed;
  };
  return (diagnosed as NonNullable<typeof diagnosed>)(
    slice(model, Math.max(model.low, model.high - MOST_HERE), model.high),
    alive,
    now,
  );
}

const slice = (model: LogModel, from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => model.entry(from + index));
