import type { DiagnoseOptions } from './history.ts';
import type { Logbook } from './logbook.ts';
export interface Story {
  readonly kind: string;
  readonly told: string;
  readonly write: (log: Logbook) => void;
  /** Rule, severity, and what the finding has to say; nothing for a healthy one. */
  readonly found: readonly (readonly [rule: string, severity: string, says: RegExp])[];
  readonly options?: DiagnoseOptions;
}
export declare const STORIES: readonly Story[];
//# sourceMappingURL=stories.fixture.d.ts.map
