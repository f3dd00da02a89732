/**
 * For `memo`: whether what is shown is the same. Handlers (`on…`) are new on every render and not compared; a component
 * that is memoised with this must get handlers that depend on nothing but its own other properties.
 */
export function sameData<Props extends object>(before: Props, after: Props): boolean {
  for (const key of Object.keys(after) as (keyof Props & string)[]) {
    if (!/^on[A-Z]/.test(key) && before[key] !== after[key]) return false;
  }
  return true;
}
