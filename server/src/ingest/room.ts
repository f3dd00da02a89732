import { createInFlight, type InFlight } from './in-flight.ts';
import type { IngestLimits } from './limits.ts';
import { createShares, type Shares } from './shares.ts';

/** How much of what has come may be in memory and under way; of several ingests that are one server's, together. */
export interface Room {
  /** Bytes of memory that bodies take which arrive in parts. */
  readonly arriving: InFlight;
  /** Characters of bodies that are worked on. */
  readonly workedOn: InFlight;
  /** Who may begin to be worked on. */
  readonly shares: Shares;
}

const MB = 2 ** 20;

/** Apart from each other: who sends slowly keeps nobody else from sending at once. Of a body at the limit, four must fit. */
export function createRoom({ bodyBytes }: Pick<IngestLimits, 'bodyBytes'>): Room {
  const room = (total: number) =>
    createInFlight({ total: Math.max(total, 8 * bodyBytes), perClient: Math.max(2 * MB, 4 * bodyBytes) });
  return { arriving: room(8 * MB), workedOn: room(16 * MB), shares: createShares() };
}
