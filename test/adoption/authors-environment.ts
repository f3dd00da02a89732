const KEPT =
  /^(PATH|HOME|USERPROFILE|APPDATA|LOCALAPPDATA|TMPDIR|TEMP|TMP|SystemRoot|ComSpec|LANG|https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS)$/i;

/** A shell of its own: what pnpm and the test runner told their children (`NODE_ENV` among it) is not the author's. */
export const authorsEnvironment = (): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => KEPT.test(name)));
