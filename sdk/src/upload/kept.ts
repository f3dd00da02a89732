/** The page's `localStorage`; undefined where the getter itself throws (site data blocked, a sandboxed frame). */
export function kept(scope: Window): Storage | undefined {
  try {
    return scope.localStorage;
  } catch {
    return undefined;
  }
}
