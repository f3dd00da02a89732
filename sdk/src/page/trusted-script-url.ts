/** An object that a policy of Trusted Types made: https://w3c.github.io/trusted-types/dist/spec/#trusted-script-url */
export interface TrustedScriptURLLike {
  toString(): string;
  toJSON(): string;
}

/** The address of a script, as `navigator.serviceWorker.register()` takes it. */
export type ScriptURL = string | URL | TrustedScriptURLLike;

interface PolicyFactory {
  readonly defaultPolicy: object | null;
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): ScriptURL };
}

let policy: ReturnType<PolicyFactory['createPolicy']> | undefined;

/**
 * A script's address that is known when the app is built (an attribute of our tag, a file of our package), through the
 * policy `offstage` where the browser has Trusted Types; https://developer.mozilla.org/en-US/docs/Web/API/Trusted_Types_API.
 * The policy is kept in here, so that no other code can use it. As it is where the page does not allow that policy.
 */
export function trustedScriptURL(url: string): ScriptURL {
  const factory = (globalThis as { readonly trustedTypes?: PolicyFactory }).trustedTypes;
  // An app's default policy wants to be asked itself.
  if (!factory || factory.defaultPolicy) return url;
  try {
    policy ??= factory.createPolicy('offstage', { createScriptURL: (each) => each });
    return policy.createScriptURL(url);
  } catch {
    return url;
  }
}
