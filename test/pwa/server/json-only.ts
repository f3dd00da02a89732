import type { MiddlewareHandler } from 'hono';

/**
 * A page elsewhere can post anything but `application/json` here without asking; that type needs a preflight, which
 * nobody answers.
 */
export const jsonOnly: MiddlewareHandler = async (context, next) => {
  const type = context.req.header('content-type') ?? '';
  if (context.req.method !== 'POST' || /^application\/json\b/i.test(type)) return next();
  return context.json(
    { code: 'NOT_JSON', message: 'Only JSON is accepted here.', next: 'Send application/json.' },
    415,
  );
};
