import { allows, directiveFor, type Policy } from './policy.ts';
import type { Results } from './result.ts';

export interface Governed {
  /** As the person knows it: the header, or the page's own tag. */
  readonly from: string;
  readonly policies: readonly Policy[];
  readonly page: URL;
}

/** What a page's policies forbid that Offstage does. @param worker address of the worker, where one is known */
export function checkPagePolicies(
  { from, policies, page }: Governed,
  worker: URL | undefined,
  scripts: readonly URL[],
  results: Results,
): void {
  let good = true;
  const bad = (code: string, says: string, fix: string): void => {
    good = false;
    results.bad('error', code, says, from, fix);
  };
  for (const policy of policies) {
    const decides = directiveFor(policy, 'worker-src', 'child-src', 'script-src', 'default-src');
    if (worker && decides && !decides[1].includes("'strict-dynamic'") && !allows(decides[1], worker, page))
      bad(
        'CSP_WORKER',
        `${decides[0]} forbids the worker ${worker.pathname}.`,
        `Add to the policy: worker-src 'self'`,
      );
    const script = directiveFor(policy, 'script-src-elem', 'script-src', 'default-src');
    for (const address of scripts)
      if (
        script &&
        !script[1].some((one) => /^'(nonce-|strict-dynamic)/.test(one)) &&
        !allows(script[1], address, page)
      )
        bad('CSP_SCRIPT', `${script[0]} forbids ${address.pathname}.`, `Add to ${script[0]}: 'self'`);
    const types = policy.get('trusted-types');
    if (
      policy.has('require-trusted-types-for') &&
      types &&
      !types.includes('offstage') &&
      !types.includes('*')
    )
      bad(
        'TRUSTED_TYPES',
        'trusted-types does not allow the policy “offstage”, so start() cannot register a worker.',
        'Add offstage to trusted-types.',
      );
    const sandbox = policy.get('sandbox');
    if (sandbox && !sandbox.includes('allow-same-origin'))
      bad(
        'CSP_SANDBOX',
        'sandbox takes the page’s origin away: no service worker, no database.',
        'Add allow-same-origin to sandbox.',
      );
  }
  if (good && policies.length > 0)
    results.ok('CSP', 'The page’s Content-Security-Policy lets Offstage work.', from);
}

/** What the worker's own policies forbid. @param plugin address of the plugin's script, where the worker names one */
export function checkWorkerPolicies(
  { from, policies, page }: Governed,
  plugin: URL | undefined,
  results: Results,
): void {
  if (plugin === undefined) return;
  for (const policy of policies) {
    const script = directiveFor(policy, 'script-src-elem', 'script-src', 'default-src');
    if (script && !allows(script[1], plugin, page))
      results.bad(
        'error',
        'CSP_IMPORT',
        `The worker’s own ${script[0]} forbids importScripts('${plugin.pathname}').`,
        from,
        `Add to ${script[0]}: 'self'`,
      );
    if (policy.has('require-trusted-types-for'))
      results.bad(
        'error',
        'TRUSTED_TYPES_WORKER',
        'The worker’s own policy takes no text for importScripts().',
        from,
        'Send require-trusted-types-for with pages only, or give importScripts() what a policy of yours made.',
      );
  }
}
