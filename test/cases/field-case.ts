import type { Severity } from '@offstage/sw-plugin/doctor';

/** One thing that happens: `do` says what, the others to what. See README.md. */
export interface Step {
  readonly do: string;
  readonly permission?: string;
  readonly permissions?: readonly string[];
  readonly path?: string;
  readonly registers?: string;
  readonly scope?: string;
  readonly script?: string;
  readonly tag?: string;
  readonly minInterval?: number;
  readonly payload?: unknown;
  readonly away?: boolean;
  readonly button?: string;
  readonly amount?: string;
  readonly status?: number;
  readonly drop?: boolean;
  readonly event?: string;
  /** As of a `LogPattern`. */
  readonly where?: Readonly<Record<string, unknown>>;
  readonly nth?: number;
  readonly ms?: number;
  readonly file?: string;
}

/** What the site answers on a path: `METHOD /path`, `*` at its end for any rest. */
export interface RouteRule {
  readonly route: string;
  readonly status?: number;
  /** The connection is closed without an answer. A text is a remark: not from the start. */
  readonly drop?: boolean | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An entry that has to be in the log. Text in `where` is a regular expression, `null` is "absent or null". */
export interface LogPattern {
  readonly event?: string;
  readonly where?: Readonly<Record<string, unknown>>;
  /** Type of the event in which it happened. */
  readonly during?: string;
  readonly count?: number;
  readonly atLeast?: number;
  /** One of these instead. */
  readonly any?: readonly LogPattern[];
}

export interface FindingPattern {
  readonly any?: readonly string[];
  readonly rule?: string;
  readonly severity?: readonly Severity[];
  /** Regular expressions, all of which have to be found in the finding's words. */
  readonly match?: readonly string[];
}

export interface Expectation {
  readonly log?: readonly LogPattern[];
  readonly doctor?: {
    readonly must?: readonly FindingPattern[];
    readonly mustNot?: readonly FindingPattern[];
    /** Any other error or warning is a false alarm. */
    readonly allowed?: readonly FindingPattern[];
  };
}

/** What a case and a variation of it can both say. */
export interface Play {
  readonly steps: readonly Step[];
  readonly expect: Expectation;
  readonly server?: readonly RouteRule[];
  /** Other paths under which the worker is served. */
  readonly files?: Readonly<Record<string, string>>;
  readonly replace?: readonly (readonly [string, string])[];
  /** Of a given log, what is kept: hours before its newest entry, from and to. */
  readonly keepHoursAgo?: readonly (readonly [number, number])[];
  readonly pushService?: 'refuses' | null;
}

/** A case as it stands in its file. */
export interface FieldCase extends Play {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly log?: string;
  /** It is about what Firefox does too, and is played there as well; or `only` there. */
  readonly firefox?: boolean | 'only';
  readonly runs?: readonly (Partial<Play> & { readonly name?: string })[];
}

/** One variation, ready to be played. */
export interface Run extends Play {
  /** `NN-name`, and the variation's own. */
  readonly name: string;
  /** The host's worker, behind the plugin. */
  readonly worker: string;
  readonly firefox?: boolean | 'only';
  /** Folder of the case's files. */
  readonly folder: string;
}
