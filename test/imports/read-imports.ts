import { stripQuotedCode } from './strip-comments.ts';

export interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

const STATEMENT =
  /\b(?:import|export)\s+(type\s+)?((?:[\w*$\s{},]|\btype\b)*?\bfrom\s*)?['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/g;

/** True for `{ type A, type B }`: under `verbatimModuleSyntax` that still loads the module, but binds no value. */
const namesOnlyTypes = (clause: string): boolean => {
  const names =
    /^\s*\{([^}]*)\}\s*from\s*$/
      .exec(clause)?.[1]
      ?.split(',')
      .filter((name) => name.trim() !== '') ?? [];
  return names.length > 0 && names.every((name) => name.trim().startsWith('type '));
};

/** Every module that a TypeScript source imports or re-exports, `import()` included. */
export function readImports(source: string): readonly Import[] {
  const imports: Import[] = [];
  for (const [, type, clause, statement, dynamic] of stripQuotedCode(source).matchAll(STATEMENT)) {
    imports.push({
      specifier: statement ?? dynamic ?? '',
      typeOnly: type !== undefined || (clause !== undefined && namesOnlyTypes(clause)),
    });
  }
  return imports;
}
