/**
 * The import borders of the house. Paths are relative to the repository; a rule holds for the files below `below`,
 * and where several hold, all of them do.
 */
export interface Rule {
  readonly below: string;
  /** Modules that may be imported: folders or files of the repository, or `npm` for any package from outside. */
  readonly mayImport: readonly string[];
  /** Folders that may be imported for their types only. */
  readonly mayImportTypes?: readonly string[];
  /** Packages from outside that are forbidden here all the same. */
  readonly neverImport?: RegExp;
  /** What must not be named in code (comments don't count, strings only where it says so), and why. */
  readonly neverNames?: { readonly pattern: RegExp; readonly because: string; readonly inStrings?: true };
}
