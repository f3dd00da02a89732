/** An app as its author would write it, with the lines of Offstage that the README names for its tools. */
export interface SetUp {
  /** As the table in the README has it. */
  readonly name: string;
  /** Packages from the registry, by exact version; ours come from tarballs. */
  readonly packages: Readonly<Record<string, string>>;
  /** Which of our packages it needs. */
  readonly ours: readonly ('sw-plugin' | 'sdk' | 'viewer' | 'server')[];
  /** The app's files, by path. `@our/PATH` copies a file or folder of an installed package: `@our/@offstage/sdk/dist/offstage.js`. */
  readonly files: Readonly<Record<string, string>>;
  /** Arguments of `npx`, in order; none: the folder is served as it is. */
  readonly build?: readonly (readonly string[])[];
  /** What is served, relative to the app. */
  readonly served: string;
  /** Path of the viewer (default `/viewer/`); its pages fall back to the app's where it is a route. */
  readonly viewer?: string;
  /** Answered by `/index.html` where there is no such file: a single-page app. */
  readonly singlePage?: boolean;
  /** A server of its own, as arguments of `npx` that take a port in place of `PORT`, instead of static files. */
  readonly server?: readonly string[];
  /** What must not be in the worker's precache. */
  readonly notPrecached?: RegExp;
}
