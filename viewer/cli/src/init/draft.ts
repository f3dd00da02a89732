import { realpathSync } from 'node:fs';
import path from 'node:path';
import { type Already, findAlready } from './already.ts';
import type { App } from './app.ts';
import { encode, isSameText } from './source-text.ts';

/** What becomes of one file. */
export interface Change {
  readonly file: string;
  /** Undefined: there is none yet. */
  readonly before: Buffer | undefined;
  readonly after: Buffer;
  /** Text is shown as a diff; what is copied only by its name. */
  readonly text: boolean;
}

/** What somebody has to do by hand, because no program can do it safely. */
export interface ByHand {
  /** Where, and why it was left. */
  readonly what: string;
  /** The lines to write. */
  readonly lines: readonly string[];
}

/** What init would change, collected before anything is written. */
export interface Draft {
  readonly app: App;
  /** What the app has by lines of its own. */
  readonly already: Already;
  /** A file's text with the changes so far. */
  read(name: string): string | undefined;
  write(name: string, text: string): void;
  copy(name: string, bytes: Buffer): void;
  byHand(what: string, ...lines: readonly string[]): void;
  /** A package that the app has to install. */
  need(name: string): void;
  /** What was found, for the person. */
  found(what: string): void;
  readonly changes: readonly Change[];
  readonly left: readonly ByHand[];
  readonly needed: readonly string[];
  readonly about: readonly string[];
}

export function createDraft(app: App, already: Already = findAlready(app)): Draft {
  const texts = new Map<string, string>();
  const copies = new Map<string, Buffer>();
  const left: ByHand[] = [];
  const needed = new Set<string>();
  const about = new Set<string>();
  return {
    app,
    already,
    read: (name) => texts.get(name) ?? app.read(name),
    write(name, text) {
      if (isInside(app, name)) texts.set(name, text);
      else left.push({ what: `${name} leads out of the app’s folder, and is left as it is.`, lines: [] });
    },
    copy(name, bytes) {
      if (isInside(app, name)) copies.set(name, bytes);
      else left.push({ what: `${name} leads out of the app’s folder, and is left as it is.`, lines: [] });
    },
    byHand(what, ...lines) {
      if (!left.some((one) => one.what === what)) left.push({ what, lines });
    },
    need: (name) => void (app.depends(name) === undefined && needed.add(name)),
    found: (what) => void about.add(what),
    get changes() {
      const all = [
        ...[...texts].map(
          ([file, text]): Change => ({ file, before: app.bytes(file), after: encode(text), text: true }),
        ),
        ...[...copies].map(
          ([file, after]): Change => ({ file, before: app.bytes(file), after, text: false }),
        ),
      ];
      return all.filter(
        ({ before, after, text }) =>
          before === undefined || !(text ? before.equals(after) : isSameText(before, after)),
      );
    },
    left,
    get needed() {
      return [...needed];
    },
    get about() {
      return [...about];
    },
  };
}

/** Links may lead anywhere; only what lies in the app is written. */
function isInside(app: App, name: string): boolean {
  let at = app.full(name);
  for (;;) {
    try {
      const real = realpathSync(at);
      return real === app.root || real.startsWith(app.root + path.sep);
    } catch {
      const above = path.dirname(at);
      if (above === at) return false;
      at = above;
    }
  }
}
