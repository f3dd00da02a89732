import { parse } from 'jsonc-parser';
import type { App } from './app.ts';
import { below } from './place.ts';

interface Asset {
  readonly glob?: string;
  readonly input?: string;
  readonly output?: string;
}

interface Options {
  readonly assets?: readonly (string | Asset)[];
  readonly browser?: string;
  readonly main?: string;
  readonly serviceWorker?: unknown;
  readonly ngswConfigPath?: string;
}

interface Written {
  readonly root?: string;
  readonly sourceRoot?: string;
  readonly architect?: { readonly build?: { readonly options?: Options } };
  readonly targets?: Written['architect'];
}

/** A project of angular.json. */
export interface AngularProject {
  /** Where its list of assets is in angular.json; undefined where it has none. */
  readonly path: readonly string[] | undefined;
  readonly assets: readonly (string | Asset)[];
  readonly source: string;
  /** Folders of packages that are served. */
  readonly fromPackages: readonly string[];
  /** The folder whose files are all served; undefined before Angular 18, where each is named. */
  readonly publicFolder: string | undefined;
  /** The module that pages load. */
  readonly main: string;
}

const trimmed = (folder: string): string => folder.replace(/^\.?\/|\/$/g, '');

/** The project with the service worker; else the first that is built into pages; undefined where none is. */
export function angularProject(app: App): AngularProject | undefined {
  const config = parse(app.read('angular.json') ?? '{}') as
    | { projects?: Record<string, Written> }
    | undefined;
  const all = Object.entries(config?.projects ?? {}).flatMap(([name, project]) => {
    const member = project?.architect ? 'architect' : 'targets';
    const options = project?.[member]?.build?.options;
    const isApp = options?.assets ?? options?.browser ?? options?.main;
    return options && isApp ? [{ name, project, member, options }] : [];
  });
  const found = all.find(({ options }) => Boolean(options.serviceWorker ?? options.ngswConfigPath)) ?? all[0];
  if (found === undefined) return undefined;
  const { name, project, member, options } = found;
  const source = trimmed(project.sourceRoot ?? below(trimmed(project.root ?? ''), 'src'));
  const assets = options.assets ?? [];
  const whole = assets.find(
    (one): one is Asset =>
      typeof one !== 'string' &&
      one.input !== undefined &&
      /^\*\*(\/\*)?$/.test(one.glob ?? '') &&
      /^\/?$/.test(one.output ?? '') &&
      !/node_modules/.test(one.input),
  );
  return {
    path: options.assets && ['projects', name, member, 'build', 'options', 'assets'],
    assets,
    source,
    fromPackages: assets.flatMap((one) =>
      typeof one !== 'string' && one.input !== undefined && /node_modules/.test(one.input) ? [one.input] : [],
    ),
    publicFolder: whole?.input === undefined ? undefined : trimmed(whole.input),
    main: trimmed(options.browser ?? options.main ?? `${source}/main.ts`),
  };
}
