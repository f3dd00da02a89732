/** The page's Web Locks. Undefined in insecure contexts and old browsers. */
export function locksOf(navigator: Navigator): LockManager | undefined {
  return navigator.locks as LockManager | undefined;
}
