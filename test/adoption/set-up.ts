/** An app as its author would write it, with the lines of Offstage that the README names for its tools. */
export interface SetUp {
  /** As the table in the README has it. */
  readonly name: string;
  /** Packages from the registry, by exact version; ours come from tarballs. */
  readonly packages: Readonly<Record<string, string>>;
  /** Which of our packages it needs. */
  readonly ours: readonly ('sw-plugin' | 'sdk' | 'viewer' | 'server')[];
  /**
   * The app's files, by path. `@our/PATH` copies a file or folder of an installed package:
   * `@our/@offstage/sdk/dist/offstage.js`.
   */
  readonly files: Readonly<Record<string, string>>;
  /** Arguments of `npx`, one list a command. None: the folder is served as it is. */
  readonly build?: readonly (readonly string[])[];
  /** Where what was built is shown. */
  readonly runs: readonly Run[];
  /** Path of the viewer (default `/viewer/`). */
  readonly viewer?: string;
  /** The payload that the app's own push handler shows under this title (default: the title itself). */
  readonly push?: (title: string) => string;
  /** What must not be in the worker's precache. */
  readonly notPrecached?: RegExp;
  /** Where the built worker lies, if the folder is not served as it is. */
  readonly precacheIn?: string;
}

/** Files that are served as they are, or a command of the app's own tools that serves them at `PORT`. */
export type Run =
  | {
      readonly served: string;
      /** What no file answers is answered by its `index.html`: a single-page app. */
      readonly singlePage?: boolean;
    }
  | {
      /** Arguments of `npx`; `PORT` stands for a free port, which the variable of that name has, too. */
      readonly server: readonly string[];
    };
