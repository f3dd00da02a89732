import { type Entry, type Recording, SERVICES, type Service } from '@offstage/sw-plugin/log';
import type { Sink, Source } from '../sources/source.ts';

/** A source in memory, with a hand to move it, for tests. */
export interface SampleSource extends Source {
  /** Adds entries as if they had just happened. */
  push(...entries: readonly Entry[]): void;
  readonly cleared: (Service | undefined)[];
}

/** @param entries what is there from the start */
export function sampleSource(entries: readonly Entry[]): SampleSource {
  let sink: Sink | undefined;
  const states = Object.fromEntries(SERVICES.map((one) => [one, { recording: true, until: 4e12 }]));
  const cleared: (Service | undefined)[] = [];
  return {
    id: 'log',
    kind: 'log',
    name: '',
    origin: 'https://notes.example/',
    cleared,
    open(opened) {
      sink = opened;
      opened.reset();
      opened.append(entries);
      opened.state({ phase: 'live', reason: 'connected' });
      return () => {
        sink = undefined;
      };
    },
    push: (...added) => sink?.append(added),
    recording: async () => ({ ...states }) as Recording,
    setRecording: async (service, on) => {
      states[service] = { recording: on, until: on ? 4e12 : 0 };
    },
    clear: async (service) => {
      cleared.push(service);
      sink?.reset();
      return entries.length;
    },
    usage: async () => ({ entries: entries.length, bytes: 5000, dropped: 0, oldest: entries[0]?.time }),
    alive: async () => new Set<string>(),
  };
}
